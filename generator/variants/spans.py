"""What must pass a conversion untouched, and how it is put back.

OpenCC drops text behind a NUL, refuses lone surrogates, and no longer sees a word with a soft
hyphen in it. So whatever is not plain text is hidden behind private-use characters of the same
length before, and put back by its place after: text of equal length is cut where the source was.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from generator.variants.glossary import Span

FILL = "\U0010fffd"
"""Stands for every hidden character. Put back by place, so a text may hold it too."""

UNSAFE = re.compile("[\x00\ud800-\udfff]")

IGNORABLE = re.compile(
    "[\u00ad\u034f\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
"""Characters inside a word that are no part of it: taken out, and put back at the same place."""

ODD = re.compile(f"{UNSAFE.pattern}|{IGNORABLE.pattern}|[\u2ff0-\u2fff]")
"""Whether anything in a text asks for more than plain conversion; one look instead of three."""

_DESCRIBED = re.compile("[\u2ff0-\u2fff]")
_OPERANDS = {"\u2ff2": 3, "\u2ff3": 3, "\u2ffe": 1, "\u2fff": 1}


def unsafe(text: str) -> list[Span]:
    """Characters that OpenCC cannot be given."""
    return [(found.start(), found.end(), found[0]) for found in UNSAFE.finditer(text)]


def described(text: str) -> list[Span]:
    """Ideographic description sequences (⿰亻发): the parts of one character, no text."""
    spans: list[Span] = []
    end = 0
    for found in _DESCRIBED.finditer(text):
        if found.start() >= end:
            end = _sequence_end(text, found.start())
            spans.append((found.start(), end, text[found.start() : end]))
    return spans


def _sequence_end(text: str, start: int) -> int:
    wanted, at = 1, start
    while wanted and at < len(text) and text[at] != "\n":
        wanted -= 1
        if _DESCRIBED.match(text[at]):
            wanted += _OPERANDS.get(text[at], 2)
        at += 1
    return at


def apart(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans of a text of `length` in order, without those that overlap an earlier given one."""
    taken = bytearray(length)
    kept: list[Span] = []
    for start, end, value in spans:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end, value))
    return sorted(kept)


def hidden(text: str, spans: Sequence[Span]) -> str:
    """`text` with `FILL` in place of every span; as long as before."""
    parts: list[str] = []
    at = 0
    for start, end, _ in spans:
        parts += (text[at:start], FILL * (end - start))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def shown(text: str, spans: list[Span], start: int, end: int) -> str:
    """The piece of a converted `text` from `start` to `end`, with its spans put back.

    A value as long as its span is cut where the span is cut; any other stands where its span
    begins.
    """
    parts: list[str] = []
    at = start
    for index in range(max(bisect_left(spans, (start,)) - 1, 0), len(spans)):
        first, last, value = spans[index]
        if last <= start:
            continue
        if first >= end:
            break
        parts.append(text[at : max(first, start)])
        if len(value) == last - first:
            parts.append(value[max(start - first, 0) : end - first])
        elif first >= start:
            parts.append(value)
        at = min(last, end)
    parts.append(text[at:end])
    return "".join(parts)
