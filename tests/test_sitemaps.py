"""Sitemaps: valid by their schemas, whole, true about dates, and of one mind with the pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from machine_world import BASE, FILES, FORMS, HOSTILE, SETTINGS, address, file_at, hostile_site
from sitemap_rules import (
    NEWS,
    SITEMAP,
    XHTML,
    index_faults,
    list_faults,
    plain_faults,
    sitemap_faults,
)
from world import SITE, article, digest, wenzhai

from generator.build import build, read
from generator.declaring import declare
from generator.page import Page
from generator.sitemaps import Changes, planning, whole_site

UNLISTED = {"404.html", "whole.html"}
"""Pages that ask not to be indexed: for nobody, or a copy of others."""

SITEMAPS = ("sitemap-zh-hans.xml", "sitemap-zh-hant-tw.xml", "sitemap-zh-hant-hk.xml")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_site(tmp_path_factory.mktemp("site"))


def told(site: Path, name: str) -> dict[str, tuple[str | None, dict[str, str]]]:
    """Address of each page of a sitemap to its `lastmod` and its twins by language."""
    root = ElementTree.fromstring((site / name).read_bytes())
    return {
        url.findtext(f"{SITEMAP}loc") or "": (
            url.findtext(f"{SITEMAP}lastmod"),
            {one.attrib["hreflang"]: one.attrib["href"] for one in url.findall(f"{XHTML}link")},
        )
        for url in root
    }


def test_every_sitemap_is_valid_and_listed(site: Path) -> None:
    assert [] == index_faults((site / "sitemap.xml").read_bytes())
    listed = ElementTree.parse(site / "sitemap.xml").iter(f"{SITEMAP}loc")
    assert [f"{BASE}/{name}" for name in SITEMAPS] == [one.text for one in listed]
    for name in SITEMAPS:
        assert [] == sitemap_faults((site / name).read_bytes())
    assert [] == plain_faults((site / "sitemap-cn.xml").read_bytes())
    assert [] == list_faults((site / "urls.txt").read_bytes())
    assert f"Sitemap: {BASE}/sitemap.xml" in (site / "robots.txt").read_text().splitlines()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sitemap/0.9", "sitemap/1.0"),
        ("<loc>https://example.com", "<loc>"),
        ("<loc>", "<lastmod>2019-11-20</lastmod><loc>"),
        ("<lastmod>2019-12-01", "<lastmod>2019-12"),
        ('hreflang="zh-Hans"', 'hreflang="zh_cn"'),
        ('hreflang="zh-Hans"', 'hreflang="zh-Hans" title="x"'),
        ("<url>", "<page></page><url>"),
    ],
)
def test_a_fault_of_a_sitemap_would_be_seen(site: Path, old: str, new: str) -> None:
    text = (site / SITEMAPS[0]).read_text(encoding="utf-8")
    assert old in text
    assert sitemap_faults(text.replace(old, new, 1).encode())


def test_every_page_for_readers_is_in_one_sitemap_once_and_nothing_else_is(site: Path) -> None:
    pages = {address(site, path) for path in site.rglob("*.html") if path.name not in UNLISTED}
    listed = [url for name in SITEMAPS for url in told(site, name)]
    assert len(listed) == len(set(listed))
    assert pages == set(listed)


def test_twins_name_each_other_and_themselves_in_sitemap_and_head_alike(site: Path) -> None:
    everything = {url: twins for name in SITEMAPS for url, (_, twins) in told(site, name).items()}
    for name, (prefix, tag) in zip(SITEMAPS, FORMS.items(), strict=True):
        for url, (_, twins) in told(site, name).items():
            assert url.startswith(f"{BASE}/{prefix}")
            assert twins[tag] == url
            forms = {
                form for form in FORMS.values() if not url.endswith("/04.html") or "HK" not in form
            }
            assert {*forms, "x-default"} == set(twins)
            assert twins["x-default"] == twins["zh-Hans"]
            assert all(everything[twin] == twins for twin in twins.values())
            head = file_at(site, url).read_text(encoding="utf-8").partition("</head>")[0]
            links = re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', head)
            assert dict(links) == twins


def test_a_page_changed_on_the_last_day_that_is_known_and_on_no_other(site: Path) -> None:
    changed = {url.removeprefix(BASE): when for url, (when, _) in told(site, SITEMAPS[0]).items()}
    assert "2019-11-20" == changed["/issues/2019-11-20/01.html"]
    assert "2019-12-01" == changed["/issues/2019-11-20/02.html"], "the day of the correction"
    assert "2019-12-01" == changed["/corrections.html"]
    assert "2019-11-20" == changed["/issues/2019-11-20/"]
    assert "2019-11-20" == changed["/topics/water/"]
    for unknown in ("/issues/2019-10/01.html", "/issues/old/01.html", "/about.html", "/topics/"):
        assert changed[unknown] is None, unknown
    listed = ElementTree.parse(site / "sitemap.xml").findall(f".//{SITEMAP}lastmod")
    assert ["2019-12-01"] * 3 == [one.text for one in listed]


def test_a_date_that_was_worked_out_is_none_on_which_a_page_changed(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": SETTINGS,
        "issues/a/01-a.md": article(date="2019-11-20", date_kind="inferred"),
    }
    site = build(digest(tmp_path, files), tmp_path / "site").site
    assert {None} == {when for when, _ in told(site, SITEMAPS[0]).values()}


def test_the_lists_for_chinese_engines_have_the_simplified_pages(site: Path) -> None:
    simplified = list(told(site, SITEMAPS[0]))
    assert simplified == (site / "urls.txt").read_text().splitlines()
    plain = ElementTree.parse(site / "sitemap-cn.xml").iter("loc")
    assert simplified == [one.text for one in plain]


def test_an_address_that_is_too_long_for_them_is_left_out(tmp_path: Path) -> None:
    long = "https://example.com/" + "a" * 230
    files = FILES | {"site.yaml": SETTINGS.replace(BASE, long)}
    site = build(digest(tmp_path, files), tmp_path / "site").site
    assert [] == list_faults((site / "urls.txt").read_bytes())
    lines = (site / "urls.txt").read_text().splitlines()
    assert 0 < len(lines) < len(told(site, SITEMAPS[0]))


def test_a_sitemap_that_would_be_too_large_becomes_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "MAXIMUM_URLS", 7)
    monkeypatch.setattr(planning, "PLAIN_URLS", 5)
    monkeypatch.setattr(planning, "LIST_BYTES", planning.AROUND + 200)
    site = build(digest(tmp_path, FILES), tmp_path / "site").site
    listed = [
        one.text or "" for one in ElementTree.parse(site / "sitemap.xml").iter(f"{SITEMAP}loc")
    ]
    assert f"{BASE}/sitemap-zh-hans-2.xml" in listed
    pages = [url for one in listed for url in told(site, one.removeprefix(f"{BASE}/"))]
    meant = [path for path in site.rglob("*.html") if path.name not in UNLISTED]
    assert len(pages) == len(set(pages)) == len(meant)
    for one in listed:
        assert 0 < len(told(site, one.removeprefix(f"{BASE}/"))) <= 7
    simplified = [url for url in pages if "/zh-hant-" not in url]
    plain = sorted(site.glob("sitemap-cn*.xml"))
    assert len(plain) > 2
    assert set(simplified) == {
        one.text for path in plain for one in ElementTree.parse(path).iter("loc")
    }
    lists = sorted(site.glob("urls*.txt"))
    assert len(lists) > 2
    assert set(simplified) == {line for path in lists for line in path.read_text().splitlines()}
    assert all(len(path.read_bytes()) <= 200 for path in lists)


def test_no_file_is_larger_than_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "MAXIMUM_BYTES", 8_000)
    files = FILES | {"site.yaml": SETTINGS.replace(BASE, "https://example.com/a&b'c&d&e")}
    site = build(digest(tmp_path, files), tmp_path / "site").site
    sizes = [path.stat().st_size for path in site.glob("sitemap-*.xml")]
    assert len(sizes) > 6
    assert 4_000 < max(sizes) <= 8_000


def test_fifty_thousand_pages_fit_into_one_sitemap_and_one_more_does_not(tmp_path: Path) -> None:
    project = digest(tmp_path, FILES | {"site.yaml": SITE + "base_url: https://example.com\n"})
    read_site, theme, _ = read(project)
    (page,) = [one for one in declare(project, read_site, theme) if one.url == "/about.html"]

    def numbered(number: int) -> Page:
        url = f"/{number}.html"
        return replace(page, url=url)

    pages = [numbered(number) for number in range(50_000)]

    def files() -> set[str]:
        return {one.url for one in whole_site(pages, read_site.settings, Changes(pages))}

    assert "/sitemap-zh-hans-2.xml" not in files()
    assert {"/sitemap-cn-5.xml"} == files() & {"/sitemap-cn-5.xml", "/sitemap-cn-6.xml"}
    pages.append(numbered(50_000))
    assert {"/sitemap-zh-hans-2.xml", "/sitemap-cn-6.xml", "/urls-2.txt"} <= files()


def test_a_site_of_one_form_names_no_twins(tmp_path: Path) -> None:
    project = digest(tmp_path, {"site.yaml": SITE + f"base_url: {BASE}\n"})
    site = build(project, tmp_path / "site").site
    text = (site / "sitemap-zh-hans.xml").read_text(encoding="utf-8")
    assert [] == sitemap_faults(text.encode())
    assert "hreflang" not in text


def test_without_an_address_there_is_only_robots(tmp_path: Path) -> None:
    site = build(digest(tmp_path), tmp_path / "site").site
    assert [] == [*site.glob("sitemap*"), *site.glob("urls*")]
    assert "User-agent: *\nAllow: /\n" == (site / "robots.txt").read_text()


# News


def news(folder: Path, now: str) -> dict[str, dict[str, str]]:
    """What the news sitemaps of all forms say: form to title to date; the build told the time."""
    told = datetime.fromisoformat(now) if now else None
    return news_of(build(digest(folder, FILES), folder / "site", now=told).site)


def news_of(site: Path) -> dict[str, dict[str, str]]:
    found = {}
    for prefix, tag in FORMS.items():
        path = site / prefix / "sitemap-news.xml"
        if path.exists():
            assert [] == sitemap_faults(path.read_bytes())
            line = f"Sitemap: {BASE}/{prefix}sitemap-news.xml"
            assert line in (site / "robots.txt").read_text().splitlines()
            found[tag] = {
                one.findtext(f"{NEWS}title") or "": one.findtext(f"{NEWS}publication_date") or ""
                for one in ElementTree.parse(path).iter(f"{NEWS}news")
            }
    return found


def test_news_is_what_appeared_in_the_two_days_before_the_build(tmp_path: Path) -> None:
    found = news(tmp_path, "2019-11-21T12:00:00+08:00")
    day = "2019-11-20T00:00:00+08:00"
    assert {HOSTILE: day, "学校开学": day} == found["zh-Hans"]
    assert "學校開學" in found["zh-Hant-TW"]
    assert set(FORMS.values()) == set(found)


@pytest.mark.parametrize(
    ("now", "count"),
    [
        ("2019-11-19T23:59:59+08:00", 0),
        ("2019-11-20T00:00:00+08:00", 2),
        ("2019-11-22T00:00:00+08:00", 2),
        ("2019-11-22T00:00:01+08:00", 0),
        ("2019-11-21T16:00:00Z", 2),
        ("2019-11-21T16:00:01Z", 0),
        ("2019-11-22", 2),
        ("2019-10-02", 0),
    ],
)
def test_news_ends_after_two_days_and_does_not_begin_before_its_own(
    tmp_path: Path, now: str, count: int
) -> None:
    assert count == len(news(tmp_path, now)["zh-Hans"])


def test_without_the_time_there_is_no_news(tmp_path: Path) -> None:
    assert {} == news(tmp_path, "")
    assert "sitemap-news" not in (tmp_path / "site/robots.txt").read_text()


def test_the_time_comes_from_the_command_line_or_the_environment(tmp_path: Path) -> None:
    project = digest(tmp_path, FILES)
    assert 0 == wenzhai(project, "build", SOURCE_DATE_EPOCH="1574300000").returncode
    assert 2 == len(news_of(tmp_path / "site")["zh-Hans"])
    later = ("--now", "2019-12-24T00:00:00+08:00")
    assert 0 == wenzhai(project, "build", *later, SOURCE_DATE_EPOCH="1574300000").returncode
    assert 0 == len(news_of(tmp_path / "site")["zh-Hans"])


def test_what_is_no_time_is_refused(tmp_path: Path) -> None:
    for arguments, environ in ((["--now", "今天"], {}), ([], {"SOURCE_DATE_EPOCH": "soon"})):
        done = wenzhai(digest(tmp_path), "build", *arguments, **environ)
        assert 2 == done.returncode
        assert "不是时间" in done.stderr


def test_every_address_in_every_list_is_alive(site: Path) -> None:
    for name in (*SITEMAPS, "sitemap.xml", "sitemap-cn.xml"):
        for found in re.findall(r"<loc>([^<]*)</loc>", (site / name).read_text(encoding="utf-8")):
            assert file_at(site, unquote(found)).is_file(), found
