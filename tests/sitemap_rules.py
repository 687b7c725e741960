"""The schemas of sitemaps (sitemaps.org 0.9, Google's of news), and the plain Chinese ones."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"

_PLACE = ("loc", "lastmod", "changefreq", "priority")


def sitemap_faults(data: bytes) -> list[str]:
    """What is wrong with a sitemap."""
    return list(_sitemap(ElementTree.fromstring(data), data))


def index_faults(data: bytes) -> list[str]:
    """What is wrong with the list of the sitemaps."""
    return list(_index(ElementTree.fromstring(data), data))


def plain_faults(data: bytes) -> list[str]:
    """What Toutiao and Sogou would refuse of a sitemap."""
    return list(_plain(ElementTree.fromstring(data), data))


def list_faults(data: bytes) -> list[str]:
    """What is wrong with a list of addresses."""
    lines = data.decode("ascii").splitlines()
    wrong = [line for line in lines if list(_address(line)) or len(line) > 256]
    return wrong + ([] if len(lines) == len(set(lines)) <= 50_000 else ["too many, or one twice"])


def _sitemap(root: Element, data: bytes) -> Iterator[str]:
    if root.tag != SITEMAP + "urlset" or root.attrib:
        yield f"the root is {root.tag}"
    yield from _size(root, data)
    for url in root:
        if url.tag != SITEMAP + "url":
            yield f"the root has {url.tag}"
        yield from _place(url, SITEMAP)
        # What is of other namespaces stands behind.
        others = [child for child in url if not child.tag.startswith(SITEMAP)]
        if [*url][len(url) - len(others) :] != others:
            yield "an extension stands before the end"
        for other in others:
            if other.tag == XHTML + "link":
                yield from _twin(other)
            elif other.tag == NEWS + "news":
                yield from _news(other)
            else:
                yield f"{other.tag} is unknown"


def _twin(link: Element) -> Iterator[str]:
    if {"rel", "hreflang", "href"} != set(link.attrib) or link.get("rel") != "alternate":
        yield "a link to a twin has other attributes"
    if not re.fullmatch(
        r"x-default|[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", link.get("hreflang", "")
    ):
        yield f"{link.get('hreflang')} is no language"
    yield from _address(link.get("href") or "")


def _news(news: Element) -> Iterator[str]:
    if [NEWS + name for name in ("publication", "publication_date", "title")] != [
        child.tag for child in news
    ]:
        yield "a piece of news lacks something"
    publication = news.find(NEWS + "publication")
    assert publication is not None
    if [NEWS + "name", NEWS + "language"] != [child.tag for child in publication]:
        yield "a publication lacks something"
    if publication.findtext(NEWS + "language") not in ("zh-cn", "zh-tw"):
        yield "the language is written in another way"
    yield from _date(news.findtext(NEWS + "publication_date") or "", with_time=True)
    if not (news.findtext(NEWS + "title") or "").strip():
        yield "a title is empty"


def _index(root: Element, data: bytes) -> Iterator[str]:
    if root.tag != SITEMAP + "sitemapindex":
        yield f"the root is {root.tag}"
    yield from _size(root, data)
    for sitemap in root:
        if sitemap.tag != SITEMAP + "sitemap" or len(sitemap) > 2:
            yield f"the root has {sitemap.tag}"
        yield from _place(sitemap, SITEMAP)


def _plain(root: Element, data: bytes) -> Iterator[str]:
    if root.tag != "urlset" or b"xmlns" in data or any(e.attrib for e in root.iter()):
        yield "there is a namespace or an attribute"
    if len(root) > 10_000:
        yield "there are too many addresses"
    for url in root:
        yield from _place(url, "")
        if len((url.findtext("loc") or "").encode()) > 256:
            yield "an address is too long"


def _place(element: Element, namespace: str) -> Iterator[str]:
    own = [child.tag for child in element if child.tag.startswith(namespace or "")]
    known = [namespace + name for name in _PLACE]
    if [name for name in known if name in own] != own or not own or own[0] != known[0]:
        yield f"{own} is not the order of the schema"
    yield from _address(element.findtext(namespace + "loc") or "")
    changed = element.findtext(namespace + "lastmod")
    if changed is not None:
        yield from _date(changed)


def _address(url: str) -> Iterator[str]:
    if not (12 <= len(url) <= 2048 and url.isascii()):
        yield f"{url} is too short, too long or not ASCII"
    if not re.fullmatch(r"https?://[^/\s<>\"']+/[^\s<>\"']*", url):
        yield f"{url} is not absolute"


def _date(text: str, *, with_time: bool = False) -> Iterator[str]:
    """The schema knows `xsd:date` and `xsd:dateTime`, and no month."""
    pattern = r"\d{4}-\d\d-\d\d" + (r"T\d\d:\d\d:\d\d[+-]\d\d:\d\d" if with_time else "")
    if not re.fullmatch(pattern, text):
        yield f"{text} is no date"
    else:
        datetime.datetime.fromisoformat(text)


def _size(root: Element, data: bytes) -> Iterator[str]:
    if len(root) > 50_000 or len(data) > 50 * 1024 * 1024:
        yield "the file is too large"
