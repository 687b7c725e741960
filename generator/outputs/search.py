"""The search page, and for its results what lists show of the articles of each issue.

The index itself holds no title and no form: it is one for all editions (`generator.search`). The
records here are an edition's own, one file for each issue, so that a new article changes one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.edition import Edition, byline
from generator.hierarchy import ancestors
from generator.model import Article, Date, Issue, Prose, Term
from generator.page import Page, later
from generator.views import Choice, Choices, Filter, Found, FoundIssue, Link, SearchView

SCRIPT = "search.js"
"""The asset of a theme that searches; a theme without it has no search."""

INDEX = "/search/index.json"
"""Where the script begins to read: the same file for all editions."""

PARAMETERS = {"topics": "topic", "counties": "county"}
"""What a taxonomy is called in an address; one that is not here goes by its key."""
YEAR = "year"


def pages(edition: Edition) -> Iterator[Page]:
    if not has_search(edition):
        return
    url = edition.url("/search.html")
    view = later(SearchView, _page, edition, url)
    yield Page(url, "search.html", view, edition.variant, "content/site.yaml")
    for issue in edition.issues:
        if issue.articles:
            url = records_url(edition, issue)
            view = later(FoundIssue, _records, edition, issue)
            yield Page(url, as_json, view, edition.variant, f"content/{issue.source_file}")


def has_search(edition: Edition) -> bool:
    """Whether the site wants a search and the theme can."""
    return bool(edition.search_url)


def records_url(edition: Edition, issue: Issue) -> str:
    """The address of what results show of the articles of an issue."""
    return edition.url(f"/search/issues/{issue.key}.json")


def filed_by(edition: Edition) -> Mapping[str, Mapping[str, tuple[Article, ...]]]:
    """The parameter of each filter, then its values, to the articles that it lets through.

    A term lets through what is filed under it and below it; a year, what was printed in it.
    """
    filed = {
        PARAMETERS.get(key, key): edition.filed[key]
        for key in edition.taxonomies
        if key != "authors"
    }
    years: dict[str, list[Article]] = {}
    for issue in edition.issues:
        for article in issue.articles:
            years.setdefault(_year(edition, article), []).append(article)
    newest_first = sorted(years.items(), key=lambda one: (one[0].isdigit(), one[0]), reverse=True)
    return filed | {YEAR: {year: tuple(articles) for year, articles in newest_first}}


def _year(edition: Edition, article: Article) -> str:
    """`2019`, of the article or else of its issue; `undated` when neither says."""
    return article.date.iso[:4] or edition.catalogue.month_of(article)[:4].replace(
        "unda", "undated"
    )


def _page(edition: Edition, url: str) -> SearchView:
    heading = edition.word("search")
    filed = filed_by(edition)
    taxonomies = tuple(
        Filter(
            name=PARAMETERS.get(key, key),
            label=edition.taxonomy_label(key),
            groups=tuple(_groups(edition, key)),
        )
        for key in edition.taxonomies
        if key != "authors" and edition.filed[key]
    )
    years = tuple(Choice(edition.month_label(year), year) for year in filed[YEAR])
    year = Filter(YEAR, edition.word("year"), (Choices(Prose(""), years),))
    return SearchView(
        frame=edition.frame(url, heading, breadcrumbs=(Link(heading, url, None, True),)),
        heading=heading,
        index=INDEX,
        script=edition.assets[SCRIPT],
        stylesheet=edition.assets.get("search.css", ""),
        archive=edition.url("/archive/"),
        filters=(*taxonomies, *((year,) if years else ())),
    )


def _groups(edition: Edition, taxonomy: str) -> Iterator[Choices]:
    """Terms with articles, those below a term in a group with it: the counties of a city."""
    terms = edition.terms[taxonomy]
    groups: dict[str, list[Term]] = {}
    for term in terms.values():
        if term.key in edition.filed[taxonomy]:
            has_below = any(other.parent == term.key for other in terms.values())
            above = ancestors(term, terms)
            group = term.key if has_below else above[0].key if above else ""
            groups.setdefault(group, []).append(term)
    for key, members in groups.items():
        alone = [term.key for term in members] == [key]
        label = terms[key].label if key and not alone else Prose("")
        yield Choices(label, tuple(Choice(term.label, term.key) for term in members))


def _records(edition: Edition, issue: Issue) -> FoundIssue:
    return FoundIssue(
        when=edition.issue_title(issue) if not issue.date.iso else _when(edition, issue.date),
        articles=tuple(
            Found(
                number=article.number,
                title=article.title,
                authors=tuple(byline(article, author.name) for author in article.authors),
                when=_when(edition, article.date) if article.date != issue.date else Prose(""),
            )
            for article in issue.articles
        ),
    )


def _when(edition: Edition, date: Date) -> Prose:
    return edition.when(date).text


def as_json(view: FoundIssue) -> bytes:
    """The file of an issue: `{"when": …, "articles": {"01": [title, authors, when]}}`.

    What is empty at the end of a list is left out; `when` of an article, if it is the issue's.
    """
    articles = {
        found.number: _trimmed([found.title, list(found.authors), found.when])
        for found in view.articles
    }
    record = {"when": view.when, "articles": articles}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def _trimmed(values: list[object]) -> list[object]:
    while values and not values[-1]:
        values.pop()
    return values
