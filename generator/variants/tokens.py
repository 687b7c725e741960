"""`-{…}-` in a parsed text: the parser's `variant_mark` tokens become plain text.

In alternative texts and titles, which have no tokens, the marks still stand as typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.variants.forms import Form
from generator.variants.marks import chosen

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.markdown import Document
    from generator.markdown.document import Heading

_ATTRIBUTES = ("alt", "title")


def resolved(
    document: Document, form: Form, typed: Document, prose: Callable[[str], str]
) -> Document:
    """The document with the text of `form` for every mark; the given one stays as it is.

    `typed` is the document before it was converted, and `prose` converts an attribute of it.
    """
    if not any(map(_marked, typed.tokens)):
        return document
    tokens = tuple(
        _without_marks(token, before, form, prose) if _marked(before) else token
        for token, before in zip(document.tokens, typed.tokens, strict=True)
    )
    return replace(document, tokens=tokens, headings=tuple(_headings(document, tokens)))


def _headings(document: Document, tokens: tuple[Token, ...]) -> Iterator[Heading]:
    from generator.markdown.text import inline_text

    inlines = (tokens[at + 1] for at, token in enumerate(tokens) if token.type == "heading_open")
    for heading, inline in zip(document.headings, inlines, strict=True):
        yield replace(heading, text=inline_text(inline))


def _marked(token: Token) -> bool:
    children = token.children
    if not children or (len(children) == 1 and children[0].type == "text"):
        return False
    return any(_is_mark(child) or _marked_attributes(child) for child in children)


def _is_mark(token: Token) -> bool:
    return token.type == "variant_mark"


def _marked_attributes(token: Token) -> list[str]:
    attributes = token.attrs
    if not attributes:
        return []
    return [name for name in _ATTRIBUTES if "-{" in str(attributes.get(name, ""))]


def _without_marks(token: Token, typed: Token, form: Form, prose: Callable[[str], str]) -> Token:
    token = copy(token)
    pairs = zip(token.children or (), typed.children or (), strict=True)
    token.children = [_decided(child, before, form, prose) for child, before in pairs]
    return token


def _decided(token: Token, typed: Token, form: Form, prose: Callable[[str], str]) -> Token:
    names = _marked_attributes(typed)
    if _is_mark(token):
        token = copy(token)
        token.type = "text"
        token.content = chosen(token.content[2:-2], form)
    elif names:
        token = copy(token)
        token.attrs = token.attrs | {name: prose(str(typed.attrs[name])) for name in names}
    return token
