"""The real sample page comes out as it was filed by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.draft import Block, Draft, RawPage
from generator.filing import file_counties, file_draft, file_topics, find_mentions, page_date
from generator.model import Date, Term
from generator.punctuation import restore
from generator.summary import LONGEST, summarise

from .conftest import Judged

Terms = tuple[Term, ...]


def as_draft(article: Judged, *, restored: bool = False) -> Draft:
    lines = article.truth["para_lines"]
    texts = [restore(text) if restored else text for text in article.paragraphs]
    return Draft(
        lines=tuple(article.truth["line_range"]),
        title=restore(article.title) if restored else article.title,
        title_lines=(article.truth["title_line"],),
        blocks=tuple(
            Block("paragraph", text, tuple(of)) for text, of in zip(texts, lines, strict=True)
        ),
    )


@pytest.mark.parametrize("restored", [False, True])
def test_every_article_is_filed_and_dated_as_by_hand(
    seed: list[Judged], counties: Terms, topics: Terms, restored: bool
) -> None:
    drafts = tuple(as_draft(article, restored=restored) for article in seed)
    page = RawPage(drafts)
    for article, draft in zip(seed, drafts, strict=True):
        filing = file_draft(draft, page, topics, counties)
        assert article.counties == set(filing.counties), article.name
        assert article.mentions == set(filing.mentions), article.name
        assert article.topics[:1] == filing.topics[:1], article.name
        assert article.date == filing.date.iso, article.name
        assert filing.date_reason
        assert all(" / " in decision.reason for decision in filing.decisions)
    hint = page_date(page)
    assert (Date(2019, 11), "inferred") == (hint.date, hint.kind)


def test_every_first_topic_leads_by_enough_to_be_sure(seed: list[Judged], topics: Terms) -> None:
    doubted = [
        article.name
        for article in seed
        if file_topics(article.title, article.paragraphs, topics).decisions[0].doubtful
    ]
    assert not doubted


def test_all_35_mentions_of_counties_are_found_and_none_else(
    seed: list[Judged], counties: Terms
) -> None:
    labels = {term.key: term.label for term in counties}
    found = Counter(
        labels[key]
        for article in seed
        for text in (article.title, *article.paragraphs, *article.beside)
        for _, _, key in find_mentions(text, counties)
    )
    by_hand = {"鹿城区": 11, "瓯海区": 2, "瑞安市": 16, "永嘉县": 5, "文成县": 1}
    assert by_hand == found


def test_a_given_date_beats_what_is_inferred(
    seed: list[Judged], counties: Terms, topics: Terms
) -> None:
    page = RawPage(tuple(as_draft(article) for article in seed))
    given = Date(2019, 11, 20)
    dates = {file_draft(draft, page, topics, counties, given=given).date for draft in page.drafts}
    assert {given} == dates
    assert given == page_date(page, given=given).date


def test_with_the_gate_closed_short_names_still_count_beside_their_city(
    seed: list[Judged], counties: Terms
) -> None:
    for article in seed:
        filing = file_counties(
            article.title, article.paragraphs, counties, local=False, title_line=1
        )
        assert article.counties == set(filing.counties), article.name


def test_every_summary_is_short_verbatim_and_tells_a_fact(seed: list[Judged]) -> None:
    for article in seed:
        summary = summarise([restore(text) for text in article.paragraphs])
        assert LONGEST >= len(summary) > 10
        assert any(summary in restore(text) for text in article.paragraphs)
        assert summary.endswith("。")
        assert not summary.startswith("“翁")
