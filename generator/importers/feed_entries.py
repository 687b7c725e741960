"""Atom, RSS 2.0, RSS 1.0 and WordPress exports as entries: one record, whatever they call it.

Elements are known by their local name within the namespaces below; WordPress changes the address
of its own with every version. Dates are kept as moments where an offset is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, tostring

from generator.importers.blocks import read_html
from generator.importers.moments import read_moment
from generator.model import Date


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed. `title`, `author` and `labels` are text, `html` is markup."""

    title: str
    html: str
    author: str = ""
    date: Date = Date()
    moment: datetime | None = None
    address: str = ""
    labels: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    """Addresses of pictures that go with it without standing in its text."""
    left_out: str = ""
    """The hint for its lines, where it is no article: `unpublished`, `standing`."""


_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_WORDPRESS = re.compile(r"\{http://wordpress\.org/export/[^}]*\}")


def entries_of(root: Element) -> tuple[Entry, ...] | None:
    """The entries in the order of the file; None for XML that is no feed."""
    if root.tag == f"{{{_ATOM}}}feed":
        return tuple(map(_atom, root.findall(f"{{{_ATOM}}}entry")))
    if root.tag == "rss" or root.tag.endswith("}RDF"):
        _without_versions(root)
        items = [node for node in root.iter() if _local(node) == "item"]
        if root.find("channel/wp:wxr_version", _NAMES) is not None:
            return tuple(_wordpress(root, items))
        return tuple(map(_rss, items))
    return None


def site_of(root: Element) -> str:
    """The address of the site that the feed is of."""
    if root.tag == f"{{{_ATOM}}}feed":
        return _link(root)
    return next(
        (
            (node.text or "").strip()
            for node in root.iter()
            if _local(node) in ("base_blog_url", "link") and (node.text or "").strip()
        ),
        "",
    )


def is_own(root: Element) -> bool:
    """Whether it is the export of a site that moves, and not a feed that anyone may read."""
    return root.find("channel/wp:wxr_version", _NAMES) is not None


_NAMES = {"wp": "wp", "content": _CONTENT, "dc": _DUBLIN}


def _without_versions(root: Element) -> None:
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = _WORDPRESS.sub("{wp}", node.tag)


def _local(node: Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _atom(entry: Element) -> Entry:
    def said(name: str) -> Element | None:
        return entry.find(f"{{{_ATOM}}}{name}")

    body = said("content")
    if body is None or not (_markup(body) or body.get("src")):
        body = said("summary")
    when = said("published")
    when = said("updated") if when is None else when
    date, moment = read_moment(_text(when))
    authors = [_text(name) for name in entry.findall(f"{{{_ATOM}}}author/{{{_ATOM}}}name")]
    title = said("title")
    return Entry(
        title=_plain("" if title is None else _markup(title)),
        html="" if body is None else _markup(body),
        author="、".join(filter(None, authors)),
        date=date,
        moment=moment,
        address=_link(entry),
        labels=tuple(
            node.get("label") or node.get("term") or ""
            for node in entry.findall(f"{{{_ATOM}}}category")
        ),
        images=tuple(
            link.get("href", "")
            for link in entry.findall(f"{{{_ATOM}}}link")
            if link.get("rel") == "enclosure" and link.get("type", "").startswith("image/")
        ),
    )


def _link(node: Element) -> str:
    links = node.findall(f"{{{_ATOM}}}link")
    return next((x.get("href", "") for x in links if x.get("rel", "alternate") == "alternate"), "")


def _markup(node: Element) -> str:
    """An Atom text construct (RFC 4287 §3.1) as HTML."""
    kind = node.get("type", "text")
    if kind == "xhtml":
        for inner in node.iter():
            inner.tag = _local(inner)
        return "".join(tostring(child, encoding="unicode", method="html") for child in node)
    text = node.text or ""
    if kind in ("html", "text/html"):
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _rss(item: Element) -> Entry:
    said = {_local(node): node for node in reversed(list(item)) if _ATOM not in str(node.tag)}
    body = item.find("content:encoded", _NAMES)
    html = _text(body) or _text(said.get("description"))
    creators = item.findall("dc:creator", _NAMES)
    author = "、".join(filter(None, map(_text, creators))) or _of_mail(_text(said.get("author")))
    date, moment = read_moment(_text(said.get("pubDate")) or _text(item.find("dc:date", _NAMES)))
    guid = said.get("guid")
    permanent = guid is not None and guid.get("isPermaLink", "true") == "true"
    address = _text(said.get("link")) or (_text(guid) if permanent else "")
    return Entry(
        title=_plain(_text(said.get("title"))),
        html=html,
        author=author,
        date=date,
        moment=moment,
        address=address,
        labels=tuple(_text(node) for node in item if _local(node) == "category"),
        images=tuple(
            node.get("url", "")
            for node in item
            if _local(node) == "enclosure" and node.get("type", "").startswith("image/")
        ),
    )


_NOBODY = frozenset({"admin", "administrator", "root", "editor", "webmaster"})
"""Names of accounts, not of people."""


def _wordpress(root: Element, items: list[Element]) -> Iterator[Entry]:
    names = {
        _text(author.find("wp:author_login", _NAMES)): _text(
            author.find("wp:author_display_name", _NAMES)
        )
        for author in root.iter("{wp}author")
    }
    pictures = {
        _text(item.find("wp:post_id", _NAMES)): _text(item.find("wp:attachment_url", _NAMES))
        for item in items
        if _text(item.find("wp:post_type", _NAMES)) == "attachment"
    }
    for item in items:
        kind = _text(item.find("wp:post_type", _NAMES))
        if kind in ("post", "page"):
            yield _post(item, kind, names, pictures)


def _post(item: Element, kind: str, names: Mapping[str, str], pictures: Mapping[str, str]) -> Entry:
    entry = _rss(item)
    login = _text(item.find("dc:creator", _NAMES))
    author = names.get(login) or login
    date, moment = read_moment(_text(item.find("wp:post_date", _NAMES)))
    if not date.year:
        date, moment = entry.date, entry.moment
    meta = {
        _text(node.find("wp:meta_key", _NAMES)): _text(node.find("wp:meta_value", _NAMES))
        for node in item.findall("wp:postmeta", _NAMES)
    }
    hidden = _text(item.find("wp:status", _NAMES)) != "publish" or _text(
        item.find("wp:post_password", _NAMES)
    )
    thumbnail = pictures.get(meta.get("_thumbnail_id", ""), "")
    return Entry(
        title=entry.title,
        html=_paragraphs(_text(item.find("content:encoded", _NAMES))),
        author="" if author.lower() in _NOBODY else author,
        date=date,
        moment=moment,
        address=entry.address,
        labels=entry.labels,
        images=(thumbnail,) if thumbnail else (),
        left_out="unpublished" if hidden else "standing" if kind == "page" else "",
    )


_CAPTION = re.compile(r"\[caption[^\]]*\](.*?(?:</a>|/?>))(.*?)\[/caption\]", re.DOTALL)


def _paragraphs(html: str) -> str:
    """The text of a post with the paragraphs that WordPress makes of its lines when it is shown."""
    html = _CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", html)
    return html if re.search(r"(?i)<p[\s>]", html) else re.sub(r"\r\n?|\n", "<br>", html)


def _text(node: Element | None) -> str:
    return "" if node is None else "".join(node.itertext()).strip()


def _plain(html: str) -> str:
    """A title as text: feeds put markup and entities into it."""
    if "<" not in html and "&" not in html:
        return re.sub(r"\s+", " ", html).strip()
    return " ".join(block.text for block in read_html(html).blocks)


def _of_mail(author: str) -> str:
    """`name@example.com (张三)` is 张三; an address alone is nobody."""
    found = re.search(r"\(([^)]+)\)", author)
    return found[1].strip() if found else "" if "@" in author else author
