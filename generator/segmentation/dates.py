"""Dates as a paper prints them over a page, under a title and in a dateline.

Only what is printed: a month and a day without a year stay without a year. Dates told in the text
of an article are not read here; that is filing's business.
"""

from __future__ import annotations

import re

from generator.model import Date

_DIGITS = "0-9〇○零一二三四五六七八九十"

FULL = re.compile(
    rf"(?P<year>(?:19|20)\d\d|"
    rf"[一二][〇○零一二三四五六七八九■]{{3}}) ?[年./-] ?(?P<month>[{_DIGITS}]{{1,3}})"
    rf" ?(?:月份?|[./-]) ?(?:(?P<day>[{_DIGITS}]{{1,3}}) ?[日号]?)?"
)
"""`2019年11月20日`, `2019-11-20`, `2019.11.20`, `二〇一九年十一月`; the day may be missing."""

SHORT = re.compile(rf"(?P<month>[{_DIGITS}]{{1,3}}) ?月 ?(?P<day>[{_DIGITS}]{{1,3}}) ?[日号]")
"""`11月20日`"""

TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")

_NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "■": 0,  # a round zero, folded with the bullets
    "零": 0,
}


def number(text: str) -> int:
    """The number that digits or Chinese numerals up to 99 write; 0 when they write none.

    >>> number("二十三"), number("十"), number("07"), number("二〇一九")
    (23, 10, 7, 2019)
    """
    if text.isdecimal() and text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_NUMERALS.get(tens, 1) if tens else 1) + _NUMERALS.get(ones, 0)
    digits = [str(_NUMERALS[numeral]) for numeral in text if numeral in _NUMERALS]
    return int("".join(digits)) if digits else 0


def date_of(found: re.Match[str]) -> Date:
    """The date of a match of FULL or SHORT; an impossible one gives `Date()`."""
    parts = found.groupdict()
    year, month, day = (number(parts.get(name) or "") for name in ("year", "month", "day"))
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return Date()
    return Date(year, month, day)
