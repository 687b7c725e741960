"""Months as a wall calendar has them, each day with the issues that appeared on it.

Weeks begin on Monday (GB/T 7408, CNS 7648). Only issues whose day is known are on a calendar.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator

from generator.dates import in_words
from generator.model import Date
from generator.views import CalendarMonth, Day, IssueHead, Week


def months(dated: Iterable[tuple[Date, IssueHead]]) -> Iterator[CalendarMonth]:
    """The months in which an issue appeared, the newest first."""
    by_month: dict[tuple[int, int], dict[int, list[IssueHead]]] = {}
    for date, head in dated:
        if date.day:
            days = by_month.setdefault((date.year, date.month), {})
            days.setdefault(date.day, []).append(head)
    for year, month in sorted(by_month, reverse=True):
        weeks = tuple(_weeks(year, month, by_month[year, month]))
        yield CalendarMonth(in_words(Date(year, month)), weeks)


def _weeks(year: int, month: int, issues: dict[int, list[IssueHead]]) -> Iterator[Week]:
    for numbers in calendar.Calendar(calendar.MONDAY).monthdayscalendar(year, month):
        yield Week(tuple(Day(number, tuple(issues.get(number, ()))) for number in numbers))
