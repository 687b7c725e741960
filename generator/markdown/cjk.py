"""What Markdown has to know about single characters: is it Chinese, wide, or punctuation?

Needs nothing outside the standard library, so that `escape` stays cheap to import. Unicode's
own tables decide wherever Python has them; what it lacks (emoji presentation, scripts) is here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

HAN = "〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""Han characters, as the inside of a regular expression's character class."""

WHITE = frozenset("\t\n\x0b\x0c\r \xa0\u1680\u202f\u205f\u3000") | {
    chr(code) for code in range(0x2000, 0x200B)
}
"""Unicode white space in the sense of CommonMark 0.31.2, section 2.1."""

_ALWAYS_WIDE = (
    (0x2630, 0x2637),
    (0x268A, 0x268F),
    (0x2E80, 0x303E),
    (0x3041, 0x3247),
    (0x3250, 0x33FF),
    (0x3400, 0x4DBF),
    (0x4DC0, 0x4DFF),
    (0x4E00, 0xA4C6),
    (0xF900, 0xFAFF),
    (0x16FE0, 0x18DFF),
    (0x1AFF0, 0x1B2FF),
    (0x1D300, 0x1D376),
    (0x20000, 0x3FFFD),
)
"""Blocks that are wide throughout, unassigned characters included (UAX #11, section 5), and what
became wide with Unicode 16: Python's tables may be older than the text."""

_HANGUL = (
    (0x1100, 0x11FF),
    (0x302E, 0x302F),
    (0x3131, 0x318E),
    (0x3200, 0x321E),
    (0x3260, 0x327E),
    (0xA960, 0xA97C),
    (0xAC00, 0xD7FB),
    (0xFFA0, 0xFFDC),
)
_ANGLE_BRACKETS = (0x2329, 0x232A)
"""The only wide symbols before U+2E80, besides those above, that are no emoji."""

_SQUARED_EMOJI = frozenset(map(ord, "\U0001f201\U0001f21a\U0001f22f🈲🈳🈴🈵🈶🈸🈹🈺🉐🉑"))


@lru_cache(maxsize=8192)
def is_cjk(character: str) -> bool:
    """Whether this is a CJK character in the sense of the CJK-friendly amendments, section 2.1.

    Wide, full-width or half-width (UAX #11) and no emoji; or Hangul. Chinese quotation marks
    and dashes are of ambiguous width and therefore are not.
    """
    code = ord(character)
    if _within(code, _ALWAYS_WIDE) or _within(code, _HANGUL):
        return True
    return _is_wide(character) and not _is_emoji(code)


@lru_cache(maxsize=8192)
def is_punctuation(character: str) -> bool:
    """Unicode punctuation character of CommonMark 0.31.2: general category P or S."""
    return unicodedata.category(character)[0] in "PS"


@lru_cache(maxsize=8192)
def joins_lines(character: str) -> bool:
    """Whether a line may end or begin here without a space to the neighbouring line.

    Chinese and Japanese text, its punctuation (with the marks “” ‘’ … — · that it shares with
    Latin) and emoji; not Hangul, which has spaces between words (CSS Text 4, segment breaks).
    """
    if character in "“”‘’…—·•\u200b":
        return True
    return unicodedata.east_asian_width(character) in "WFH" and not _within(ord(character), _HANGUL)


def is_variation_selector(character: str) -> bool:
    """Whether this only says how the character before it is drawn."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _is_wide(character: str) -> bool:
    # Python calls unassigned characters full-width, whatever their block.
    width = unicodedata.east_asian_width(character)
    return width in "WFH" and unicodedata.category(character) != "Cn"


def _is_emoji(code: int) -> bool:
    """Whether a wide character is drawn in colour by default (UTS #51)."""
    if code < 0x2E80:
        return code >= 0x2300 and code not in _ANGLE_BRACKETS
    if 0x1F200 <= code <= 0x1F2FF:
        return code in _SQUARED_EMOJI
    return 0x1F000 <= code <= 0x1FAFF


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
