"""The pages of a book as XHTML: the title page, the contents, and the frame of every article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.article_markup import GAP, date
from generator.books import BookView, Chapter
from generator.markup import Element, Node, as_xml, element

TITLE_PAGE = "title.xhtml"

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
_HTML = "http://www.w3.org/1999/xhtml"
_OPS = "http://www.idpf.org/2007/ops"


def xhtml(lang: str, title: str, body: Iterable[Node], kind: str) -> str:
    """A page; `kind` is its place in the book in the words of the EPUB vocabulary."""
    page = element(
        "html",
        element(
            "head",
            element("title", title),
            element("link", rel="stylesheet", type="text/css", href="book.css"),
        ),
        element("body", body, epub__type=kind),
        xmlns=_HTML,
        xmlns__epub=_OPS,
        lang=lang,
        xml__lang=lang,
    )
    return f"{_HEAD}{as_xml([page])}\n"


def book_title(view: BookView) -> str:
    """`瓯江文摘 2019年11月`: the digest first, as it stands in a library."""
    return f"{view.frame.masthead.title} {view.head.title}"


def title_page(view: BookView, note: Iterable[Node]) -> str:
    """What stands before the articles: the digest, the issue, who made it, the editors' note."""
    masthead = view.frame.masthead
    words = masthead.words
    facts: list[Node] = []
    if not view.head.when.text.startswith(view.head.title):
        facts += date(view.head.when, words)
    if view.head.number:
        facts += [GAP if facts else "", words["issue_number"].format(view.head.number)]
    facts += [GAP if facts else "", words["article_count"].format(view.head.count)]
    lines = (("digest", masthead.title), ("motto", masthead.subtitle))
    note = tuple(note)
    page = element(
        "section",
        [element("p", text, class_=name) for name, text in lines if text],
        element("h1", view.head.title),
        element("p", facts, class_="dateline"),
        [element("div", note, class_="note")] if note else [],
        [
            element("p", said, class_="about")
            for said in (masthead.publisher, masthead.licence)
            if said
        ],
        epub__type="titlepage",
        class_="opening",
    )
    return xhtml(view.frame.lang, book_title(view), [page], "frontmatter")


def contents_page(view: BookView, names: Mapping[str, str]) -> str:
    """The navigation document (EPUB 3.3 §7): the articles by page of the paper, and landmarks.

    `names` are the files of the articles by their addresses.
    """
    words = view.frame.masthead.words
    contents = element(
        "nav",
        element("h1", words["contents"]),
        element("ol", _entries(view.chapters, names, words)),
        epub__type="toc",
        role="doc-toc",
        id="toc",
    )
    first = names[view.articles[0].frame.url]
    places = (
        ("titlepage", TITLE_PAGE, view.head.title),
        ("toc", "nav.xhtml#toc", words["contents"]),
        ("bodymatter", first, view.articles[0].title),
    )
    landmarks = element(
        "nav",
        element("h2", words["contents"]),
        element(
            "ol",
            (
                element("li", element("a", said, epub__type=kind, href=href))
                for kind, href, said in places
            ),
        ),
        epub__type="landmarks",
        hidden="hidden",
    )
    return xhtml(view.frame.lang, words["contents"], [contents, landmarks], "frontmatter")


def _entries(
    chapters: tuple[Chapter, ...], names: Mapping[str, str], words: Mapping[str, str]
) -> Iterator[Element]:
    for chapter in chapters:
        entries = [
            element("li", element("a", article.title, href=names[article.frame.url]))
            for article in chapter.articles
        ]
        if len(chapters) == 1 and not chapter.label:
            yield from entries
        else:
            label = words["sheet"].format(chapter.label) if chapter.label else words["unsheeted"]
            yield element("li", element("span", label), element("ol", entries))
