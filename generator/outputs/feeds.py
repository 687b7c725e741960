"""Feeds of the site, of every issue, and of every topic, county and term of the site's own.

Authors have none: there are hundreds, with a handful of articles each. A corrected article stands
among the newest again, or nobody who has read it would hear of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from generator.addresses import absolute_url
from generator.article_views import corrections_of, credits_of, figures_of
from generator.edition import Edition, body_of
from generator.feeds import FORMATS, FeedEntry, FeedView, opml
from generator.feeds.records import Outline, OutlineGroup, OutlineView
from generator.model import Article, Markdown, Prose
from generator.page import Page, later
from generator.recent import Recent

RECENT = 512
"""Articles as feeds show them: of some issues, or the newest of some terms."""


@dataclass(frozen=True, slots=True)
class _Followed:
    """What one feed, in all its formats, follows."""

    url: str
    """Of its page, a folder; the feeds lie in it."""
    label: Prose
    articles: Callable[[], tuple[Article, ...]]
    """In the order of the feed; asked for when the feed is made."""
    source: str


@dataclass(frozen=True, slots=True)
class _Group:
    label: Prose
    followed: tuple[_Followed, ...]


def pages(edition: Edition) -> Iterator[Page]:
    settings = edition.site.settings
    formats = [one for one in FORMATS if one.name in settings.feeds]
    if not settings.base_url or not formats:
        return
    groups = (_site(edition), _issues(edition), *_taxonomies(edition))
    entries = Recent[FeedEntry](RECENT)
    for group in groups:
        for followed in group.followed:
            for one in formats:
                view = later(FeedView, _view, edition, followed, one.file, entries)
                url = followed.url + one.file
                yield Page(url, one.render, view, edition.variant, followed.source)
    view = later(OutlineView, _outline, edition, groups, formats[0].file)
    yield Page(edition.url("/feeds.opml"), opml, view, edition.variant, "content/site.yaml")


# What is followed


def _site(edition: Edition) -> _Group:
    articles = cache(partial(_newest, edition, edition.catalogue.articles))
    site = _Followed(edition.url("/"), Prose(""), articles, "content/site.yaml")
    return _Group(Prose(""), (site,))


def _issues(edition: Edition) -> _Group:
    """Of an issue, which is finite, every article."""
    label = edition.word("archive")
    return _Group(
        label,
        tuple(
            _Followed(
                edition.issue_url(issue),
                edition.issue_title(issue),
                partial(tuple, issue.articles),
                f"content/{issue.source_file}",
            )
            for issue in edition.issues
        ),
    )


def _taxonomies(edition: Edition) -> Iterator[_Group]:
    for taxonomy in edition.taxonomies.values():
        if taxonomy.key == "authors":
            continue
        filed = edition.filed[taxonomy.key]
        followed = tuple(
            _Followed(
                edition.term_url(taxonomy.key, term),
                term.label,
                cache(partial(_newest, edition, filed.get(term.key, ()))),
                f"content/{term.source_file}",
            )
            for term in taxonomy.terms
            if edition.has_page(taxonomy.key, term)
        )
        if followed:
            yield _Group(edition.taxonomy_label(taxonomy.key), followed)


def _newest(edition: Edition, articles: Iterable[Article]) -> tuple[Article, ...]:
    """Those that appeared or were corrected last; of one day, in the order of the paper."""
    newest = sorted(articles, key=edition.updated, reverse=True)
    return tuple(newest[: edition.site.settings.feed_entries])


# Parts of views


def _view(edition: Edition, followed: _Followed, file: str, entries: Recent[FeedEntry]) -> FeedView:
    """`entries` are those that other feeds have shown lately."""
    settings = edition.site.settings
    full = settings.feed_text == "full" or (settings.feed_text == "site" and not followed.label)
    return FeedView(
        id=_identity(edition, followed.url),
        url=edition.absolute(followed.url + file),
        home=edition.absolute(followed.url),
        base=settings.base_url,
        lang=edition.variant.tag,
        site=settings.title,
        part=followed.label,
        description=settings.description or settings.subtitle,
        publisher=settings.publisher,
        licence=settings.licence,
        logo=edition.absolute(settings.logo or edition.touch_icon),
        entries=tuple(_entry(edition, article, full, entries) for article in followed.articles()),
        words=edition.words,
        full=full,
    )


def _identity(edition: Edition, url: str) -> str:
    settings = edition.site.settings
    return absolute_url(url, settings.feed_identity or settings.base_url)


def _entry(edition: Edition, article: Article, full: bool, made: Recent[FeedEntry]) -> FeedEntry:
    """The article as all feeds of the edition show it, those of whole texts and the others."""
    key = f"{article.key} {full}"
    entry = made.get(key)
    if entry is None:
        url = edition.article_url(article)
        body = body_of(article)
        entry = FeedEntry(
            id=_identity(edition, url),
            url=edition.absolute(url),
            teaser=edition.teaser(article),
            credits=tuple(credits_of(edition, article)),
            published=edition.published(article),
            updated=edition.updated(article),
            corrections=tuple(corrections_of(edition, article)),
            figures=tuple(figures_of(article)),
            # A feed that does not print the text does not depend on it.
            body=body if full else replace(body, markdown=Markdown("")),
        )
        made.add(key, entry)
    return entry


# The list of all feeds


def _outline(edition: Edition, groups: tuple[_Group, ...], file: str) -> OutlineView:
    settings = edition.site.settings
    return OutlineView(
        title=settings.title,
        publisher=settings.publisher,
        groups=tuple(
            OutlineGroup(
                group.label,
                tuple(
                    Outline(
                        one.label or settings.title,
                        edition.absolute(one.url + file),
                        edition.absolute(one.url),
                    )
                    for one in group.followed
                ),
            )
            for group in groups
            if group.followed
        ),
    )
