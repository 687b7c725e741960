"""An article as a tree of markup, for files that no template makes: books and letters.

The order is that of the page of the site, but photographs stand in the text where they were
printed. Classes say what a part is; a letter turns them into styles, a book has a style sheet.
Links and images hold addresses of the site and are turned by whoever asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.markup import Element, Node, Verbatim, element, read
from generator.views import ArticleView, Figure, When

Words = Mapping[str, str]
"""The theme's words in the form of the article."""

WEB = "about web"
"""Class of the line that leads to the page of the site."""

GAP = "\u3000"
"""Between the parts of a line: the names of a byline, a date and a page."""


def article_markup(view: ArticleView, body: str, words: Words) -> Element:
    """An article: `view` in its written form, `body` the HTML of its text.

    The text of an article without photographs may be XML already.
    """
    nodes = (body,) if isinstance(body, Verbatim) else read(body)
    return element(
        "article",
        _head(view, words),
        element("div", _with_figures(nodes, view.figures, words), class_="prose"),
        _corrections(view, words),
        _about(view, words),
    )


def date(when: When, words: Words) -> tuple[Node, ...]:
    """A date; nothing where none is known."""
    if not when.text:
        return ()
    said = element("time", when.text, datetime=when.iso) if when.iso else when.text
    return (said, words["date_inferred"]) if when.inferred else (said,)


def credits_of(view: ArticleView) -> str:
    """The byline in one line: `记者 王二　通讯员 李四`."""
    return GAP.join(f"{one.role} {one.name}".strip() for one in view.credits)


def dateline(view: ArticleView, words: Words) -> tuple[Node, ...]:
    """When an article was printed, and on which page of the paper."""
    parts: list[Node] = list(date(view.when, words)) or [words["date_unknown"]]
    if view.sheet:
        parts.append(GAP + words["sheet"].format(view.sheet))
    return tuple(parts)


def _head(view: ArticleView, words: Words) -> Element:
    lines: tuple[tuple[str, str, str], ...] = (
        ("p", "kicker", view.kicker),
        ("h1", "title", view.title),
        ("p", "subtitle", view.subtitle),
        ("p", "byline", credits_of(view)),
    )
    said = [element(tag, text, class_=name) for tag, name, text in lines if text]
    return element("header", said, element("p", dateline(view, words), class_="dateline"))


def _with_figures(
    nodes: tuple[Node, ...], figures: Iterable[Figure], words: Words
) -> Iterator[Node]:
    """The text with each photograph behind its paragraph, or behind the last one."""
    waiting = sorted(figures, key=lambda figure: figure.after_paragraph)
    passed = 0
    for node in nodes:
        notes = isinstance(node, Element) and node.get("role") == "doc-endnotes"
        while waiting and (waiting[0].after_paragraph <= passed or notes):
            yield from _figure(waiting.pop(0), words)
        yield node
        passed += isinstance(node, Element) and node.tag == "p"
    for figure in waiting:
        yield from _figure(figure, words)


def _figure(figure: Figure, words: Words) -> Iterator[Node]:
    credit = " ".join(filter(None, (figure.credit, figure.role)))
    caption: list[Node] = [figure.text] if figure.text else []
    if credit:
        caption += [" "] if caption else []
        caption.append(element("span", credit, class_="credit"))
    said = [element("figcaption", caption)] if caption else []
    if figure.image:
        image = element("img", src=figure.image, alt=figure.text or words["photograph"])
        yield element("figure", image, said)
    elif caption:
        # The photograph is gone and its words are all there is.
        yield element("figure", said, class_="wordless")


def _corrections(view: ArticleView, words: Words) -> Iterator[Node]:
    if view.corrections:
        yield element(
            "section",
            element("h2", words["corrections"], class_="label"),
            (
                element("p", date(note.when, words), GAP if note.when.text else "", note.text)
                for note in view.corrections
            ),
            class_="corrections",
        )


def _about(view: ArticleView, words: Words) -> Iterator[Node]:
    """Where the article is from, who edited it, where it stands on the web."""
    if view.source or view.source_url:
        source = view.source or view.source_url
        said: Node = element("a", source, href=view.source_url) if view.source_url else source
        yield _line(words["source"], said)
    if view.editors:
        yield _line(words["editors"], words["list_comma"].join(view.editors))
    if view.frame.canonical:
        link = element("a", words["on_the_web"], href=view.frame.canonical)
        yield element("p", link, class_=WEB)


def _line(label: str, said: Node) -> Element:
    return element("p", element("span", label, class_="label"), GAP, said, class_="about")
