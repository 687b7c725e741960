"""The sentence around a decision, in both forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.variants.decisions import Decision, Examined

_ENDS = re.compile(r"[。！？!?；;\n]+[”’」』）)》]*")

_WIDTH = 28
"""Characters shown on either side at most; a sentence of a newspaper can be a paragraph."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What stands before a word, the word, and what stands behind it."""

    before: str
    word: str
    after: str


def excerpts(examined: Examined, decision: Decision) -> tuple[Excerpt, Excerpt]:
    """The sentence of a decision as in the source, and as in the form."""
    text = examined.text
    start = max(decision.start - _WIDTH, 0)
    more = "…" if start else ""
    for found in _ENDS.finditer(text, start, decision.start):
        start, more = found.end(), ""
    end = min(decision.end + _WIDTH, len(text))
    stop = _ENDS.search(text, decision.end, end)
    end = stop.end() if stop else end
    first, last = examined.whole(start), examined.whole(end)
    rest = "…" if last < len(text) and not stop else ""

    def cut(said: Sequence[str]) -> Excerpt:
        before, word, after = (one.replace("\n", " ") for one in said)
        return Excerpt(more + before.lstrip(), word, after.rstrip() + rest)

    edges = (first, decision.start, decision.end, last)
    pairs = tuple(pairwise(edges))
    return (
        cut([text[a:b] for a, b in pairs]),
        cut([examined.in_form(a, b) for a, b in pairs]),
    )
