"""A body of Markdown on the way to its page: parsed, put in the page's form, its links understood.

Pages, books and letters ask here, so that a link means the same in all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from generator import markdown
from generator.addresses import link_url
from generator.forms import Former
from generator.markdown.document import Document
from generator.markdown.rendering import NO_PICTURES, Resolve
from generator.model import Picture
from generator.views import Body

REMEMBERED = 192
"""Texts kept, parsed and in their forms: twins ask for them next, and the book of the issue."""


def document_of(body: Body) -> Document:
    """The text of a body, parsed, as it was written."""
    return _parsed(body.markdown, f"content/{body.source_file}", body.line)


def in_form(body: Body, former: Former | None) -> Document:
    """The text of a body, parsed, in the written form of `former`."""
    return _formed(body, former) if former else document_of(body)


@lru_cache(maxsize=REMEMBERED)
def _formed(body: Body, former: Former) -> Document:
    return former.document(document_of(body), body)


@lru_cache(maxsize=REMEMBERED)
def _parsed(text: str, file: str, line: int) -> Document:
    return markdown.parse(text, file=file, first_line=line)


def html_of(
    body: Body,
    former: Former | None,
    resolve: Resolve,
    pictures: Mapping[str, Picture] = NO_PICTURES,
) -> str:
    """The HTML of a body in a form, every address as `resolve` gives it.

    A text without links and images is the same wherever it stands, and made once.
    """
    text = in_form(body, former)
    return markdown.render(text, resolve, pictures) if text.links else _without_links(body, former)


@lru_cache(maxsize=REMEMBERED)
def _without_links(body: Body, former: Former | None) -> str:
    return markdown.render(in_form(body, former))


def target(href: str, body: Body, prefix: str) -> str:
    """Where a link leads: to a page of the same form, or to a file that all forms share.

    `prefix` is that of the form's addresses.
    """
    url = link_url(href, body.source_file)
    path = urlsplit(url).path if url.startswith("/") else ""
    if path in body.elsewhere:
        return url
    return prefix + url if path.endswith(("/", ".html")) else url
