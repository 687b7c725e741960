"""The package document of a book (EPUB 3.3 §5): what it is, what is in it, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.books import BookView
from generator.epub.pages import TITLE_PAGE, book_title
from generator.markup import Element, as_xml, element

_DC = "http://purl.org/dc/elements/1.1/"
_OPF = "http://www.idpf.org/2007/opf"

_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability")


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book."""

    id: str
    href: str
    media_type: str
    properties: str = ""


def package_document(view: BookView, items: tuple[Item, ...], order: list[str]) -> str:
    """The package; `order` are the files of the articles as they are read."""
    ids = {item.href: item.id for item in items}
    pages = [TITLE_PAGE, "nav.xhtml", *order]
    files = (
        element(
            "item",
            id=item.id,
            href=item.href,
            media_type=item.media_type,
            properties=item.properties,
        )
        for item in items
    )
    package = element(
        "package",
        element("metadata", _metadata(view, bool(view.pictures)), xmlns__dc=_DC),
        element("manifest", files),
        element(
            "spine",
            (element("itemref", idref=ids[name]) for name in pages),
            page_progression_direction="ltr",
        ),
        xmlns=_OPF,
        version="3.0",
        unique_identifier="id",
        xml__lang=view.frame.lang,
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{as_xml([package])}\n'


def _metadata(view: BookView, pictures: bool) -> Iterator[Element]:
    masthead = view.frame.masthead
    yield element("dc:identifier", view.identifier, id="id")
    yield element("dc:title", book_title(view))
    yield element("dc:language", view.frame.lang)
    for name, said in (
        ("publisher", masthead.publisher),
        ("date", view.head.when.iso),
        ("description", view.frame.description),
        ("rights", masthead.licence),
        ("source", view.frame.canonical),
    ):
        if said:
            yield element(f"dc:{name}", said)
    yield _meta("dcterms:modified", view.modified)
    yield element("meta", masthead.title, property="belongs-to-collection", id="series")
    yield _meta("collection-type", "series", "#series")
    if view.head.number.isascii() and view.head.number.isdigit():
        yield _meta("group-position", view.head.number, "#series")
    # EPUB Accessibility 1.1 §2.2; everything in the book is text, photographs have captions.
    modes = ("textual", "visual") if pictures else ("textual",)
    for mode in modes:
        yield _meta("schema:accessMode", mode)
    yield _meta("schema:accessModeSufficient", "textual")
    for feature in (*_FEATURES, *(("alternativeText",) if pictures else ())):
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")


def _meta(name: str, said: str, refines: str = "") -> Element:
    return element("meta", said, property=name, refines=refines)
