"""OPML 2.0: the list of all feeds, which readers of feeds take in at once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.feeds.records import Outline, OutlineView
from generator.xml_text import DECLARATION, element, escaped


def opml(view: OutlineView) -> bytes:
    """The list as OPML; the name of a group is an outline around its feeds."""
    return "".join(_document(view)).encode("utf-8")


def _document(view: OutlineView) -> Iterator[str]:
    yield f'{DECLARATION}<opml version="2.0">\n<head>\n'
    yield element("title", view.title)
    if view.publisher:
        yield element("ownerName", view.publisher)
    yield "</head>\n<body>\n"
    for group in view.groups:
        if group.label:
            yield f'<outline text="{escaped(group.label)}">\n'
        yield from map(_outline, group.outlines)
        if group.label:
            yield "</outline>\n"
    yield "</body>\n</opml>\n"


def _outline(outline: Outline) -> str:
    attributes = (
        # Readers know feeds of any format by `rss`.
        ("type", "rss"),
        ("text", outline.label),
        ("title", outline.label),
        ("xmlUrl", outline.feed),
        ("htmlUrl", outline.home),
    )
    return element("outline", attributes=attributes)
