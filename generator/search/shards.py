r"""Postings cut into small files, each a run of keys in order.

A file begins with a stamp of four bytes, that of its segment, so that a reader's script notices
when it holds parts of two builds. Then come the number of keys and the keys, in numbers of seven
bits a byte (`bits.varints`), then the places of all keys, one list behind the other, in Rice codes.

A key is written as

    4 × (its first character − that of the key before) + (1 if it has a second) + (2 if of a form)
    its second character, if it has one
    the number of its form, if not that of the source
    how many places it has
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from generator.search.bits import Numbers, RiceCodes, cut, varints
from generator.search.postings import Postings


class Shards:
    """The files of one segment, and where to look for a key. A file is made when it is asked for.

    Nothing is kept of the postings but their codes.
    """

    def __init__(self, postings: Postings, count: int, stamp: bytes) -> None:
        """`count` files of about the same size; `stamp` has four bytes."""
        codes = RiceCodes(postings.length)
        self._stamp = stamp
        self._keys = _put_down(postings, codes)
        self._stream = codes.finish()
        self._ends = np.append(0, np.cumsum(self._keys.bits))
        self._bounds = _bounds(self._keys, count).tolist()
        self.first = tuple(
            _key(self._keys, start) if start < end else "" for start, end in pairwise(self._bounds)
        )
        """The first key of each file, without its form; empty for a file that holds none."""

    def file(self, number: int) -> bytes:
        """One of the files, counted from 0."""
        start, end = self._bounds[number : number + 2]
        places = cut(self._stream, int(self._ends[start]), int(self._ends[end]))
        return self._stamp + _head(self._keys, start, end) + places


@dataclass(frozen=True, slots=True)
class _Keys:
    """All keys in order: see `postings.Lists`; `bits` that their places take."""

    first: Numbers
    second: Numbers
    form: Numbers
    counts: Numbers
    bits: Numbers


def _put_down(postings: Postings, codes: RiceCodes) -> _Keys:
    rows = [
        (some.first, some.second, some.form, some.counts, codes.add(some.places, some.counts))
        for some in postings.lists()
    ]
    return _Keys(*map(np.concatenate, zip(*rows, strict=True)))


def _bounds(keys: _Keys, count: int) -> Numbers:
    """Where each file begins among the keys, and the last ends; forms of a key are not parted."""
    new = (np.diff(keys.first, prepend=-1) != 0) | (np.diff(keys.second, prepend=-2) != 0)
    parts = np.append(np.flatnonzero(new), len(new))
    filled = np.append(0, np.cumsum(keys.bits))
    shares = np.arange(count + 1) * filled[-1]
    full = np.searchsorted(filled * count, shares)
    bounds: Numbers = parts[np.searchsorted(parts, full)]
    bounds[0], bounds[-1] = 0, len(new)
    return bounds


def _head(keys: _Keys, start: int, end: int) -> bytes:
    """Some keys, their number before them."""
    some = slice(start, end)
    paired, of_form = keys.second[some] >= 0, keys.form[some] > 0
    steps = np.diff(keys.first[some], prepend=0)
    numbers = np.stack(
        [steps * 4 + paired + of_form * 2, keys.second[some], keys.form[some], keys.counts[some]],
        axis=1,
    )
    there = np.ones(numbers.shape, bool)
    there[:, 1], there[:, 2] = paired, of_form
    return varints(np.append(end - start, numbers[there]))


def _key(keys: _Keys, at: int) -> str:
    first, second = int(keys.first[at]), int(keys.second[at])
    return chr(first) + (chr(second) if second >= 0 else "")
