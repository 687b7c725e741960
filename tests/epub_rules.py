"""What an EPUB must hold to, each rule by its name: read from the finished file alone.

Written from the specifications (OCF and EPUB 3.3, EPUB Accessibility 1.1), not from the code that
makes the books. Whoever wants more runs EPUBCheck on the same files (docs/epub-and-letters.md).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
OPS = "{http://www.idpf.org/2007/ops}"
XML = "{http://www.w3.org/XML/1998/namespace}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"

CORE_IMAGES = {
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
}


@dataclass
class Book:
    """An EPUB, taken apart."""

    data: bytes

    @cached_property
    def zip(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    @cached_property
    def names(self) -> list[str]:
        return self.zip.namelist()

    def read(self, name: str) -> bytes:
        return self.zip.read(name)

    def tree(self, name: str) -> ET.Element:
        return ET.fromstring(self.read(name))

    @cached_property
    def package_name(self) -> str:
        found = self.tree("META-INF/container.xml").find(f".//{CONTAINER}rootfile")
        assert found is not None
        return found.attrib["full-path"]

    @cached_property
    def package(self) -> ET.Element:
        return self.tree(self.package_name)

    @cached_property
    def items(self) -> dict[str, dict[str, str]]:
        """File in the ZIP to what the manifest says of it."""
        folder = posixpath.dirname(self.package_name)
        return {
            posixpath.join(folder, unquote(item.attrib["href"])): dict(item.attrib)
            for item in self.package.iter(f"{OPF}item")
        }

    @cached_property
    def pages(self) -> dict[str, ET.Element]:
        return {
            name: self.tree(name)
            for name, item in self.items.items()
            if item["media-type"] == "application/xhtml+xml"
        }

    @cached_property
    def nav(self) -> str:
        return next(n for n, item in self.items.items() if item.get("properties") == "nav")

    def meta(self, name: str) -> list[str]:
        return [
            one.text or "" for one in self.package.iter(f"{OPF}meta") if one.get("property") == name
        ]

    def said(self, name: str) -> list[str]:
        return [one.text or "" for one in self.package.iter(f"{DC}{name}")]


def type_first_and_bare(book: Book) -> Iterator[str]:
    first = book.zip.infolist()[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield first.filename
    if book.data[30:58] != b"mimetypeapplication/epub+zip":
        yield "mimetype is not at byte 30"


def each_name_once_and_portable(book: Book) -> Iterator[str]:
    if len({name.lower() for name in book.names}) != len(book.names):
        yield "two names alike"
    yield from (name for name in book.names if not re.fullmatch(r"[A-Za-z0-9._/-]+", name))


def well_formed(book: Book) -> Iterator[str]:
    for name in book.names:
        if name.endswith((".xhtml", ".opf", ".xml")):
            try:
                ET.fromstring(book.read(name))
            except ET.ParseError as error:
                yield f"{name}: {error}"


def no_named_entities(book: Book) -> Iterator[str]:
    for name in book.names:
        if name.endswith((".xhtml", ".opf")):
            for found in re.findall(rb"&[A-Za-z]\w*;", book.read(name)):
                yield f"{name}: {found.decode()}"


def manifest_is_complete(book: Book) -> Iterator[str]:
    apart = {"mimetype", "META-INF/container.xml", book.package_name}
    yield from set(book.names) - apart - set(book.items)
    yield from set(book.items) - set(book.names)
    ids = [item["id"] for item in book.items.values()]
    if len(set(ids)) != len(ids) or len(book.items) != len(ids):
        yield "an id twice"
    yield from (one for one in ids if not re.fullmatch(r"[A-Za-z_][\w.-]*", one))


def metadata_is_there(book: Book) -> Iterator[str]:
    for name in ("identifier", "title", "language"):
        if not all(book.said(name)) or len(book.said(name)) != 1:
            yield name
    unique = book.package.get("unique-identifier")
    ids = [one.get("id") for one in book.package.iter(f"{DC}identifier")]
    if ids != [unique]:
        yield "unique-identifier"
    if not re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", book.said("identifier")[0]
    ):
        yield book.said("identifier")[0]
    if len(book.meta("dcterms:modified")) != 1 or not re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", book.meta("dcterms:modified")[0]
    ):
        yield "dcterms:modified"
    for date in book.said("date"):
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date):
            yield date


def accessibility_is_told(book: Book) -> Iterator[str]:
    for name in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
    ):
        if not book.meta(f"schema:{name}"):
            yield name


def spine_holds_every_page_once(book: Book) -> Iterator[str]:
    spine = book.package.find(f"{OPF}spine")
    assert spine is not None
    read = [item.attrib["idref"] for item in spine]
    pages = [book.items[name]["id"] for name in book.pages]
    if sorted(read) != sorted(pages):
        yield f"{read} for {pages}"
    if spine.get("page-progression-direction") != "ltr":
        yield "direction"


def contents_lead_to_every_article_in_order(book: Book) -> Iterator[str]:
    toc = [
        nav for nav in book.pages[book.nav].iter(f"{XHTML}nav") if nav.get(f"{OPS}type") == "toc"
    ]
    if len(toc) != 1:
        yield "no single table of contents"
        return
    if [child.tag for child in toc[0]] != [f"{XHTML}h1", f"{XHTML}ol"]:
        yield "a contents is a heading and a list"
    for item in toc[0].iter(f"{XHTML}li"):
        kinds = [child.tag.removeprefix(XHTML) for child in item]
        if kinds not in (["a"], ["span", "ol"], ["a", "ol"]):
            yield f"an entry of {kinds}"
    led = [a.attrib["href"] for a in toc[0].iter(f"{XHTML}a")]
    ids = {item["id"]: item["href"] for item in book.items.values()}
    spine = book.package.find(f"{OPF}spine")
    assert spine is not None
    read = [ids[item.attrib["idref"]] for item in spine][2:]
    if led != read:
        yield f"{led} for {read}"


def links_lead_somewhere(book: Book) -> Iterator[str]:
    ids = {
        name: {one.get("id") for one in page.iter() if one.get("id")}
        for name, page in book.pages.items()
    }
    for name, page in book.pages.items():
        for one in page.iter():
            for attribute in ("href", "src"):
                target = one.get(attribute)
                if target is None:
                    continue
                url = urlsplit(target)
                if url.scheme:
                    if one.tag != f"{XHTML}a" or url.scheme not in (
                        "http",
                        "https",
                        "mailto",
                        "tel",
                    ):
                        yield f"{name}: {target}"
                    continue
                path = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(url.path)))
                    if url.path
                    else name
                )
                if path not in book.items or (
                    url.fragment and unquote(url.fragment) not in ids[path]
                ):
                    yield f"{name}: {target}"


def ids_stand_once(book: Book) -> Iterator[str]:
    for name, page in book.pages.items():
        ids = [one.get("id") for one in page.iter() if one.get("id")]
        if len(ids) != len(set(ids)):
            yield name


def pictures_are_what_they_say(book: Book) -> Iterator[str]:
    for name, item in book.items.items():
        if item["media-type"].startswith("image/"):
            start = CORE_IMAGES.get(item["media-type"])
            if start is None or not book.read(name).startswith(start):
                yield name
    for name, page in book.pages.items():
        for image in page.iter(f"{XHTML}img"):
            if not image.get("alt"):
                yield f"{name}: no alternative text"


def pages_say_their_language_and_title(book: Book) -> Iterator[str]:
    language = book.said("language")[0]
    for name, page in book.pages.items():
        if {page.get("lang"), page.get(f"{XML}lang")} != {language}:
            yield f"{name}: {page.get('lang')}"
        title = page.find(f"{XHTML}head/{XHTML}title")
        if title is None or not (title.text or "").strip():
            yield f"{name}: no title"
        if len(list(page.iter(f"{XHTML}h1"))) != 1:
            yield f"{name}: not one h1"


def nothing_runs_and_nothing_is_fetched(book: Book) -> Iterator[str]:
    for name, page in book.pages.items():
        for one in page.iter():
            if one.tag.removeprefix(XHTML) in (
                "script",
                "style",
                "iframe",
                "object",
                "form",
                "base",
            ):
                yield f"{name}: {one.tag}"
            yield from (
                f"{name}: {attribute}"
                for attribute in one.attrib
                if attribute == "style" or attribute.startswith("on")
            )
    for name in book.names:
        if name.endswith(".css") and re.search(rb"url\(|@import|https?:", book.read(name)):
            yield name


def no_clock_in_it(book: Book) -> Iterator[str]:
    for entry in book.zip.infolist():
        if entry.date_time != (1980, 1, 1, 0, 0, 0) or entry.create_system != 3:
            yield entry.filename
    if book.names[1:] != sorted(book.names[1:]):
        yield "order"


RULES: tuple[Callable[[Book], Iterator[str]], ...] = (
    type_first_and_bare,
    each_name_once_and_portable,
    well_formed,
    no_named_entities,
    manifest_is_complete,
    metadata_is_there,
    accessibility_is_told,
    spine_holds_every_page_once,
    contents_lead_to_every_article_in_order,
    links_lead_somewhere,
    ids_stand_once,
    pictures_are_what_they_say,
    pages_say_their_language_and_title,
    nothing_runs_and_nothing_is_fetched,
    no_clock_in_it,
)


def broken(data: bytes) -> list[str]:
    """Every rule that a book breaks, with where."""
    book = Book(data)
    return [f"{rule.__name__}: {where}" for rule in RULES for where in rule(book)]
