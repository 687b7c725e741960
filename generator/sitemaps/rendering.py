"""Sitemaps (sitemaps.org protocol 0.9), the plain ones of Chinese engines, and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.sitemaps.records import IndexView, Located, RobotsView, SitemapView
from generator.xml_text import DECLARATION, element, escaped

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"

AROUND = 512
"""Bytes that a file of addresses has at most around them."""


def sitemap(view: SitemapView) -> bytes:
    """With the written forms of each page; what a page is in the others, each of them says."""
    twins = f' xmlns:xhtml="{_XHTML}"' if any(page.twins for page in view.pages) else ""
    urls = "".join(map(_entry, view.pages))
    return f'{DECLARATION}<urlset xmlns="{_SITEMAP}"{twins}>\n{urls}</urlset>\n'.encode()


def _entry(page: Located) -> str:
    """A page in a sitemap; the source form is also for readers of no form that there is."""
    default = [("x-default", page.twins[0][1])] if page.twins else []
    links = "".join(
        element("xhtml:link", attributes=(("rel", "alternate"), ("hreflang", tag), ("href", url)))
        for tag, url in [*page.twins, *default]
    )
    return f"<url>\n{_place(page)}{links}</url>\n"


def index(view: IndexView) -> bytes:
    """The list of the sitemaps."""
    files = "".join(f"<sitemap>\n{_place(file)}</sitemap>\n" for file in view.files)
    return f'{DECLARATION}<sitemapindex xmlns="{_SITEMAP}">\n{files}</sitemapindex>\n'.encode()


def plain_sitemap(view: SitemapView) -> bytes:
    """Without a namespace or an attribute, which Toutiao refuses."""
    urls = "".join(f"<url>\n{_place(page)}</url>\n" for page in view.pages)
    return f"{DECLARATION}<urlset>\n{urls}</urlset>\n".encode()


def url_list(view: SitemapView) -> bytes:
    """One address on each line."""
    return "".join(f"{page.loc}\n" for page in view.pages).encode()


def robots(view: RobotsView) -> bytes:
    """Everything may be read (RFC 9309), and the sitemaps tell what there is."""
    return "".join(_rules(view)).encode()


def _rules(view: RobotsView) -> Iterator[str]:
    yield "User-agent: *\nAllow: /\n"
    if view.sitemaps:
        yield "\n"
    for address in view.sitemaps:
        yield f"Sitemap: {address}\n"


def _place(page: Located) -> str:
    changed = f"<lastmod>{page.lastmod}</lastmod>\n" if page.lastmod else ""
    return f"<loc>{escaped(page.loc)}</loc>\n{changed}"
