"""All texts of a segment as numbers: characters as ranks, keys and places together as one number.

A key with a place is one number (`Text.filed`), so that those of all places, sorted, are all lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generator.search.bits import Numbers
from generator.search.folding import BARRIER
from generator.search.heard import Changed

_AT_A_TIME = 1 << 16
"""Places: each takes about 80 bytes while they are worked on."""

_NOWHERE = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Lists:
    """Keys in order, those of forms behind the source form's, with their places."""

    first: Numbers
    """Code point of the first character of each key."""
    second: Numbers
    """That of the second, −1 if it has none."""
    form: Numbers
    """Number of the form; 0 for the source form."""
    counts: Numbers
    """How many places each has. None says that a form has no place where the source form has some.
    A frequent character alone has its first place in each article."""
    places: Numbers
    """Counted in characters from 0, rising: those of the first key, those of the second …"""


@dataclass(frozen=True, slots=True)
class Part:
    """Some lists of one form, in the order of their keys."""

    form: int
    keys: Numbers
    counts: Numbers
    places: Numbers


class Text:
    """All texts as the ranks of their characters among all characters."""

    def __init__(
        self, texts: Sequence[str], changes: Mapping[int, Changed], frequent_from: int
    ) -> None:
        lengths = np.array([len(text) for text in texts], np.int64)
        self.ends = np.cumsum(lengths)
        # An index of nothing would have no length to divide by.
        texts = texts if lengths.any() else [BARRIER]
        times = _times(_codes(texts))
        all_forms = "".join([BARRIER, *(new for _, new in changes.values())])
        there = np.zeros(max(len(times), ord(max(all_forms)) + 1), bool)
        there[: len(times)] = times > 0
        there[_code_points(all_forms)] = True
        times.resize(len(there), refcheck=False)
        self._code = np.flatnonzero(there)
        self.characters = "".join(map(chr, self._code))
        self.times = times[there]
        self.barrier = int(np.searchsorted(self._code, ord(BARRIER)))
        self.times[self.barrier] = 0
        self.frequent = self.times > frequent_from
        self._rank = np.cumsum(there, dtype=np.uint32) - 1
        size = np.uint16 if len(self._code) < 1 << 16 else np.uint32
        self.ranks: NDArray[np.uint16 | np.uint32] = np.concatenate(
            [self._rank[codes].astype(size) for codes in _codes(texts)]
        )
        self._behind = len(self._code) + 1
        self.place_bits = len(self.ranks).bit_length()

    def at(self, places: Numbers) -> Numbers:
        """The ranks of what stands at these places."""
        return self.ranks[places].astype(np.int64)

    def places_of(self, low: int, high: int) -> Numbers:
        """Where the characters from one rank to another stand; barriers are none."""
        # Below zero these numbers are large ones: one comparison for two.
        there = (self.ranks - self.ranks.dtype.type(low)) < high - low
        if low <= self.barrier < high:
            there &= self.ranks != self.barrier
        return np.flatnonzero(there)

    def ranks_of(self, characters: str) -> Numbers:
        """The ranks of these characters."""
        return self._rank[_code_points(characters)].astype(np.int64)

    def groups(self) -> Iterator[tuple[int, int]]:
        """Characters with about as many places as may be done at a time: first rank, and end."""
        number = (np.cumsum(self.times) - self.times) // _AT_A_TIME
        edges = np.flatnonzero(np.diff(number, prepend=-1, append=-1)).tolist()
        yield from pairwise(edges)

    def keys(self, first: Numbers, behind: Numbers) -> Numbers:
        """The key of places at which these two characters stand."""
        paired = self.frequent[first] | self.frequent[behind]
        return self.alone(first) + np.where(paired, behind + 1, 0)

    def alone(self, first: Numbers) -> Numbers:
        """The key of single characters."""
        return first * self._behind

    def filed(self, keys: Numbers, places: Numbers | int) -> Numbers:
        """Keys with places, each as one number."""
        return (keys << self.place_bits) | places

    def all_filed(self, first: Numbers, places: Numbers) -> Numbers:
        """What is filed of these places, at which `first` stand, in order.

        Small numbers numpy sorts by their digits: two such passes, the stable last one by the first
        character, take a third of the time that one over the whole numbers takes.
        """
        keys = self.keys(first, self.at(places + 1))
        order = np.argsort(self._small(keys % self._behind), kind="stable")
        order = order[np.argsort(self._small(first)[order], kind="stable")]
        return self.filed(keys, places)[order]

    def _small(self, ranks: Numbers) -> NDArray[np.uint16 | np.uint32]:
        return ranks.astype(self.ranks.dtype)

    def bounds(self, filed: Numbers, low: int, high: int) -> slice:
        """Where those of the keys of some characters stand."""
        edges = np.array([low, high]) * self._behind << self.place_bits
        start, end = np.searchsorted(filed, edges).tolist()
        return slice(start, end)

    def part(self, form: int, filed: Numbers, keys: Numbers | None = None) -> Part:
        """Lists of what is filed, sorted: of all its keys, or of `keys`, some with none."""
        of_each = filed >> self.place_bits
        if keys is None:
            keys = of_each[np.flatnonzero(np.diff(of_each, prepend=-1))]
        counts = np.diff(np.searchsorted(of_each, keys), append=len(filed))
        return Part(form, keys, counts, filed & ((1 << self.place_bits) - 1))

    def first_places(self, characters: Numbers, ranks: Numbers, places: Numbers) -> Numbers:
        """For each of the characters, a row each, its first place in every article.

        `characters` are rising ranks, and all of `ranks`, which stand at `places`, are among them.
        """
        table = np.full((len(characters), len(self.ends)), _NOWHERE)
        articles = np.searchsorted(self.ends, places, side="right")
        np.minimum.at(table, (np.searchsorted(characters, ranks), articles), places)
        return table

    def table_part(self, form: int, characters: Numbers, table: Numbers) -> Part:
        """Lists of first places."""
        found = table != _NOWHERE
        return Part(form, self.alone(characters), found.sum(axis=1), table[found])

    def in_order(self, parts: Sequence[Part]) -> Lists:
        """The lists of all parts."""
        keys = np.concatenate([part.keys for part in parts])
        forms = np.repeat([part.form for part in parts], [len(part.keys) for part in parts])
        counts = np.concatenate([part.counts for part in parts])
        places = np.concatenate([part.places for part in parts])
        order = np.lexsort((forms, keys))
        starts = np.cumsum(counts) - counts
        keys, counts = keys[order], counts[order]
        first, behind = np.divmod(keys, self._behind)
        second = np.where(behind > 0, self._code[behind - 1], -1)
        places = places[ranges(starts[order], counts)]
        return Lists(self._code[first], second, forms[order], counts, places)


def _codes(texts: Sequence[str]) -> Iterator[NDArray[np.uint32]]:
    """All code points, those of some texts at a time."""
    for start in range(0, len(texts), 500):
        yield _code_points("".join(texts[start : start + 500]))


def _times(all_codes: Iterable[NDArray[np.uint32]]) -> Numbers:
    """How often each code point is there, up to the last one that is."""
    counted = [np.bincount(codes) for codes in all_codes]
    times = np.zeros(max(map(len, counted)), np.int64)
    for some in counted:
        times[: len(some)] += some
    return times


def _code_points(characters: str) -> NDArray[np.uint32]:
    return np.frombuffer(characters.encode("utf-32-le"), "<u4")


def ranges(starts: Numbers, counts: Numbers) -> Numbers:
    """So many numbers from each start on, one range behind the other."""
    return np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
