"""From a declared page to the bytes of its file: preview and build both call this.

`make` depends on its arguments alone: same page, same theme, same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass, replace
from functools import lru_cache
from typing import Any, get_type_hints
from urllib.parse import urlsplit

from markupsafe import Markup

from generator import markdown
from generator.addresses import absolute_url, link_url
from generator.feeds import FeedView
from generator.forms import Former
from generator.markdown.document import Document
from generator.page import Page
from generator.problems import Place, Problem
from generator.structured import with_data
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

    @property
    def without_data(self) -> Made:
        """What the check of the links needs: a site is too large to be held whole."""
        return replace(self, data=b"")


def make(page: Page, theme: Theme, former: Former | None = None) -> Made:
    """The file of `page`, in the form of `former`; raises ProblemsFound if a template fails."""
    if not isinstance(page.render, str):
        return Made(page.render(_ready(page, former)))
    links: list[BodyLink] = []
    ids: set[str] = set()
    problems: list[Problem] = []
    bodies: dict[str, Any] = {}
    for name in body_fields(type(page.view)):
        body = getattr(page.view, name)
        if body is not None:
            bodies[name] = _body_html(body, page, former, links, ids, problems)
    view = former.in_form(page.view) if former else page.view
    if bodies:
        view = replace(view, **bodies)
    html = theme.render(page.render, with_data(view))
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
    body: Body,
    page: Page,
    former: Former | None,
    links: list[BodyLink],
    ids: set[str],
    problems: list[Problem],
) -> Markup:
    file = f"content/{body.source_file}"
    document = _parsed(body.markdown, file, body.line)
    problems += document.problems
    ids |= set(document.ids)
    lines = body.markdown.split("\n") if document.links else []
    links += [
        BodyLink(
            url=_url(link.href, body, page),
            written=link.href,
            place=Place(file, link.line, link.column),
            excerpt=lines[link.line - body.line],
        )
        for link in document.links
    ]

    def resolve(href: str) -> str:
        return page_href(_url(href, body, page), page.url)

    if former:
        document = former.document(document, body)
    return Markup(markdown.render(document, resolve))


def _ready(page: Page, former: Former | None) -> Any:
    """What a function renders: a view in the form of its page; anything else as it is."""
    view = former.in_form(page.view) if former and is_dataclass(page.view) else page.view
    if isinstance(view, FeedView) and view.full:
        view = replace(
            view,
            entries=tuple(
                replace(entry, html=_text(entry.body, entry.url, view.base, page, former))
                if entry.body
                else entry
                for entry in view.entries
            ),
        )
    return view


def _text(body: Body, url: str, base: str, page: Page, former: Former | None) -> str:
    """The HTML of a body away from its page at `url`: every address is absolute."""
    remembered = former.texts if former else {}
    html = remembered.get((body, base))
    if html is None:
        document = _parsed(body.markdown, f"content/{body.source_file}", body.line)
        if former:
            document = former.document(document, body)
        html = remembered[body, base] = _absolute(document, body, url, base, page)
    return html


def _absolute(document: Document, body: Body, url: str, base: str, page: Page) -> str:
    def resolve(href: str) -> str:
        return url + href if href.startswith("#") else absolute_url(_url(href, body, page), base)

    # Footnotes lead to the page: an id may stand but once, and a feed has many articles.
    return markdown.render(document, resolve).replace('href="#', f'href="{url}#')


@lru_cache(maxsize=4)
def _parsed(text: str, file: str, line: int) -> Document:
    """A parsed text; the twins of a page in other forms ask for it next."""
    return markdown.parse(text, file=file, first_line=line)


def _url(href: str, body: Body, page: Page) -> str:
    """Where a link leads: to a page of the same form, or to a file that all forms share."""
    url = link_url(href, body.source_file)
    path = urlsplit(url).path if url.startswith("/") else ""
    if path in body.elsewhere:
        return url
    return page.variant.prefix + url if path.endswith(("/", ".html")) else url
