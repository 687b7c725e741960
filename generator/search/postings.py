"""Where every character stands: from folded texts to the places of their keys.

A place is filed under its character; where the character or the one behind it is frequent, under
both together. So a phrase is found by the places of its keys alone, exactly, without the text, and
no list grows long: 的 stands in no list of its own, but in 的一, 的人, 我的. On real text this
takes a third more than one list for each character, and half of what lists for all pairs would.

Forms. The text is that of the source form. Where another form says something else after folding
(著 for 着, words of a glossary), the keys that differ have a second list for that form, which
stands instead of the first. A form whose text is not of the same length has an article of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from generator.search.bits import Numbers
from generator.search.heard import Changed
from generator.search.ranked import Lists, Part, Text, ranges

FREQUENT = 5_000
"""A character that stands more often in a segment is filed by pairs: its list would be 6 KB."""


class Postings:
    """The postings of articles that stand one behind the other, a barrier at the end of each."""

    def __init__(
        self,
        texts: Sequence[str],
        changes: Mapping[int, Changed],
        frequent_from: int = FREQUENT,
    ) -> None:
        """`changes` by the number of a form, their places counted in all texts together."""
        self._text = text = Text(texts, changes, frequent_from)
        self.length = len(text.ranks)
        """Of all texts together, in characters; never 0."""
        self.characters = text.characters
        """All that stand somewhere in some form, in order."""
        self.frequent = "".join(text.characters[rank] for rank in np.flatnonzero(text.frequent))
        """Characters that are filed by pairs, in order."""
        self._forms = [_Form(text, form, changed) for form, changed in sorted(changes.items())]

    def lists(self) -> Iterator[Lists]:
        """All keys, in order; some at a time."""
        for low, high in self._text.groups():
            yield self._lists(low, high)

    def _lists(self, low: int, high: int) -> Lists:
        """The keys that begin with the characters from one rank to another."""
        text = self._text
        here = text.places_of(low, high)
        first = text.at(here)
        filed = text.all_filed(first, here)
        frequent = np.flatnonzero(text.frequent[low:high]) + low
        some = text.frequent[first]
        table = text.first_places(frequent, first[some], here[some])
        parts = [text.part(0, filed), text.table_part(0, frequent, table)]
        for form in self._forms:
            parts.append(form.part(low, high, filed))
            parts.append(form.first_places(frequent, table, first, here))
        return text.in_order(parts)


class _Form:
    """What is other in a form than in the source form."""

    def __init__(self, text: Text, form: int, changed: Changed) -> None:
        self._text = text
        self._form = form
        self._places = places = np.array(changed[0], np.int64)
        self._old = text.at(places)
        self._new = text.ranks_of(changed[1])
        touched = np.union1d(places, places[places > 0] - 1)
        touched = touched[text.at(touched) != text.barrier]
        before = text.keys(text.at(touched), text.at(touched + 1))
        after = text.keys(self._at(touched), self._at(touched + 1))
        moved = before != after
        self._gone = np.sort(text.filed(before[moved], touched[moved]))
        self._come = np.sort(text.filed(after[moved], touched[moved]))

    def _at(self, places: Numbers) -> Numbers:
        """The characters of the form at rising places."""
        ranks = self._text.at(places)
        number = np.searchsorted(self._places, places)
        number[number == len(self._places)] = 0
        changed = self._places[number] == places
        ranks[changed] = self._new[number[changed]]
        return ranks

    def part(self, low: int, high: int, source: Numbers) -> Part:
        """The keys whose places are others in the form, with all their places in it.

        `source` has what is filed of the characters from `low` on in the source form.
        """
        text = self._text
        gone = self._gone[text.bounds(self._gone, low, high)]
        come = self._come[text.bounds(self._come, low, high)]
        keys = np.unique(np.concatenate([gone, come]) >> text.place_bits)
        start, end = (np.searchsorted(source, text.filed(keys + more, 0)) for more in (0, 1))
        filed = source[ranges(start, end - start)]
        filed = np.delete(filed, np.searchsorted(filed, gone))
        filed = np.insert(filed, np.searchsorted(filed, come), come)
        return text.part(self._form, filed, keys)

    def first_places(
        self, frequent: Numbers, table: Numbers, ranks: Numbers, places: Numbers
    ) -> Part:
        """The first places of frequent characters where they are others in the form.

        `ranks` stand at `places` in the source form, and `table` has the first places there.
        """
        text = self._text
        goes, comes = np.isin(self._old, frequent), np.isin(self._new, frequent)
        characters = np.union1d(self._old[goes], self._new[comes])
        some = np.isin(ranks, characters)
        gone = np.searchsorted(places[some], self._places[goes])
        ranks = np.concatenate([np.delete(ranks[some], gone), self._new[comes]])
        places = np.concatenate([np.delete(places[some], gone), self._places[comes]])
        own = text.first_places(characters, ranks, places)
        other = (own != table[np.searchsorted(frequent, characters)]).any(axis=1)
        return text.table_part(self._form, characters[other], own[other])
