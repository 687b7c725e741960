"""The news sitemap: articles of the two days before the build.

A build does not know what day it is. It is told (`--now`), and without that there is no such
sitemap; with it but without news there is an empty one, which is valid. Source of the rules:
developers.google.com, "Create a news sitemap".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Prose
from generator.xml_text import DECLARATION, element, escaped

MAXIMUM_ITEMS = 1_000
HOURS = 48

_NAMESPACES = (
    ' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One article."""

    url: str
    title: Prose
    published: str
    """An instant, with offset."""


@dataclass(frozen=True, slots=True)
class NewsView:
    """`sitemap-news.xml` of one edition."""

    publication: Prose
    language: str
    """Of ISO 639, but that Google writes Chinese as `zh-cn` and `zh-tw`."""
    items: tuple[NewsItem, ...]


def news(view: NewsView) -> bytes:
    """The view as a sitemap with the extension for news."""
    return "".join(_document(view)).encode("utf-8")


def _document(view: NewsView) -> Iterator[str]:
    yield f"{DECLARATION}<urlset{_NAMESPACES}>\n"
    publication = (
        f"<news:publication>\n{element('news:name', view.publication)}"
        f"{element('news:language', view.language)}</news:publication>\n"
    )
    for item in view.items:
        yield f"<url>\n<loc>{escaped(item.url)}</loc>\n<news:news>\n{publication}"
        yield element("news:publication_date", item.published)
        yield element("news:title", item.title)
        yield "</news:news>\n</url>\n"
    yield "</urlset>\n"
