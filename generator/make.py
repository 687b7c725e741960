"""From a declared page to the bytes of its file: preview and build both call this.

`make` depends on its arguments alone: same page, same theme, same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass, replace
from typing import Any, get_type_hints

from markupsafe import Markup

from generator import markdown
from generator.addresses import link_url
from generator.page import Page
from generator.problems import Place, Problem
from generator.theme import Theme, page_href
from generator.views import Body


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


def make(page: Page, theme: Theme) -> Made:
    """The file of `page`. Raises ProblemsFound when a template fails."""
    if not isinstance(page.render, str):
        return Made(page.render(page.view))
    links: list[BodyLink] = []
    ids: set[str] = set()
    problems: list[Problem] = []
    bodies: dict[str, Any] = {}
    for name in body_fields(type(page.view)):
        body = getattr(page.view, name)
        if body is not None:
            bodies[name] = _body_html(body, page, links, ids, problems)
    view = replace(page.view, **bodies) if bodies else page.view
    html = theme.render(page.render, view)
    return Made(html.encode("utf-8"), tuple(links), frozenset(ids), tuple(problems))


def body_fields(view: type) -> tuple[str, ...]:
    """Names of the fields of a view that hold Markdown."""
    names = _BODY_FIELDS.get(view)
    if names is None:
        hints = get_type_hints(view) if is_dataclass(view) else {}
        names = tuple(name for name, hint in hints.items() if hint in (Body, Body | None))
        _BODY_FIELDS[view] = names
    return names


_BODY_FIELDS: dict[type, tuple[str, ...]] = {}


def _body_html(
    body: Body, page: Page, links: list[BodyLink], ids: set[str], problems: list[Problem]
) -> Markup:
    file = f"content/{body.source_file}"
    document = markdown.parse(body.markdown, file=file, first_line=body.line)
    problems += document.problems
    ids |= set(document.ids)
    lines = body.markdown.split("\n") if document.links else []
    links += [
        BodyLink(
            url=link_url(link.href, body.source_file),
            written=link.href,
            place=Place(file, link.line, link.column),
            excerpt=lines[link.line - body.line],
        )
        for link in document.links
    ]

    def resolve(href: str) -> str:
        return page_href(link_url(href, body.source_file), page.url)

    return Markup(markdown.render(document, resolve))
