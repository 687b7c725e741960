"""Old addresses: what may be written, where they lead, and what is said when they cannot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import SITE, article, digest, found, shown, wenzhai, write

from generator.build import build, read
from generator.checking import check
from generator.content import read_site
from generator.declaring import declare
from generator.model import Move, OldAddress, Site, Variant
from generator.old_addresses import ledger_text, spelled
from generator.old_addresses.spelling import read_address
from generator.output import read_manifest
from generator.problems import Place, Problem, ProblemsFound
from generator.redirects import follow, is_stub
from redirects.sites import FORMS, GONE, MOVED, moved_site

HEAD = "---\ntitle: 水\n"


def problems(folder: Path, **files: str) -> list[str]:
    """What `check` finds in a digest with one article of its own."""
    site = f"{SITE}feeds: []\n"
    whole = {"issues/a/01-a.md": article(), "site.yaml": site, **files}
    return [shown(one) for one in check(digest(folder, whole)).problems]


# What may be written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/old.html", "/old.html"),
        ("/old/", "/old/"),
        ("/old", "/old"),
        ("/old/index.html", "/old/"),
        ("/index.html", "/"),
        ("/%E6%97%A7/a%20b.html", "/旧/a b.html"),
        ("/旧.html", "/旧.html"),
        ("/e\u0301.html", "/\u00e9.html"),
    ],
)
def test_an_address_is_read_as_a_browser_shows_it_or_as_it_is_copied(
    written: str, meant: str
) -> None:
    assert meant == read_address(written, Place("a.md"), [])


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("https://old.example.org/a.html", "/a.html"),
        ("//old.example.org/a.html", "/a.html"),
        ("mailto:a@example.org", ""),
        ("old.html", "/old.html"),
        ("/?p=12", "/"),
        ("/a.html#b", "/a.html"),
        ("/../a.html", ""),
        ("/%2e%2e/a.html", ""),
        ("/a//b.html", ""),
        ("/.git/config", ""),
        ("/a./b", ""),
        ('/a"b.html', ""),
        ("/a%00b.html", ""),
        ("/a\\b.html", ""),
        ("/%FF.html", ""),
        ("/" + "长" * 90, ""),
        ("", ""),
    ],
)
def test_what_is_no_address_of_the_site_is_refused(written: str, mend: str) -> None:
    problems: list[Problem] = []
    assert read_address(written, Place("a.md", 3, 2), problems) is None
    assert ["a.md:3:2 bad-old-address"] == [shown(problem) for problem in problems]
    assert problems[0].mend.zh.endswith(mend)
    assert problems[0].mend.en.endswith(mend)


@given(st.text())
def test_what_is_read_is_a_path_below_the_site_and_reads_the_same_again(text: str) -> None:
    url = read_address(text, Place("a.md"), [])
    if url is not None:
        assert url.startswith("/")
        parts = url[1:].split("/")
        assert all(parts[:-1])
        assert not {".", ".."} & set(parts)
        assert "%" in url or url == spelled(url)


# Problems have a place, and are told all at once


def test_every_alias_that_cannot_be_read_is_named_with_its_place(tmp_path: Path) -> None:
    files = {
        "issues/a/02-b.md": f"{HEAD}aliases: [/old.html, old]\n---\n\n水。\n",
        "issues/a/issue.md": "---\naliases: [/twice.html, https://a.example/b]\n---\n",
        "pages/about.md": f"{HEAD}aliases:\n- /about?\n---\n\n水。\n",
        "addresses.yaml": (
            "moved:\n"
            "  /f.html: [/x]\n"
            "  g.html: /about.html\n"
            "  /h.html: about.html\n"
            "  /i.html: https://\n"
            "gone: [gone.html]\n"
            "lost: 1\n"
        ),
        "published.txt": "/\nissues\n<<<<<<< mine\n",
    }
    assert [
        "content/addresses.yaml:2:12 wrong-value",
        "content/addresses.yaml:3:3 bad-old-address",
        "content/addresses.yaml:4:12 bad-old-address",
        "content/addresses.yaml:5:12 bad-old-address",
        "content/addresses.yaml:6:8 bad-old-address",
        "content/addresses.yaml:7:1 unknown-field",
        "content/issues/a/02-b.md:3:22 bad-old-address",
        "content/issues/a/issue.md:2:24 bad-old-address",
        "content/pages/about.md:4:3 bad-old-address",
        "content/published.txt:2:1 bad-old-address",
        "content/published.txt:3:1 bad-old-address",
    ] == problems(tmp_path, **files)


def test_every_old_address_that_cannot_be_is_named_with_its_place(tmp_path: Path) -> None:
    files = {
        "issues/a/02-b.md": f"{HEAD}aliases: [/issues/a/01.html]\n---\n\n水。\n",
        "issues/a/issue.md": "---\naliases: [/twice.html]\n---\n",
        "pages/about.md": f"{HEAD}aliases:\n- /Twice.html\n- /about\n---\n\n水。\n",
        "addresses.yaml": (
            "moved:\n"
            "  /a.html: /b.html\n"
            "  /b.html: /a.html\n"
            "  /c.html: /a.html\n"
            "  /d.html: /issues/a/1.html\n"
            "  /e.html: /gone.html\n"
            "  /issues/a/01.html: /about.html\n"
            "  /gone.html: /\n"
            "gone: [/gone.html, /topics/]\n"
        ),
        "published.txt": "/\n/a.html\n/issues/a/01.html\n/never.html\n",
    }
    assert [
        "content/addresses.yaml:2:3 moved-in-circles",
        "content/addresses.yaml:3:3 moved-in-circles",
        "content/addresses.yaml:4:3 moved-in-circles",
        "content/addresses.yaml:5:3 moved-to-nowhere",
        "content/addresses.yaml:7:3 alias-is-page",
        "content/addresses.yaml:9:8 alias-claimed-twice",
        "content/addresses.yaml:9:20 gone-but-there",
        "content/issues/a/02-b.md:3:11 alias-is-page",
        "content/pages/about.md:4:3 alias-claimed-twice",
        "content/published.txt:4:1 vanished-address",
    ] == problems(tmp_path, **files)


def test_a_move_to_what_is_gone_and_a_near_miss_say_so(tmp_path: Path) -> None:
    text = "moved:\n  /a.html: /gone.html\n  /b.html: /issues/a/1.html\ngone: [/gone.html]\n"
    project = digest(tmp_path, {"issues/a/01-a.md": article(), "addresses.yaml": text})
    said = [one.report("en") for one in check(project).problems]
    assert "which is gone" in said[0]
    assert "did you mean /issues/a/01.html?" in said[1]


def test_the_same_said_twice_is_said_once(tmp_path: Path) -> None:
    files = {
        "issues/a/02-b.md": f"{HEAD}aliases: [/old.html, /old.html]\n---\n\n水。\n",
        "addresses.yaml": "moved: {/old.html: /issues/a/02.html}\n",
    }
    assert [] == problems(tmp_path, **files)


def test_a_draft_keeps_no_old_address(tmp_path: Path) -> None:
    draft = article(aliases=["/old.html"], draft=True)
    files = {"issues/a/02-b.md": draft, "published.txt": "/old.html\n"}
    assert ["content/published.txt:1:1 vanished-address"] == problems(tmp_path, **files)


def test_an_old_address_of_no_page_wants_a_host(tmp_path: Path) -> None:
    old = article(aliases=["/feed.php", "/old.html"])
    assert ["content/issues/a/02-b.md:3:11 no-redirect"] == problems(
        tmp_path / "a", **{"issues/a/02-b.md": old}
    )
    with_host = {"issues/a/02-b.md": old, "site.yaml": f"{SITE}host: netlify\n"}
    assert [] == problems(tmp_path / "b", **with_host)


# The ledger


def test_a_published_address_that_is_no_more_is_an_error_at_its_line(tmp_path: Path) -> None:
    files = {"published.txt": "/\n/issues/a/02.html\n\n/issues/a/01.html\n/topics/water/\n"}
    assert [
        "content/published.txt:2:1 vanished-address",
        "content/published.txt:5:1 vanished-address",
    ] == problems(tmp_path, **files)


@pytest.mark.parametrize(
    "files",
    [
        {"issues/a/03-b.md": article(aliases=["/issues/a/02.html"])},
        {"addresses.yaml": "moved: {/issues/a/02.html: /issues/a/01.html}\n"},
        {"addresses.yaml": "gone: [/issues/a/02.html]\n"},
        {"issues/a/02-b.md": article()},
    ],
    ids=["alias", "moved", "gone", "still there"],
)
def test_one_that_says_where_it_went_is_none(tmp_path: Path, files: dict[str, str]) -> None:
    assert [] == problems(tmp_path, **{"published.txt": "/issues/a/02.html\n", **files})


def test_a_build_stops_at_a_vanished_address_and_says_how_to_mend_it(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article()})
    build(project, tmp_path / "site")
    assert 0 == wenzhai(project, "publish", "--record").returncode
    (project.content / "issues/a/01-a.md").rename(project.content / "issues/a/02-a.md")
    with pytest.raises(ProblemsFound) as error:
        build(project, tmp_path / "site")
    line = (project.content / "published.txt").read_text().split("\n").index("/issues/a/01.html")
    assert [f"content/published.txt:{line + 1}:1 vanished-address"] == found(error.value)
    assert "aliases: [/issues/a/01.html]" in error.value.problems[0].report("zh")
    write(project.content / "issues/a/02-a.md", article(aliases=["/issues/a/01.html"]))
    site = build(project, tmp_path / "site").site
    assert 'href="02.html"' in (site / "issues/a/01.html").read_text()


def test_giving_up_a_form_is_one_problem(tmp_path: Path) -> None:
    plain = {"issues/a/01-a.md": article(), "issues/a/02-a.md": article()}
    project = moved_site(tmp_path, "", **plain)
    build(project, tmp_path / "site")
    wenzhai(project, "publish", "--record")
    listed = (project.content / "published.txt").read_text().split("\n")
    assert ["/zh-hant-tw/"] == [url for url in listed if url.startswith("/zh-hant-tw")]
    text = (project.content / "site.yaml").read_text()
    write(project.content / "site.yaml", text.replace("variants: [zh-Hant-TW]\n", ""))
    file = "content/published.txt"
    assert [f"{file}:{listed.index('/zh-hant-tw/') + 1}:1 vanished-address"] == [
        shown(one) for one in check(project).problems
    ]


@given(st.sets(st.from_regex(r"/[a-z]{1,3}(\.html|/)?", fullmatch=True)))
def test_a_ledger_reads_as_it_was_written_whatever_order_a_merge_left(urls: set[str]) -> None:
    assert sorted(urls) == ledger_text([*urls, *urls]).split()
    assert ledger_text(urls) == ledger_text(sorted(urls, reverse=True))


# Where they lead


def test_every_form_has_a_stub_that_leads_to_its_own_page(tmp_path: Path) -> None:
    project = moved_site(tmp_path, "/a/b")
    site, theme, _ = read(project)
    stubs = {page.url: page for page in declare(project, site, theme) if is_stub(page)}
    assert {
        *(f"{form}{old}" for form in FORMS for old in MOVED if old not in ("/feed.php", "/旧/渠")),
        *(f"{form}/旧/渠/" for form in FORMS),
        *(f"{form}/elsewhere.html" for form in FORMS),
        "/zh-hant-tw/own.html",
    } == set(stubs)
    for form in FORMS:
        for old in set(MOVED) - {"/feed.php", "/旧/渠"}:
            assert form + MOVED[old] == stubs[form + old].view.shown
    assert {"zh-Hans", "zh-Hant-TW"} == {page.view.lang for page in stubs.values()}


def test_a_form_that_goes_without_the_page_leads_to_that_of_the_source_form(tmp_path: Path) -> None:
    only = article(aliases=["/old.html"], variants={"zh-Hant-TW": {"skip": True}})
    project = moved_site(tmp_path, "", **{"issues/a/01-a.md": only, "addresses.yaml": ""})
    site = build(project, tmp_path / "site").site
    assert 'href="../issues/a/01.html"' in (site / "zh-hant-tw/old.html").read_text()


def test_stubs_are_in_no_sitemap_no_feed_and_no_index(tmp_path: Path) -> None:
    project = moved_site(tmp_path, "")
    site = build(project, tmp_path / "site").site
    for path in read_manifest(site) or ():
        if path.endswith((".xml", ".json", ".txt", ".opml", ".bin")):
            data = (site / path).read_bytes()
            assert b"/old.html" not in data, path
            assert b"own.html" not in data, path


def test_nothing_is_made_where_nothing_moved(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article()})
    site, theme, _ = read(project)
    pages = declare(project, site, theme)
    assert [] == [page.url for page in pages if is_stub(page) or page.url.startswith("/_")]


def test_what_is_gone_has_no_page(tmp_path: Path) -> None:
    project = moved_site(tmp_path, "")
    there = read_manifest(build(project, tmp_path / "site").site) or {}
    files = [url[1:] + ("index.html" if url.endswith("/") else "") for url in GONE]
    assert set() == set(files) & set(there)


PARTS = st.sampled_from("abcdef")


@given(st.dictionaries(PARTS, PARTS, max_size=6), st.sets(PARTS, max_size=3))
def test_every_old_address_leads_to_a_page_in_one_step_or_is_a_problem(
    moved: dict[str, str], there: set[str]
) -> None:
    variants = (Variant("zh-Hans", ""), Variant("zh-Hant", "", "/zh-hant"))
    site = read_site(Path("/nowhere"))[0]
    site = replace(site, settings=replace(site.settings, variants=variants))
    moves = tuple(
        Move(OldAddress(f"/{old}.html", Place("content/addresses.yaml", number)), f"/{new}.html")
        for number, (old, new) in enumerate(moved.items(), 1)
    )
    urls = {f"{form}/{name}.html" for form in ("", "/zh-hant") for name in there}
    addresses = follow(Site(site.settings, moves=moves), urls)
    led = {redirect.old: redirect.new for redirect in addresses.redirects}
    assert set(led.values()) <= urls
    assert not set(led) & urls
    wrong = {problem.place.line for problem in addresses.problems}
    for number, old in enumerate(moved, 1):
        assert (number in wrong) != (f"/{old}.html" in led)
        assert (f"/{old}.html" in led) == (f"/zh-hant/{old}.html" in led)
