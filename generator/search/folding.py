r"""One writing for all writings: what a text and a query must share for one to hold the other.

- Traditional characters become the Simplified ones that OpenCC's table of single characters gives:
  one character for one, never by words, so that any piece of a text folds as the text does.
- Full-width letters, digits and marks become half-width ones, capitals small ones, 「」『』 “”‘’,
  and all dots between the parts of a name one dot.
- White space counts only between two letters or digits that are not Han (`New York`), as one
  space. Characters without width (soft hyphens, variation selectors) do not count.
- All other marks count as what they are: who searches for 。 finds full stops.

The script of the theme does the same by the same rules, with the table that `index` ships.

>>> Folding({"創": "创"}).fold("雙創  ２０１９ 年，ＮＥＷ\u3000York「")
'雙创2019年,new york“'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

BARRIER = "\n"
"""Stands between the paragraphs of a folded text; no query holds one."""

SPACES = "\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)

_WITHOUT_WIDTH = (
    (0x00, 0x08),
    (0x0E, 0x1F),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x180B, 0x180E),
    (0x200B, 0x200F),
    (0x2060, 0x2064),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0100, 0xE01EF),
)

_MARKS = dict(zip("「」『』・‧•", "“”‘’···", strict=True))
"""Quotation marks of Traditional forms, and the dots that keyboards have for ·."""

LOOSE = "著着"
"""Pairs: what a Traditional form has, and what the source form may have for it. The script tries
the second only where the first finds nothing, since 著 is a Simplified character too (著名)."""

_LAST_WITH_CAPITALS = 0x52F
"""Latin, Greek and Cyrillic lie below; what lies above has no capitals a newspaper prints."""

_LETTER = "0-9a-z\u00b5-\u024f\u0370-\u052f"
_SPACE = re.compile(f"(?P<before>[{_LETTER}])? +(?=(?P<after>[{_LETTER}])?)")


class Folding:
    """Folds texts; made once for all, since its table has thousands of lines."""

    def __init__(self, simplified: Mapping[str, str]) -> None:
        """`simplified`: a Traditional character to the Simplified one, for all that differ."""
        table = _rules() | {ord(key): value for key, value in simplified.items()}
        self._table = {chr(code): "" if new is None else str(new) for code, new in table.items()}
        # Most characters stay: to look for those that do not takes half of what `translate` does.
        # A set of characters beyond the BMP would be gone through one by one.
        some = "".join(re.escape(one) for one in self._table if one <= "\uffff")
        self._folded = re.compile(f"[{some}\U00010000-\U0010ffff]").sub

    def fold(self, text: str) -> str:
        """A text or a query as it is compared."""
        table = self._table
        folded = self._folded(lambda found: table.get(found[0], found[0]), text)
        return _SPACE.sub(_space, folded) if " " in folded else folded

    def folded(self, blocks: tuple[str, ...]) -> str:
        """Paragraphs folded each for itself, every one with a barrier behind it.

        >>> Folding({}).folded(("水利", "", "A B"))
        '水利\\na b\\n'
        """
        return "".join(f"{one}{BARRIER}" for one in map(self.fold, blocks) if one)


def _rules() -> dict[int, str | None]:
    """Code point to what it becomes; None where it does not count."""
    table: dict[int, str | None] = {}
    for code in range(_LAST_WITH_CAPITALS + 1):
        small = chr(code).lower()
        if len(small) == 1 and small != chr(code):
            table[code] = small
    for code in range(0xFF01, 0xFF5F):
        table[code] = chr(code - 0xFEE0).lower()
    table |= {ord(mark): one for mark, one in _MARKS.items()}
    table |= {ord(space): " " for space in SPACES}
    for first, last in _WITHOUT_WIDTH:
        table |= dict.fromkeys(range(first, last + 1))
    return table


def _space(found: re.Match[str]) -> str:
    before = found["before"] or ""
    return f"{before} " if before and found["after"] else before
