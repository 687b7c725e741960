"""All that a document is but its words: what must not change when only words do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.markdown.document import Document


def structure(document: Document) -> tuple[object, ...]:
    """Blocks, inline markup, where links lead, and code; equal for two texts that differ in words.

    Ids of headings follow from their words and are left out, alternative texts and titles are
    words.
    """
    return tuple(_shape(token) for token in document.tokens)


_WORDS = ("alt", "title", "id")


def _shape(token: Token) -> object:
    content = "" if token.type in ("text", "inline") else token.content
    attributes = sorted((name, said) for name, said in token.attrs.items() if name not in _WORDS)
    inside = [_shape(one) for one in token.children or () if one.type != "text" or one.content]
    return (token.type, token.tag, token.hidden, content, attributes, inside)
