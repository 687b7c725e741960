"""An index for every taxonomy, and for every term a page and its archive by month.

Months and not numbered pages: a new article then touches one list of each of its terms, and the
address of a list shows the same articles for ever.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.edition import Edition
from generator.hierarchy import ancestors
from generator.model import Taxonomy, Term
from generator.months import by_month, month_lists
from generator.page import Page, later
from generator.pairs import Partners, partners
from generator.views import Body, Link, TermGroup, TermIndexView, TermView

NEWEST = 20
"""Teasers on the page of a term itself; all are in its months."""


def pages(edition: Edition) -> Iterator[Page]:
    with_partners = partners(edition.catalogue.pairs)
    for taxonomy in edition.taxonomies.values():
        url = edition.taxonomy_url(taxonomy.key)
        view = later(TermIndexView, _index, edition, taxonomy, url)
        source = f"content/taxonomies/{taxonomy.key}.yaml"
        yield Page(url, "terms.html", view, edition.variant, source)
        for term in taxonomy.terms:
            if edition.has_page(taxonomy.key, term) and edition.wants(
                edition.term_url(taxonomy.key, term)
            ):
                yield from _term(edition, taxonomy, term, with_partners)


def _index(edition: Edition, taxonomy: Taxonomy, url: str) -> TermIndexView:
    heading = edition.taxonomy_label(taxonomy.key)
    return TermIndexView(
        frame=edition.frame(url, heading, breadcrumbs=(Link(heading, url, None, True),)),
        taxonomy=taxonomy.key,
        heading=heading,
        groups=_groups(edition, taxonomy),
    )


def _groups(edition: Edition, taxonomy: Taxonomy) -> tuple[TermGroup, ...]:
    """Terms under the term right above them: counties by city. Those with none come first."""
    shown = [term for term in taxonomy.terms if edition.has_page(taxonomy.key, term)]
    parents = {term.parent for term in taxonomy.terms if term.parent}
    terms = edition.terms[taxonomy.key]
    loose = [t for t in shown if not t.parent and t.key not in parents]
    groups = [TermGroup(None, _links(edition, taxonomy, loose))] if loose else []
    for key in (term.key for term in taxonomy.terms if term.key in parents):
        below = [term for term in shown if term.parent == key and term.key not in parents]
        if below:
            has_page = edition.has_page(taxonomy.key, terms[key])
            head = edition.term_link(taxonomy.key, terms[key], counted=True) if has_page else None
            groups.append(TermGroup(head, _links(edition, taxonomy, below)))
    return tuple(groups)


def _links(edition: Edition, taxonomy: Taxonomy, terms: list[Term]) -> tuple[Link, ...]:
    return tuple(edition.term_link(taxonomy.key, term, counted=True) for term in terms)


def _term(
    edition: Edition, taxonomy: Taxonomy, term: Term, with_partners: Partners
) -> Iterator[Page]:
    articles = edition.filed[taxonomy.key].get(term.key, ())
    url = edition.term_url(taxonomy.key, term)
    crumbs = _breadcrumbs(edition, taxonomy, term)
    # Hundreds of authors have a handful of articles each, all of them on the page of the author.
    has_months = taxonomy.key != "authors" or len(articles) > NEWEST
    months = by_month(edition, url, articles) if has_months else {}
    view = later(TermView, _of_term, edition, taxonomy, term, crumbs, tuple(months), with_partners)
    source = f"content/{term.source_file}"
    yield Page(url, "term.html", view, edition.variant, source)
    yield from month_lists(edition, term.label, crumbs, months, source)


def _of_term(
    edition: Edition,
    taxonomy: Taxonomy,
    term: Term,
    crumbs: tuple[Link, ...],
    months: tuple[Link, ...],
    with_partners: Partners,
) -> TermView:
    articles = edition.filed[taxonomy.key].get(term.key, ())
    shown = edition.pinned_first(articles)[:NEWEST]
    url = edition.term_url(taxonomy.key, term)
    parent = edition.terms[taxonomy.key].get(term.parent)
    return TermView(
        frame=edition.frame(
            url,
            term.label,
            breadcrumbs=crumbs,
            feeds=edition.feeds(url) if taxonomy.key != "authors" else (),
        ),
        taxonomy=taxonomy.key,
        heading=term.label,
        text=_text(term),
        parent=edition.term_link(taxonomy.key, parent)
        if parent and edition.has_page(taxonomy.key, parent)
        else None,
        children=_links(
            edition,
            taxonomy,
            [
                t
                for t in taxonomy.terms
                if t.parent == term.key and edition.has_page(taxonomy.key, t)
            ],
        ),
        count=len(articles),
        teasers=tuple(edition.teaser(article) for article in shown),
        months=months,
        pairs=_pairs(edition, taxonomy, term, with_partners),
    )


def _pairs(
    edition: Edition, taxonomy: Taxonomy, term: Term, with_partners: Partners
) -> tuple[Link, ...]:
    """The other sides of the pairs that a topic or a county is one side of."""
    links: list[Link] = []
    for topic, county in with_partners.get((taxonomy.key, term.key), ()):
        of_topic = taxonomy.key == "topics"
        other = edition.terms["counties"][county] if of_topic else edition.terms["topics"][topic]
        count = len(edition.catalogue.pairs[topic, county])
        links.append(Link(other.label, edition.pair_url(topic, county), count))
    return tuple(links)


def _breadcrumbs(edition: Edition, taxonomy: Taxonomy, term: Term) -> tuple[Link, ...]:
    terms = edition.terms[taxonomy.key]
    above = [
        edition.term_link(taxonomy.key, parent)
        for parent in reversed(ancestors(term, terms))
        if edition.has_page(taxonomy.key, parent)
    ]
    index = Link(edition.taxonomy_label(taxonomy.key), edition.taxonomy_url(taxonomy.key))
    this = Link(term.label, edition.term_url(taxonomy.key, term), None, True)
    return (index, *above, this)


def _text(term: Term) -> Body | None:
    return Body(term.text, term.source_file, term.text_line) if term.text else None
