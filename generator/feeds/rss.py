"""RSS 2.0, as the specification and the profile of the RSS Advisory Board have it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache

from generator.feeds.content import html, summary
from generator.feeds.records import FeedEntry, FeedView
from generator.xml_text import DECLARATION, element, escaped

_NAMESPACES = (
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def rss(view: FeedView) -> bytes:
    """The feed as RSS."""
    return "".join(_feed(view)).encode("utf-8")


@lru_cache(maxsize=4096)
def rfc822(instant: str) -> str:
    """An instant as mail has it, whatever the locale.

    >>> rfc822("2019-11-20T00:00:00+08:00")
    'Wed, 20 Nov 2019 00:00:00 +0800'
    """
    at = datetime.datetime.fromisoformat(instant)
    day, month = _DAYS[at.weekday()], _MONTHS[at.month - 1]
    offset = instant[-6:].replace(":", "")
    return f"{day}, {at.day:02} {month} {at.year:04} {instant[11:19]} {offset}"


def _feed(view: FeedView) -> Iterator[str]:
    yield f'{DECLARATION}<rss version="2.0"{_NAMESPACES}>\n<channel>\n'
    yield _plain("title", view.title)
    yield element("link", view.home)
    # A description must be there and say something.
    yield _plain("description", view.description or view.title)
    yield element("language", view.lang)
    if view.licence:
        yield _plain("copyright", view.licence)
    if view.updated:
        yield element("lastBuildDate", rfc822(view.updated))
    rel, kind = ("rel", "self"), ("type", "application/rss+xml")
    yield element("atom:link", attributes=(rel, kind, ("href", view.url)))
    for entry in view.entries:
        yield from _item(entry, view)
    yield "</channel>\n</rss>\n"


def _item(entry: FeedEntry, view: FeedView) -> Iterator[str]:
    yield "<item>\n"
    yield _plain("title", entry.teaser.title)
    yield element("link", entry.url)
    # `false` also where it is the address: a site that moves keeps its ids and not its addresses.
    yield element(
        "guid", entry.id, (("isPermaLink", "true" if entry.id == entry.url else "false"),)
    )
    if entry.published:
        yield element("pubDate", rfc822(entry.published))
    for credit in entry.credits:
        # `author` is for addresses of mail.
        yield element("dc:creator", credit.name)
    for link in (*entry.teaser.topics, *entry.teaser.counties):
        yield _plain("category", link.label)
    said = summary(entry, view)
    if said:
        # Readers take a description for HTML: what is plain text is escaped once more.
        yield f"<description>{escaped(escaped(said))}</description>\n"
    if view.full:
        yield f"<content:encoded>{escaped(html(entry, view))}</content:encoded>\n"
    yield "</item>\n"


def _plain(name: str, text: str) -> str:
    """Plain text that no reader takes for HTML: `&` and `<` by number, as the profile asks."""
    safe = escaped(text).replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")
    return f"<{name}>{safe}</{name}>\n"
