"""The copy in a head: which values are read by readers, and where they stand in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.front_matter import Mapping, Node, Scalar, Sequence, parse

_TITLES = ("kicker", "title", "subtitle")
_TEXTS = ("summary",)
_LISTED = ("captions", "corrections")
"""Lists of records that each have a `text`."""


@dataclass(frozen=True, slots=True)
class HeadText:
    """One value that readers read."""

    text: str
    line: int
    """In the head, from 0."""
    column: int
    """Of its first character, from 0; -1 if it is not written in the file as it is read."""
    running: bool


def head_texts(head: str) -> Iterator[HeadText]:
    """The copy in a head, in the order of the file."""
    node, _ = parse(head, "", 1, comments=False)
    lines = head.split("\n")
    for key, value in node.entries if isinstance(node, Mapping) else ():
        if key.text in _TITLES + _TEXTS:
            yield from _text(value, lines, key.text in _TEXTS)
        elif key.text in _LISTED and isinstance(value, Sequence):
            for item in value.items:
                said = item.get("text") if isinstance(item, Mapping) else None
                if said is not None:
                    yield from _text(said, lines, True)


def _text(value: Node, lines: list[str], running: bool) -> Iterator[HeadText]:
    if isinstance(value, Scalar) and value.text:
        line, column = value.place.line - 1, value.place.column - 1 + value.quoted
        as_read = line < len(lines) and lines[line].startswith(value.text, column)
        yield HeadText(value.text, line, column if as_read else -1, running)
