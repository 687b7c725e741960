"""Saved web pages: the article out of all that surrounds it, and nothing of it forgotten."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from raw_documents import SAMPLE, as_html, imported, limited_import, office, stories
from world import photograph, wenzhai, write

from generator.importers import read_raw
from generator.importers.blocks import read_html
from generator.importers.html_tokens import tokens
from generator.problems import ProblemsFound

CANAL = (
    "江城北部三镇的新水渠昨日通水，三万亩稻田由此受益。水务部门说，渠道全长三公里，工期不到一年。"
)
CARRY = "沿渠的村民说，往年天旱时要到五里外挑水。今年不必了。“水来了！”老人在渠边站了一上午。"

NAVIGATION = """<ul class="nav"><li><a href="/">首页</a></li><li><a href="/yw">要闻</a></li>
<li><a href="/jj">经济</a></li></ul>"""
FOOT = """<div class="related"><h3>相关新闻</h3><ul><li><a href="2">旧桥修好了</a></li>
<li><a href="3">镇中学添了新图书馆</a></li></ul></div>
<div class="footer"><p>版权所有 江城日报社</p><p><a href="/about">关于我们</a></p></div>"""


def news(head: str, body: str, meta: str = "") -> str:
    """The page of a news site."""
    return (
        f"<!doctype html><html><head><meta charset=utf-8>{meta}</head><body>{NAVIGATION}"
        f'<div class="main">{head}<div class="share">分享到：</div>'
        f'<div class="content">{body}</div></div>{FOOT}<script>alert("1")</script></body></html>'
    )


BODY = f"<p>　　{CANAL}</p><p><strong>先修路</strong></p><p>　　{CARRY}</p><p>　　{CANAL}</p>"

HEADS = {
    "one line": "<h1>新渠昨日通水</h1><p>2019-11-20 08:12 来源：江城晚报 作者：王二</p>",
    "spans": "<h1>新渠昨日通水</h1><div><span>来源：江城晚报</span> <span>作者：王二</span> "
    "<span>2019-11-20</span></div>",
    "lines": "<h1>新渠昨日通水</h1><div>2019-11-20</div><div>来源：江城晚报</div><div>王二</div>",
    "table": "<h1>新渠昨日通水</h1><table><tr><td>2019年11月20日</td><td>来源：江城晚报</td>"
    "<td>作者：王二</td></tr></table>",
    "no h1": "<title>新渠昨日通水_江城晚报</title><div>新渠昨日通水</div>"
    "<div>2019-11-20 08:12:30　来源：江城晚报　记者 王二</div>",
}


@pytest.mark.parametrize("name", HEADS)
def test_title_author_source_and_day_are_found_where_no_library_finds_them(
    name: str, tmp_path: Path
) -> None:
    write(tmp_path / "a.html", news(HEADS[name], BODY))
    page = imported(tmp_path, tmp_path / "a.html")
    (article,) = page.articles
    draft = article.draft
    assert ("新渠昨日通水", ["王二"], "江城晚报", "2019-11-20") == (
        draft.title,
        [author.name for author in draft.authors],
        draft.source,
        article.filing.date.iso,
    )
    assert [
        ("paragraph", CANAL),
        ("heading", "先修路"),
        ("paragraph", CARRY),
        ("paragraph", CANAL),
    ] == [(block.kind, block.text) for block in draft.blocks]
    around = {left.text for left in page.left_out}
    assert {"首页", "分享到：", "旧桥修好了", "版权所有 江城日报社"} <= around


SHEET = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>江城日报</title></head><body>
<table><tr><td><a href="1">第1版：要闻</a></td></tr><tr><td><a href="2">第2版：经济</a></td></tr>
<tr><td>2019年11月20日 星期三</td></tr><tr><td><a href="0">上一期</a></td></tr></table>
<table><tr><td><founder-pretitle>冬修水利开工</founder-pretitle></td></tr>
<tr><td><strong><founder-title>新渠昨日通水</founder-title></strong></td></tr>
<tr><td><founder-subtitle>——北部三镇受益</founder-subtitle></td></tr>
<tr><td><founder-author>王二 李四</founder-author></td></tr></table>
<div id="ozoom"><founder-content><!--enpcontent--><P>　　本报讯　{CANAL}</P><P>　　{CARRY}</P>
<!--/enpcontent--></founder-content></div>
<table><tr><td>放大 缩小 默认</td></tr><tr><td><a href="4">下一篇</a></td></tr></table>"""


def test_a_page_of_an_electronic_paper_says_what_each_line_is(tmp_path: Path) -> None:
    write(tmp_path / "a.htm", SHEET.encode("gb18030"))
    page = imported(tmp_path, tmp_path / "a.htm")
    (article,) = page.articles
    draft = article.draft
    assert ("冬修水利开工", "新渠昨日通水", "——北部三镇受益", ["王二", "李四"]) == (
        draft.kicker,
        draft.title,
        draft.subtitle,
        [author.name for author in draft.authors],
    )
    assert [f"本报讯　{CANAL}", CARRY] == [block.text for block in draft.blocks]
    assert "2019-11-20" == article.filing.date.iso
    assert {"放大 缩小 默认", "下一篇", "上一期"} <= {left.text for left in page.left_out}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2019-11-20T07:30:00+08:00", "2019-11-20"),
        ("2019-11-19T23:30:00Z", "2019-11-20"),
        ("2019-11-20 07:30:00", "2019-11-20"),
        ("2019-13-40", None),
        ("昨天", None),
    ],
)
def test_the_day_in_the_head_of_a_page_is_that_of_the_paper(
    said: str, day: str | None, tmp_path: Path
) -> None:
    meta = f'<meta property="article:published_time" content="{said}">'
    meta += '<meta property="og:url" content="https://news.example/1.html">'
    write(tmp_path / "a.html", news("<h1>新渠通水</h1>", BODY, meta))
    (article,) = imported(tmp_path, tmp_path / "a.html").articles
    assert (day or "") == article.filing.date.iso
    assert "source_url: https://news.example/1.html" in article.placed.text


def test_the_sample_page_from_libreoffice_gives_the_same_articles(tmp_path: Path) -> None:
    document = office(SAMPLE, "html", tmp_path)
    assert stories(imported(tmp_path / "a", SAMPLE)) == stories(imported(tmp_path / "b", document))


def test_a_page_with_headings_gives_the_same_articles_and_takes_the_picture_beside_it(
    tmp_path: Path,
) -> None:
    plain = imported(tmp_path / "a", SAMPLE)
    write(tmp_path / "in/page_files/渠.jpg", photograph())
    write(tmp_path / "in/page.html", as_html(plain, "./page_files/%E6%B8%A0.jpg"))
    page = imported(tmp_path / "b", tmp_path / "in/page.html")
    assert stories(plain) == stories(page)
    (caption,) = page.articles[0].draft.captions
    folder = page.articles[0].placed.path.parent
    assert photograph() == (folder / caption.image).read_bytes()
    assert "" == wenzhai(folder.parents[2], "check", "--lossless").stderr


def test_a_picture_in_its_address_comes_along_and_others_are_named(tmp_path: Path) -> None:
    write(tmp_path / "secret.jpg", photograph())
    inside = f"data:image/png;base64,{b64encode(photograph(kind='PNG')).decode()}"
    pictures = [inside, "../secret.jpg", f"file://{tmp_path}/secret.jpg", "https://a.example/b.jpg"]
    images = "".join(f'<p><img src="{escape(one)}"></p>' for one in pictures)
    write(tmp_path / "in/a.html", news("<h1>新渠通水</h1>", BODY + images + f"<p>{CARRY}</p>"))
    page = imported(tmp_path / "b", tmp_path / "in/a.html")
    (caption,) = page.articles[0].draft.captions
    assert re.fullmatch(r"image-[0-9a-f]{10}\.png", caption.image)
    (problem,) = page.warnings
    assert ("image-left-behind", True) == (problem.rule, "3 张图片" in problem.what.zh)
    there = {path.name for path in page.articles[0].placed.path.parent.iterdir()}
    assert {"issue.md", caption.image, page.articles[0].placed.path.name} == there


def test_what_is_hidden_is_no_text_and_what_looks_like_markup_is_no_markup() -> None:
    html = '<p>一</p><p style="display: none">二</p><p hidden>三</p><p>&lt;b&gt;四&lt;/b&gt;</p>'
    assert ["一", "<b>四</b>"] == [line.text for line in read_raw(html.encode(), "a.html").lines]


def test_html_in_a_page_never_reaches_the_site_as_html(tmp_path: Path) -> None:
    evil = "<p>&lt;script&gt;alert(1)&lt;/script&gt;，村民说。{{ page }}{% if %}</p>"
    title = "<h1>新渠&lt;img src=x onerror=alert(1)&gt;通水</h1>"
    write(tmp_path / "a.html", news(title, BODY + evil))
    imported(tmp_path, tmp_path / "a.html")
    assert (0, "") == (wenzhai(tmp_path, "build").returncode, wenzhai(tmp_path, "check").stderr)
    site = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("site/**/*.html"))
    assert "&lt;script&gt;alert(1)" in site
    assert "<script>alert" not in site
    assert "<img src=x" not in site


MANY = (2 << 20) - 64
BOMBS = {
    "comments": "<!--" * (MANY // 4),
    "elements": "<div>" * (MANY // 5),
    "tables": "<table><tr><td>" * (MANY // 15),
    "quotes": '<a href="' * (MANY // 9),
    "attributes": "<a " + "b " * (MANY // 2),
    "nothing": "<" * MANY,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_page_made_to_hurt_takes_little_time_and_memory(name: str, tmp_path: Path) -> None:
    done = limited_import(tmp_path, "a.html", BOMBS[name])
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_that_is_too_long_is_refused_in_one_line(tmp_path: Path) -> None:
    done = limited_import(tmp_path, "a.html", "<p>水</p>" * (MANY // 7))
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "[raw-too-large]" in done.stderr


PIECES = ["<p>", "</p>", "<div>", "</div>", "<td>", "<tr>", "<table>", "</table>", "<br>", "<b>"]
PIECES += ["</b>", "<li>", "<ul>", "</ul>", "<a href=x>", "</a>", "&lt;", "&amp;", "水渠", "通水。"]
PIECES += ["<h1>", "</h1>", "a<b", "<!-- x -->", "<img src=x>", "<pre>", "</pre>", "\n", "　", " "]


class _Text(HTMLParser):
    """The text of a piece of HTML by the standard library, for pieces that it reads well."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
@example(["<table>", "<tr>", "<td>", "水渠", "<td>", "通水。", "</table>"])
def test_every_character_of_any_page_is_in_one_block(pieces: list[str]) -> None:
    html = "".join(pieces) + "\n"
    found = "".join(block.text for block in read_html(html).blocks)
    assert re.sub(r"\s", "", _Text(html).text) == re.sub(r"\s", "", found)


@settings(max_examples=300, deadline=None)
@given(st.text("<>/!?-=\"' apx&;水\n", max_size=60))
@example("<a b='")
@example("</")
@example("<!-->水-->")
def test_any_text_is_read_as_html_and_tags_never_go_backwards(text: str) -> None:
    said = [token for token in tokens(text) if isinstance(token, str)]
    assert sum(map(len, said)) <= len(text)


def test_text_of_the_page_that_no_encoding_explains_is_refused() -> None:
    with pytest.raises(ProblemsFound) as error:
        read_raw(b"<meta charset=utf-8><p>\xff\xff\xff</p>", "a.html")
    assert ["undecodable"] == [problem.rule for problem in error.value.problems]
