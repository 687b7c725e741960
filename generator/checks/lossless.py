"""Every visible character of the source reaches the page: asked of the finished HTML.

Two questions, with nothing in common but the article. Does the Markdown engine account for every
character of the source (`generator.markdown.lost`)? And does the page, read back by a parser that
knows nothing of templates, hold those words in their order, with the title, the byline and the
captions?
"""

from __future__ import annotations

import html.parser
import re
from collections.abc import Iterator

from generator import markdown
from generator.bodies import document_of, in_form
from generator.forms import Former
from generator.make import Made, body_fields
from generator.page import Page
from generator.problems import Phrase, Place, Problem
from generator.views import ArticleView, Body

_UNREAD = ("script", "style", "rt", "rp", "template")
_UNREAD_CLASSES = ("footnote-ref", "footnote-backref")
_VOID = (
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
)


def check_lossless(page: Page, made: Made, former: Former | None = None) -> tuple[Problem, ...]:
    """What of the source of `page` is not to be seen on it, in the form of `former`."""
    if not isinstance(page.render, str) or not body_fields(page.kind):
        return ()
    source = page.view
    fields = [getattr(source, name) for name in body_fields(page.kind)]
    bodies = [body for field in fields for body in (field if isinstance(field, tuple) else [field])]
    if not any(bodies):
        return ()
    shown = visible_text(made.data.decode("utf-8"))
    problems: list[Problem] = []
    for body in filter(None, bodies):
        problems += _body_losses(body, shown, former)
    if isinstance(source, ArticleView):
        view = former.in_form(source) if former else source
        problems += _field_losses(view, page.source, shown)
    return tuple(problems)


def visible_text(page: str) -> str:
    """What a reader of a page sees, without white space, ruby text and the marks of notes."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return _squeezed("".join(reader.words))


def _body_losses(body: Body, shown: str, former: Former | None) -> Iterator[Problem]:
    file = f"content/{body.source_file}"
    for loss in markdown.lost(body.markdown, document_of(body)):
        yield _problem(Place(file, body.line + loss.line - 1), loss.text)
    position = 0
    for block in markdown.plain_text(in_form(body, former)).split("\n"):
        words = _squeezed(block)
        found = shown.find(words, position)
        if found < 0:
            yield _problem(Place(file, body.line), block)
        else:
            position = found + len(words)


def _field_losses(view: ArticleView, source: str, shown: str) -> Iterator[Problem]:
    said: list[str] = [view.kicker, view.title, view.subtitle, view.source]
    said += [credit.name for credit in view.credits]
    said += [part for figure in view.figures for part in (figure.text, figure.credit)]
    said += [note.text for note in view.corrections]
    for words in said:
        if _squeezed(words) not in shown:
            yield _problem(Place(source), words)


def _problem(place: Place, words: str) -> Problem:
    return Problem(
        "lost-text",
        place,
        Phrase(f"这些字没有到页面上：{words}", f"these words do not reach the page: {words}"),
        Phrase(
            "看看这里的 Markdown 记号是不是本意，不是就在记号前加 \\",
            "if a mark here was not meant as Markdown, put \\ before it",
        ),
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


class _Reader(html.parser.HTMLParser):
    """Collects the text of a page outside what readers do not see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        classes = (dict(attrs).get("class") or "").split()
        unread = tag in _UNREAD or any(name in _UNREAD_CLASSES for name in classes)
        if self.hidden or unread:
            self.hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            while self.hidden.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)
