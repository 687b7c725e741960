"""The rules of feeds as the W3C's validator knows them, each a sentence about what is wrong.

Sources: RFC 4287 (Atom), RFC 3339 and 822 (dates), RSS 2.0.11 with the Best Practices Profile of
the RSS Advisory Board, JSON Feed 1.1, OPML 2.0. Two of its warnings are not held: that no two
entries were updated at the same time, as the articles of a newspaper all are, and that nothing is
older than 1990.
"""

from __future__ import annotations

import datetime
import html.parser
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_MEDIA = re.compile(r"[a-z]+/[a-z0-9.+-]+")

_FEED = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "subtitle": (0, 1),
    "rights": (0, 1),
    "logo": (0, 1),
    "icon": (0, 1),
    "generator": (0, 1),
    "author": (1, 99),
    "link": (1, 99),
    "category": (0, 99),
    "entry": (0, 9999),
}
_ENTRY = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "published": (0, 1),
    "summary": (0, 1),
    "content": (0, 1),
    "rights": (0, 1),
    "author": (0, 99),
    "link": (0, 99),
    "category": (0, 99),
}
_CHANNEL = {
    "title": (1, 1),
    "link": (1, 1),
    "description": (1, 1),
    "language": (0, 1),
    "copyright": (0, 1),
    "lastBuildDate": (0, 1),
    "pubDate": (0, 1),
    ATOM + "link": (1, 99),
    "item": (0, 9999),
}
_ITEM = {
    "title": (0, 1),
    "link": (0, 1),
    "description": (0, 1),
    "guid": (0, 1),
    "pubDate": (0, 1),
    "category": (0, 99),
    DC + "creator": (0, 99),
    CONTENT + "encoded": (0, 1),
}
_JSON = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "icon": str,
    "authors": list,
    "language": str,
    "items": list,
}
_JSON_ITEM = {
    "id": str,
    "url": str,
    "title": str,
    "content_html": str,
    "content_text": str,
    "summary": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
}


def atom_faults(data: bytes, at: str) -> list[str]:
    """What is wrong with an Atom feed that stands at the address `at`."""
    return list(_atom(ElementTree.fromstring(data), at))


def rss_faults(data: bytes, at: str) -> list[str]:
    """What is wrong with an RSS feed that stands at the address `at`."""
    return [*_rss(ElementTree.fromstring(data), at), *_titles(data.decode())]


def json_faults(data: bytes, at: str) -> list[str]:
    """What is wrong with a JSON feed that stands at the address `at`."""
    return list(_json(json.loads(data), at))


def opml_faults(data: bytes) -> list[str]:
    """What is wrong with a list of feeds."""
    return list(_opml(ElementTree.fromstring(data)))


# Atom


def _atom(feed: Element, at: str) -> Iterator[str]:
    if feed.tag != ATOM + "feed":
        yield f"the root is {feed.tag}"
    yield from _language(feed.get(LANG, ""))
    yield from _counts(feed, {ATOM + name: times for name, times in _FEED.items()})
    yield from _atom_parts(feed)
    own = [link.get("href") for link in feed.findall(ATOM + "link") if link.get("rel") == "self"]
    if own != [at]:
        yield f"the feed says that it is at {own}"
    entries = feed.findall(ATOM + "entry")
    for entry in entries:
        yield from _counts(entry, {ATOM + name: times for name, times in _ENTRY.items()})
        yield from _atom_parts(entry)
        if not _alternates(entry):
            yield "an entry leads nowhere"
        published = entry.findtext(ATOM + "published") or ""
        if published > (entry.findtext(ATOM + "updated") or ""):
            yield "an entry was updated before it was published"
    yield from _twice(entry.findtext(ATOM + "id") for entry in entries)


def _atom_parts(element: Element) -> Iterator[str]:
    for name in ("id", "logo", "icon"):
        yield from (f for one in element.findall(ATOM + name) for f in _absolute(one.text))
    for name in ("updated", "published"):
        yield from (f for one in element.findall(ATOM + name) for f in _rfc3339(one.text))
    for name in ("title", "subtitle", "summary", "rights"):
        for one in element.findall(ATOM + name):
            if one.get("type", "text") != "text" or len(one) or not (one.text or "").strip():
                yield f"{name} is not plain text, or is empty"
    for link in element.findall(ATOM + "link"):
        yield from _absolute(link.get("href"))
        if not _MEDIA.fullmatch(link.get("type", "text/html")):
            yield "the type of a link is none"
        if link.get("hreflang"):
            yield from _language(link.get("hreflang", ""))
        if set(link.attrib) - {"rel", "href", "type", "hreflang", "title", "length"}:
            yield "a link has an attribute that it cannot have"
    yield from _twice(_alternates(element))
    for person in element.findall(ATOM + "author"):
        yield from _counts(
            person, {ATOM + "name": (1, 1), ATOM + "uri": (0, 1), ATOM + "email": (0, 1)}
        )
        if not (person.findtext(ATOM + "name") or "").strip():
            yield "an author has no name"
        yield from (f for uri in person.findall(ATOM + "uri") for f in _absolute(uri.text))
    for category in element.findall(ATOM + "category"):
        if not category.get("term"):
            yield "a category has no term"
        if category.get("scheme"):
            yield from _absolute(category.get("scheme"))
    for content in element.findall(ATOM + "content"):
        if content.get("type") != "html" or len(content):
            yield "content is not escaped HTML"
        yield from html_faults(content.text or "")


def _alternates(element: Element) -> list[str]:
    return [
        f"{link.get('type')} {link.get('hreflang')}"
        for link in element.findall(ATOM + "link")
        if link.get("rel", "alternate") == "alternate"
    ]


# RSS


def _rss(root: Element, at: str) -> Iterator[str]:
    if root.tag != "rss" or root.get("version") != "2.0":
        yield "the root is not rss 2.0"
    yield from _counts(root, {"channel": (1, 1)})
    channel = root.find("channel")
    assert channel is not None
    yield from _counts(channel, _CHANNEL)
    for name in ("title", "link", "description"):
        if not (channel.findtext(name) or "").strip():
            yield f"the channel has no {name}"
    yield from _absolute(channel.findtext("link"))
    yield from _language(channel.findtext("language") or "zh")
    yield from _rfc822(channel)
    own = [one.get("href") for one in channel.findall(ATOM + "link") if one.get("rel") == "self"]
    if own != [at]:
        yield f"the feed says that it is at {own}"
    items = channel.findall("item")
    for item in items:
        yield from _item(item)
    yield from _twice(item.findtext("guid") for item in items)


def _item(item: Element) -> Iterator[str]:
    yield from _counts(item, _ITEM)
    if not (item.findtext("title") or item.findtext("description")):
        yield "an item has neither title nor description"
    yield from _absolute(item.findtext("link"))
    yield from _rfc822(item)
    guid = item.find("guid")
    if guid is None or not guid.text:
        yield "an item has no guid"
    elif guid.get("isPermaLink", "true") == "true":
        yield from _absolute(guid.text)
        if guid.text != item.findtext("link"):
            yield "a guid that is a permanent link is not the link"
    for name in ("description", CONTENT + "encoded"):
        yield from (fault for one in item.findall(name) for fault in html_faults(one.text or ""))


def _rfc822(element: Element) -> Iterator[str]:
    for name in ("pubDate", "lastBuildDate"):
        for one in element.findall(name):
            if one.text != format_datetime(parsedate_to_datetime(one.text or "")):
                yield f"{one.text} is no date of RFC 822"


def _titles(text: str) -> Iterator[str]:
    """The profile: in plain text `&` and `<` by their hexadecimal numbers."""
    for title in re.findall(r"<title>(.*?)</title>", text):
        if re.search(r"&(amp|lt|#\d+);", title):
            yield f"a reader may take a title for HTML: {title}"


# JSON Feed and OPML


def _json(feed: dict[str, Any], at: str) -> Iterator[str]:
    yield from _keys(feed, _JSON, ("version", "title", "items"))
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "the version is another"
    if feed.get("feed_url") != at:
        yield f"the feed says that it is at {feed.get('feed_url')}"
    for name in ("home_page_url", "icon"):
        yield from _absolute(feed[name]) if name in feed else ()
    yield from _language(feed.get("language", "zh"))
    yield from _json_authors(feed)
    for item in feed["items"]:
        yield from _keys(item, _JSON_ITEM, ("id",))
        yield from _absolute(item["url"])
        yield from _json_authors(item)
        if not ("content_html" in item or "content_text" in item):
            yield "an item has no content"
        yield from html_faults(item.get("content_html", ""))
        for name in ("date_published", "date_modified"):
            yield from _rfc3339(item[name]) if name in item else ()
        if not all(isinstance(tag, str) and tag for tag in item.get("tags", [])):
            yield "a tag is no text"
    yield from _twice(item["id"] for item in feed["items"])


def _json_authors(said: dict[str, Any]) -> Iterator[str]:
    for author in said.get("authors", []):
        yield from _keys(author, {"name": str, "url": str, "avatar": str}, ())
        if not author:
            yield "an author is empty"
        yield from _absolute(author["url"]) if "url" in author else ()


def _keys(said: dict[str, Any], known: dict[str, type], wanted: Iterable[str]) -> Iterator[str]:
    for key, value in said.items():
        if not isinstance(value, known.get(key, int)):
            yield f"{key} is unknown or of the wrong type"
        if value == "":
            yield f"{key} is empty"
    yield from (f"{key} is missing" for key in wanted if key not in said)


def _opml(root: Element) -> Iterator[str]:
    if root.tag != "opml" or root.get("version") != "2.0":
        yield "the root is not opml 2.0"
    if ["head", "body"] != [part.tag for part in root]:
        yield "there is not one head and one body"
    outlines = list(root.iter("outline"))
    if not outlines:
        yield "there is no outline"
    for outline in outlines:
        if not outline.get("text"):
            yield "an outline has no text"
        if outline.get("type") == "rss":
            yield from _absolute(outline.get("xmlUrl"))
            yield from _absolute(outline.get("htmlUrl"))
        elif not len(outline):
            yield "an outline is nothing"


# What they have in common


def _counts(element: Element, known: dict[str, tuple[int, int]]) -> Iterator[str]:
    there = Counter(child.tag for child in element)
    yield from (f"{element.tag} cannot have {name}" for name in there if name not in known)
    for name, (least, most) in known.items():
        if not least <= there[name] <= most:
            yield f"{element.tag} has {there[name]} of {name}"


def _absolute(url: str | None) -> Iterator[str]:
    parts = urlsplit(url or "")
    if not url or parts.scheme not in ("http", "https") or not parts.netloc:
        yield f"{url} is not absolute"
    elif not url.isascii() or re.search(r"[\s<>\"{}|\\^`]", url):
        yield f"{url} is not written as an address"


def _rfc3339(text: str | None) -> Iterator[str]:
    if not text or not _RFC3339.fullmatch(text):
        yield f"{text} is no date of RFC 3339"
    else:
        datetime.datetime.fromisoformat(text)


def _language(tag: str) -> Iterator[str]:
    if not _LANGUAGE.fullmatch(tag):
        yield f"{tag} is no language"


def _twice(ids: Iterable[str | None]) -> Iterator[str]:
    yield from (f"{one} stands twice" for one, times in Counter(ids).items() if times > 1)


_HARMLESS = (
    "a blockquote br code del div em figcaption figure h2 h3 h4 h5 h6 hr img li ol p picture pre "
    "rb rp rt ruby s section source strong sub sup table tbody td th thead tr ul "
)
_VOID = {"br", "hr", "img", "source"}


def html_faults(text: str) -> list[str]:
    """What no feed may carry: relative addresses, what runs, what is not closed."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return [*reader.faults, *(f"{tag} is not closed" for tag in reader.open)]


class _Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if f"{tag} " not in _HARMLESS:
            self.faults.append(f"{tag} is not harmless")
        for name, value in attrs:
            if name in ("href", "src"):
                self.faults += _absolute(value)
            elif name.startswith("on") or name == "style":
                self.faults.append(f"{name} is not harmless")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"{tag} is closed where it is not open")

    def handle_comment(self, data: str) -> None:
        self.faults.append("there is a comment")
