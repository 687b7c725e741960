"""Feeds: valid by every rule, each in its own written form, and known by the same ids for ever."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from feed_rules import ATOM, CONTENT, atom_faults, html_faults, json_faults, opml_faults, rss_faults
from hypothesis import given, settings
from hypothesis import strategies as st
from machine_world import BASE, FILES, FORMS, HOSTILE, SETTINGS, address, file_at, hostile_site
from world import SITE, article, digest, snapshot, wenzhai

from generator.build import build
from generator.feeds import FORMATS
from generator.model import Settings
from generator.xml_text import escaped


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_site(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def summaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_site(tmp_path_factory.mktemp("summaries"), feed_text="summary")


CHECKS = {"atom.xml": atom_faults, "rss.xml": rss_faults, "feed.json": json_faults}


@pytest.mark.parametrize("file", CHECKS)
@pytest.mark.parametrize("built", ["site", "summaries"])
def test_every_feed_is_valid(file: str, built: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(built)
    feeds = sorted(site.rglob(file))
    # The site, three issues, two topics, four counties and those above them, an event; three forms.
    assert 3 * (1 + 3 + 2 + 4 + 1) == len(feeds)
    faults = {path: CHECKS[file](path.read_bytes(), address(site, path)) for path in feeds}
    assert {} == {path: said for path, said in faults.items() if said}


def test_every_format_of_the_settings_is_in_the_table_and_no_other() -> None:
    assert tuple(one.name for one in FORMATS) == Settings.__dataclass_fields__["feeds"].default
    assert set(CHECKS) == {one.file for one in FORMATS}


def test_the_list_of_all_feeds_is_valid_and_names_each_once(site: Path) -> None:
    for prefix in FORMS:
        data = (site / prefix / "feeds.opml").read_bytes()
        assert [] == opml_faults(data)
        listed = [one.get("xmlUrl") for one in ElementTree.fromstring(data).iter("outline")]
        there = [
            address(site, path)
            for path in (site / prefix).rglob("atom.xml")
            if prefix or not path.relative_to(site).parts[0].startswith("zh-")
        ]
        assert sorted(there) == sorted(filter(None, listed))


# The rules themselves: a fault in a good feed is seen.


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"<id>[^<]*</id>\n<title>江", "<title>江"),
        (r"<updated>[^<]*</updated>", ""),
        (r"T00:00:00\+08:00</updated>", "</updated>"),
        (r"<title>学校开学</title>", "<title/>"),
        (r"<title>学校开学</title>", '<title type="html">学校</title><title>开学</title>'),
        (r'rel="self"', 'rel="related"'),
        (r'href="https://example.com/news/issues', 'href="/issues'),
        (r'xml:lang="zh-Hans"', 'xml:lang="zh_cn"'),
        (r"<author>\n<name>江城日报社</name>\n</author>\n<rights>", "<rights>"),
        (r'term="[^"]*"', ""),
        (r"<published>2019", "<published>2029"),
        (r"01.html</id>", "02.html</id>"),
        (r'<content type="html">', '<content type="html">&lt;iframe&gt;'),
        (r"<rights>", "<licence>x</licence><rights>"),
    ],
)
def test_a_fault_of_an_atom_feed_would_be_seen(site: Path, old: str, new: str) -> None:
    text = (site / "atom.xml").read_text(encoding="utf-8")
    broken, times = re.subn(old, new, text, count=1)
    assert 1 == times
    assert atom_faults(broken.encode(), f"{BASE}/atom.xml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r'version="2.0"', 'version="0.9"'),
        (r"<description>[^<]*</description>\n<language>", "<language>"),
        (r"<language>zh-Hans", "<language>zh_cn"),
        (r"<pubDate>\w+", "<pubDate>Abc"),
        (r"<pubDate>Wed", "<pubDate>Thu"),
        (r"<guid[^>]*>[^<]*</guid>", ""),
        (r'isPermaLink="true">https://example.com', 'isPermaLink="true">/'),
        (r"&#x3C;script>|&#x3C;script&gt;", "&lt;script&gt;"),
        (r"<dc:creator>", "<author>陈学东</author><dc:creator>"),
        (r'rel="self"', 'rel="alternate"'),
        (r"<content:encoded>", "<content:encoded>&lt;a href=&quot;02.html&quot;&gt;x&lt;/a&gt;"),
    ],
)
def test_a_fault_of_an_rss_feed_would_be_seen(site: Path, old: str, new: str) -> None:
    text = (site / "rss.xml").read_text(encoding="utf-8")
    broken, times = re.subn(old, new, text, count=1)
    assert 1 == times
    assert rss_faults(broken.encode(), f"{BASE}/rss.xml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r'"version":"[^"]*",', ""),
        (r"version/1.1", "version/1"),
        (r'"title":"江城文摘",', ""),
        (r'"id":"[^"]*",', '"id":1,'),
        (r'"content_html"', '"content"'),
        (r'"date_published":"[^"]*"', '"date_published":"2019-11-20"'),
        (r'"language":"zh-Hans"', '"language":"Chinese"'),
        (r'"authors":\[\{"name":"[^"]*"', '"authors":[{"name":""'),
        (r'"tags":\["', '"tags":["","'),
    ],
)
def test_a_fault_of_a_json_feed_would_be_seen(site: Path, old: str, new: str) -> None:
    text = (site / "feed.json").read_text(encoding="utf-8")
    broken, times = re.subn(old, new, text, count=1)
    assert 1 == times
    assert json_faults(broken.encode(), f"{BASE}/feed.json")


@pytest.mark.parametrize("text", ["<p>水", "<b>水</p>", '<a href="#x">', "<script></script>"])
def test_a_fault_of_html_would_be_seen(text: str) -> None:
    assert html_faults(text)


# What feeds say


def test_a_hostile_title_arrives_in_every_format_as_it_was_written(site: Path) -> None:
    atom = ElementTree.parse(site / "atom.xml")
    rss = ElementTree.parse(site / "rss.xml")
    feed = json.loads((site / "feed.json").read_bytes())
    assert HOSTILE in [one.text for one in atom.iter(ATOM + "title")]
    assert HOSTILE in [one.text for one in rss.iter("title")]
    assert HOSTILE in [item["title"] for item in feed["items"]]


def test_every_form_has_its_own_words_and_addresses_and_never_those_of_another(site: Path) -> None:
    for prefix, tag in FORMS.items():
        feed = json.loads((site / prefix / "feed.json").read_bytes())
        assert tag == feed["language"]
        there = json.dumps(feed, ensure_ascii=False)
        assert ("发电" in there) == (tag == "zh-Hans")
        assert ("發電" in there) == (tag != "zh-Hans")
        assert "-{" not in there
        for item in feed["items"]:
            assert item["url"].startswith(f"{BASE}/{prefix}issues/")
        names = [author["name"] for item in feed["items"] for author in item.get("authors", [])]
        assert ("陈学东" if tag == "zh-Hans" else "陳學東") in names


def test_an_article_that_a_form_goes_without_is_in_no_feed_of_it(site: Path) -> None:
    titles = {}
    for prefix, tag in FORMS.items():
        feed = json.loads((site / prefix / "feed.json").read_bytes())
        titles[tag] = {item["title"] for item in feed["items"]}
        (linking,) = (item for item in feed["items"] if item["url"].endswith("-11-20/01.html"))
        there = f"{BASE}/{prefix if tag != 'zh-Hant-HK' else ''}issues/2019-11-20/04.html"
        assert f'href="{there}"' in linking["content_html"], "to a page that is there"
    assert "香港不出" in titles["zh-Hans"]
    assert "手寫的題目" in titles["zh-Hant-TW"]
    assert len(titles["zh-Hant-HK"]) == len(titles["zh-Hans"]) - 1


def test_ids_are_different_in_every_form_and_the_same_in_every_format(site: Path) -> None:
    by_form = []
    for prefix in FORMS:
        folder = site / prefix
        atom = [
            e.findtext(ATOM + "id")
            for e in ElementTree.parse(folder / "atom.xml").iter(ATOM + "entry")
        ]
        rss = [e.findtext("guid") for e in ElementTree.parse(folder / "rss.xml").iter("item")]
        feed = [item["id"] for item in json.loads((folder / "feed.json").read_bytes())["items"]]
        assert atom == rss == feed
        by_form.append(set(feed))
    assert set() == by_form[0] & by_form[1] | by_form[1] & by_form[2] | by_form[0] & by_form[2]


def test_an_id_outlives_a_new_title_a_new_file_name_and_a_move_of_the_site(tmp_path: Path) -> None:
    def ids(**changes: str) -> list[str]:
        title = changes.pop("title", "新渠通水")
        said = SITE + "".join(f"{key}: {value}\n" for key, value in changes.items())
        folder = tmp_path / title / changes["base_url"].replace("/", "_")
        files: dict[str, str | bytes] = {
            "site.yaml": said,
            f"issues/a/01-{title}.md": article(title),
        }
        build(digest(folder, files), folder / "site")
        feed = json.loads((folder / "site/feed.json").read_bytes())
        return [item["id"] for item in feed["items"]]

    first = ids(base_url="http://old.example")
    assert ["http://old.example/issues/a/01.html"] == first
    assert first == ids(base_url="http://old.example", title="新水渠通水了")
    assert first == ids(base_url="https://new.example/news", feed_identity="http://old.example/")
    moved = tmp_path / "新渠通水" / "https:__new.example_news" / "site/rss.xml"
    guid = ElementTree.parse(moved).find(".//guid")
    assert guid is not None
    assert "false" == guid.get("isPermaLink")


def test_every_entry_is_dated_as_far_as_anything_is_known(site: Path) -> None:
    feed = json.loads((site / "feed.json").read_bytes())
    dates = {item["title"]: item.get("date_published") for item in feed["items"]}
    assert "2019-11-20T00:00:00+08:00" == dates[HOSTILE]
    assert "2019-11-20T00:00:00+08:00" == dates["学校开学"], "by its issue"
    assert "2019-10-01T00:00:00+08:00" == dates["只知道月份"]
    assert "1978-01-01T00:00:00+08:00" == dates["只知道年份"]
    assert dates["不知道日期"] is None
    assert "不知道日期" == feed["items"][-1]["title"]
    atom = ElementTree.parse(site / "atom.xml")
    updated = {
        e.findtext(ATOM + "title"): e.findtext(ATOM + "updated") for e in atom.iter(ATOM + "entry")
    }
    assert "1970-01-01T00:00:00Z" == updated["不知道日期"], "Atom must have a date"


def test_the_time_zone_is_that_of_the_settings(tmp_path: Path) -> None:
    site = hostile_site(tmp_path, timezone='"-05:00"')
    assert "<pubDate>Wed, 20 Nov 2019 00:00:00 -0500</pubDate>" in (site / "rss.xml").read_text()


def test_a_correction_makes_its_article_the_newest_and_is_told_in_every_format(
    site: Path, summaries: Path
) -> None:
    for built in (site, summaries):
        feed = json.loads((built / "feed.json").read_bytes())
        first = feed["items"][0]
        assert "学校开学" == first["title"]
        assert "2019-12-01T00:00:00+08:00" == first["date_modified"]
        assert "2019-11-20T00:00:00+08:00" == first["date_published"]
        for file in ("atom.xml", "rss.xml", "feed.json"):
            text = (built / file).read_text(encoding="utf-8")
            assert "更正 2019年12月1日 星期日" in text
            assert "只知道年份的更正" in text


def test_a_draft_is_in_no_feed(site: Path) -> None:
    assert [] == [
        p for p in site.rglob("*") if p.is_file() and "还没写完".encode() in p.read_bytes()
    ]


def test_a_whole_article_is_there_with_its_photographs_and_notes(site: Path) -> None:
    feed = json.loads((site / "feed.json").read_bytes())
    (item,) = [item for item in feed["items"] if item["title"] == HOSTILE]
    said = item["content_html"]
    page = f"{BASE}/issues/2019-11-20"
    assert f'<img src="{page}/%E6%B8%A0.jpg" alt="通水">' in said
    assert f'href="{page}/02.html#%E4%BA%8C"' in said
    assert f'href="{BASE}/topics/water/"' in said
    assert 'href="https://example.org/?a=1&amp;b=2"' in said
    assert said.count(f'href="{page}/01.html#') >= 3, "to the note, back, and to a heading"
    assert "引题 &lt;i&gt;" in said
    assert "原样发" in said


def test_every_link_of_a_whole_article_is_alive(site: Path) -> None:
    seen = 0
    for path in site.rglob("feed.json"):
        for item in json.loads(path.read_bytes())["items"]:
            for url in (item["url"], *re.findall(r'(?:href|src)="([^"]*)"', item["content_html"])):
                if url.startswith(BASE):
                    seen += 1
                    assert file_at(site, url).is_file(), url
                    fragment = html.unescape(url.partition("#")[2])
                    page = file_at(site, url)
                    if fragment:
                        assert f'id="{unquote(fragment)}"' in page.read_text(encoding="utf-8"), url
    assert seen > 50


def test_summaries_only_where_that_is_asked_for(tmp_path: Path, summaries: Path) -> None:
    as_it_is = hostile_site(tmp_path, feed_text="site")

    def whole(path: Path) -> bool:
        return any("content_html" in item for item in json.loads(path.read_bytes())["items"])

    assert whole(as_it_is / "feed.json")
    assert not whole(as_it_is / "topics/water/feed.json")
    assert not whole(as_it_is / "issues/2019-11-20/feed.json")
    assert [] == [path for path in summaries.rglob("feed.json") if whole(path)]
    assert "<content" not in (summaries / "atom.xml").read_text(encoding="utf-8")
    rss = ElementTree.parse(summaries / "rss.xml")
    assert [] == list(rss.iter(CONTENT + "encoded"))
    said = [item.findtext("description") for item in rss.iter("item")]
    assert "后来发电 ]]&gt; &amp; &lt;b&gt;。" in said, "plain text, in what is read as HTML"


def test_a_feed_has_the_newest_articles_and_an_issue_all_of_its_own(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"site.yaml": SETTINGS + "feed_entries: 2\n"}
    for day in ("18", "19", "20"):
        for number in ("01", "02", "03"):
            files[f"issues/2019-11-{day}/{number}-a.md"] = article(
                f"{day}日第{number}条", date=f"2019-11-{day}", topics=["水利"]
            )
    site = build(digest(tmp_path, files), tmp_path / "site").site

    def titles(file: str) -> list[str]:
        return [item["title"] for item in json.loads((site / file).read_bytes())["items"]]

    assert ["20日第01条", "20日第02条"] == titles("feed.json") == titles("topics/water/feed.json")
    assert ["18日第01条", "18日第02条", "18日第03条"] == titles("issues/2019-11-18/feed.json")


def test_formats_can_be_chosen_and_left_out(tmp_path: Path) -> None:
    site = hostile_site(tmp_path / "rss", feeds="[rss]")
    assert [] == [*site.rglob("atom.xml"), *site.rglob("feed.json")]
    assert "/rss.xml" in (site / "feeds.opml").read_text(encoding="utf-8")
    site = hostile_site(tmp_path / "none", feeds="[]")
    assert [] == [*site.rglob("rss.xml"), *site.rglob("*.opml")]
    assert "application/rss+xml" not in (site / "index.html").read_text(encoding="utf-8")


def test_without_an_address_there_are_no_feeds_and_no_page_leads_to_one(tmp_path: Path) -> None:
    without = {"site.yaml": SETTINGS.replace(f"base_url: {BASE}\n", "")}
    site = build(digest(tmp_path, FILES | without), tmp_path / "site").site
    assert [] == [*site.rglob("atom.xml"), *site.rglob("feed.json"), *site.rglob("*.opml")]
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "application/atom+xml" not in text
        assert "ld+json" not in text


def test_a_page_leads_to_its_own_feeds_or_to_those_of_the_site(site: Path) -> None:
    for path in site.rglob("*.html"):
        told = re.findall(
            r'<link rel="alternate" type="(application/[^"]*)" title="([^"]*)" href="([^"]*)">',
            path.read_text(encoding="utf-8"),
        )
        if path.name == "404.html":
            assert [] == told
            continue
        assert ["application/atom+xml", "application/rss+xml", "application/feed+json"] == [
            kind for kind, _, _ in told
        ]
        own = (path.parent / "atom.xml").is_file() and path.name == "index.html"
        prefix = next((p for p in FORMS if p and address(site, path).startswith(f"{BASE}/{p}")), "")
        folder = path.parent if own else site / prefix
        expected = [address(site, folder / one.file) for one in FORMATS]
        assert expected == [url for _, _, url in told], path
        assert 3 == len({title for _, title, _ in told})


def test_feeds_are_the_same_bytes_on_any_machine_at_any_time(tmp_path: Path) -> None:
    project = digest(tmp_path, FILES)
    built = []
    for number, zone in enumerate(("Asia/Shanghai", "America/New_York")):
        environ = {"TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": "C"}
        done = wenzhai(project, "build", "--output", tmp_path / zone, "-q", **environ)
        assert 0 == done.returncode, done.stderr
        built.append(snapshot(tmp_path / zone))
    assert built[0] == built[1]


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_makes_a_document_and_arrives_but_for_what_xml_cannot_hold(text: str) -> None:
    read = ElementTree.fromstring(f'<a b="{escaped(text)}">{escaped(text)}</a>').text or ""
    kept = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    assert kept.replace("\r\n", "\n").replace("\r", "\n") == read
