"""Where a text names a place of the county file.

Characters decide, not words: cutting the text into words first loses 永嘉 and 鹿城, which no
general dictionary has. Instead the longest name is taken, and both its sides are searched for the
words it may be a part of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.filing.place_names import (
    FOREIGN_CITY,
    NOT_THE_PLACE,
    PERSON,
    WORDS_OF_UNITS,
    Name,
    leaves,
    names_of,
)
from generator.model import Term

_SIDE = 12
"""How many characters on either side of a name can change what it means."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place named once; `start` and `end` are positions in the text."""

    start: int
    end: int
    key: str
    full: bool
    """Whether with its unit: 永嘉县."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that several places share, and nothing near says which is meant."""

    start: int
    name: str
    keys: tuple[str, ...]


def find_mentions(text: str, terms: Sequence[Term]) -> list[tuple[int, int, str]]:
    """Every county that `text` names, as (start, end, key of the term), in the order of the text.

    Cities and provinces, which are other terms' parents, are not among them.
    """
    filed = {term.key for term in leaves(terms)}
    found, _ = survey(text, terms)
    return [(each.start, each.end, each.key) for each in found if each.key in filed]


def survey(text: str, terms: Sequence[Term]) -> tuple[tuple[Mention, ...], tuple[Doubt, ...]]:
    """All places named, parents too, and the names that remain ambiguous.

    Give it the whole article: 鼓楼区 means the one whose city the article names.
    """
    atlas = _atlas(tuple(terms))
    spoken: list[tuple[int, int, Name]] = []
    for match in atlas.pattern.finditer(text):
        name = atlas.names[match.group()]
        keys = tuple(key for key in name.keys if atlas.is_meant(key, text, match.start(), name))
        if keys:
            end, full = _without_borrowed_unit(text, match.end(), name.full)
            spoken.append((match.start(), end, Name(name.text, keys, full)))
    return atlas.settle(text, spoken)


@lru_cache(maxsize=8)
def _atlas(terms: tuple[Term, ...]) -> _Atlas:
    names = {name.text: name for name in names_of(terms)}
    # An alternation takes the first that fits, so the order, longest first, is what decides.
    pattern = re.compile("|".join(re.escape(name) for name in names) or r"(?!)")
    by_key = {term.key: term for term in terms}
    above: dict[str, tuple[str, ...]] = {}
    for term in terms:
        chain: list[str] = []
        parent = by_key.get(term.parent)
        while parent is not None and parent.key not in chain and parent is not term:
            chain.append(parent.key)
            parent = by_key.get(parent.parent)
        above[term.key] = tuple(chain)
    parents = {term.parent for term in terms}
    stops = {
        term.key: re.compile("|".join(map(re.escape, term.stop_words))) if term.stop_words else None
        for term in terms
    }
    return _Atlas(pattern, names, above, frozenset(parents), stops)


@dataclass(frozen=True, slots=True)
class _Atlas:
    """What is known of a list of terms before any text is read."""

    pattern: re.Pattern[str]
    names: Mapping[str, Name]
    above: Mapping[str, tuple[str, ...]]
    """Key → keys of those above it, the nearest first."""
    parents: frozenset[str]
    stops: Mapping[str, re.Pattern[str] | None]

    def is_meant(self, key: str, text: str, start: int, name: Name) -> bool:
        """Whether `name`, found at `start`, can be this place at all."""
        end = start + len(name.text)
        if self._is_stopped(key, text, start, end):
            return False
        if key in self.parents:
            return True
        before = text[max(0, start - _SIDE) : start]
        if FOREIGN_CITY.search(before) and not self._ends_in_a_name(before):
            return False
        if name.full:
            return True
        return not (NOT_THE_PLACE.match(text, end) or PERSON.search(before))

    def _is_stopped(self, key: str, text: str, start: int, end: int) -> bool:
        stops = self.stops[key]
        if stops is None:
            return False
        near = max(0, start - _SIDE)
        return any(
            near + stop.start() <= start and end <= near + stop.end()
            # The stop words may overlap each other, so each place is tried.
            for place in range(start - near + 1)
            if (stop := stops.match(text[near : end + _SIDE], place))
        )

    def _ends_in_a_name(self, before: str) -> bool:
        return any(before.endswith(name) for name in self.names)

    def settle(
        self, text: str, spoken: Sequence[tuple[int, int, Name]]
    ) -> tuple[tuple[Mention, ...], tuple[Doubt, ...]]:
        """One key for every name, by the city before it or the one city that the article names."""
        named = {name.keys[0] for _, _, name in spoken if len(name.keys) == 1}
        mentions, doubts = [], []
        for number, (start, end, name) in enumerate(spoken):
            neighbour = spoken[number - 1] if number else None
            adjacent = neighbour[2].keys if neighbour and neighbour[1] == start else ()
            key = self._settled(name.keys, adjacent, named)
            if key is None:
                doubts.append(Doubt(start, text[start:end], name.keys))
            else:
                mentions.append(Mention(start, end, key, name.full))
        return tuple(mentions), tuple(doubts)

    def _settled(
        self, keys: tuple[str, ...], adjacent: Sequence[str], named: set[str]
    ) -> str | None:
        if len(keys) == 1:
            return keys[0]
        wider = [key for key in keys if any(key in self.above[other] for other in keys)]
        if wider:
            return wider[0]  # 吉林: the province, when its city of that name is not spelled out
        for known in (set(adjacent), named):
            fitting = [key for key in keys if known.intersection(self.above[key][:1])]
            if len(fitting) == 1:
                return fitting[0]
            fitting = [key for key in keys if known.intersection(self.above[key])]
            if len(fitting) == 1:
                return fitting[0]
        return None


def _without_borrowed_unit(text: str, end: int, full: bool) -> tuple[int, bool]:
    """The end of a name whose unit may belong to the next word: 瑞安|市民, 永嘉|县城."""
    borrowed = WORDS_OF_UNITS.get(text[end - 1 : end])
    if full and borrowed and borrowed.match(text, end - 1):
        return end - 1, False
    return end, full
