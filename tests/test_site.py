"""The built sample site, every page of it in every form: valid, whole, and reachable."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import justhtml
import pytest

from generator.build import build
from generator.checking import check
from generator.project import Project

ROOT = Path(__file__).parents[1]

BASE = "https://example.com"

FORMS = {"": "zh-Hans", "zh-hant-tw/": "zh-Hant-TW", "zh-hant-hk/": "zh-Hant-HK"}
"""First part of the path of a page to its language, the source form first."""

LOCALES = {"zh-Hans": "zh_CN", "zh-Hant-TW": "zh_TW", "zh-Hant-HK": "zh_HK"}


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
        assert FORMS[_prefix(path)] == page.query("html")[0].attrs["lang"], path
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


def test_nothing_is_inline_and_scripts_are_files(
    pages: dict[str, justhtml.JustHTML],
) -> None:
    for path, page in pages.items():
        assert [] == page.query("style, [style], [onclick], [onload]"), path
        scripts = [s for s in page.query("script") if "application/ld+json" != s.attrs.get("type")]
        sources = [str(script.attrs["src"]).rpartition("assets/")[2] for script in scripts]
        expected = ["broadsheet", "search"] if path.endswith("search.html") else ["broadsheet"]
        assert expected == [re.sub(r"\.[0-9a-f]{12}\.js$", "", name) for name in sources], path
        for script in scripts:
            assert "" == script.to_text(), path
            assert "defer" in script.attrs, path
        policy = page.query("meta[http-equiv=Content-Security-Policy]")[0].attrs["content"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_every_page_names_its_own_address(pages: dict[str, justhtml.JustHTML]) -> None:
    for path, page in pages.items():
        expected = [] if path.endswith("404.html") else [_address(path)]
        assert expected == [e.attrs["href"] for e in page.query("link[rel=canonical]")]
        assert expected == _meta(page, "og:url")


def test_every_form_has_the_same_pages(pages: dict[str, justhtml.JustHTML]) -> None:
    by_form = {
        prefix: {p.removeprefix(prefix) for p in pages if _prefix(p) == prefix} for prefix in FORMS
    }
    assert "404.html" in by_form[""]
    assert [by_form[""]] * len(FORMS) == list(by_form.values())


def test_all_forms_of_a_page_name_each_other_and_the_source_form_is_the_default(
    pages: dict[str, justhtml.JustHTML],
) -> None:
    for path, page in pages.items():
        said = [
            (link.attrs["hreflang"], link.attrs["href"])
            for link in page.query("link[rel=alternate][hreflang]")
        ]
        below = path.removeprefix(_prefix(path))
        twins = [(tag, _address(prefix + below)) for prefix, tag in FORMS.items()]
        expected = [twins[0], ("x-default", _address(below)), *twins[1:]]
        assert ([] if below == "404.html" else expected) == said, path


def test_the_switch_leads_to_the_same_page_in_every_form_in_words_of_that_form(
    pages: dict[str, justhtml.JustHTML],
) -> None:
    for path, page in pages.items():
        links = page.query("nav.forms li a")
        below = path.removeprefix(_prefix(path))
        assert [prefix + below for prefix in FORMS] == [_target(path, a) for a in links], path
        for link, (prefix, tag) in zip(links, FORMS.items(), strict=True):
            assert tag == link.attrs["lang"] == link.attrs["hreflang"], path
            assert tag == pages[prefix + below].query("html")[0].attrs["lang"], path
            assert ("aria-current" in link.attrs) == (prefix == _prefix(path)), path
        names = ["简体中文", "繁體中文（台灣）", "繁體中文（香港）"]
        assert names == [link.to_text() for link in links], path


def test_an_offer_is_hidden_and_made_in_the_form_that_it_leads_to(
    pages: dict[str, justhtml.JustHTML],
) -> None:
    for path, page in pages.items():
        offers = page.query(".offers p")
        others = {prefix: tag for prefix, tag in FORMS.items() if prefix != _prefix(path)}
        assert list(others.values()) == [offer.attrs["lang"] for offer in offers], path
        for offer, prefix in zip(offers, others, strict=True):
            assert "hidden" in offer.attrs, path
            (link,) = offer.query("a")
            assert prefix + path.removeprefix(_prefix(path)) == _target(path, link), path
            assert ("选用" if prefix == "" else "選用") in offer.to_text(), path


def test_every_page_says_to_those_who_share_it_what_it_is(
    pages: dict[str, justhtml.JustHTML],
) -> None:
    for path, page in pages.items():
        own = LOCALES[FORMS[_prefix(path)]]
        assert [own] == _meta(page, "og:locale"), path
        others = [locale for locale in LOCALES.values() if locale != own]
        assert others == _meta(page, "og:locale:alternate"), path
        (name,) = _meta(page, "og:site_name")
        (title,) = _meta(page, "og:title")
        assert title, path
        assert title in page.query("title")[0].to_text(), path
        assert [e.attrs["content"] for e in page.query("meta[name=description]")] == _meta(
            page, "og:description"
        ), path
        is_article = re.search(r"issues/[^/]+/\d+\.html$", path) is not None
        assert ["article" if is_article else "website"] == _meta(page, "og:type"), path
        assert ("瓯江文摘" if _prefix(path) == "" else "甌江文摘") == name, path


@pytest.mark.parametrize("prefix", FORMS)
def test_every_article_is_within_three_clicks_of_the_front_page(
    pages: dict[str, justhtml.JustHTML], prefix: str
) -> None:
    clicks = {f"{prefix}index.html": 0}
    queue = list(clicks)
    for path in queue:
        for target, _ in _links(path, pages[path]):
            if target in pages and target not in clicks:
                clicks[target] = clicks[path] + 1
                queue.append(target)
    articles = [p for p in pages if re.fullmatch(rf"{prefix}issues/[^/]+/\d+\.html", p)]
    assert articles
    assert [] == [p for p in articles if clicks.get(p, 99) > 3]
    assert {f"{prefix}404.html" for prefix in FORMS} == set(pages) - set(clicks)


def test_the_sample_content_has_no_problem_and_loses_no_character() -> None:
    assert () == check(Project(ROOT), lossless=True).problems


def _links(path: str, page: justhtml.JustHTML) -> Iterator[tuple[str, str]]:
    """File below the site and fragment of every link inside it."""
    for element in page.query("a[href], link[href], img[src], script[src]"):
        parts = urlsplit(_href(element))
        if not parts.scheme and not parts.netloc:
            yield _target(path, element), unquote(parts.fragment)


def _href(element: Any) -> str:
    return str(element.attrs.get("href") or element.attrs.get("src") or "")


def _target(path: str, element: Any) -> str:
    """File below the site that a link on the page at `path` leads to."""
    parts = urlsplit(_href(element))
    if not parts.path:
        return path
    root = "" if parts.path.startswith("/") else posixpath.dirname(path)
    joined = posixpath.join(root, unquote(parts.path).removeprefix("/"))
    target = posixpath.normpath(joined)
    if target == ".":
        return "index.html"
    return f"{target}/index.html" if parts.path.endswith("/") else target


def _prefix(path: str) -> str:
    return next((p for p in FORMS if p and path.startswith(p)), "")


def _address(path: str) -> str:
    return f"{BASE}/{path.removesuffix('index.html')}"


def _meta(page: justhtml.JustHTML, name: str) -> list[str]:
    return [str(e.attrs["content"]) for e in page.query(f'meta[property="{name}"]')]
