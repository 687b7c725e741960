"""Straight quotation marks around Chinese: `"三农"`.

Only pairs on one line, and only where the number of marks leaves no doubt which go together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.copy_lint.passages import Finding, Passage
from generator.problems import Phrase
from generator.punctuation import HAN

_HAN = re.compile(f"[{HAN}]")
_LINE = re.compile(r"[^\n]+")


def find(passage: Passage) -> Iterator[Finding]:
    """Both marks of each pair that holds Han."""
    for line in _LINE.finditer(passage.text) if '"' in passage.text else ():
        marks = [line.start() + found.start() for found in re.finditer('"', line[0])]
        if len(marks) % 2:
            continue
        for opening, closing in zip(marks[::2], marks[1::2], strict=True):
            if _HAN.search(passage.text, opening, closing):
                yield _finding(opening, "“")
                yield _finding(closing, "”")


def _finding(at: int, new: str) -> Finding:
    return Finding(
        "straight-quote",
        at,
        at + 1,
        Phrase('中文里用了直引号“"”', "a straight quotation mark in Chinese"),
        Phrase(f"写成“{new}”", f"write “{new}”"),
        new,
    )
