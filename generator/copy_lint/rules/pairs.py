"""Quotation marks and book marks without a partner.

A quotation of several paragraphs opens anew in each and closes in the last (GB/T 15834-2011,
4.8.3.4), so an open one is none if the next paragraph opens one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.copy_lint.passages import Finding, Passage
from generator.problems import Phrase

_CLOSERS = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "」": "「", "』": "『", "】": "【"}
_OPENERS = {opener: closer for closer, opener in _CLOSERS.items()}
_MARKS = re.compile(f"[{''.join(_CLOSERS)}{''.join(_OPENERS)}]")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t\u3000]*(?:\n|\Z)))+")
_GOES_ON = ("“", "「", "‘", "『")


def find(passage: Passage) -> Iterator[Finding]:
    """Each mark that has no partner in its paragraph."""
    if not _MARKS.search(passage.text):
        return
    paragraphs = [found for found in _PARAGRAPH.finditer(passage.text) if found[0].strip()]
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1][0].lstrip() if number + 1 < len(paragraphs) else ""
        yield from _lonely(passage.text, paragraph, following)


def _lonely(text: str, paragraph: re.Match[str], following: str) -> Iterator[Finding]:
    opened: list[int] = []
    for found in _MARKS.finditer(text, paragraph.start(), paragraph.end()):
        mark, at = found[0], found.start()
        if mark in _OPENERS:
            opened.append(at)
        elif opened and text[opened[-1]] == _CLOSERS[mark]:
            opened.pop()
        elif mark == "’" and _is_apostrophe(text, at):
            continue
        elif _CLOSERS[mark] in (text[one] for one in opened):
            # What was opened inside it was never closed.
            while text[opened[-1]] != _CLOSERS[mark]:
                yield _finding(text, opened.pop())
            opened.pop()
        else:
            yield _finding(text, at)
    for at in opened:
        if not (text[at] in _GOES_ON and following.startswith(text[at])):
            yield _finding(text, at)


def _is_apostrophe(text: str, at: int) -> bool:
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return before.isascii() and before.isalnum() and not (after and not after.isascii())


def _finding(text: str, at: int) -> Finding:
    mark = text[at]
    partner = _OPENERS.get(mark) or _CLOSERS[mark]
    return Finding(
        "unpaired-mark",
        at,
        at + 1,
        Phrase(f"{mark} 没有配对的 {partner}", f"{mark} has no {partner} to go with it"),
        Phrase("补上，或删去", "add it, or remove this one"),
    )
