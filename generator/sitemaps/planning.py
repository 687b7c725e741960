"""From the declared pages of a site to its sitemaps, plain lists and `robots.txt`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from generator.addresses import absolute_url
from generator.model import Settings, Variant
from generator.page import Page, later
from generator.sitemaps.changes import Changes
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
from generator.views import ExpiredView, NotFoundView, WholeIssueView
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

UNLISTED = (ExpiredView, NotFoundView, WholeIssueView)
"""Views of pages that ask not to be indexed, or that others show the same of."""

_SOURCE = "content/site.yaml"

Dated = Callable[[Located], str]
"""The last day on which a page is known to have changed."""


def whole_site(pages: Sequence[Page], settings: Settings, changes: Changes) -> Iterator[Page]:
    """What is written about all `pages` of a site together, its forms included."""
    found: list[str] = []
    if settings.base_url:

        def dated(page: Located) -> str:
            return changes.of(page.loc.removeprefix(settings.base_url))

        located = _located(pages, settings)
        yield from _sitemaps(located, settings, dated, found)
        found += (
            absolute_url(page.url, settings.base_url) for page in pages if page.render is news
        )
        yield from _plain(located[settings.variants[0]], settings.variants[0], dated)
    yield Page("/robots.txt", robots, RobotsView(tuple(found)), settings.variants[0], _SOURCE)


def _sitemaps(
    located: Mapping[Variant, Sequence[Located]],
    settings: Settings,
    dated: Dated,
    found: list[str],
) -> Iterator[Page]:
    """One sitemap for each form, or more where it is too large, and the index of them all."""
    files: list[tuple[str, tuple[Located, ...]]] = []
    source_form = settings.variants[0]
    for variant, pages in located.items():
        name = f"/sitemap-{variant.tag.lower()}"
        for part, url in _parts(pages, name, ".xml", MAXIMUM_URLS, MAXIMUM_BYTES, _bytes):
            yield Page(url, sitemap, later(SitemapView, _view, part, dated), source_form, _SOURCE)
            files.append((absolute_url(url, settings.base_url), part))
    if files:
        url = "/sitemap.xml"
        yield Page(url, index, later(IndexView, _index, files, dated), source_form, _SOURCE)
        found.append(absolute_url(url, settings.base_url))


def _view(part: tuple[Located, ...], dated: Dated) -> SitemapView:
    return SitemapView(tuple(replace(page, lastmod=dated(page)) for page in part))


def _index(files: Sequence[tuple[str, tuple[Located, ...]]], dated: Dated) -> IndexView:
    return IndexView(tuple(Located(url, max(map(dated, part))) for url, part in files))


def _plain(every: Sequence[Located], variant: Variant, dated: Dated) -> Iterator[Page]:
    """For engines of the mainland, the Simplified form only."""
    located = [page for page in every if len(page.loc.encode()) <= LONGEST_PLAIN]
    for part, url in _parts(located, "/sitemap-cn", ".xml", PLAIN_URLS, MAXIMUM_BYTES, _alone):
        yield Page(url, plain_sitemap, later(SitemapView, _view, part, dated), variant, _SOURCE)
    for part, url in _parts(located, "/urls", ".txt", LIST_URLS, LIST_BYTES, _length):
        yield Page(url, url_list, later(SitemapView, _view, part, dated), variant, _SOURCE)


def _located(pages: Sequence[Page], settings: Settings) -> Mapping[Variant, list[Located]]:
    """The pages of each form that search engines may show, their last change not known yet."""
    base = settings.base_url
    located: dict[Variant, list[Located]] = {one: [] for one in settings.variants}
    # One string for an address, though each of its twins has it too.
    there = {page.url: base + page.url for page in pages}
    twins: dict[str, tuple[tuple[str, str], ...]] = {}
    for page in pages:
        # What a template makes: a book has the frame of its issue and is no page.
        if not isinstance(page.render, str) or page.kind in UNLISTED:
            continue
        path = page.path
        if path not in twins:
            every = [(one.tag, one.prefix + path) for one in settings.variants]
            found = tuple((tag, there[url]) for tag, url in every if url in there)
            twins[path] = found if len(found) > 1 else ()
        located[page.variant].append(Located(there[page.url], "", twins[path]))
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
    return _alone(page) + _together(page.twins)


# Each of the twins has them all.
@lru_cache(maxsize=65_536)
def _together(twins: tuple[tuple[str, str], ...]) -> int:
    return sum(_around(url) for _, url in (*twins, *twins[:1]))


def _alone(page: Located) -> int:
    return _around(page.loc)


def _around(url: str) -> int:
    return AROUND_ADDRESS + len(escaped(url))


def _length(page: Located) -> int:
    return len(page.loc.encode()) + 1
