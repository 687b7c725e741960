"""The visible text of a document: what a reader could copy from the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.markdown.document import Document

_SAID = frozenset({"text", "code_inline", "ruby", "variant_mark"})


def plain_text(document: Document) -> str:
    """The visible text, blocks (and table cells) parted by a newline.

    Of ruby the base, of a figure the caption; alternative texts, link targets, list markers and
    the numbers of footnotes are no text. Notes come last, as on the page.
    """
    return "\n".join(plain_blocks(document))


def plain_blocks(document: Document) -> tuple[str, ...]:
    """The same, block by block, none of them empty."""
    return tuple(block for block in map(block_text, document.tokens) if block)


def block_text(token: Token) -> str:
    """The visible text of one token of a document; empty for all but inline tokens and code."""
    if token.type == "inline":
        return inline_text(token)
    if token.type in ("fence", "code_block"):
        return token.content.rstrip("\n")
    return ""


def inline_text(token: Token) -> str:
    """The visible text of a token's children; of an image token its alternative text."""
    children: Sequence[Token] = token.children or ()
    if len(children) == 1 and children[0].type == "text":
        return children[0].content
    said: list[str] = []
    for child in children:
        if child.type in _SAID:
            said.append(child.content)
        elif (child.type == "softbreak" and not child.hidden) or child.type == "hardbreak":
            said.append("\n")
    return "".join(said)
