"""Standing pages (关于), and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.edition import Edition, body_of
from generator.model import StandingPage
from generator.page import Page, later
from generator.views import Link, NotFoundView, StandingView

ISSUES_TO_GO_ON_WITH = 6
"""Issues offered to a reader who came to a page that is not there."""


def pages(edition: Edition) -> Iterator[Page]:
    for page in edition.site.pages:
        url = edition.url(f"/{page.key}.html")
        view = later(StandingView, _standing, edition, page, url)
        yield Page(url, "page.html", view, edition.variant, f"content/{page.source_file}")
    url = edition.url("/404.html")
    view = later(NotFoundView, _not_found, edition, url)
    yield Page(url, "404.html", view, edition.variant, "themes")


def _standing(edition: Edition, page: StandingPage, url: str) -> StandingView:
    crumbs = (Link(page.title, url, None, True),)
    return StandingView(
        frame=edition.frame(url, page.title, page.summary, crumbs),
        heading=page.title,
        body=body_of(page),
    )


def _not_found(edition: Edition, url: str) -> NotFoundView:
    frame = edition.frame(url, edition.word("not_found"))
    # Nothing for search engines, but readers may switch.
    twins = tuple(replace(twin, absolute="") for twin in frame.alternates)
    return NotFoundView(
        frame=replace(frame, canonical="", root=edition.root, alternates=twins),
        issues=tuple(edition.issue_head(issue) for issue in edition.issues[:ISSUES_TO_GO_ON_WITH]),
    )
