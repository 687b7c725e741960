"""Where a run of `*`, `_` or `~` may open and close, in Chinese as in Latin text.

CommonMark 0.31.2, section 6.2, with the CJK-friendly amendments of commonmark-spec#650 (the
specification of tats-u/markdown-cjk-friendly, section 6.2): next to a Chinese character, Latin
punctuation and marks of ambiguous width (“ ” above all) no longer forbid emphasis. Both the
parser and `escape` ask here, so what one reads the other escapes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.markdown.cjk import WHITE, is_cjk, is_punctuation

_QUOTES = "‘’“”"
_FULL_WIDTH_FORM = "\ufe01"
"""After one of the quotes it asks for the full-width, that is the Chinese, form."""


class Run(NamedTuple):
    """A run of one marker, and what it may do."""

    length: int
    opens: bool
    closes: bool


def scan(text: str, start: int, end: int) -> Run:
    """The run of markers at `start`; nothing from `end` on is looked at.

    >>> scan("**“强调”**后文", 6, 10)
    Run(length=2, opens=True, closes=True)
    """
    marker = text[start]
    stop = start + 1
    while stop < end and text[stop] == marker:
        stop += 1
    before, before_is_cjk = _before(text, start)
    after = text[stop] if stop < end else " "

    white_before, white_after = before in WHITE, after in WHITE
    mark_before, mark_after = is_punctuation(before), is_punctuation(after)
    after_is_cjk = is_cjk(after)
    foreign_before = mark_before and not before_is_cjk
    foreign_after = mark_after and not after_is_cjk

    left = not white_after and (
        not foreign_after or white_before or foreign_before or before_is_cjk
    )
    right = not white_before and (
        not foreign_before or white_after or foreign_after or after_is_cjk
    )
    if marker != "_":
        return Run(stop - start, left, right)
    return Run(
        stop - start, left and (not right or mark_before), right and (not left or mark_after)
    )


def _before(text: str, start: int) -> tuple[str, bool]:
    """The character before a run, past a variation selector, and whether it counts as CJK."""
    if start == 0:
        return " ", False
    last = text[start - 1]
    if "\U000e0100" <= last <= "\U000e01ef":
        # An ideographic variation selector follows nothing but ideographs.
        return last, True
    if "\ufe00" <= last <= "\ufe0e" and start > 1:
        base = text[start - 2]
        return base, is_cjk(base) or (last == _FULL_WIDTH_FORM and base in _QUOTES)
    return last, is_cjk(last)


_MEASURE = re.compile(r"\d(?:毫米|厘米|分米|千米|公里|英寸|米|寸|尺|[ckm]?m)?\Z")


def is_multiplication(text: str, position: int) -> bool:
    """Whether the `*` at `position` stands between numbers, as in `5*8*10` or `5米*8米`.

    A newspaper multiplies far more often than it begins emphasis in the middle of a number.
    Digits of any script count; a run of several `*` never does.
    """
    following = text[position + 1 : position + 2]
    if not following.isdigit() or position == 0:
        return False
    return _MEASURE.search(text[max(0, position - 4) : position]) is not None
