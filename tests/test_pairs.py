"""Topics and counties with articles in common, and the page that they share."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import SITE, article, digest

from generator.build import build
from generator.model import Article, Markdown, Prose
from generator.pairs import pairs, partners


def filed(**keys: str) -> dict[str, tuple[Article, ...]]:
    """`filed(water="abc")`: the articles a, b and c under `water`."""
    return {
        term: tuple(
            Article(key, "i", key, f"{key}.md", 1, Prose(key), Markdown("")) for key in listed
        )
        for term, listed in keys.items()
    }


def keys(found: dict[tuple[str, str], tuple[Article, ...]]) -> dict[tuple[str, str], str]:
    return {pair: "".join(one.key for one in articles) for pair, articles in found.items()}


@pytest.mark.parametrize(
    ("topic", "county", "least", "shared"),
    [
        ("abcd", "bcde", 3, "bcd"),
        ("abcd", "bcde", 4, ""),
        # The page would be a copy of that of the topic, or of the county.
        ("bcd", "abcde", 3, ""),
        ("abcde", "bcd", 3, ""),
        ("abcd", "bcde", 0, ""),
    ],
)
def test_a_pair_has_a_page_when_it_has_enough_in_common_and_is_no_copy(
    topic: str, county: str, least: int, shared: str
) -> None:
    found = pairs(filed(water=topic), filed(ruian=county), {}, least)
    assert ({("water", "ruian"): shared} if shared else {}) == keys(dict(found))


def test_a_city_that_has_no_more_in_common_than_one_of_its_counties_has_no_page() -> None:
    counties = filed(city="bcdef", county="bcde")
    found = pairs(filed(water="abcd"), counties, {"county": "city"}, 2)
    assert {("water", "county"): "bcd"} == keys(dict(found))
    more = pairs(filed(water="abcdf"), counties, {"county": "city"}, 2)
    assert {("water", "city"): "bcdf", ("water", "county"): "bcd"} == keys(dict(more))


def test_both_sides_of_a_pair_know_it() -> None:
    found = pairs(filed(water="abc", school="abd"), filed(ruian="abe"), {}, 2)
    assert {
        ("topics", "water"): (("water", "ruian"),),
        ("topics", "school"): (("school", "ruian"),),
        ("counties", "ruian"): (("water", "ruian"), ("school", "ruian")),
    } == partners(found)


def some(topic: str, county: str, count: int, first: int) -> dict[str, str]:
    return {
        f"issues/2019-{number:02}/01.md": article(
            f"第{number}条", topics=[topic], counties=[county]
        )
        for number in range(first, first + count)
    }


@pytest.mark.parametrize(
    ("setting", "there"), [("", True), ("0", False), ("6", False), ("2", True)]
)
def test_the_site_says_how_many_articles_make_a_page(
    tmp_path: Path, setting: str, there: bool
) -> None:
    files = (
        some("水利", "瑞安市", 5, 1) | some("水利", "鹿城区", 1, 6) | some("教育", "瑞安市", 1, 7)
    )
    said = f"{SITE}topic_county_pages: {setting}\n" if setting else SITE
    project = digest(tmp_path, {"site.yaml": said, **files})
    site = build(project, tmp_path / "site").site
    page = site / "topics" / "water" / "330381" / "index.html"
    assert there == page.exists()
    of_topic = (site / "topics" / "water" / "index.html").read_text()
    of_county = (site / "counties" / "330381" / "index.html").read_text()
    assert there == ('href="330381/"' in of_topic)
    assert there == ('href="../../topics/water/330381/"' in of_county)


def test_a_pair_shows_all_its_articles(tmp_path: Path) -> None:
    files = {
        f"issues/2019-01-{day:02}/{number:02}.md": article(
            f"渠{day}之{number}", topics=["水利"], counties=["瑞安市"]
        )
        for day in range(1, 9)
        for number in range(1, 4)
    }
    files |= some("水利", "鹿城区", 1, 2) | some("教育", "瑞安市", 1, 3)
    site = build(digest(tmp_path, files), tmp_path / "site").site
    page = (site / "topics" / "water" / "330381" / "index.html").read_text()
    for day in range(1, 9):
        for number in range(1, 4):
            assert f">渠{day}之{number}</a>" in page
