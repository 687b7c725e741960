"""Writes the files of the index as docs/search.md describes them, slowly and by the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.search.folding import BARRIER

Keys = Mapping[tuple[str, int], list[int]]
"""A key and the number of a form to its places."""


def write_keys(texts: Sequence[str], changes: Mapping[int, Mapping[int, str]], often: int) -> Keys:
    """The keys of texts that stand behind each other.

    `changes`: number of a form to the characters that it has elsewhere; a character that stands
    more `often` is filed by pairs.
    """
    source = "".join(texts)
    frequent = {one for one in source if source.count(one) > often and one != BARRIER}
    found = {(key, 0): places for key, places in keys_of(source, texts, frequent).items()}
    for form, changed in changes.items():
        text = "".join(changed.get(place, one) for place, one in enumerate(source))
        here = keys_of(text, texts, frequent)
        for key in {*here, *(key for key, _ in found)}:
            if here.get(key, []) != found.get((key, 0), []):
                found[key, form] = here.get(key, [])
    return found


def keys_of(text: str, texts: Sequence[str], frequent: set[str]) -> dict[str, list[int]]:
    """The keys of a form whose `text` is as long as all `texts` of the source form."""
    filed: dict[str, list[int]] = {}
    for place, one in enumerate(text):
        if one != BARRIER:
            behind = text[place + 1]
            key = one + behind if {one, behind} & frequent else one
            filed.setdefault(key, []).append(place)
    start = 0
    for article in texts:
        for one in frequent:
            place = text.find(one, start, start + len(article))
            if place >= 0:
                filed.setdefault(one, []).append(place)
        start += len(article)
    return filed


def write_files(keys: Keys, length: int, count: int, stamp: bytes) -> list[bytes]:
    """The files of a segment."""
    order = sorted(keys)
    codes = {key: write_places(keys[key], length) for key in order}
    total = sum(map(len, codes.values()))
    files, at, filled = [], 0, 0
    for number in range(1, count + 1):
        here = []
        while at < len(order) and (
            number == count
            or filled * count < total * number
            or (at > 0 and order[at][0] == order[at - 1][0])
        ):
            here.append(order[at])
            filled += len(codes[order[at]])
            at += 1
        head, before = _number(len(here)), 0
        for key, form in here:
            first, *second = map(ord, key)
            head += _number(4 * (first - before) + bool(second) + 2 * bool(form))
            head += b"".join(map(_number, second)) + (_number(form) if form else b"")
            head += _number(len(keys[key, form]))
            before = first
        bits = "".join(codes[key] for key in here)
        bits += "0" * (-len(bits) % 8)
        places = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))
        files.append(stamp + head + places)
    return files


def write_places(places: Sequence[int], length: int) -> str:
    """Places in Rice codes, as a string of 0 and 1."""
    k = max(0, (length // len(places)).bit_length() - 1) if places else 0
    gaps = [place - before for before, place in zip([0, *places], places, strict=False)]
    return "".join("1" * (gap >> k) + f"{gap % 2**k:0{k + 1}b}" for gap in gaps)


def _number(number: int) -> bytes:
    head = b""
    while number > 127:
        head += bytes([number % 128 + 128])
        number //= 128
    return head + bytes([number])
