"""Reads the files of the index as docs/search.md describes them, slowly and by the letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def read_shard(data: bytes, length: int) -> Mapping[tuple[str, int], list[int]]:
    """The keys of a file, with their forms and places, after its stamp."""
    numbers = _Numbers(data[4:])
    keys: list[tuple[str, int, int]] = []
    first = 0
    for _ in range(numbers.next()):
        head = numbers.next()
        first += head // 4
        key = chr(first) + (chr(numbers.next()) if head % 2 else "")
        form = numbers.next() if head & 2 else 0
        keys.append((key, form, numbers.next()))
    bits = iter("".join(f"{byte:08b}" for byte in numbers.rest()))
    return {(key, form): list(_places(bits, count, length)) for key, form, count in keys}


def _places(bits: Iterator[str], count: int, length: int) -> Iterator[int]:
    place = 0
    for _ in range(count):
        gap = 0
        while next(bits) == "1":
            gap += 1
        k = (length // count).bit_length() - 1
        for _ in range(max(0, k)):
            gap = gap * 2 + int(next(bits))
        place += gap
        yield place


class _Numbers:
    """Numbers of seven bits a byte, the lowest first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def next(self) -> int:
        value = shift = 0
        while True:
            byte = self._data[self._at]
            self._at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def rest(self) -> bytes:
        return self._data[self._at :]
