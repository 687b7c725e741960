"""The prose of a document as plain strings, and a document with other prose in their place.

Made for the variants: parse once; `runs` gives the text; convert all of it in one call; put it
back with `with_runs`; render. A run is text that reads on without interruption, in pieces as
inline markup cuts it: `**头**发` is the one run ("头", "发"), so that 头发 is converted as a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.markdown.text import inline_text

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.markdown.document import Document

_READ_OVER = frozenset({"footnote_ref"})
"""Tokens without text of the run that still do not interrupt it, besides tags."""


def runs(document: Document) -> tuple[tuple[str, ...], ...]:
    """All prose in the order of the page: runs, each in the pieces that tokens hold.

    Code, targets, bare addresses, `-{…}-` and readings are no prose. Alternative texts and titles
    are runs of their own.
    """
    found: list[tuple[str, ...]] = []
    for token in document.tokens:
        for run in _runs(token.children or ()):
            found.append(tuple(_piece((token.children or ())[at], name) for at, name in run))
    return tuple(found)


def with_runs(document: Document, new: Sequence[Sequence[str]]) -> Document:
    """The document with `new` for its `runs`, piece for piece. The given one stays as it is."""
    supply = iter(new)
    tokens: list[Token] = []
    for token in document.tokens:
        if token.children:
            token = _copy(token)
            token.children = _refilled(token.children, supply)
        tokens.append(token)
    inlines = (tokens[i + 1] for i, token in enumerate(tokens) if token.type == "heading_open")
    headings = tuple(
        replace(heading, text=inline_text(inline))
        for heading, inline in zip(document.headings, inlines, strict=True)
    )
    return replace(document, tokens=tuple(tokens), headings=headings)


_Slot = tuple[int, str]
"""Index of a child and the attribute that holds prose; the empty name is its content."""


def _refilled(children: Sequence[Token] | None, supply: Iterator[Sequence[str]]) -> list[Token]:
    new = list(children or ())
    for run in _runs(new):
        for (at, name), text in zip(run, next(supply), strict=True):
            child = new[at] = _copy(new[at])
            if name:
                child.attrs[name] = text
            else:
                child.content = text
    return new


def _piece(token: Token, name: str) -> str:
    return str(token.attrs[name]) if name else token.content


def _runs(children: Sequence[Token]) -> Iterator[list[_Slot]]:
    run: list[_Slot] = []
    beside: list[_Slot] = []
    address = False
    for at, child in enumerate(children):
        kind = child.type
        if kind == "text" and not address:
            if child.content:
                run.append((at, ""))
        elif kind == "ruby":
            run.append((at, ""))
        elif kind == "link_open" and child.info == "auto":
            address = True
        elif kind == "link_close" and child.info == "auto":
            address = False
        elif child.nesting or kind in _READ_OVER or child.hidden:
            pass
        else:
            if run:
                yield run
            run = []
        if child.attrs:
            beside += [(at, name) for name in ("alt", "title") if child.attrs.get(name)]
    if run:
        yield run
    for slot in beside:
        yield [slot]


def _copy(token: Token) -> Token:
    """A token of its own, attributes included; `copy` and `replace` take five times as long."""
    return type(token)(
        token.type,
        token.tag,
        token.nesting,
        dict(token.attrs),
        token.map,
        token.level,
        token.children,
        token.content,
        token.markup,
        token.info,
        token.meta,
        token.block,
        token.hidden,
    )
