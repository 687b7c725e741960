"""Links and images as a book has them: nothing in it may lead to a file that it does not hold.

A link to an article of the issue stays in the book; another one leads to the site if the site has
an address, and is plain text if it has none. A photograph that is not in the book is its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from generator.addresses import is_internal
from generator.markup import Element, Node, Verbatim, changed, changed_xml
from generator.outward import outward_url

_KEPT = ("id", "class", "role", "title", "alt", "start", "datetime", "lang", "colspan", "rowspan")
"""Attributes that mean something in a book; those for browsers go."""

_TYPES = {"doc-noteref": "noteref", "doc-endnotes": "endnotes", "doc-backlink": "backlink"}
"""What reading systems show a note by that know no roles."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is in the book, by the addresses that it has in the site."""

    issue: str
    """Address of the issue's own page, which is the table of contents here."""
    names: Mapping[str, str]
    """Address of an article to its file."""
    ids: Mapping[str, frozenset[str]]
    """File to the places in it that links may lead to."""
    pictures: Mapping[str, str]
    base_url: str


def in_book(nodes: Iterable[Node], here: str, shelf: Shelf) -> tuple[Node, ...]:
    """The nodes of the page `here` with every link and image turned."""
    return changed(nodes, _turning(here, shelf))


def text_in_book(html: str, here: str, shelf: Shelf) -> Verbatim | None:
    """The same of a text without photographs, straight to XML; None where that is not possible."""
    return changed_xml(html, _turning(here, shelf))


def _turning(here: str, shelf: Shelf) -> Callable[[Element], Iterable[Node]]:
    def change(found: Element) -> Iterable[Node]:
        if found.tag == "a":
            return _link(found, here, shelf)
        if found.tag == "img":
            return _image(found, shelf)
        if found.tag == "picture":
            return [one for one in found.children if isinstance(one, Element)]
        if found.tag == "source":
            return []
        return [_plain(found)]

    return change


def _plain(found: Element) -> Element:
    if not found.attributes:
        return found
    kept = tuple((name, value) for name, value in found.attributes if name in _KEPT)
    made = Element(found.tag, kept, found.children)
    role = found.get("role")
    if found.get("class") == "footnote-item":
        return made.having(epub__type="endnote")
    if role in _TYPES:
        return made.having(epub__type=_TYPES[role])
    return made.having(role="") if role else made


def _link(found: Element, here: str, shelf: Shelf) -> Iterable[Node]:
    href = _turned(found.get("href"), here, shelf)
    return [_plain(found).having(href=href)] if href else found.children


def _turned(href: str, here: str, shelf: Shelf) -> str:
    """The address of a link in the book, empty when there is none."""
    if not is_internal(href):
        return outward_url(href)
    path, _, fragment = href.partition("#")
    path, fragment = unquote(path), unquote(fragment)
    name = here if not path else shelf.names.get(path, "")
    if name:
        place = f"#{fragment}" if fragment in shelf.ids.get(name, ()) else ""
        return place if name == here else name + place
    if path == shelf.issue:
        return "nav.xhtml"
    return outward_url(shelf.base_url + href) if shelf.base_url and path else ""


def _image(found: Element, shelf: Shelf) -> Iterator[Node]:
    name = shelf.pictures.get(unquote(found.get("src")))
    if name:
        yield _plain(found).having(src=name)
    elif found.get("alt"):
        yield found.get("alt")
