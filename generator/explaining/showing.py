"""Which pages name which: read from their views, and from the links in their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any
from urllib.parse import unquote

from generator.addresses import link_url
from generator.bodies import document_of
from generator.page import Page
from generator.views import Body, Frame


def named_by(page: Page) -> tuple[str, ...]:
    """Addresses that a page shows, each once: of its lists and texts, not of the way about."""
    return tuple(dict.fromkeys(one for one in _named(page.view) if one != page.url))


def naming(page: Page, pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of the same form on which an address of `page` is shown or linked to."""
    return tuple(
        one
        for one in pages
        if one is not page
        and one.variant == page.variant
        and isinstance(one.render, str)
        and page.url in named_by(one)
    )


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, Body):
        yield from _linked(value)
    elif isinstance(value, Frame):
        return
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _named(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inner = getattr(value, field.name)
            if isinstance(inner, str):
                if inner.startswith("/") and not inner.startswith("//"):
                    yield inner
            else:
                yield from _named(inner)


def _linked(body: Body) -> Iterator[str]:
    if "](" in body.markdown or "]:" in body.markdown:
        for link in document_of(body).links:
            yield unquote(link_url(link.href, body.source_file).partition("#")[0])
