"""The raw pages of tests/pages, written by someone who had not seen the importer.

The pages are judged field by field, and the figures are held to what was reached: a change that
makes any of them worse has to say so here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.draft import Draft, RawPage
from generator.importers.text import read
from generator.segmentation import segment
from generator.segmentation.proof import unaccounted

PAGES = Path(__file__).parents[1] / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.txt") if path.with_suffix(".yaml").exists())


@dataclass
class Score:
    """How many of the things that are there were found, by field."""

    right: Counter[str] = field(default_factory=Counter)
    truth: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def one(self, name: str, expected: object, actual: object, where: object) -> None:
        """A field that is there once."""
        self.truth[name] += 1
        self.found[name] += 1
        if expected == actual:
            self.right[name] += 1
        else:
            self.misses.append(f"{where} {name}: {expected!r} was read as {actual!r}")

    def many(
        self, name: str, expected: Sequence[Any], actual: Sequence[Any], where: object
    ) -> None:
        """A field that is a list: what is missed and what is too much both count."""
        self.truth[name] += len(expected)
        self.found[name] += len(actual)
        left = list(actual)
        for thing in expected:
            if thing in left:
                left.remove(thing)
                self.right[name] += 1
            else:
                self.misses.append(f"{where} {name}: {thing!r} was missed")
        self.misses += [f"{where} {name}: {thing!r} is too much" for thing in left]

    def add(self, other: Score) -> None:
        self.right += other.right
        self.truth += other.truth
        self.found += other.found
        self.misses += other.misses

    def share(self, name: str) -> float:
        """The worse of precision and recall."""
        most = max(self.truth[name], self.found[name])
        return self.right[name] / most if most else 1.0


def read_page(name: str) -> RawPage:
    return segment(read((PAGES / f"{name}.txt").read_bytes()).lines)


def truth_of(name: str) -> dict[str, Any]:
    truth: dict[str, Any] = yaml.safe_load((PAGES / f"{name}.yaml").read_text("utf-8"))
    return truth


def judge(name: str, page: RawPage, truth: dict[str, Any]) -> Score:
    """The score of one page."""
    score = Score()
    articles = truth["articles"]
    lines = [article["title_line"] for article in articles]
    heads = [draft.title_lines[0] if draft.title_lines else draft.lines[0] for draft in page.drafts]
    score.many("titles", lines, heads, name)
    score.one("masthead", truth.get("masthead_date"), _iso(page.masthead_date), name)
    score.one("paper", truth.get("source"), page.source or None, name)
    left_out = [gone.line for gone in page.left_out]
    dates = [line for article in articles for line in article.get("date_lines", [])]
    score.many("left out", sorted([*truth.get("left_out", []), *dates]), left_out, name)
    drafts = dict(zip(heads, page.drafts, strict=True))
    for article in articles:
        draft = drafts.get(article["title_line"])
        if draft is not None:
            score.add(_judge_article(f"{name}:{article['title_line']}", draft, article))
    return score


def _judge_article(where: str, draft: Draft, truth: dict[str, Any]) -> Score:
    score = Score()
    score.one("title text", truth["title"], draft.title, where)
    score.one("kicker", truth.get("kicker") or "", draft.kicker, where)
    score.one("subtitle", truth.get("subtitle") or "", draft.subtitle, where)
    score.one("byline", truth.get("byline_raw") or "", draft.byline, where)
    score.one("authors", truth["authors"], [author.name for author in draft.authors], where)
    roles = {author.name: author.role for author in draft.authors if author.role}
    score.one("roles", truth.get("roles") or {}, roles, where)
    score.one("author kind", truth.get("author_kind", "person"), draft.author_kind, where)
    score.one("source", truth.get("source") or "", draft.source, where)
    score.one("editors", truth.get("editors") or [], list(draft.editors), where)
    score.one("range", truth["line_range"], list(draft.lines), where)
    score.many(
        "sub-headings",
        [[heading["line"], heading["text"]] for heading in truth.get("subheadings", [])],
        [[block.lines[0], block.text] for block in draft.blocks if block.kind == "heading"],
        where,
    )
    score.many(
        "captions",
        [
            [found[name] for name in ("line", "text", "credit", "credit_role", "after_paragraph")]
            for found in truth.get("captions", [])
        ],
        [
            [found.line, found.text, found.credit, found.role, found.after_paragraph]
            for found in draft.captions
        ],
        where,
    )
    paragraphs = [list(block.lines) for block in draft.paragraphs]
    if truth.get("loose_paragraphs"):
        flat = sorted(line for lines in paragraphs for line in lines)
        score.one(
            "loose", sorted(line for lines in truth["para_lines"] for line in lines), flat, where
        )
    else:
        score.many("paragraphs", truth["para_lines"], paragraphs, where)
        score.many("joins", list(_joins(truth["para_lines"])), list(_joins(paragraphs)), where)
    if "dateline_date" in truth:
        # The year is the masthead's, and is not the segmentation's to add.
        date = draft.dateline_date
        printed = f"{date.month:02}-{date.day:02}"
        score.one("dateline", str(truth["dateline_date"])[-5:], printed, where)
    return score


def _joins(paragraphs: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for lines in paragraphs:
        yield from pairwise(lines)


def _iso(date: Any) -> str | None:
    return date.iso or None


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {name: judge(name, read_page(name), truth_of(name)) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_page_is_accounted_for(name: str) -> None:
    lines = read((PAGES / f"{name}.txt").read_bytes()).lines

    assert () == unaccounted(lines, segment(lines))


MINIMUM = {
    "titles": 0.99,
    "title text": 1.0,
    "kicker": 1.0,
    "subtitle": 0.99,
    "byline": 0.99,
    "authors": 0.99,
    "roles": 0.95,
    "author kind": 1.0,
    "source": 1.0,
    "editors": 1.0,
    "range": 0.99,
    "sub-headings": 0.96,
    "captions": 1.0,
    "paragraphs": 0.99,
    "joins": 1.0,
    "left out": 1.0,
    "masthead": 1.0,
    "paper": 0.97,
    "dateline": 0.83,
    "loose": 1.0,
}
"""What was reached, as the worse of precision and recall over all pages together.

Missed at the time of writing: 下期预告 as the title of a notice (hostile-headings), 环境观察 as a
pen name (score-table). The truth gives no role for names in a news agency's dateline, nor for 文
and 采写; the importer gives what is printed.
"""


@pytest.mark.parametrize("name", sorted(MINIMUM))
def test_the_pages_are_read_at_least_as_well_as_before(name: str, scores: dict[str, Score]) -> None:
    total = Score()
    for score in scores.values():
        total.add(score)

    missed = [miss for miss in total.misses if f" {name}: " in miss]
    assert total.share(name) >= MINIMUM[name], "\n".join(missed)


def test_a_score_counts_what_is_missed_and_what_is_too_much() -> None:
    score = Score()

    score.many("titles", [1, 5, 9, 12], [1, 5, 7, 9, 20], "page")

    assert 0.6 == score.share("titles")
    assert 3 == len(score.misses)
