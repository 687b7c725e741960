"""From the declared pages of a site to its sitemaps, plain lists and `robots.txt`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.addresses import absolute_url
from generator.model import Settings, Variant
from generator.page import Page
from generator.sitemaps.changes import last_change
from generator.sitemaps.news import news
from generator.sitemaps.records import IndexView, Located, RobotsView, SitemapView
from generator.sitemaps.rendering import (
    AROUND,
    index,
    plain_sitemap,
    robots,
    sitemap,
    url_list,
)
from generator.views import Frame, WholeIssueView
from generator.xml_text import escaped

MAXIMUM_URLS = 50_000
MAXIMUM_BYTES = 50 * 1024 * 1024
"""Of one file, by the protocol (sitemaps.org)."""

PLAIN_URLS = 10_000
"""Of one file, for Toutiao."""

LIST_URLS = 50_000
LIST_BYTES = 10 * 1024 * 1024
LONGEST_PLAIN = 256
"""Of one file, and bytes of one address, for Sogou."""

UNLISTED = (WholeIssueView,)
"""Views of pages that ask not to be indexed, since others show the same."""

_SOURCE = "content/site.yaml"


def whole_site(pages: Sequence[Page], settings: Settings) -> Iterator[Page]:
    """What is written about all `pages` of a site together, its forms included."""
    found: list[str] = []
    if settings.base_url:
        yield from _sitemaps(pages, settings, found)
        found += (
            absolute_url(page.url, settings.base_url) for page in pages if page.render is news
        )
        yield from _plain(pages, settings)
    yield Page("/robots.txt", robots, RobotsView(tuple(found)), settings.variants[0], _SOURCE)


def _sitemaps(pages: Sequence[Page], settings: Settings, found: list[str]) -> Iterator[Page]:
    """One sitemap for each form, or more where it is too large, and the index of them all."""
    files: list[Located] = []
    for variant in settings.variants:
        located = _located(pages, variant)
        name = f"/sitemap-{variant.tag.lower()}"
        for part, url in _parts(located, name, ".xml", MAXIMUM_URLS, MAXIMUM_BYTES, _bytes):
            yield Page(url, sitemap, SitemapView(part), settings.variants[0], _SOURCE)
            latest = max(page.lastmod for page in part)
            files.append(Located(absolute_url(url, settings.base_url), latest))
    if files:
        url = "/sitemap.xml"
        yield Page(url, index, IndexView(tuple(files)), settings.variants[0], _SOURCE)
        found.append(absolute_url(url, settings.base_url))


def _plain(pages: Sequence[Page], settings: Settings) -> Iterator[Page]:
    """For engines of the mainland, the Simplified form only."""
    variant = settings.variants[0]
    located = [page for page in _located(pages, variant) if len(page.loc.encode()) <= LONGEST_PLAIN]
    for part, url in _parts(located, "/sitemap-cn", ".xml", PLAIN_URLS, MAXIMUM_BYTES, _alone):
        yield Page(url, plain_sitemap, SitemapView(part), variant, _SOURCE)
    for part, url in _parts(located, "/urls", ".txt", LIST_URLS, LIST_BYTES, _length):
        yield Page(url, url_list, SitemapView(part), variant, _SOURCE)


def _located(pages: Sequence[Page], variant: Variant) -> list[Located]:
    """The pages of a form that search engines may show."""
    located = []
    for page in pages:
        # What a template makes: a book has the frame of its issue and is no page.
        frame = getattr(page.view, "frame", None) if isinstance(page.render, str) else None
        if isinstance(page.view, UNLISTED):
            continue
        if page.variant == variant and isinstance(frame, Frame) and frame.canonical:
            twins = tuple((twin.tag, twin.absolute) for twin in frame.alternates if twin.absolute)
            located.append(Located(frame.canonical, last_change(page.view), twins))
    return located


def _parts(
    located: Sequence[Located],
    name: str,
    suffix: str,
    most: int,
    largest: int,
    size: Callable[[Located], int],
) -> Iterator[tuple[tuple[Located, ...], str]]:
    """The pages in files of at most `most` pages and `largest` bytes: `urls.txt`, `urls-2.txt`."""
    part: list[Located] = []
    bytes_there, number = AROUND, 1
    for page in located:
        its_size = size(page)
        if part and (len(part) == most or bytes_there + its_size > largest):
            yield tuple(part), _file(name, number, suffix)
            part, bytes_there, number = [], AROUND, number + 1
        part.append(page)
        bytes_there += its_size
    if part:
        yield tuple(part), _file(name, number, suffix)


def _file(name: str, number: int, suffix: str) -> str:
    return f"{name}{suffix}" if number == 1 else f"{name}-{number}{suffix}"


AROUND_ADDRESS = 96
"""Bytes that stand around one address at most: elements, attributes, `lastmod`, a language."""


def _bytes(page: Located) -> int:
    """At most so many; twins and the source form once more for `x-default`."""
    default = page.twins[:1]
    return _alone(page) + sum(
        AROUND_ADDRESS + len(escaped(url)) for _, url in (*page.twins, *default)
    )


def _alone(page: Located) -> int:
    return AROUND_ADDRESS + len(escaped(page.loc))


def _length(page: Located) -> int:
    return len(page.loc.encode()) + 1
