"""The rules of the copy, in the order in which a passage is gone through."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping

from generator.copy_lint.passages import Finding, Passage
from generator.copy_lint.rules import (
    dashes,
    ellipses,
    half_width,
    house_words,
    pairs,
    repeated,
    script,
    spaces,
    straight_quotes,
)

COPY_RULES: Mapping[str, Callable[[Passage], Iterator[Finding]]] = {
    "half-width-mark": half_width.find,
    "straight-quote": straight_quotes.find,
    "ascii-ellipsis": ellipses.find,
    "ascii-dash": dashes.find,
    "repeated-mark": repeated.find,
    "space-in-chinese": spaces.find,
    "unpaired-mark": pairs.find,
    "mixed-script": script.find,
    "house-word": house_words.find,
}
"""Name of a rule in `generator.rules` to what finds it."""


TRADITIONAL_OFF = frozenset({"mixed-script", "house-word"})
"""Rules that do not hold for what was written by hand in Traditional Chinese."""


def find(passage: Passage, off: Container[str] = ()) -> tuple[Finding, ...]:
    """Everything that the rules but those in `off` find, in the order of the text."""
    found = [
        finding for name, look in COPY_RULES.items() if name not in off for finding in look(passage)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.stop)))
