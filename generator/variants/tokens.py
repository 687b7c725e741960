"""`-{…}-` in a parsed text: the parser's `variant_mark` tokens become plain text."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.variants.forms import Form
from generator.variants.marks import chosen

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.markdown import Document


def resolved(document: Document, form: Form) -> Document:
    """The document with the text of `form` for every mark; the given one stays as it is."""
    from generator.markdown.text import inline_text

    if not any(_is_mark(child) for token in document.tokens for child in token.children or ()):
        return document
    tokens = tuple(_without_marks(token, form) for token in document.tokens)
    inlines = (tokens[at + 1] for at, token in enumerate(tokens) if token.type == "heading_open")
    headings = tuple(
        replace(heading, text=inline_text(inline))
        for heading, inline in zip(document.headings, inlines, strict=True)
    )
    return replace(document, tokens=tokens, headings=headings)


def _is_mark(token: Token) -> bool:
    return token.type == "variant_mark"


def _without_marks(token: Token, form: Form) -> Token:
    children = token.children or ()
    if not any(map(_is_mark, children)):
        return token
    token = copy(token)
    token.children = [_text(child, form) if _is_mark(child) else child for child in children]
    return token


def _text(mark: Token, form: Form) -> Token:
    text = copy(mark)
    text.type = "text"
    text.content = chosen(mark.content[2:-2], form)
    return text
