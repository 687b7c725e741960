"""The raw pages and their ground truth agree: every line has its place, every text is really there.

Checks the hand-made YAML alone, never the importer, so that a failure there is not a slip here.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.yaml"))
COUNTIES = frozenset(
    [
        "鹿城区",
        "龙湾区",
        "瓯海区",
        "洞头区",
        "瑞安市",
        "乐清市",
        "龙港市",
        "永嘉县",
        "平阳县",
        "苍南县",
        "文成县",
        "泰顺县",
    ]
)
TOPICS = frozenset(
    [
        "创业创新",
        "商务外贸",
        "应急安全",
        "教育",
        "民生",
        "清廉建设",
        "卫生健康",
        "乡村振兴",
        "文化旅游",
        "生态环境",
        "交通基建",
        "科技",
        "党建",
        "法治",
        "体育",
        "经济金融",
    ]
)
SHAPES = frozenset({"seed-like", "dateline", "no-byline", "transcript", "mixed", "hostile"})
STACKS = ("kicker", "title", "subtitle", "byline")
LINE_LISTS = (*(f"{part}_lines" for part in STACKS), "source_lines", "editor_lines", "date_lines")

every_page = pytest.mark.parametrize("name", NAMES)


@cache
def raw_lines(name: str) -> tuple[str, ...]:
    """The page's lines as the ground truth quotes them; line 1 is the first item."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8-sig")
    return tuple(
        html.unescape(line).replace("\u00a0", " ").strip(" \t\u3000") for line in text.split("\n")
    )


@cache
def truth(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def articles(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = truth(name)["articles"]
    return found


def title_lines(article: dict[str, Any]) -> list[int]:
    lines: list[int] = article.get("title_lines", [article["title_line"]])
    return lines


def lines_of(article: dict[str, Any]) -> Iterator[int]:
    """Every line that the ground truth gives to `article`, once for each place it is named in."""
    yield from title_lines(article)
    for field in LINE_LISTS:
        if field != "title_lines":
            yield from article.get(field, [])
    yield from (item["line"] for item in article["subheadings"] + article["captions"])
    for paragraph in article["para_lines"]:
        yield from paragraph


def test_there_are_thirty_pages_and_every_page_has_its_truth() -> None:
    assert len(NAMES) >= 30
    assert sorted(path.stem for path in HERE.glob("*.txt")) == NAMES


@every_page
def test_every_line_with_text_is_in_exactly_one_place(name: str) -> None:
    placed = Counter(truth(name)["left_out"])
    for article in articles(name):
        placed.update(lines_of(article))
    visible = Counter(number for number, line in enumerate(raw_lines(name), start=1) if line)
    assert visible == placed


@every_page
def test_titles_and_bylines_are_what_stands_on_their_lines(name: str) -> None:
    for article in articles(name):
        for part in STACKS:
            field = "byline_raw" if part == "byline" else part
            lines = (
                title_lines(article) if part == "title" else (article.get(f"{part}_lines") or [])
            )
            printed = " ".join(raw_lines(name)[number - 1] for number in lines)
            assert printed == (article[field] or "")


@every_page
def test_subheadings_and_captions_stand_on_their_lines(name: str) -> None:
    for article in articles(name):
        for heading in article["subheadings"]:
            assert raw_lines(name)[heading["line"] - 1] == heading["text"]
        for caption in article["captions"]:
            line = raw_lines(name)[caption["line"] - 1]
            assert line.startswith(caption["text"])
            assert caption["credit"] in line
            assert caption["credit_role"] in line
            begun = sum(pieces[0] < caption["line"] for pieces in article["para_lines"])
            assert begun == caption["after_paragraph"]


@every_page
def test_lines_of_an_article_lie_in_its_range_and_ranges_follow_one_another(name: str) -> None:
    end = 0
    for article in articles(name):
        first, last = article["line_range"]
        assert (first, last) == (min(lines_of(article)), max(lines_of(article)))
        assert end < first
        end = last


@every_page
def test_pieces_of_a_paragraph_cannot_be_read_as_paragraphs_of_their_own(name: str) -> None:
    """A piece that ends like a paragraph could not be told from one: the page would be unfair."""
    for article in articles(name):
        for paragraph in article["para_lines"]:
            for number in paragraph[:-1]:
                line = raw_lines(name)[number - 1].rstrip("”’》)）")
                assert not line.endswith(("。", "！", "？", "!", "?", "…")), number


@every_page
def test_names_are_printed_in_the_article(name: str) -> None:
    for article in articles(name):
        first, last = article["line_range"]
        text = "".join(raw_lines(name)[first - 1 : last])
        for person in article["authors"] + article["editors"]:
            assert person in text
        assert set(article["roles"]) <= set(article["authors"])
        assert all(role in text for role in article["roles"].values())
        assert article["author_kind"] in {"person", "organisation"}


@every_page
def test_counties_are_named_in_the_article_and_stand_in_one_list_each(name: str) -> None:
    for article in articles(name):
        listed = [*article["counties"], *article["counties_mentioned"]]
        listed += article.get("counties_open", [])
        assert len(listed) == len(set(listed))
        assert set(listed) <= COUNTIES
        first, last = article["line_range"]
        text = "".join(raw_lines(name)[first - 1 : last])
        assert all(county[:-1] in text for county in listed)


@every_page
def test_shape_topics_and_dates_are_of_the_known_kinds(name: str) -> None:
    assert truth(name)["shape"] in SHAPES
    for article in articles(name):
        assert article["topics"]
        assert set(article["topics"]) <= TOPICS
        assert (article["date"] is None) == (article["date_kind"] is None)
        assert article["date_kind"] in {None, "stated", "inferred"}
        if truth(name)["masthead_date"]:
            assert truth(name)["masthead_date"] == article["date"]
