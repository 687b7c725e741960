"""Phrases with names in braces, and how they are put together into sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

Grammar = Mapping[str, tuple[str, ...]]
"""Symbol → the phrases that may stand for it."""

NUMBERS: Mapping[str, tuple[int, int, str]] = {
    "few": (2, 9, "{0}"),
    "tens": (11, 96, "{0}"),
    "hundreds": (105, 2980, "{0}"),
    "decimal": (11, 98, "{1}.{2}"),
    "percent": (31, 985, "{1}.{2}%"),
    "month": (1, 12, "{0}"),
    "day": (1, 28, "{0}"),
    "year": (2009, 2016, "{0}"),
}
"""Lowest, highest, how it is written: {0} the number, {1} and {2} its last digit cut off."""


def read_phrases(text: str) -> dict[str, tuple[str, ...]]:
    """Lines of a symbol and its phrases; a symbol may have several lines.

    >>> read_phrases("who 渔民 店主\\nwho 护士")
    {'who': ('渔民', '店主', '护士')}
    """
    grammar: dict[str, tuple[str, ...]] = {}
    for line in text.strip().splitlines():
        symbol, *phrases = line.split()
        grammar[symbol] = (*grammar.get(symbol, ()), *phrases)
    return grammar


def expand(phrase: str, grammar: Grammar, rng: Random) -> str:
    """The phrase with every name in braces replaced, and those in the replacements too.

    No phrase is taken twice in one sentence while there is another.
    """
    taken: set[str] = set()

    def replaced(symbol: re.Match[str]) -> str:
        if symbol[1] in NUMBERS:
            low, high, form = NUMBERS[symbol[1]]
            digits = str(rng.randint(low, high))
            return form.format(digits, digits[:-1], digits[-1])
        choices = grammar[symbol[1]]
        chosen = rng.choice(choices)
        for _ in range(8):
            if chosen not in taken:
                break
            chosen = rng.choice(choices)
        taken.add(chosen)
        return _SYMBOL.sub(replaced, chosen) if "{" in chosen else chosen

    return _SYMBOL.sub(replaced, phrase)


_SYMBOL = re.compile(r"\{(\w+)\}")
