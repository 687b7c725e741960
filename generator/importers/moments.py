"""When something was published, as feeds and web pages write it: with a time and an offset.

Only what is written in full is read. A day without an offset is that day; a moment with one is
kept as a moment, because the day it falls on depends on where the paper is.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from generator.model import Date

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?![\d])")


def read_moment(text: str) -> tuple[Date, datetime | None]:
    """The date, where no offset is written, or the moment; nothing for anything else.

    >>> read_moment("2019-11-20 08:12:00")[0].iso
    '2019-11-20'
    >>> read_moment("Tue, 19 Nov 2019 23:30:00 GMT")[1].isoformat()
    '2019-11-19T23:30:00+00:00'
    """
    text = text.strip()[:60]
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if moment.tzinfo is None:
            return Date(moment.year, moment.month, moment.day), None
        return Date(), moment
    found = _DAY.match(text)
    if found is None:
        return Date(), None
    year, month, day = map(int, found.groups())
    try:
        datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return Date(), None
    return Date(year, month, day), None
