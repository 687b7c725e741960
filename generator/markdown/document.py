"""What parsing gives: frozen records around markdown-it's tokens.

Nobody may change a token of a Document: the same tokens are rendered once for every variant.
Whoever needs other text makes copies (see `prose`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.problems import Problem

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading as it is printed."""

    level: int
    """Of the printed element: 2 to 6."""
    text: str
    id: str
    line: int
    """From 1, shifted by the `first_line` of `parse`."""


@dataclass(frozen=True, slots=True)
class LinkUse:
    """One link or image of the source."""

    href: str
    """The target as written, escapes and entities resolved, nothing percent-encoded."""
    line: int
    """From 1, shifted by the `first_line` of `parse`."""
    column: int
    """From 1, in characters: where the link begins with its bracket or its first letter."""
    image: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed text."""

    tokens: tuple[Token, ...]
    headings: tuple[Heading, ...] = ()
    links: tuple[LinkUse, ...] = ()
    ids: tuple[str, ...] = ()
    """Every `id` of the output, in order: headings, notes and the references to them."""
    problems: tuple[Problem, ...] = ()
    """Warnings only: any text at all can be printed."""
