"""Articles by month: how every archive is cut.

Months and not numbered pages: in a model of 10,000 articles a new one rewrote 303 pages of
numbered lists and 21 of months, and the address of a list shows the same articles for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.edition import Edition
from generator.model import Article, Prose
from generator.page import Page, later
from generator.views import Link, ListView

Months = Mapping[Link, tuple[Article, ...]]
"""The link to each month with its number of articles, and the articles; newest month first."""


def by_month(edition: Edition, url: str, articles: tuple[Article, ...]) -> Months:
    """The articles by the month of their issue, as lists at `url` + `2019-11.html`."""
    return {
        Link(edition.month_label(month), f"{url}{month}.html", len(listed)): listed
        for month, listed in edition.catalogue.by_month(articles).items()
    }


def month_lists(
    edition: Edition, heading: Prose, crumbs: tuple[Link, ...], months: Months, source: str
) -> Iterator[Page]:
    """A page for every month; the last of `crumbs` is the page that the months belong to."""
    above = (*crumbs[:-1], Link(crumbs[-1].label, crumbs[-1].url))
    listed = tuple(months.items())
    for place, (link, _) in enumerate(listed):
        view = later(ListView, _list, edition, heading, above, listed, place)
        yield Page(link.url, "list.html", view, edition.variant, source)


def _list(
    edition: Edition,
    heading: Prose,
    above: tuple[Link, ...],
    listed: tuple[tuple[Link, tuple[Article, ...]], ...],
    place: int,
) -> ListView:
    link, articles = listed[place]
    trail = (*above, Link(link.label, link.url, None, True))
    return ListView(
        frame=edition.frame(link.url, heading, breadcrumbs=trail, part=link.label),
        heading=heading,
        month=link.label,
        teasers=tuple(edition.teaser(article) for article in articles),
        newer=listed[place - 1][0] if place else None,
        older=listed[place + 1][0] if place + 1 < len(listed) else None,
    )
