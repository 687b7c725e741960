"""Addresses follow from files, and relative links lead where they should."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.addresses import (
    article_number,
    author_key,
    file_path,
    file_url,
    is_internal,
    is_portable,
    link_url,
    relative_url,
    source_url,
)

PART = st.text("abAB01-_渠水", min_size=1, max_size=6)
FOLDER = st.lists(PART, max_size=4).map(lambda parts: "".join(f"/{part}" for part in parts) + "/")
URL = st.tuples(FOLDER, st.one_of(st.just(""), PART.map(lambda name: f"{name}.html"))).map("".join)


@given(URL, URL, st.sampled_from(["", "#二", "?q=1", "?q=/a/b#c/d", "#"]))
@settings(deadline=None, max_examples=500)
def test_a_relative_link_leads_back_to_its_address(url: str, page: str, rest: str) -> None:
    for base in ("https://example.com", "https://example.com/news/digest"):
        assert base + url + rest == urljoin(base + page, relative_url(url + rest, page)) + (
            "#" if rest == "#" else ""
        )


@given(URL, URL)
@settings(deadline=None, max_examples=200)
def test_a_relative_link_is_never_taken_for_a_host_or_a_scheme(url: str, page: str) -> None:
    written = relative_url(url, page)
    assert written
    assert not written.startswith("/")
    assert is_internal(written)


@given(URL)
@settings(deadline=None, max_examples=200)
def test_every_address_has_one_file_and_no_two_share_it(url: str) -> None:
    path = file_path(url)
    assert not path.startswith("/")
    assert not path.endswith("/")
    assert url in (f"/{path}", f"/{path.removesuffix('index.html')}")
    # An address that names the file itself means that of its folder.
    assert file_url(path) == re.sub("/index.html$", "/", url)


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("issues/2019-11/01-水利.md", "/issues/2019-11/01.html"),
        ("issues/2019-11/01.md", "/issues/2019-11/01.html"),
        ("issues/2019-11/001-水利.md", "/issues/2019-11/001.html"),
        ("issues/2019-11/issue.md", "/issues/2019-11/"),
        ("issues/2019-11/渠.jpg", "/issues/2019-11/渠.jpg"),
        ("pages/about.md", "/about.html"),
        ("pages/图.png", "/图.png"),
    ],
)
def test_an_address_is_made_from_the_place_of_the_file(source: str, url: str) -> None:
    assert url == source_url(source)


ARTICLE = "issues/2019-11/01-水利.md"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("02-教育.md", "/issues/2019-11/02.html"),
        ("02-教育.md#二", "/issues/2019-11/02.html#二"),
        ("../2019-10/01-旧闻.md", "/issues/2019-10/01.html"),
        ("../../pages/about.md", "/about.html"),
        ("issue.md", "/issues/2019-11/"),
        ("渠.jpg", "/issues/2019-11/渠.jpg"),
        ("./渠.jpg", "/issues/2019-11/渠.jpg"),
        ("../2019-10/", "/issues/2019-10/"),
        ("/topics/water/", "/topics/water/"),
        ("/topics/water/?a=b#c", "/topics/water/?a=b#c"),
        ("#二", "#二"),
        ("?q", "?q"),
        ("https://example.com/02.md", "https://example.com/02.md"),
        ("//example.com/02.md", "//example.com/02.md"),
        ("mailto:a@example.com", "mailto:a@example.com"),
    ],
)
def test_a_link_means_the_address_of_the_file_it_names(href: str, url: str) -> None:
    assert url == link_url(href, ARTICLE)


@pytest.mark.parametrize("href", ["../../../../etc/passwd", "../../../x.md"])
def test_a_link_cannot_climb_out_of_the_site(href: str) -> None:
    assert ".." not in file_path(link_url(href, ARTICLE))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("01-水利.md", "01"),
        ("01.md", "01"),
        ("1-水利.md", "1"),
        ("001-a-b.md", "001"),
        ("水利.md", None),
        ("01水利.md", None),
        ("01-水利.txt", None),
        ("-01.md", None),
        ("٠١-a.md", None),
        ("０１-水利.md", None),
    ],
)
def test_the_number_of_an_article_is_the_digits_before_the_dash(
    name: str, number: str | None
) -> None:
    assert number == article_number(name)


@pytest.mark.parametrize(
    "name", ["2019-11", "2019-11-20", "n45", "a.b", "330302", "water_works", "A1", "0"]
)
def test_a_portable_name_is_one_on_every_system(name: str) -> None:
    assert is_portable(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        ".hidden",
        "-dash",
        "_x",
        "a.",
        "a..b",
        "a/b",
        "a\\b",
        "a b",
        "水利",
        "é",
        "con",
        "CON",
        "nul.txt",
        "com1",
        "LPT9.md",
        "a:b",
        "a?b",
        "a#b",
        "a%20b",
        "a\n",
        "x" * 81,
    ],
)
def test_what_some_system_would_refuse_is_not_portable(name: str) -> None:
    assert not is_portable(name)


@given(st.text(max_size=20))
@settings(deadline=None, max_examples=200)
def test_a_portable_name_is_the_same_in_an_address_and_in_a_file(name: str) -> None:
    if is_portable(name):
        assert f"{name}/index.html" == file_path(f"/{name}/")
        assert urljoin("https://example.com/", name) == f"https://example.com/{name}"


@given(st.text(max_size=8))
@settings(deadline=None, max_examples=100)
def test_the_key_of_an_author_is_portable_and_always_the_same(name: str) -> None:
    assert is_portable(author_key(name))
    assert author_key(name) == author_key(name)


def test_authors_whose_names_sound_alike_have_keys_of_their_own() -> None:
    assert 4 == len({author_key(name) for name in ("陕西", "山西", "李丽", "李莉")})
