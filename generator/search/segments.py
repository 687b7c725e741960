"""The articles of a site in segments, so that a new or edited article leaves most files alone.

Issues are taken from the oldest on, those without a date before all others. A segment is full with
the issue that brings it to a thousand articles; four full ones that stand side by side become one,
and stay so. So what is edited is in one segment, which is made again within a second, what is added
is in the last, and a reader's script looks into few: 10,000 articles are four segments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FULL = 1_000
"""Articles."""
TOGETHER = 4
"""Full segments that become one."""

BYTES_A_FILE = 4_500
"""What a file of places should hold: a query reads one for about each of its characters."""
BYTES_A_CHARACTER = 1.5
"""Of the text, as measured."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Some issues that follow each other."""

    name: str
    """Part of its addresses: 1 if it was joined, else 0, and its place among its like: `0-3`."""
    first: int
    """Place of its first issue among all."""
    end: int
    """Place behind its last issue."""


def segments(articles: Sequence[int]) -> tuple[Segment, ...]:
    """The segments of issues with so many articles each, oldest first.

    >>> [segment.name for segment in segments([500] * 5)]
    ['0-0', '0-1', '0-2']
    >>> [(s.name, s.first, s.end) for s in segments([1000] * 9)]
    [('1-0', 0, 4), ('1-1', 4, 8), ('0-8', 8, 9)]
    """
    full = list(_full(articles))
    end = full[-1].end if full else 0
    rest = [Segment(f"0-{len(full)}", end, len(articles))] if end < len(articles) else []
    return (*_joined(full), *rest)


def _full(articles: Sequence[int]) -> Iterator[Segment]:
    first = held = number = 0
    for place, count in enumerate(articles):
        held += count
        if held >= FULL:
            yield Segment(f"0-{number}", first, place + 1)
            first, held, number = place + 1, 0, number + 1


def _joined(full: Sequence[Segment]) -> Iterator[Segment]:
    whole = len(full) // TOGETHER * TOGETHER
    for at in range(0, whole, TOGETHER):
        yield Segment(f"1-{at // TOGETHER}", full[at].first, full[at + TOGETHER - 1].end)
    yield from full[whole:]


def file_count(characters: int) -> int:
    """In how many files the places of a text of so many characters go.

    Guessed from the length of the Markdown, since files are declared before any text is read.
    """
    return max(1, round(characters * BYTES_A_CHARACTER / BYTES_A_FILE))
