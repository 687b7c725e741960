"""Every issue as a book: valid by structure, the same bytes again, in every written form."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from epub_rules import RULES, XHTML, Book, broken
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_alphabet import hostile_texts
from world import SITE, article, digest

from generator import markdown
from generator.build import build, read
from generator.declaring import declare
from generator.make import make
from generator.model import Markdown, Prose
from generator.page import Renderer
from generator.project import Project

PHOTOGRAPH = (Path(__file__).parent / "browser" / "photograph.png").read_bytes()

_SITE = SITE + (
    "base_url: https://example.com/news\npublisher: 江城文摘社\nlicence: 示例\n"
    "variants: [zh-Hant-TW, zh-Hant-HK]\n"
)

_TEXT = """\
见[第二篇](02-渠.md#二)、[不在书里的一期](../2019-12/01-雪.md)、[主题](/topics/)、[本期](issue.md)和
[外面](https://例子.com/水?a=[1])。皇后的头发[^注]。

![渠首](渠.png)

![外图](https://example.com/a.jpg)

## 一段

[上面](#一段)和[坏的](https://)。

[^注]: 注文见[网站](https://e.cn/)。
"""

_FILES: dict[str, str | bytes] = {
    "site.yaml": _SITE,
    "issues/2019-11/issue.md": "---\ndate: 2019-11-20\nnumber: 12\n---\n"
    "编者的话[^1]。\n\n[^1]: 注。\n",
    "issues/2019-11/01-后.md": article(
        "皇后的头发与“里面”",
        _TEXT,
        kicker="引题",
        subtitle="副题",
        authors=["王二", "李四"],
        roles={"王二": "记者"},
        sheet="3",
        captions=[
            {"text": "头图", "credit": "李四", "role": "摄"},
            {"text": "中图", "image": "渠.png", "after_paragraph": 1},
        ],
        corrections=[{"date": "2019-12-02", "text": "数字有误"}],
        source="江城日报",
        source_url="https://e.cn/报",
    ),
    "issues/2019-11/02-渠.md": article("渠 & <水>", "一。\n\n## 二\n\n三。\n", sheet="4"),
    "issues/2019-11/渠.png": PHOTOGRAPH,
    "issues/2019-12/01-雪.md": article("雪", "雪。\n"),
}

_BOOK = "issues/2019-11/2019-11.epub"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books")
    return build(digest(folder, _FILES), folder / "site").site


def _book(site: Path, prefix: str = "") -> Book:
    return Book((site / prefix / _BOOK).read_bytes())


def _page(book: Book, name: str) -> str:
    return book.read(f"EPUB/{name}").decode()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("prefix", ["", "zh-hant-tw", "zh-hant-hk"])
def test_a_book_holds_to(rule: Callable[[Book], Iterator[str]], prefix: str, site: Path) -> None:
    assert [] == list(rule(_book(site, prefix)))


@pytest.mark.parametrize(
    ("prefix", "tag", "title", "words"),
    [
        ("", "zh-Hans", "江城文摘 2019年11月20日 星期三", "皇后的头发与“里面”"),
        ("zh-hant-tw", "zh-Hant-TW", "江城文摘 2019年11月20日 星期三", "皇后的頭髮與「裡面」"),
        ("zh-hant-hk", "zh-Hant-HK", "江城文摘 2019年11月20日 星期三", "皇后的頭髮與「裏面」"),
    ],
)
def test_a_book_stands_in_its_written_form(
    site: Path, prefix: str, tag: str, title: str, words: str
) -> None:
    book = _book(site, prefix)
    assert [tag] == book.said("language")
    assert [title] == book.said("title")
    assert f'<h1 class="title">{words}</h1>' in _page(book, "01.xhtml")
    assert f">{words}</a>" in _page(book, "nav.xhtml")
    hair = "头发" if tag == "zh-Hans" else "頭髮"
    assert f"皇后的{hair}<sup" in _page(book, "01.xhtml")
    contents = "目录" if tag == "zh-Hans" else "目錄"
    assert f"<h1>{contents}</h1>" in _page(book, "nav.xhtml")


def test_every_form_is_a_book_of_its_own(site: Path) -> None:
    books = [_book(site, prefix) for prefix in ("", "zh-hant-tw", "zh-hant-hk")]
    assert 3 == len({book.said("identifier")[0] for book in books})


def test_an_article_is_whole_and_in_the_order_of_the_page(site: Path) -> None:
    body = ET.fromstring(_book(site).read("EPUB/01.xhtml")).find(f"{XHTML}body")
    assert body is not None
    said = "\n".join(body.itertext())
    order = ["引题", "皇后的头发与“里面”", "副题", "记者 王二　李四", "第3版", "头图", "李四 摄"]
    order += ["中图", "一段", "注文见", "更正", "2019年12月2日 星期一", "数字有误", "江城日报"]
    places = [said.find(words) for words in order]
    assert -1 not in places
    assert sorted(places) == places


def test_a_photograph_stands_behind_its_paragraph(site: Path) -> None:
    page = _page(_book(site), "01.xhtml")
    assert page.index("外面") < page.index('alt="中图"') < page.index('alt="渠首"')


def test_one_photograph_is_in_the_book_once(site: Path) -> None:
    book = _book(site)
    pictures = [name for name in book.names if name.startswith("EPUB/images/")]
    assert 1 == len(pictures)
    assert PHOTOGRAPH == book.read(pictures[0])
    assert 2 == _page(book, "01.xhtml").count("<img ")


def test_links_lead_within_the_book_or_out_to_the_site(site: Path) -> None:
    page = _page(_book(site, "zh-hant-tw"), "01.xhtml")
    for link in (
        'href="02.xhtml#二"',
        'href="https://example.com/news/zh-hant-tw/issues/2019-12/01.html"',
        'href="https://example.com/news/zh-hant-tw/topics/"',
        'href="nav.xhtml"',
        'href="https://xn--fsqu00a.com/%E6%B0%B4?a=%5B1%5D"',
        'href="#一段"',
        'href="https://e.cn/%E6%8A%A5"',
    ):
        assert link in page
    assert "外圖" in page
    assert "example.com/a.jpg" not in page


def test_without_an_address_of_the_site_links_out_of_the_issue_are_text(tmp_path: Path) -> None:
    files = _FILES | {"site.yaml": SITE}
    site = build(digest(tmp_path, files), tmp_path / "site").site
    page = _page(_book(site), "01.xhtml")
    assert [] == broken((site / _BOOK).read_bytes())
    assert "不在书里的一期、主题" in page
    assert 'href="02.xhtml#二"' in page


def test_the_same_content_gives_the_same_bytes_anywhere(site: Path, tmp_path: Path) -> None:
    project = digest(tmp_path / "另一处", _FILES)
    again = build(project, tmp_path / "out").site
    assert (site / _BOOK).read_bytes() == (again / _BOOK).read_bytes()


def test_what_is_known_of_dates_is_said_and_nothing_more(site: Path, tmp_path: Path) -> None:
    book = _book(site)
    assert ["2019-11-20"] == book.said("date")
    assert ["2019-12-02T00:00:00Z"] == book.meta("dcterms:modified")
    undated = {"issues/old/01-题.md": article()}
    site = build(digest(tmp_path, undated), tmp_path / "site").site
    book = Book((site / "issues/old/old.epub").read_bytes())
    assert [] == broken(book.data)
    assert [] == book.said("date")
    assert ["1980-01-01T00:00:00Z"] == book.meta("dcterms:modified")


def test_the_identifier_is_that_of_the_address_of_the_issue(site: Path) -> None:
    name = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/news/issues/2019-11/")
    assert [f"urn:uuid:{name}"] == _book(site).said("identifier")


def test_the_page_of_an_issue_leads_to_its_book(site: Path) -> None:
    page = (site / "zh-hant-tw/issues/2019-11/index.html").read_text(encoding="utf-8")
    assert re.search(r'<a href="2019-11\.epub"[^>]*>下載電子書', page)


def test_a_site_may_go_without_books(tmp_path: Path) -> None:
    files = _FILES | {"site.yaml": _SITE + "epub: false\n"}
    site = build(digest(tmp_path, files), tmp_path / "site").site
    assert [] == list(site.rglob("*.epub"))
    assert "epub" not in (site / "issues/2019-11/index.html").read_text(encoding="utf-8")


def test_an_issue_of_drafts_has_no_book(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/2019-11/01-题.md": article(draft=True)})
    site = build(project, tmp_path / "site").site
    assert [] == list(site.rglob("*.epub"))
    assert "epub" not in (site / "issues/2019-11/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x00\x00\x00\x1cftypavif"])
def test_a_picture_that_no_reading_system_shows_is_its_words(tmp_path: Path, data: bytes) -> None:
    files = _FILES | {"issues/2019-11/渠.png": data}
    site = build(digest(tmp_path, files), tmp_path / "site").site
    book = _book(site)
    assert [] == broken(book.data)
    assert "<img" not in _page(book, "01.xhtml")
    assert "渠首" in _page(book, "01.xhtml")


def test_a_picture_is_what_its_bytes_are_whatever_its_name(tmp_path: Path) -> None:
    files = _FILES | {"issues/2019-11/渠.png": b"\xff\xd8\xff\xe0 jpeg"}
    book = _book(build(digest(tmp_path, files), tmp_path / "site").site)
    assert [] == broken(book.data)
    assert any(name.endswith(".jpg") for name in book.names)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return digest(tmp_path_factory.mktemp("hostile"), {"issues/a/01-题.md": article()})


@given(body=hostile_texts(), title=st.text(min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_makes_a_valid_book(hostile: Project, body: str, title: str) -> None:
    site, theme, _ = read(hostile)
    issue = site.issues[0]
    changed = replace(issue.articles[0], body=Markdown(body), title=Prose(title.strip() or "题"))
    site = replace(site, issues=(replace(issue, articles=(changed,)),))
    pages = declare(hostile, site, theme)
    books = [make(page, theme).data for page in pages if page.render == Renderer("epub")]
    assert [] == [where for data in books for where in broken(data)]
    page = ET.fromstring(Book(books[0]).read("EPUB/01.xhtml"))
    prose = next(one for one in page.iter(f"{XHTML}div") if one.get("class") == "prose")
    shown = "".join("".join(prose.itertext()).split())
    words = "".join(markdown.plain_text(markdown.parse(body)).split())
    _assert_in_order(words, shown)


def _assert_in_order(words: str, shown: str) -> None:
    """Every character of the words is shown, in their order."""
    position = 0
    for character in words:
        known = character if character.isprintable() or ord(character) > 0x20 else "\ufffd"
        found = shown.find(known, position)
        assert found >= 0, (character, words, shown)
        position = found + 1


_FAULTS = {
    "well_formed": ("nav.xhtml", b"</ol>", b""),
    "no_named_entities": ("more.opf", b"", b"&nbsp;"),
    "metadata_is_there": ("package.opf", b"<dc:title>", b"<dc:title></dc:title><dc:title>"),
    "accessibility_is_told": ("package.opf", b"schema:accessibilityHazard", b"schema:other"),
    "manifest_is_complete": ("package.opf", b'href="book.css"', b'href="cook.css"'),
    "links_lead_somewhere": ("01.xhtml", b"02.xhtml#", b"02.xhtml#x"),
    "ids_stand_once": ("01.xhtml", b'id="fn1"', b'id="fnref1"'),
    "pictures_are_what_they_say": ("package.opf", b"image/png", b"image/gif"),
    "pages_say_their_language_and_title": ("02.xhtml", b'xml:lang="zh-Hans"', b""),
    "nothing_runs_and_nothing_is_fetched": ("01.xhtml", b"<p ", b"<script></script><p "),
    "spine_holds_every_page_once": (
        "package.opf",
        b'<itemref idref="a02">',
        b'<itemref idref="a01">',
    ),
    "contents_lead_to_every_article_in_order": ("nav.xhtml", b'"02.xhtml"', b'"01.xhtml"'),
}


@pytest.mark.parametrize("rule", _FAULTS)
def test_a_rule_sees_a_book_that_breaks_it(rule: str, site: Path) -> None:
    file, old, new = _FAULTS[rule]
    good = zipfile.ZipFile(io.BytesIO((site / _BOOK).read_bytes()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as spoiled:
        for entry in good.infolist():
            data = good.read(entry)
            spoiled.writestr(
                entry, data.replace(old, new, 1) if entry.filename == f"EPUB/{file}" else data
            )
        if f"EPUB/{file}" not in good.namelist():
            spoiled.writestr(f"EPUB/{file}", new)
    check = next(one for one in RULES if one.__name__ == rule)
    assert list(check(Book(out.getvalue())))


def test_a_book_has_what_was_written_by_hand_and_lacks_what_its_form_lacks(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": _SITE,
        "issues/2019-11/01-后.md": article("皇后", "见[另一篇](02-渠.md)。\n"),
        "issues/2019-11/02-渠.md": article("渠", variants={"zh-Hant-HK": {"skip": True}}),
        "issues/2019-11/03-里.md": article("里面", "里面。\n"),
        "issues/2019-11/03.zh-Hant-TW.md": "---\ntitle: 裏頭\n---\n里面。\n",
    }
    site = build(digest(tmp_path, files), tmp_path / "site").site
    taiwan, hong_kong = _book(site, "zh-hant-tw"), _book(site, "zh-hant-hk")
    assert [] == broken(taiwan.data) + broken(hong_kong.data)
    assert '<h1 class="title">裏頭</h1>' in _page(taiwan, "03.xhtml")
    assert "<p>里面。</p>" in _page(taiwan, "03.xhtml")
    assert "EPUB/02.xhtml" not in hong_kong.names
    link = 'href="https://example.com/news/issues/2019-11/02.html"'
    assert link in _page(hong_kong, "01.xhtml")
