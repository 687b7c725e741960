"""Simplified characters with more than one Traditional form, and which those are.

Nothing is typed here: the lists are read from the dictionary of OpenCC that is installed, so they
are of the version that converts. A dictionary file (`.ocd2`) is a trie of the keys, and behind it
all values; the trie is OpenCC's own affair, but a key can be told from its values, since it is
what they have in common when they are converted back.
https://github.com/BYVoid/OpenCC/blob/master/src/SerializedValues.cpp
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from functools import lru_cache

from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.variants import house, opencc
from generator.variants.forms import Form
from generator.variants.opencc import Convert, each

_ALIGNMENT = 8
"""Bytes; the values begin at a multiple of it, counted from the end of the header."""

_HEADER = b"OPENCC_MARISA_0.2.5"


@lru_cache(maxsize=4)
def candidates(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Each such character to all it may become in `form`, that of the character table first.

    >>> from generator.variants.forms import form_of
    >>> candidates(form_of("zh-Hant-TW"))["干"]
    ('幹', '乾', '干', '榦')

    Forms that are one in the region are one here: 裏 and 裡, 臺 and 台. Raises ProblemsFound
    without OpenCC, or with one whose dictionaries are written in another way.
    """
    lists = _several()
    regional = _regional(form)
    values = sorted({value for values in lists.values() for value in values})
    glyphs = dict(zip(values, each(regional, values), strict=True))
    found = {key: tuple(dict.fromkeys(glyphs[v] for v in lists[key])) for key in sorted(lists)}
    return {key: forms for key, forms in found.items() if len(forms) > 1}


@lru_cache(maxsize=1)
def _several() -> Mapping[str, tuple[str, ...]]:
    """The lines of OpenCC's character table that have more than one value."""
    lists = [values for values in character_values() if len(values) > 1]
    back = _stock("t2s")
    table = _stock("s2t")
    singles = sorted({value for values in lists for value in values})
    simplified = dict(zip(singles, each(back, singles), strict=True))
    keys = sorted({*simplified.values(), *singles})
    first = dict(zip(keys, each(table, keys), strict=True))
    again = dict(zip(keys, each(back, keys), strict=True))
    found: dict[str, tuple[str, ...]] = {}
    for values in lists:
        for key in dict.fromkeys([*(simplified[value] for value in values), *values]):
            if first[key] == values[0] and again[key] == key:
                found.setdefault(key, values)
                break
    return found


def character_values() -> Iterable[tuple[str, ...]]:
    """The values of every line of OpenCC's character table, in the order of the file."""
    data = (opencc.dictionaries() / "STCharacters.ocd2").read_bytes()
    if data.startswith(_HEADER):
        for start in range(len(_HEADER), len(data) - 8, _ALIGNMENT):
            lines, length = struct.unpack_from("<II", data, start)
            counts = start + 8 + length
            if counts < len(data) and data[counts - 1] == 0:
                texts = data[start + 8 : counts]
                # A count for each line and a length for each value, two bytes each, and the end.
                if len(data) - counts == 2 * (lines + texts.count(0)):
                    return _lines(texts, data[counts:])
    raise ProblemsFound([_unknown_dictionary()])


def _lines(texts: bytes, counts: bytes) -> Iterable[tuple[str, ...]]:
    values = texts.decode("utf-8").split("\0")
    numbers = struct.unpack(f"<{len(counts) // 2}H", counts)
    found: list[tuple[str, ...]] = []
    at = taken = 0
    while at < len(numbers):
        found.append(tuple(values[taken : taken + numbers[at]]))
        taken += numbers[at]
        at += 1 + numbers[at]
    return found


def _regional(form: Form) -> Convert:
    """The last stage alone: Traditional to the Traditional of a region."""
    return opencc.load([opencc.regional_glyphs(form, opencc.inline(house.style(form)))])


def _stock(name: str) -> Convert:
    """One of OpenCC's own configurations; for single characters, where they do what ours does."""
    convert: Convert = opencc.package().OpenCC(name).convert
    return convert


def _unknown_dictionary() -> Problem:
    what = Phrase("读不懂这一版 OpenCC 的词典", "the dictionaries of this OpenCC cannot be read")
    mend = Phrase("运行 pip install 'OpenCC>=1.4,<2'", "run pip install 'OpenCC>=1.4,<2'")
    return Problem("no-opencc", Place("opencc"), what, mend)
