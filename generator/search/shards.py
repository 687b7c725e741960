r"""Postings cut into small files, each a run of keys in order.

A file begins with a stamp of four bytes, that of its segment, so that a reader's script notices
when it holds parts of two builds. Then come the number of keys and the keys, in numbers of seven
bits a byte (`bits.varint`), then the places of all keys, one list behind the other, in Rice codes.

A key is written as

    4 × (its first character − that of the key before) + (1 if it has a second) + (2 if of a form)
    its second character, if it has one
    the number of its form, if not that of the source
    how many places it has
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.search.bits import as_bytes, rice, varint
from generator.search.postings import Key, Postings


@dataclass(frozen=True, slots=True)
class Shards:
    """The files of one segment, and where to look for a key."""

    files: tuple[bytes, ...]
    first: tuple[str, ...]
    """The first key of each file, without its form; empty for a file that holds none."""


def shards(postings: Postings, count: int, stamp: bytes) -> Shards:
    """The postings in `count` files of about the same size; `stamp` has four bytes."""
    keys = sorted(postings.places)
    codes = [
        rice(found, postings.length) if (found := postings.places[key]) else "" for key in keys
    ]
    groups = list(_groups(keys, codes, count))
    files = tuple(stamp + _file(postings, keys[a:b], codes[a:b]) for a, b in groups)
    return Shards(files, tuple(keys[a][0] if a < b else "" for a, b in groups))


def _groups(keys: Sequence[Key], codes: Sequence[str], count: int) -> Iterator[tuple[int, int]]:
    """First and last place in `keys` of each file; a key and its forms are never parted."""
    total = sum(map(len, codes))
    start = end = filled = 0
    for number in range(1, count + 1):
        while end < len(keys) and (filled * count < total * number or _same(keys, end)):
            filled += len(codes[end])
            end += 1
        if number == count:
            end = len(keys)
        yield start, end
        start = end


def _same(keys: Sequence[Key], at: int) -> bool:
    return at > 0 and keys[at][0] == keys[at - 1][0]


def _file(postings: Postings, keys: Sequence[Key], codes: Sequence[str]) -> bytes:
    head = bytearray(varint(len(keys)))
    before = 0
    for key, form in keys:
        first = ord(key[0])
        head += varint((first - before) * 4 + (len(key) > 1) + (2 if form else 0))
        before = first
        if len(key) > 1:
            head += varint(ord(key[1]))
        if form:
            head += varint(form)
        head += varint(len(postings.places[key, form]))
    return bytes(head) + as_bytes("".join(codes))
