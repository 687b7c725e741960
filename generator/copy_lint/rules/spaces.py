"""Spaces inside Chinese running text.

Beside a full-width mark a space is never right. Between two characters it may part names or the
columns of a by-line, so there it is pointed out and left to the editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.copy_lint.passages import Finding, Passage
from generator.problems import Phrase
from generator.punctuation import HAN

_MARK = "，。、；：？！“”‘’《》（）「」『』"
_BESIDE = re.compile(
    rf"(?<=[{_MARK}])[ \u3000]+(?=[{HAN}{_MARK}])|(?<=[{HAN}])[ \u3000]+(?=[{_MARK}])"
)
_BETWEEN = re.compile(rf"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
_NOT_RUNNING = re.compile(r"(?m)^[ \t>]*#[^\n]*$|^[^\n]*\|[^\n]*$")
"""Headings, where a space is a mark of its own, and tables."""


def find(passage: Passage) -> Iterator[Finding]:
    """Each row of spaces."""
    if not passage.running:
        return
    apart = [(found.start(), found.end()) for found in _NOT_RUNNING.finditer(passage.text)]
    for pattern, new in ((_BESIDE, ""), (_BETWEEN, None)):
        for found in pattern.finditer(passage.text):
            if not any(start <= found.start() < stop for start, stop in apart):
                yield _finding(found, new)


def _finding(found: re.Match[str], new: str | None) -> Finding:
    if new is None:
        what = Phrase("两个汉字之间有空格", "a space between two Chinese characters")
        mend = Phrase("删去，或改用标点", "remove it, or write a mark")
    else:
        what = Phrase("全角标点旁边有空格", "a space beside a full-width mark")
        mend = Phrase("删去", "remove it")
    return Finding("space-in-chinese", found.start(), found.end(), what, mend, new)
