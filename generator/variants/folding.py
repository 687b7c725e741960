"""Single Traditional characters to Simplified ones, for search: one writing for all writings.

By characters and never by phrases: a piece of a text must become what it is a piece of in the whole
text. 乾 is 干 here even in 乾隆, and 後 and 后 are one; search finds a little more for it.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.variants import opencc
from generator.variants.keeping import Keep, anew

_HAN = (
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0x20000, 0x2A6E0),
    (0x2A700, 0x2EBF0),
    (0x2F800, 0x2FA20),
    (0x30000, 0x33480),
)
"""First code point of each block of Han characters, and the one behind its last."""


_TOGETHER = 4096


_FOUND: dict[str, str] = {}
"""What was found, once for the process."""


def simplified_characters(keep: Keep = anew) -> Mapping[str, str]:
    """Every Traditional character that has another Simplified one, with that one.

    Of the two steps that a few take (薴 苧 苎) none is left: the values are no keys. All characters
    there are need be asked only once where the answer is kept, for the OpenCC that gave it.
    """
    if not _FOUND:
        pairs = keep(("simplified", _HAN, opencc.edition()), _asked)
        _FOUND.update(zip(pairs[::2], pairs[1::2], strict=True))
    return _FOUND


def _asked() -> str:
    """The pairs, one behind the other."""
    table: dict[str, str] = {}
    convert = opencc.simplifier()
    # By parts: a list of every character there is would take more memory than the index.
    for first, end in _HAN:
        for start in range(first, end, _TOGETHER):
            some = [chr(code) for code in range(start, min(start + _TOGETHER, end))]
            pairs = zip(some, opencc.each(convert, some), strict=True)
            table |= {one: new for one, new in pairs if one != new and len(new) == 1}
    return "".join(one + _at_the_end(new, table) for one, new in table.items())


def _at_the_end(one: str, table: Mapping[str, str]) -> str:
    while one in table:
        one = table[one]
    return one
