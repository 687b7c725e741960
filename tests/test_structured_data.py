"""What pages say to search engines and platforms: whole, true, and safe inside of HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import justhtml
import pytest
from machine_world import BASE, FILES, FORMS, HOSTILE, SETTINGS, address, file_at, hostile_site
from world import SITE, article, digest

from generator.build import build

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_site(tmp_path_factory.mktemp("site"))


def parsed(path: Path) -> justhtml.JustHTML:
    return justhtml.JustHTML(path.read_text(encoding="utf-8"), collect_errors=True, sanitize=False)


def blocks(path: Path) -> list[dict[str, Any]]:
    """The JSON-LD of a page, as a conforming parser of HTML finds it."""
    scripts = parsed(path).query('script[type="application/ld+json"]')
    return [json.loads(one.to_text()) for one in scripts]


def things(path: Path) -> dict[str, dict[str, Any]]:
    """What schema.org's block says, by type."""
    graphs = [one["@graph"] for one in blocks(path) if one["@context"] == "https://schema.org"]
    return {thing["@type"]: thing for graph in graphs for thing in graph}


def test_an_article_says_what_search_engines_ask_for(site: Path) -> None:
    said = things(site / "issues/2019-11-20/01.html")["NewsArticle"]
    page = f"{BASE}/issues/2019-11-20/01.html"
    assert page == said["mainEntityOfPage"] == said["url"]
    assert HOSTILE == said["headline"]
    assert "2019-11-20T00:00:00+08:00" == said["datePublished"] == said["dateModified"]
    card = f"{BASE}/cards/issues/2019-11-20.png"
    assert [f"{BASE}/issues/2019-11-20/%E6%B8%A0.jpg", card] == said["image"]
    person, office = said["author"]
    assert ("Person", "陈学东", "记者") == (person["@type"], person["name"], person["jobTitle"])
    assert "江城日报社" == office["name"]
    for author in said["author"]:
        assert file_at(site, author["url"]).is_file()
    assert "江城日报社" == said["publisher"]["name"]
    assert file_at(site, said["publisher"]["logo"]["url"]).is_file()
    assert ["水利"] == said["articleSection"]
    assert ["水利", "瑞安市"] == said["keywords"]
    assert [{"@type": "Place", "name": "瑞安市"}] == said["contentLocation"]
    assert said["wordCount"] > 0
    assert "zh-Hans" == said["inLanguage"]
    assert f"{BASE}/issues/2019-11-20/" == said["isPartOf"]["@id"]
    assert "https://example.org/%E5%8E%9F%E6%96%87" == said["isBasedOn"]


def test_a_correction_changes_the_date_and_is_told(site: Path) -> None:
    said = things(site / "issues/2019-11-20/02.html")["NewsArticle"]
    assert "2019-11-20T00:00:00+08:00" == said["datePublished"]
    assert "2019-12-01T00:00:00+08:00" == said["dateModified"]
    first, second = said["correction"]
    assert "CorrectionComment" == first["@type"]
    assert "“发”字应为“法” & <b>。" == first["text"]
    assert "2019-12-01T00:00:00+08:00" == first["datePublished"]
    assert "2019-01-01T00:00:00+08:00" == second["datePublished"]


def test_an_article_without_a_byline_is_of_the_publisher_and_without_a_date_has_none(
    site: Path,
) -> None:
    said = things(site / "issues/old/01.html")["NewsArticle"]
    assert ["江城日报社"] == [author["name"] for author in said["author"]]
    assert "datePublished" not in said
    assert "dateModified" not in said


def test_the_front_page_says_who_publishes_what(site: Path) -> None:
    for prefix, tag in FORMS.items():
        said = things(site / prefix / "index.html")
        assert {"Organization", "WebSite"} == set(said)
        assert f"{BASE}/{prefix}" == said["WebSite"]["url"]
        assert tag == said["WebSite"]["inLanguage"]
        assert said["Organization"]["@id"] == f"{BASE}/#publisher"
        assert said["WebSite"]["publisher"] == {"@id": f"{BASE}/#publisher"}


def test_every_other_page_tells_the_way_to_it(site: Path) -> None:
    for path in site.rglob("*.html"):
        said = things(path)
        if path.name == "404.html":
            assert {} == said
        elif "WebSite" not in said:
            items = said["BreadcrumbList"]["itemListElement"]
            assert [*range(1, len(items) + 1)] == [item["position"] for item in items]
            assert len(items) > 1
            assert all(item["name"] and file_at(site, item["item"]).is_file() for item in items)
            assert address(site, path) == items[-1]["item"]


def test_every_date_has_its_offset_and_every_address_is_whole_and_alive(site: Path) -> None:
    seen = 0
    for path in site.rglob("*.html"):
        for key, value in (pair for block in blocks(path) for pair in _pairs(block)):
            if key.startswith("date"):
                seen += 1
                assert INSTANT.fullmatch(value), (path, value)
            if key in ("url", "item", "image", "@id", "mainEntityOfPage"):
                assert value.startswith(BASE), (path, key, value)
                assert file_at(site, unquote(value)).is_file(), (path, key, value)
    assert seen > 20


def _pairs(value: Any) -> Iterator[tuple[str, str]]:
    """Every key with its text, as deep as it goes."""
    for key, part in value.items():
        for one in part if isinstance(part, list) else [part]:
            if isinstance(one, dict):
                yield from _pairs(one)
            elif isinstance(one, str):
                yield key, one


def test_what_is_said_is_in_the_written_form_of_the_page(site: Path) -> None:
    said = things(site / "zh-hant-tw/issues/2019-11-20/02.html")["NewsArticle"]
    assert "學校開學" == said["headline"]
    assert "zh-Hant-TW" == said["inLanguage"]
    assert "應為" in said["correction"][0]["text"]
    assert said["author"][0]["url"].startswith(BASE)


def test_no_text_ends_the_script_that_it_stands_in(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page):
            assert not set("<>&") & set(script)
            json.loads(script)
        assert "<script>" not in page


def test_a_long_title_becomes_a_short_headline(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + "base_url: https://example.com\n",
        "issues/a/01-a.md": article("长" * 150),
    }
    site = build(digest(tmp_path, files), tmp_path / "site").site
    said = things(site / "issues/a/01.html")["NewsArticle"]
    assert "长" * 110 == said["headline"]
    assert "江城文摘" == said["publisher"]["name"], "the site, where no publisher is named"


def test_a_logo_of_the_digest_is_that_of_the_publisher(tmp_path: Path) -> None:
    for logo, shown in (("/徽.png", f"{BASE}/%E5%BE%BD.png"), ("https://a.example/b.png",) * 2):
        site = hostile_site(tmp_path / shown[-9:], logo=logo)
        organisation = things(site / "index.html")["Organization"]
        assert shown == organisation["logo"]["url"]


# Marks for platforms


def metas(path: Path) -> dict[str, str]:
    return {
        one.attrs.get("property") or one.attrs.get("itemprop") or "": one.attrs["content"] or ""
        for one in parsed(path).query("meta[content]")
    }


def test_an_article_tells_open_graph_its_times(site: Path) -> None:
    said = metas(site / "issues/2019-11-20/02.html")
    assert "2019-11-20T00:00:00+08:00" == said["article:published_time"]
    assert "2019-12-01T00:00:00+08:00" == said["article:modified_time"]
    assert "教育" == said["article:section"]
    assert "article:published_time" not in metas(site / "issues/old/01.html")
    assert "article:published_time" not in metas(site / "index.html")


def test_platforms_have_their_marks_where_they_are_asked_for_and_nowhere_else(
    site: Path, tmp_path: Path
) -> None:
    asked = hostile_site(tmp_path, platforms="[wechat, baidu, toutiao]", no_transform="true")
    page = "issues/2019-11-20/02.html"
    for built, there in ((asked, True), (site, False)):
        text = (built / page).read_text(encoding="utf-8")
        said = metas(built / page)
        assert there == ("学校开学" == said.get("name"))
        assert there == ("description" in said and "image" in said)
        assert there == ("itemscope" in text)
        assert there == ("no-transform" in text)
        assert there == ("no-siteapp" in text)
        assert there == ("2019-11-20T00:00:00+08:00" == said.get("bytedance:published_time"))
        assert there == ("2019-12-01T00:00:00+08:00" == said.get("bytedance:updated_time"))
        assert (2 if there else 1) == len(blocks(built / page))
    assert [] == parsed(asked / page).errors


def test_baidu_is_told_the_times_as_it_reads_them(tmp_path: Path) -> None:
    site = hostile_site(tmp_path, platforms="baidu")
    (times,) = [
        one
        for one in blocks(site / "issues/2019-11-20/02.html")
        if one["@context"] == "https://ziyuan.baidu.com/contexts/cambrian.jsonld"
    ]
    assert f"{BASE}/issues/2019-11-20/02.html" == times["@id"]
    assert ("2019-11-20T00:00:00", "2019-12-01T00:00:00") == (times["pubDate"], times["upDate"])
    assert times["title"]
    assert 1 == len(blocks(site / "topics/index.html"))


def test_without_an_address_a_page_says_nothing(tmp_path: Path) -> None:
    files = FILES | {"site.yaml": SETTINGS.replace(f"base_url: {BASE}\n", "platforms: baidu\n")}
    site = build(digest(tmp_path, files), tmp_path / "site").site
    assert [] == [path for path in site.rglob("*.html") if blocks(path)]


def test_a_whole_issue_says_of_itself_where_it_lies_and_no_more(site: Path) -> None:
    page = (site / "issues/2019-11-20/whole.html").read_text(encoding="utf-8")
    assert '"BreadcrumbList"' in page
    assert '"NewsArticle"' not in page
