"""The built sample site, every page of it: valid, whole, and reachable."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import justhtml
import pytest

from generator.build import build
from generator.checking import check
from generator.project import Project

ROOT = Path(__file__).parents[1]

BASE = "https://example.com"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(Project(ROOT), tmp_path_factory.mktemp("sample") / "site").site


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, justhtml.JustHTML]:
    """Path below the site to the parsed page."""
    return {
        path.relative_to(site).as_posix(): justhtml.JustHTML(
            path.read_text(encoding="utf-8"), collect_errors=True, sanitize=False
        )
        for path in sorted(site.rglob("*.html"))
    }


def test_every_page_is_valid_to_a_conforming_parser(pages: dict[str, justhtml.JustHTML]) -> None:
    assert {} == {path: page.errors for path, page in pages.items() if page.errors}


@pytest.mark.parametrize("fault", ["<div></span></div>", "<p><div></div></p>", "<h1>水</h2>"])
def test_a_fault_would_be_seen(fault: str) -> None:
    html = f"<!doctype html><title>水</title>{fault}"
    assert justhtml.JustHTML(html, collect_errors=True, sanitize=False).errors


def test_every_page_has_one_heading_a_title_a_language_and_the_landmarks(
    pages: dict[str, justhtml.JustHTML],
) -> None:
    for path, page in pages.items():
        assert 1 == len(page.query("h1")), path
        assert 1 == len(page.query("main")), path
        assert page.query("title")[0].to_text().strip(), path
        assert "zh-Hans" == page.query("html")[0].attrs["lang"], path
        assert page.query("header nav") or page.query("nav"), path
        assert page.query("body > footer"), path


def test_headings_step_down_one_level_at_a_time(pages: dict[str, justhtml.JustHTML]) -> None:
    for path, page in pages.items():
        levels = [int(h.name[1]) for h in page.query("h1, h2, h3, h4, h5, h6")]
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (path, levels)


def test_no_id_stands_twice_on_a_page(pages: dict[str, justhtml.JustHTML]) -> None:
    for path, page in pages.items():
        twice = [k for k, n in Counter(e.attrs["id"] for e in page.query("[id]")).items() if n > 1]
        assert [] == twice, path


def test_every_link_and_fragment_is_alive(site: Path, pages: dict[str, justhtml.JustHTML]) -> None:
    dead = []
    for path in pages:
        for target, fragment in _links(path, pages[path]):
            if not (site / target).is_file() or (
                fragment
                and target in pages
                and not any(e.attrs["id"] == fragment for e in pages[target].query("[id]"))
            ):
                dead.append((path, target, fragment))
    assert [] == dead


def test_no_page_asks_anything_of_another_host(pages: dict[str, justhtml.JustHTML]) -> None:
    for path, page in pages.items():
        loaded = page.query("[src], link[rel=stylesheet], link[rel=icon]")
        addresses = [e.attrs.get("src") or e.attrs.get("href") or "" for e in loaded]
        assert [] == [a for a in addresses if urlsplit(a).netloc], path


def test_nothing_runs_and_nothing_is_styled_in_a_page(pages: dict[str, justhtml.JustHTML]) -> None:
    for path, page in pages.items():
        assert [] == page.query("style, [style], [onclick], [onload]"), path
        scripts = [element.attrs for element in page.query("script")]
        assert [] == [s for s in scripts if {"type": "application/ld+json"} != s], path
        policy = page.query("meta[http-equiv=Content-Security-Policy]")[0].attrs["content"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_every_page_names_its_own_address(pages: dict[str, justhtml.JustHTML]) -> None:
    for path, page in pages.items():
        canonical = [e.attrs["href"] for e in page.query("link[rel=canonical]")]
        expected = f"{BASE}/{path.removesuffix('index.html')}"
        assert ([] if path == "404.html" else [expected]) == canonical


def test_every_article_is_within_three_clicks_of_the_front_page(
    pages: dict[str, justhtml.JustHTML],
) -> None:
    clicks = {"index.html": 0}
    queue = ["index.html"]
    for path in queue:
        for target, _ in _links(path, pages[path]):
            if target in pages and target not in clicks:
                clicks[target] = clicks[path] + 1
                queue.append(target)
    articles = [p for p in pages if re.fullmatch(r"issues/[^/]+/\d+\.html", p)]
    assert articles
    assert [] == [p for p in articles if clicks.get(p, 99) > 3]
    assert {"404.html"} == set(pages) - set(clicks)


def test_the_sample_content_has_no_problem_and_loses_no_character() -> None:
    assert () == check(Project(ROOT), lossless=True).problems


def _links(path: str, page: justhtml.JustHTML) -> Iterator[tuple[str, str]]:
    """File below the site and fragment of every link inside it."""
    for element in page.query("a[href], link[href], img[src]"):
        if element.attrs.get("rel") == "canonical":
            continue
        href = element.attrs.get("href") or element.attrs.get("src") or ""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            continue
        target = path
        if parts.path:
            root = "" if parts.path.startswith("/") else posixpath.dirname(path)
            joined = posixpath.join(root, unquote(parts.path).removeprefix("/"))
            target = posixpath.normpath(joined)
            if target == ".":
                target = ""
            if parts.path.endswith("/") or target == "":
                target = posixpath.join(target, "index.html")
        yield target, unquote(parts.fragment)
