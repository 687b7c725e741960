"""A book put together: its view in, the bytes of the file out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.article_markup import article_markup
from generator.bodies import html_of, in_form, target
from generator.books import BookView
from generator.carried import Files
from generator.epub.container import packed
from generator.epub.links import Shelf, in_book, text_in_book
from generator.epub.package import Item, package_document
from generator.epub.pages import TITLE_PAGE, contents_page, title_page, xhtml
from generator.epub.pictures import Picture, pictures_of
from generator.forms import Former
from generator.markup import Node, read
from generator.views import Body

STYLE = Path(__file__).with_name("book.css")

_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


def make_epub(view: BookView, former: Former | None, files: Files) -> bytes:
    """The book of an issue in the form of `former`; `files` gives its photographs."""
    if former:
        view = former.in_form(view)
    texts = [in_form(article.body, former) for article in view.articles]
    names = [f"{_name(article.frame.url)}.xhtml" for article in view.articles]
    note = in_form(view.note, former) if view.note else None
    pictures = pictures_of(view.pictures, files)
    shelf = Shelf(
        issue=view.frame.url,
        names={one.frame.url: name for one, name in zip(view.articles, names, strict=True)},
        ids={
            name: frozenset(text.ids)
            for name, text in zip([*names, TITLE_PAGE], [*texts, note], strict=True)
            if text
        },
        pictures={picture.url: picture.name for picture in pictures},
        base_url=view.base_url,
    )
    pages = dict(zip(names, _article_pages(view, former, shelf, names), strict=True))
    said = in_book(_nodes(view.note, former, view.prefix), TITLE_PAGE, shelf)
    items = _items(pages, pictures)
    inside: dict[str, bytes] = {
        "META-INF/container.xml": _CONTAINER.encode(),
        "EPUB/package.opf": package_document(view, items, names).encode(),
        "EPUB/nav.xhtml": contents_page(view, shelf.names).encode(),
        f"EPUB/{TITLE_PAGE}": title_page(view, said).encode(),
        "EPUB/book.css": STYLE.read_bytes(),
    }
    inside |= {f"EPUB/{name}": page.encode() for name, page in pages.items()}
    inside |= {f"EPUB/{picture.name}": picture.data for picture in pictures}
    return packed(inside)


def _name(url: str) -> str:
    """`01` of `/issues/2019-11/01.html`."""
    return url.rpartition("/")[2].removesuffix(".html")


def _article_pages(
    view: BookView, former: Former | None, shelf: Shelf, names: list[str]
) -> Iterator[str]:
    words = view.frame.masthead.words
    for article, name in zip(view.articles, names, strict=True):
        html = _html(article.body, former, view.prefix)
        if not article.figures:
            html = text_in_book(html, name, shelf) or html
        nodes = in_book([article_markup(article, html, words)], name, shelf)
        yield xhtml(view.frame.lang, article.title, nodes, "bodymatter chapter")


def _nodes(body: Body | None, former: Former | None, prefix: str) -> tuple[Node, ...]:
    return read(_html(body, former, prefix)) if body else ()


def _html(body: Body, former: Former | None, prefix: str) -> str:
    return html_of(body, former, lambda href: target(href, body, prefix))


def _items(pages: dict[str, str], pictures: tuple[Picture, ...]) -> tuple[Item, ...]:
    xhtml_type = "application/xhtml+xml"
    kinds = ((picture.name, picture.media_type) for picture in pictures)
    return (
        Item("nav", "nav.xhtml", xhtml_type, "nav"),
        Item("title", TITLE_PAGE, xhtml_type),
        Item("style", "book.css", "text/css"),
        *(Item(f"a{name.removesuffix('.xhtml')}", name, xhtml_type) for name in pages),
        # Two addresses may be one file.
        *(Item(f"p{n}", *kind) for n, kind in enumerate(dict.fromkeys(kinds), 1)),
    )
