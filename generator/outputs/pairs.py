"""A page for every topic and county with enough articles in common: 水利 in 瑞安市.

It lies below the topic, `/topics/water/330381/`, and both sides link to it. It has no lists by
month: in a digest of 1,000 articles those were a third of all pages, with two articles each.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.edition import Edition
from generator.model import Article, Prose
from generator.page import Page, later
from generator.views import Link, PairView

NEWEST = 20
"""Articles that are shown in full rows; of those before them only title and date."""


def pages(edition: Edition) -> Iterator[Page]:
    for (topic, county), articles in edition.catalogue.pairs.items():
        url = edition.pair_url(topic, county)
        view = later(PairView, _pair, edition, topic, county, articles)
        source = f"content/{edition.terms['topics'][topic].source_file}"
        yield Page(url, "pair.html", view, edition.variant, source)


def _pair(edition: Edition, topic: str, county: str, articles: tuple[Article, ...]) -> PairView:
    url = edition.pair_url(topic, county)
    (topic_link,) = edition.term_links("topics", (topic,))
    (county_link,) = edition.term_links("counties", (county,))
    index = Link(edition.taxonomy_label("topics"), edition.taxonomy_url("topics"))
    crumbs = (index, topic_link, Link(county_link.label, url, None, True))
    heading = Prose(f"{topic_link.label} · {county_link.label}")
    teasers = tuple(edition.teaser(article) for article in edition.pinned_first(articles))
    return PairView(
        frame=edition.frame(url, heading, breadcrumbs=crumbs),
        topic=topic_link,
        county=county_link,
        count=len(articles),
        teasers=teasers[:NEWEST],
        earlier=teasers[NEWEST:],
    )
