"""A letter put together: the view of an issue in, HTML and text out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from generator.article_markup import GAP, Words, article_markup, date, dateline
from generator.bodies import html_of, target
from generator.books import BookView
from generator.forms import Former
from generator.letters.marking import Marking
from generator.letters.plain import plain_letter
from generator.letters.styles import COLUMN, PREHEADER
from generator.markup import Element, Node, as_html, element, read
from generator.views import ArticleView, Body

Kind = Literal["mail", "wechat"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, ready to send or to paste."""

    title: str
    """For the subject line."""
    html: str
    text: str
    homeless: bool
    """Whether links or photographs are missing because the site has no address."""


def make_letter(
    view: BookView, kind: Kind, former: Former | None = None, *, brief: bool = False
) -> Letter:
    """The letter of an issue in the form of `former`; a `brief` one has summaries for texts."""
    if former:
        view = former.in_form(view)
    words = view.frame.masthead.words
    marking = Marking(view.base_url, words, links=kind == "mail")
    parts = list(_parts(view, former, brief))
    inside: list[Node] = []
    for page, nodes in parts:
        inside += marking.marked(nodes, page)
    inside += marking.listed_references()
    title = f"{view.frame.masthead.title} {view.head.title}"
    lang = view.frame.lang
    column = element("div", inside, style=COLUMN, lang=lang)
    text = "\n\n".join(_texts(parts, marking))
    html = _whole(title, lang, view, column) if kind == "mail" else as_html(inside)
    return Letter(title, html + "\n", text, marking.homeless)


def _parts(view: BookView, former: Former | None, brief: bool) -> Iterator[tuple[str, list[Node]]]:
    """The letter in pieces, each with the address at which it stands in the site."""
    words = view.frame.masthead.words
    yield view.frame.url, list(_opening(view, former))
    for chapter in view.chapters:
        if chapter.label:
            yield (
                view.frame.url,
                [element("p", words["sheet"].format(chapter.label), class_="sheet")],
            )
        for article in chapter.articles:
            if brief:
                made = _teaser(article, words)
            else:
                html = _html(article.body, former, view.prefix)
                made = article_markup(article, html, words)
            yield article.frame.url, [made]
    yield view.frame.url, list(_closing(view))


def _opening(view: BookView, former: Former | None) -> Iterator[Node]:
    words = view.frame.masthead.words
    facts: list[Node] = [view.frame.masthead.title]
    if not view.head.when.text.startswith(view.head.title):
        facts += [GAP, *date(view.head.when, words)]
    if view.head.number:
        facts += [GAP, words["issue_number"].format(view.head.number)]
    facts += [GAP, words["article_count"].format(view.head.count)]
    yield element("h1", view.head.title)
    yield element("p", facts, class_="dateline")
    if view.note:
        yield element("div", read(_html(view.note, former, view.prefix)), class_="note")


def _closing(view: BookView) -> Iterator[Node]:
    masthead = view.frame.masthead
    said = GAP.join(filter(None, (masthead.publisher, masthead.licence)))
    if said:
        yield element("p", said, class_="about")
    if view.frame.canonical:
        link = element("a", masthead.words["on_the_web"], href=view.frame.canonical)
        yield element("p", link, class_="about")


def _teaser(view: ArticleView, words: Words) -> Element:
    """An article in a brief letter: headline and summary, and the way to the rest."""
    lines = (
        ("p", "kicker", view.kicker),
        ("h1", "title", view.title),
        ("p", "subtitle", view.subtitle),
    )
    return element(
        "article",
        [element(tag, said, class_=name) for tag, name, said in lines if said],
        element("p", dateline(view, words), class_="dateline"),
        element("p", view.summary) if view.summary else "",
        element("p", element("a", words["read_on"], href=view.frame.url)),
    )


def _html(body: Body, former: Former | None, prefix: str) -> str:
    return html_of(body, former, lambda href: target(href, body, prefix))


def _texts(parts: list[tuple[str, list[Node]]], marking: Marking) -> Iterator[str]:
    for page, nodes in parts:
        marking.page = page
        yield plain_letter(nodes, marking.absolute)


def _whole(title: str, lang: str, view: BookView, column: Element) -> str:
    """A file of its own, with the line that mail programs show beside the subject."""
    ahead = "；".join(article.title for article in view.articles[:3])
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="color-scheme", content="light dark"),
            element("title", title),
        ),
        element("body", element("div", ahead, style=PREHEADER), column, style="margin:0"),
        lang=lang,
    )
    return f"<!doctype html>\n{as_html([page])}"
