"""From a declared page to the bytes of its file: preview and build both call this.

`make` depends on its arguments alone: same page, same theme, same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass, replace
from functools import lru_cache
from typing import Any, get_type_hints

from markupsafe import Markup

from generator.bodies import document_of, html_of, in_form, target
from generator.carried import Files, no_files
from generator.epub import make_epub
from generator.feed_texts import readied
from generator.forms import Former
from generator.model import Picture
from generator.page import Page, Renderer
from generator.problems import Place, Problem
from generator.search.said import said
from generator.structured import with_data
from generator.theme import Theme, page_href
from generator.views import ArticleView, Body


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A link or image in Markdown: the address it means, and where it was written."""

    url: str
    written: str
    place: Place
    excerpt: str
    """The line that it stands in."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file, and what must be known of it to check the links of the others."""

    data: bytes
    links: tuple[BodyLink, ...] = ()
    ids: frozenset[str] = frozenset()
    """Fragments of its bodies that links may lead to."""
    problems: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()
    """Of an article, what search finds it by."""

    @property
    def without_data(self) -> Made:
        """What the check of the links needs: a site is too large to be held whole."""
        return replace(self, data=b"", said=())


def make(page: Page, theme: Theme, former: Former | None = None, files: Files = no_files) -> Made:
    """The file of `page`, in the form of `former`; raises ProblemsFound if a template fails.

    `files` gives the photographs that go into it.
    """
    if isinstance(page.render, Renderer):
        return Made(RENDERERS[page.render](page.view, former, files))
    if not isinstance(page.render, str):
        return Made(page.render(readied(page, former)))
    links: list[BodyLink] = []
    ids: set[str] = set()
    problems: list[Problem] = []
    bodies: dict[str, Any] = {}
    source = page.view
    for name in body_fields(page.kind):
        value = getattr(source, name)
        if isinstance(value, tuple):
            # Their own pages answer for their links.
            made = [_made_body(body, page, former) for body in value]
            bodies[name] = tuple(
                _with_own_ids(one.html, f"a{number}-") for number, one in enumerate(made, 1)
            )
        elif value is not None:
            one = _made_body(value, page, former)
            bodies[name] = one.html
            links += one.links
            ids |= one.ids
            problems += one.problems
    view = former.in_form(source) if former else source
    heard = isinstance(view, ArticleView) and view.frame.masthead.search
    words = said(view, in_form(source.body, former)) if heard else ()
    if bodies:
        view = replace(view, **bodies)
    html = theme.render(page.render, with_data(view))
    return Made(html.encode("utf-8"), tuple(links), frozenset(ids), tuple(problems), words)


RENDERERS: Mapping[Renderer, Callable[[Any, Former | None, Files], bytes]] = {
    Renderer("epub"): make_epub,
}
"""Files that are made of a whole view with its bodies, not of one template."""


def body_fields(view: type) -> tuple[str, ...]:
    """Names of the fields of a view that hold Markdown."""
    names = _BODY_FIELDS.get(view)
    if names is None:
        hints = get_type_hints(view) if is_dataclass(view) else {}
        names = tuple(name for name, hint in hints.items() if hint in _BODIES)
        _BODY_FIELDS[view] = names
    return names


_BODY_FIELDS: dict[type, tuple[str, ...]] = {}

_BODIES = (Body, Body | None, tuple[Body, ...])


@dataclass(frozen=True, slots=True)
class _MadeBody:
    html: Markup
    links: tuple[BodyLink, ...]
    ids: frozenset[str]
    problems: tuple[Problem, ...]


def _made_body(body: Body, page: Page, former: Former | None) -> _MadeBody:
    return _body_html(body, page.url.rpartition("/")[0] + "/", page.variant.prefix, former)


# The page of a whole issue follows those of its articles, and has the same bodies.
@lru_cache(maxsize=256)
def _body_html(body: Body, folder: str, prefix: str, former: Former | None) -> _MadeBody:
    file = f"content/{body.source_file}"
    document = document_of(body)
    lines = body.markdown.split("\n") if document.links else []
    links = tuple(
        BodyLink(
            url=target(link.href, body, prefix),
            written=link.href,
            place=Place(file, link.line, link.column),
            excerpt=lines[link.line - body.line],
        )
        for link in document.links
    )

    def resolve(href: str) -> str:
        return page_href(target(href, body, prefix), folder)

    pictures = {page_href(one.url, folder): _printed(one, folder) for one in body.pictures}
    html = Markup(html_of(body, former, resolve, pictures))
    return _MadeBody(html, links, frozenset(document.ids), document.problems)


def _printed(picture: Picture, folder: str) -> Picture:
    """A photograph with its addresses as the pages of a folder print them."""
    sources = (
        replace(
            source,
            files=tuple(replace(file, url=page_href(file.url, folder)) for file in source.files),
        )
        for source in picture.sources
    )
    return replace(picture, sources=tuple(sources))


_TAG = re.compile("<[^<>]+>")
_OWN = re.compile('( id="| href="#)')


def _with_own_ids(html: Markup, prefix: str) -> Markup:
    """The HTML of a body with ids that no other body on the page has; text is never a tag."""
    if ' id="' not in html:
        return html
    return Markup(_TAG.sub(lambda tag: _OWN.sub(rf"\g<1>{prefix}", tag[0]), html))
