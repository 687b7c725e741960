"""All corrections on one page. It is there before the first: its link at the foot of every page
must not come and go with them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.edition import Edition
from generator.model import Article, Correction
from generator.page import Page, later
from generator.views import Corrected, CorrectionsView, Link, Note


def pages(edition: Edition) -> Iterator[Page]:
    url = edition.url("/corrections.html")
    view = later(CorrectionsView, _corrections, edition, url)
    yield Page(url, "corrections.html", view, edition.variant, "content/issues")


def _corrections(edition: Edition, url: str) -> CorrectionsView:
    heading = edition.word("corrections")
    return CorrectionsView(
        frame=edition.frame(url, heading, breadcrumbs=(Link(heading, url, None, True),)),
        heading=heading,
        corrections=tuple(
            Corrected(edition.teaser(article), Note(edition.when(correction.date), correction.text))
            for article, correction in _newest_first(edition)
        ),
    )


def _newest_first(edition: Edition) -> list[tuple[Article, Correction]]:
    """Those of one day in the order of the paper, those without a date last."""
    made = [
        (article, correction)
        for issue in edition.issues
        for article in issue.articles
        for correction in article.corrections
    ]
    return sorted(made, key=lambda one: one[1].date, reverse=True)
