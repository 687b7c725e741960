"""Feeds and exports: every entry an article, with its day, its author and its old address."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from raw_documents import limited_import
from world import digest, photograph, wenzhai, write

from generator.importers import read_raw
from generator.importing import Given, ImportedPage, import_file, open_desk
from generator.problems import ProblemsFound
from generator.project import Project

CANAL = "江城北部三镇的新水渠昨日通水，三万亩稻田由此受益。"
LIBRARY = "镇中学的新图书馆本周开放，藏书一万两千册。"
BRIDGE = "城南的旧桥修了半年，昨天重新开放。"

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>江城日报</title>
<link rel="self" href="https://old.example/feed.atom"/><link href="https://old.example/"/>
<entry><title>旧桥修好了</title><link href="https://old.example/2019/12/bridge.html"/>
<published>2019-12-03T08:00:00+08:00</published><author><name>孙七</name></author>
<category term="water" label="水利"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BRIDGE}</p></div></content></entry>
<entry><title type="html">新渠&lt;em&gt;昨日&lt;/em&gt;通水 &amp;amp; 受益</title>
<link href="https://old.example/2019/11/%E6%B8%A0.html"/>
<published>2019-11-19T23:30:00Z</published><author><name>王二</name></author>
<content type="html">{escape(f"<p>{CANAL}</p><p>先修路</p><p>{CANAL}</p>")}</content>
</entry></feed>"""

RSS = f"""<?xml version="1.0" encoding="gb2312"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>江城日报</title><atom:link rel="self" href="https://a.example/rss"/>
<link>https://a.example</link>
<item><title>镇中学添了新图书馆</title><link>https://a.example/library.html</link>
<dc:creator>赵五</dc:creator><pubDate>Wed, 20 Nov 2019 08:00:00 +0800</pubDate>
<description>摘要。</description><content:encoded><![CDATA[<p>{LIBRARY}</p>]]></content:encoded></item>
<item><title>旧桥修好了</title><guid>https://a.example/bridge.html</guid>
<author>a@a.example (孙七)</author><pubDate>Wed, 20 Nov 2019 09:00:00 +0800</pubDate>
<description>{escape(f"<p>{BRIDGE}</p>")}</description></item></channel></rss>"""

RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>江城日报</title><link>https://a.example/</link></channel>
<item><title>旧桥修好了</title><link>https://a.example/bridge.html</link>
<dc:creator>孙七</dc:creator><dc:date>2019-11-20T09:00+08:00</dc:date>
<description>{BRIDGE}</description></item></rdf:RDF>"""


def post(title: str, body: str, link: str, date: str, more: str = "") -> str:
    return f"""<item><title>{title}</title><link>{escape(link)}</link>
<dc:creator>wang</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded>
<wp:post_id>1</wp:post_id><wp:post_date>{date} 08:00:00</wp:post_date>
<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>{more}</item>"""


def export(*items: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>江城日报</title><link>https://old.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login>wang</wp:author_login>
<wp:author_display_name>王二</wp:author_display_name></wp:author>
{"".join(items)}</channel></rss>"""


def imported(project: Project, text: str | bytes, issue: str = "") -> tuple[ImportedPage, ...]:
    path = project.folder / "in/a.xml"
    write(path, text)
    return import_file(open_desk(project), path, Given(issue=issue))


def told(page: ImportedPage) -> list[tuple[str, list[str], str]]:
    return [
        (one.draft.title, [author.name for author in one.draft.authors], one.filing.date.iso)
        for one in page.articles
    ]


@pytest.mark.parametrize("name", ["Atom", "RSS 2.0", "RSS 1.0"])
def test_every_entry_is_an_article_the_oldest_first(name: str, tmp_path: Path) -> None:
    library = ("镇中学添了新图书馆", ["赵五"], "2019-11-20")
    bridge = ("旧桥修好了", ["孙七"], "2019-11-20")
    data, wanted = {
        "Atom": (
            ATOM.encode(),
            [
                ("新渠昨日通水 & 受益", ["王二"], "2019-11-20"),
                ("旧桥修好了", ["孙七"], "2019-12-03"),
            ],
        ),
        "RSS 2.0": (RSS.encode("gb18030"), [library, bridge]),
        "RSS 1.0": (RDF.encode(), [bridge]),
    }[name]
    (page,) = imported(digest(tmp_path), data, issue="x")
    assert wanted == told(page)
    assert () == page.warnings


def test_each_entry_goes_into_the_issue_of_its_month(tmp_path: Path) -> None:
    pages = imported(digest(tmp_path), ATOM)
    assert ["2019-11", "2019-12"] == [page.issue for page in pages]
    assert [1, 1] == [len(page.articles) for page in pages]
    again = imported(digest(tmp_path), ATOM)
    assert {"unchanged"} == {str(one.placed.state) for page in again for one in page.articles}


def test_short_lines_of_an_entry_are_no_titles(tmp_path: Path) -> None:
    (page, _) = imported(digest(tmp_path), ATOM)
    assert ["paragraph", "heading", "paragraph"] == [
        block.kind for block in page.articles[0].draft.blocks
    ]


def test_the_addresses_of_the_site_itself_are_kept_and_others_are_the_source(
    tmp_path: Path,
) -> None:
    own = digest(tmp_path / "a", {"site.yaml": "title: 文摘\nbase_url: https://old.example\n"})
    texts = [page.articles[0].placed.text for page in imported(own, ATOM)]
    assert "aliases: [/2019/11/渠.html]\n" in texts[0]
    assert "source_url" not in texts[0]
    other = digest(tmp_path / "b")
    texts = [page.articles[0].placed.text for page in imported(other, ATOM)]
    assert "source_url: https://old.example/2019/12/bridge.html\n" in texts[1]
    assert "aliases" not in texts[1]


def test_a_category_that_is_a_topic_here_files_the_article(tmp_path: Path) -> None:
    (_, page) = imported(digest(tmp_path), ATOM)
    assert ("水利",) == page.articles[0].filing.topics


def test_an_export_of_wordpress_moves_with_addresses_authors_and_pictures(tmp_path: Path) -> None:
    write(tmp_path / "in/wp-content/uploads/2019/a.jpg", photograph())
    body = (
        "<!-- wp:image --><img src='https://old.example/wp-content/uploads/2019/a.jpg' />\n\n"
        f"{CANAL}\n\n<b>先修路</b>\n\n{CANAL}"
    )
    project = digest(tmp_path)
    (page,) = imported(
        project, export(post("新渠通水", body, "https://old.example/2019/canal/", "2019-11-20"))
    )
    assert [("新渠通水", ["王二"], "2019-11-20")] == told(page)
    (article,) = page.articles
    assert [CANAL, "先修路", CANAL] == [block.text for block in article.draft.blocks]
    (caption,) = article.draft.captions
    assert photograph() == (article.placed.path.parent / caption.image).read_bytes()
    assert "aliases: [/2019/canal/]" in article.placed.text
    assert 0 == wenzhai(project, "build").returncode
    assert (tmp_path / "site/2019/canal/index.html").is_file()


def test_what_was_not_published_is_left_out_by_name(tmp_path: Path) -> None:
    draft = post("没写完", "还没写完的字。", "https://old.example/?p=2", "2019-11-21")
    page = post("关于我们", "我们是报纸。", "https://old.example/about/", "2019-11-21")
    (found,) = imported(
        digest(tmp_path),
        export(
            post("新渠通水", CANAL, "https://old.example/1.html", "2019-11-20"),
            draft.replace("<wp:status>publish", "<wp:status>draft"),
            page.replace("<wp:post_type>post", "<wp:post_type>page"),
            "<item><title>a.jpg</title><wp:post_type>attachment</wp:post_type></item>",
        ),
    )
    assert ["新渠通水"] == [one.draft.title for one in found.articles]
    assert [
        ("没写完", "没有发布的稿件"),
        ("还没写完的字。", "没有发布的稿件"),
        ("关于我们", "独立页面，可放进 content/pages/"),
        ("我们是报纸。", "独立页面，可放进 content/pages/"),
    ] == [(left.text, left.why.split(" / ")[0]) for left in found.left_out]


def test_what_cannot_be_kept_or_has_no_title_is_said(tmp_path: Path) -> None:
    (page,) = imported(
        digest(tmp_path), export(post("", CANAL, "https://old.example/?p=12", "2019-11-20"))
    )
    assert ["untitled-entry", "address-not-kept"] == [one.rule for one in page.warnings]
    assert ["无题"] == [one.draft.title for one in page.articles]


BOMB = '<!DOCTYPE rss [<!ENTITY a "十十十十"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE = {
    "document-type": f'<?xml version="1.0"?>{BOMB}<rss><channel>&b;</channel></rss>',
    "damaged-file": "<rss>" + "<a>" * 100_000,
    "unknown-feed": "<svg><script>alert(1)</script></svg>",
    "raw-too-large": "<rss>" + "水" * (11 << 20) + "</rss>",
}


@pytest.mark.parametrize("rule", HOSTILE)
def test_what_would_hurt_or_is_no_feed_is_refused_in_one_line(rule: str, tmp_path: Path) -> None:
    done = limited_import(tmp_path, "a.xml", HOSTILE[rule])
    assert (1, 1) == (done.returncode, done.stderr.count("\n")), done.stderr
    assert f"[{rule}]" in done.stderr


def test_xml_that_is_not_well_formed_is_refused_at_its_place() -> None:
    with pytest.raises(ProblemsFound) as error:
        read_raw("<rss>\n<channel>水&nbsp;</channel></rss>".encode(), "a.rss")
    (problem,) = error.value.problems
    assert ("damaged-file", "a.rss:2:11") == (problem.rule, str(problem.place))


def test_markup_in_a_feed_never_reaches_the_site_as_markup(tmp_path: Path) -> None:
    evil = "<p>水渠<script>alert(1)</script>通水，&lt;script&gt;alert(2)&lt;/script&gt;。</p>"
    project = digest(tmp_path)
    title = escape(escape("<img src=x onerror=alert(3)>新渠"))
    imported(project, export(post(title, evil, "https://old.example/1.html", "2019-11-20")), "x")
    assert 0 == wenzhai(project, "build").returncode
    site = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("site/**/*.html"))
    assert "&lt;script&gt;alert(2)" in site
    assert "<script>alert" not in site
    assert "<img src=x" not in site
