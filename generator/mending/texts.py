"""Mends the text of one file: its head and its body, each by its own rules."""

from __future__ import annotations

from collections.abc import Container, Mapping

from generator.front_matter import Field, split
from generator.mending.bodies import mended_body
from generator.mending.heads import mended_head
from generator.problems import ProblemsFound


def mended(text: str, fields: Mapping[str, Field], off: Container[str] = ()) -> str:
    """The text of an article file with all safe mends but those of the rules in `off`.

    `fields` is the table of its head. A file whose head is never closed stays as it is.
    """
    try:
        head, body, line = split(text)
    except ProblemsFound:
        return text
    if line == 1:
        return mended_body(body, off)
    start = text.index("\n") + 1
    opening, closing = text[:start], text[start + len(head) : len(text) - len(body)]
    return opening + mended_head(head, fields, off) + closing + mended_body(body, off)
