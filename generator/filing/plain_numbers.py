"""Dates in figures: 二〇一九年十一月 and ２０１９年１１月 both as 2019年11月, for matching only."""

from __future__ import annotations

import re

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("〜"): "~"}
_DIGITS = {ord(numeral): str(digit) for digit, numeral in enumerate("零一二三四五六七八九")}
_DIGITS |= {ord("〇"): "0", ord("○"): "0"}

_ONE = "[一二三四五六七八九]"
_YEAR = re.compile(r"(?<![一二三四五六七八九])[一二][〇○零一二三四五六七八九]{3}(?=年)")
_DAY = re.compile(
    rf"(?<![一二三四五六七八九十])(十[一二]?|{_ONE})月(?:([一二三]?十{_ONE}?|{_ONE})([日号]))?"
)


def plain_numbers(text: str) -> str:
    """`text` with full-width forms folded and the Chinese numerals of dates as figures.

    >>> plain_numbers("二〇一九年十一月二十日，一个月里的三日游")
    '2019年11月20日,一个月里的三日游'
    """
    text = _YEAR.sub(lambda match: match.group().translate(_DIGITS), text.translate(_FOLD))
    return _DAY.sub(_day_in_figures, text)


def number(numerals: str) -> int:
    """The value of figures or of Chinese numerals below a hundred: 十一 → 11, 二十 → 20, 3 → 3."""
    if numerals.isascii():
        return int(numerals)
    tens, ten, ones = numerals.rpartition("十")
    value = int(ones.translate(_DIGITS) or 0)
    return value + (int(tens.translate(_DIGITS) or 1) * 10 if ten else 0)


def _day_in_figures(match: re.Match[str]) -> str:
    month, day, unit = match.groups()
    return f"{number(month)}月" + (f"{number(day)}{unit}" if day else "")
