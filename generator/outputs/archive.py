"""The archive: all issues by year, and every month with its articles."""

from __future__ import annotations

from collections.abc import Iterator

from generator import calendars
from generator.catalogue import UNDATED
from generator.edition import Edition
from generator.model import Issue
from generator.months import by_month, month_lists
from generator.page import Page, later
from generator.views import ArchiveView, Link, YearOfIssues

_SOURCE = "content/issues"


def pages(edition: Edition) -> Iterator[Page]:
    url = edition.url("/archive/")
    heading = edition.word("archive")
    crumbs = (Link(heading, url, None, True),)
    months = by_month(edition, url, edition.catalogue.articles)
    view = later(ArchiveView, _archive, edition, crumbs, tuple(months))
    yield Page(url, "archive.html", view, edition.variant, _SOURCE)
    yield from month_lists(edition, heading, crumbs, months, _SOURCE)


def _archive(edition: Edition, crumbs: tuple[Link, ...], months: tuple[Link, ...]) -> ArchiveView:
    heading = edition.word("archive")
    return ArchiveView(
        frame=edition.frame(crumbs[-1].url, heading, breadcrumbs=crumbs),
        heading=heading,
        years=tuple(_years(edition, months)),
    )


def _years(edition: Edition, months: tuple[Link, ...]) -> Iterator[YearOfIssues]:
    years: dict[str, list[Issue]] = {}
    for issue in edition.issues:
        years.setdefault(issue.date.iso[:4] or UNDATED, []).append(issue)
    for year, issues in years.items():
        heads = tuple(edition.issue_head(issue) for issue in issues)
        dated = ((issue.date, head) for issue, head in zip(issues, heads, strict=True))
        yield YearOfIssues(
            label=edition.month_label(year),
            months=tuple(month for month in months if month.url.rsplit("/")[-1].startswith(year)),
            issues=heads,
            calendar=tuple(calendars.months(dated)),
        )
