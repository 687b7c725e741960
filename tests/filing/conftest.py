"""The lists of terms that Wenzhai brings along, and articles that were filed by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model import Date, Term
from generator.problems import Problem
from generator.taxonomies import read_taxonomy

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Judged:
    """An article as it stands on its page, with what a careful editor made of it."""

    name: str
    title: str
    paragraphs: tuple[str, ...]
    beside: tuple[str, ...]
    """Sub-headings and captions."""
    counties: set[str]
    mentions: set[str]
    undecided: set[str]
    topics: tuple[str, ...]
    """Any of them is right."""
    date: str
    truth: dict[str, Any] = field(repr=False)
    page: dict[str, Any] = field(repr=False)


def terms_of(name: str) -> tuple[Term, ...]:
    problems: list[Problem] = []
    path = ROOT / "content" / "taxonomies" / f"{name}.yaml"
    terms = read_taxonomy(path, ROOT / "content", problems).terms
    assert problems == []
    return terms


@pytest.fixture(scope="session")
def counties() -> tuple[Term, ...]:
    return terms_of("counties")


@pytest.fixture(scope="session")
def topics() -> tuple[Term, ...]:
    return terms_of("topics")


@pytest.fixture(scope="session")
def seed(cases: Path) -> list[Judged]:
    """The articles of the real sample page."""
    return _judged(cases / "seed-page.txt", cases / "seed-page.gold.yaml")


@pytest.fixture(scope="session")
def corpus() -> list[Judged]:
    """The articles of all pages in `tests/pages`, cut out as their ground truth says."""
    pages = sorted((ROOT / "tests" / "pages").glob("*.yaml"))
    assert pages
    return [article for page in pages for article in _judged(page.with_suffix(".txt"), page)]


def as_date(text: str | None) -> Date:
    """`2019-11-20`, `2019-11`, and `01-02` for a day without a year."""
    if not text:
        return Date()
    parts = [int(part) for part in text.split("-")]
    return Date(*parts) if len(text.split("-")[0]) == 4 else Date(0, *parts)


def _judged(raw: Path, truth: Path) -> list[Judged]:
    lines = [line.strip() for line in _decoded(raw.read_bytes()).splitlines()]
    page = yaml.safe_load(truth.read_text(encoding="utf-8"))
    return [_article(article, page, lines, raw.stem) for article in page["articles"]]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _article(truth: dict[str, Any], page: dict[str, Any], lines: list[str], name: str) -> Judged:
    heads = (truth.get("kicker"), truth["title"], truth.get("subtitle"))
    beside = [*truth.get("subheadings", ()), *truth.get("captions", ())]
    return Judged(
        f"{name}: {truth['title']}",
        " ".join(head for head in heads if head),
        tuple("".join(lines[number - 1] for number in each) for each in truth["para_lines"]),
        tuple(each["text"] for each in beside),
        set(truth["counties"]),
        set(truth["counties_mentioned"]),
        set(truth.get("counties_open") or ()),
        tuple(truth["topics"]),
        truth.get("date") or truth.get("date_inferred") or "",
        truth,
        page,
    )
