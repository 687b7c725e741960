"""From the pages of a site and its editions to the stubs, and to the files that tell its host."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from generator.addresses import absolute_url, relative_url
from generator.edition import Edition
from generator.hosts import host_pages
from generator.model import Settings
from generator.page import Page
from generator.redirects.following import follow, stub_url
from generator.redirects.records import Redirect
from generator.redirects.stubs import StubView, stub

_SAFE = "/:?#[]@!$&'()*+,;=%~"


def redirect_pages(pages: Sequence[Page], editions: Sequence[Edition]) -> Iterator[Page]:
    """Stubs, and the files for the host; `pages` are all others of the site."""
    site = editions[0].site
    addresses = follow(site, (page.url for page in pages))
    words = {edition.variant: edition for edition in editions}
    stubs = [
        _stub(redirect, words[redirect.variant], site.settings)
        for redirect in addresses.redirects
        if has_stub(redirect.old)
    ]
    yield from stubs
    # Hosts take so many and no more: those that have no stub go before the others.
    by_need = sorted(addresses.redirects, key=lambda redirect: has_stub(redirect.old))
    moved = tuple((redirect.old, redirect.new) for redirect in by_need)
    yield from host_pages((*pages, *stubs), moved, addresses.gone, site.settings)


def is_stub(page: Page) -> bool:
    """Whether a page stands only for one that moved."""
    return page.render is stub


def has_stub(url: str) -> bool:
    """Whether a browser would take what stands at an old address for a page.

    >>> [has_stub(url) for url in ("/a.html", "/a/", "/a", "/feed.xml", "/a.jpg")]
    [True, True, True, False, False]
    """
    name = stub_url(url).rsplit("/", 1)[1]
    return not name or name.endswith((".html", ".htm"))


def _stub(redirect: Redirect, edition: Edition, settings: Settings) -> Page:
    url, new = stub_url(redirect.old), redirect.new
    inside = new.startswith("/")
    view = StubView(
        lang=redirect.variant.tag,
        text=edition.word("moved"),
        href=quote(relative_url(new, url), safe=_SAFE) if inside else new,
        shown=new,
        canonical=_canonical(new, settings),
    )
    return Page(url, stub, view, redirect.variant, redirect.place.file)


def _canonical(new: str, settings: Settings) -> str:
    path = new.partition("#")[0]
    if not path.startswith("/"):
        return path
    return absolute_url(path, settings.base_url) if settings.base_url else ""
