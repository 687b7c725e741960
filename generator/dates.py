"""Dates as people write them and as a newspaper prints them; known as far as they are known.

No clock, no locale: a newspaper's date is the one printed on its masthead. Machines that want an
instant get the beginning of that day, in the time zone of the site.
"""

from __future__ import annotations

import datetime
import re

from generator.model import Date, Prose

_WRITTEN = re.compile(
    r"""(?P<year>\d{4})
        (?: \s*[-/.年]\s* (?P<month>\d{1,2})
            (?: \s*[-/.月]\s* (?P<day>\d{1,2}) \s*日? | \s*月? ) | \s*年? )
        (?: (?:[T\s]+|\s*)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?
            \s*(?P<offset>Z|[+-]\d{2}:?\d{2})? )?""",
    re.VERBOSE | re.ASCII,
)
_FOLD = str.maketrans("０１２３４５６７８９：－／．\u3000", "0123456789:-/. ")
_WEEKDAYS = "一二三四五六日"


def parse_date(text: str) -> Date | None:
    """The date that a person wrote, or None when it is not one.

    >>> parse_date("2026年1月2日").iso, parse_date("2026-1-2 8:00").iso, parse_date("2019-11").iso
    ('2026-01-02', '2026-01-02', '2019-11')
    >>> parse_date("2019-02-30") is None
    True

    A time of day is understood and not kept: articles are dated by the day.
    """
    match = _WRITTEN.fullmatch(text.strip().translate(_FOLD))
    if not match:
        return None
    date = Date(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))
    written = match["month"] is not None, match["day"] is not None
    known = bool(date.month), bool(date.day)
    return date if written == known and is_possible(date) else None


def parse_moment(text: str) -> str | None:
    """The moment that a person wrote, or None when it is none: a day, with or without a time.

    >>> parse_moment("2026年1月2日 8:00"), parse_moment("2026-1-2"), parse_moment("2026-01")
    ('2026-01-02T08:00:00', '2026-01-02T00:00:00', None)
    >>> parse_moment("2026-01-02T08:00+08:00"), parse_moment("2026-01-02 25:00")
    ('2026-01-02T08:00:00+08:00', None)
    """
    match = _WRITTEN.fullmatch(text.strip().translate(_FOLD))
    date = parse_date(text)
    if not match or not date or not date.day:
        return None
    try:
        hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
        time = datetime.time(hour, minute, second)
        written = f"{date.iso}T{time.isoformat()}{match['offset'] or ''}"
        return datetime.datetime.fromisoformat(written).isoformat()
    except ValueError:
        return None


def moment(written: str, timezone: str) -> datetime.datetime:
    """The instant of what `parse_moment` gives; `timezone` is for one without an offset.

    >>> moment("2026-01-02T08:00:00", "+08:00").isoformat()
    '2026-01-02T08:00:00+08:00'
    """
    told = datetime.datetime.fromisoformat(written)
    return told if told.tzinfo else datetime.datetime.fromisoformat(f"{written}{timezone}")


def is_possible(date: Date) -> bool:
    """Whether the calendar has such a day, month or year (1800 to 2199)."""
    if not 1800 <= date.year <= 2199:
        return False
    try:
        datetime.date(date.year, date.month or 1, date.day or 1)
    except ValueError:
        return False
    return True


def in_words(date: Date) -> Prose:
    """As a newspaper prints it.

    >>> in_words(Date(2019, 11, 20)), in_words(Date(2019, 11)), in_words(Date())
    ('2019年11月20日 星期三', '2019年11月', '')
    """
    if not date.year:
        return Prose("")
    if not date.month:
        return Prose(f"{date.year}年")
    if not date.day:
        return Prose(f"{date.year}年{date.month}月")
    weekday = _WEEKDAYS[datetime.date(date.year, date.month, date.day).weekday()]
    return Prose(f"{date.year}年{date.month}月{date.day}日 星期{weekday}")


def begins(date: Date, timezone: str) -> str:
    """The instant at which the first day of what is known begins; empty when nothing is known.

    >>> begins(Date(2019, 11, 20), "+08:00"), begins(Date(2019, 11), "+08:00")
    ('2019-11-20T00:00:00+08:00', '2019-11-01T00:00:00+08:00')
    """
    if not date.year:
        return ""
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T00:00:00{timezone}"
