"""Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import absolute_url
from generator.feeds.content import html, summary
from generator.feeds.records import FeedEntry, FeedView
from generator.views import Link
from generator.xml_text import DECLARATION, element, escaped

UNDATED = "1970-01-01T00:00:00Z"
"""Atom wants an `updated` of everything (4.1.1, 4.1.2); this is how computers say "not known"."""


def atom(view: FeedView) -> bytes:
    """The feed as Atom."""
    return "".join(_feed(view)).encode("utf-8")


def _feed(view: FeedView) -> Iterator[str]:
    yield DECLARATION
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escaped(view.lang)}">\n'
    yield element("id", view.id)
    yield element("title", view.title)
    if view.description:
        yield element("subtitle", view.description)
    yield element("updated", view.updated or UNDATED)
    yield _link("self", view.url, "application/atom+xml")
    yield _link("alternate", view.home, "text/html", view.lang)
    # With this, entries without a byline have an author too (4.1.1).
    yield f"<author>\n{element('name', view.publisher or view.site)}</author>\n"
    if view.licence:
        yield element("rights", view.licence)
    if view.logo:
        yield element("logo", view.logo)
    for entry in view.entries:
        yield from _entry(entry, view)
    yield "</feed>\n"


def _entry(entry: FeedEntry, view: FeedView) -> Iterator[str]:
    yield "<entry>\n"
    yield element("id", entry.id)
    yield element("title", entry.teaser.title)
    yield _link("alternate", entry.url, "text/html", view.lang)
    if entry.published:
        yield element("published", entry.published)
    yield element("updated", entry.updated or UNDATED)
    for credit in entry.credits:
        uri = element("uri", absolute_url(credit.url, view.base))
        yield f"<author>\n{element('name', credit.name)}{uri}</author>\n"
    for link in (*entry.teaser.topics, *entry.teaser.counties):
        yield _category(link, view)
    said = summary(entry, view)
    if said:
        yield element("summary", said)
    if view.full:
        yield f'<content type="html">{escaped(html(entry, view))}</content>\n'
    yield "</entry>\n"


def _link(rel: str, href: str, media_type: str, lang: str = "") -> str:
    attributes = (("rel", rel), ("type", media_type), ("hreflang", lang), ("href", href))
    return element("link", attributes=attributes)


def _category(link: Link, view: FeedView) -> str:
    """The term by its key, the taxonomy as the scheme: `/topics/water/` is `water` of `topics`."""
    scheme, _, term = link.url.strip("/").rpartition("/")
    address = absolute_url(f"/{scheme}/", view.base)
    attributes = (("term", term), ("scheme", address), ("label", link.label))
    return element("category", attributes=attributes)
