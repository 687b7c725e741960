"""Spaces inside Chinese text.

Beside a full-width mark a space is never right. Between two characters it may part names or the
columns of a by-line, so there it is pointed out and left to the editor. In a title a space is a
mark of its own; only beside one that parts clauses anyway it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.copy_lint.passages import Finding, Passage
from generator.problems import Phrase
from generator.punctuation import HAN

_CLAUSE = "，。、；："
_MARK = _CLAUSE + "？！“”‘’《》（）「」『』"
_BESIDE = re.compile(
    rf"(?<=[{_MARK}])[ \u3000]+(?=[{HAN}{_MARK}])|(?<=[{HAN}])[ \u3000]+(?=[{_MARK}])"
)
_BETWEEN = re.compile(rf"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
_TITLES = re.compile(r"(?m)^[ \t>]*#[^\n]*$|^[^\n]*\|[^\n]*$")
"""Headings and tables."""


def find(passage: Passage) -> Iterator[Finding]:
    """Each row of spaces."""
    titles = [(found.start(), found.end()) for found in _TITLES.finditer(passage.text)]
    for pattern, new in ((_BESIDE, ""), (_BETWEEN, None)):
        for found in pattern.finditer(passage.text):
            in_title = any(start <= found.start() < stop for start, stop in titles)
            running = passage.running and not in_title
            if running or _parts_clauses(passage.text, found.start(), found.end()):
                yield _finding(found, new)


def _parts_clauses(text: str, start: int, stop: int) -> bool:
    return text[start - 1] in _CLAUSE or text[stop] in _CLAUSE


def _finding(found: re.Match[str], new: str | None) -> Finding:
    if new is None:
        what = Phrase("两个汉字之间有空格", "a space between two Chinese characters")
        mend = Phrase("删去，或改用标点", "remove it, or write a mark")
    else:
        what = Phrase("全角标点旁边有空格", "a space beside a full-width mark")
        mend = Phrase("删去", "remove it")
    return Finding("space-in-chinese", found.start(), found.end(), what, mend, new)
