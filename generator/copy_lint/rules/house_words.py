"""Words that the house writes otherwise: `content/house-words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.copy_lint.passages import Finding, Passage
from generator.problems import Phrase


def find(passage: Passage) -> Iterator[Finding]:
    """Each such word; not where it is a part of the one that the house uses."""
    if not passage.words:
        return
    for found in _pattern(tuple(passage.words)).finditer(passage.text):
        word = found[0]
        right = passage.words[word]
        if right and _stands_in(passage.text, found.start(), word, right):
            continue
        yield Finding(
            "house-word",
            found.start(),
            found.end(),
            Phrase(f"本社不用“{word}”", f"the house does not write “{word}”"),
            Phrase(f"写成“{right}”", f"write “{right}”")
            if right
            else Phrase("换一个说法", "put it in other words"),
        )


def _stands_in(text: str, at: int, word: str, right: str) -> bool:
    """Whether the word is there because the right one is: 登陆 in 登陆舰, if the house says so."""
    offset = right.find(word)
    return offset >= 0 and text.startswith(right, max(0, at - offset))


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first)))
