"""The front page: the newest issue, and ways into everything else."""

from __future__ import annotations

from collections.abc import Iterator

from generator.edition import Edition
from generator.page import Page, later
from generator.views import FrontView, Link

EARLIER_ISSUES = 12
"""Issues listed under the newest one."""


def pages(edition: Edition) -> Iterator[Page]:
    view = later(FrontView, _front, edition)
    yield Page(edition.url("/"), "front.html", view, edition.variant, "content/site.yaml")


def _front(edition: Edition) -> FrontView:
    settings = edition.site.settings
    newest = edition.issues[0] if edition.issues else None
    articles = edition.pinned_first(newest.articles) if newest else ()
    teasers = tuple(edition.teaser(article) for article in articles)
    url = edition.url("/")
    return FrontView(
        frame=edition.frame(url, settings.subtitle, settings.description),
        head=edition.issue_head(newest) if newest else None,
        lead=teasers[0] if teasers else None,
        teasers=teasers[1:],
        issues=tuple(edition.issue_head(issue) for issue in edition.issues[1 : EARLIER_ISSUES + 1]),
        topics=_filled_terms(edition, "topics"),
        counties=_filled_terms(edition, "counties"),
    )


def _filled_terms(edition: Edition, taxonomy: str) -> tuple[Link, ...]:
    """Terms with articles, and none that others lie under: a city beside its counties is noise."""
    terms = edition.terms[taxonomy]
    parents = {term.parent for term in terms.values()}
    return tuple(
        edition.term_link(taxonomy, term, counted=True)
        for term in terms.values()
        if term.key in edition.filed[taxonomy] and term.key not in parents
    )
