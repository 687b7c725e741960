"""Glossaries: what a Simplified word becomes in one form, whatever the tables say.

A site's entries are in `content/glossary/*.yaml`, an article's in its front matter. They always
win over OpenCC and the house words, so they are found here and taken out of the text before it is
converted. Longest match first, from the left; of equal keys the later entry wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.front_matter import Mapping as MappingNode
from generator.front_matter import Node, Scalar, parse
from generator.problems import Phrase, Place, Problem

Span = tuple[int, int, str]
"""Start, end, and what stands there in the end."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a glossary: `key` in Simplified, `value` in the form it is for."""

    key: str
    value: str
    place: Place = Place("")


def read_entries(text: str, file: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries of a glossary file, `简体: 繁體` on each line, and what is wrong with others.

    >>> read_entries("里耶: 里耶", "content/glossary/common.yaml")[0][0].value
    '里耶'
    """
    node, found = parse(text, file)
    entries, problems = entries_of(node, file)
    return entries, (*found, *problems)


def entries_of(node: Node | None, file: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries of a YAML mapping; a key that is written twice is the parser's to report."""
    if node is None:
        return (), ()
    if not isinstance(node, MappingNode):
        what = Phrase("词汇表应当每行写一个词", "a glossary has one word on each line")
        mend = Phrase("写成“简体: 繁體”", "write `简体: 繁體`")
        return (), (Problem("not-a-glossary", node.place, what, mend),)
    problems: list[Problem] = []
    entries: list[Entry] = []
    for key, value in node.entries:
        written = value.text if isinstance(value, Scalar) else ""
        entry = Entry(key.text, written, key.place)
        problem = fault(entry)
        if problem:
            problems.append(problem)
        else:
            entries.append(entry)
    return tuple(entries), tuple(problems)


_UNFIT = re.compile(r"[\s\u3000\x00-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")


def fault(entry: Entry) -> Problem | None:
    """Why an entry cannot be used, or None.

    OpenCC cuts a value at its first blank and drops a word whose value is empty, both in silence.
    """
    if not entry.key or not entry.value:
        what = Phrase(f"“{entry.key}”缺少一边", f"one side of “{entry.key}” is empty")
        mend = Phrase("两边都写上：“简体: 繁體”", "write both: `简体: 繁體`")
    elif _UNFIT.search(entry.key) or _UNFIT.search(entry.value):
        what = Phrase(
            f"“{entry.key}”这一条里有空格、换行或不可见字符",
            f"there is a blank or an invisible character in the entry “{entry.key}”",
        )
        mend = Phrase("删去空格，或分成两条", "remove it, or make two entries")
    else:
        return None
    return Problem("bad-glossary-entry", entry.place, what, mend)


def fit(entries: Iterable[Entry]) -> dict[str, str]:
    """Key to value of those that can be used; the later of two equal keys wins."""
    return {entry.key: entry.value for entry in entries if fault(entry) is None}


class Matcher:
    """Finds words in a text: from the left, the longest first."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = dict(words)
        lengths: dict[str, set[int]] = {}
        for key in self.words:
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        starts = "".join(map(re.escape, sorted(lengths)))
        self._starts = re.compile(f"[{starts}]") if starts else None

    def find(self, text: str) -> Iterator[Span]:
        """Where words stand, in order; no two overlap."""
        found = self._starts.search(text) if self._starts else None
        while found and self._starts:
            start = end = found.start()
            for length in self._lengths[found[0]]:
                value = self.words.get(text[start : start + length])
                if value is not None:
                    end = start + length
                    yield start, end, value
                    break
            found = self._starts.search(text, max(end, start + 1))
