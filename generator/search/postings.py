"""Where every character stands: from a folded text to the places of its keys.

A place is filed under its character; where the character or the one behind it is frequent, under
both together. So a phrase is found by the places of its keys alone, exactly, without the text, and
no list grows long: 的 stands in no list of its own, but in 的一, 的人, 我的. The price is a quarter
more than one list for each character, and half of what lists for all pairs would take on real text.

Forms. The text is that of the source form. Where another form says something else after folding
(著 for 着, words of a glossary), the keys that differ have a second list for that form, which
stands instead of the first. A form whose text is not of the same length has an article of its own.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from generator.search.folding import BARRIER

Key = tuple[str, int]
"""One or two characters, and the number of the form: 0 for the source form."""

FREQUENT = 3_000
"""A character that stands more often in a segment is filed by pairs: its list would be 4 KB."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The keys of one segment with their places, counted in characters from 0, rising."""

    frequent: str
    """Characters that are filed by pairs, in order."""
    length: int
    """Of the text."""
    places: Mapping[Key, Sequence[int]]
    """A frequent character alone has its first place in each article; an empty list says that a
    form has no place where the source form has some."""


def postings(
    text: str,
    ends: Sequence[int],
    changes: Mapping[int, Mapping[int, str]],
    frequent_from: int = FREQUENT,
) -> Postings:
    """The postings of articles that stand one behind the other in `text`, a barrier behind each.

    `ends` are where each article ends; `changes` are, for the number of a form, the places at
    which it has another character, with that character.
    """
    pairs = _pairs(text)
    counts: Counter[str] = Counter()
    for pair, found in pairs.items():
        counts[pair[0]] += len(found)
    frequent = {one for one, n in counts.items() if n > frequent_from and one != BARRIER}
    places: dict[Key, Sequence[int]] = {
        (key, 0): found for key, found in _filed(pairs, frequent).items()
    }
    places |= _first_places(text, ends, frequent, 0)
    for form, changed in changes.items():
        places |= _of_form(text, ends, frequent, form, changed, places)
    return Postings("".join(sorted(frequent)), len(text), places)


def _pairs(text: str) -> dict[str, array[int]]:
    pairs: defaultdict[str, array[int]] = defaultdict(_numbers)
    # The innermost loop of the index: once for every character of the site.
    for place, pair in enumerate(map(add, text, text[1:])):
        pairs[pair].append(place)
    return pairs


def _filed(pairs: Mapping[str, array[int]], frequent: set[str]) -> dict[str, array[int]]:
    filed: dict[str, array[int]] = {}
    mixed: set[str] = set()
    for pair, found in pairs.items():
        one, behind = pair[0], pair[1]
        if one == BARRIER:
            continue
        if one in frequent or behind in frequent:
            filed[pair] = found
        elif one in filed:
            filed[one].extend(found)
            mixed.add(one)
        else:
            filed[one] = found
    for one in mixed:
        filed[one] = array("I", sorted(filed[one]))
    return filed


def _numbers() -> array[int]:
    return array("I")


def _first_places(
    text: str, ends: Sequence[int], characters: Iterable[str], form: int
) -> Iterator[tuple[Key, list[int]]]:
    """For each of the characters its first place in every article that has it."""
    bounds = list(pairwise((0, *ends)))
    for one in characters:
        found = (text.find(one, start, end) for start, end in bounds)
        yield (one, form), [place for place in found if place >= 0]


def _of_form(
    text: str,
    ends: Sequence[int],
    frequent: set[str],
    form: int,
    changed: Mapping[int, str],
    source: Mapping[Key, Sequence[int]],
) -> Iterator[tuple[Key, list[int]]]:
    """The keys whose places are others in a form, with all their places in it."""
    characters = list(text)
    for place, one in changed.items():
        characters[place] = one
    touched = {place for at in changed for place in (at - 1, at)}
    gone: defaultdict[str, set[int]] = defaultdict(set)
    come: defaultdict[str, set[int]] = defaultdict(set)
    for place in touched:
        if place >= 0 and text[place] != BARRIER:
            gone[_key(text, place, frequent)].add(place)
            come[_key(characters, place, frequent)].add(place)
    for key in sorted({*gone, *come}):
        before = source.get((key, 0), ())
        after = sorted((set(before) - gone[key]) | come[key])
        if after != list(before):
            yield (key, form), after
    moved = {text[at] for at in changed} | set(changed.values())
    yield from _first_places("".join(characters), ends, sorted(moved & frequent), form)


def _key(text: Sequence[str], place: int, frequent: set[str]) -> str:
    one, behind = text[place], text[place + 1]
    return one + behind if one in frequent or behind in frequent else one
