"""Dates as people write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.dates import in_words, is_possible, parse_date
from generator.model import Date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2019-11-20", "2019-11-20"),
        ("2019-1-2", "2019-01-02"),
        ("2019/11/20", "2019-11-20"),
        ("2019.11.20", "2019-11-20"),
        ("2019年11月20日", "2019-11-20"),
        ("2019年11月20", "2019-11-20"),
        ("2019 年 1 月 2 日", "2019-01-02"),
        ("2019年\u30001月\u30002日", "2019-01-02"),
        ("２０１９年１１月２０日", "2019-11-20"),
        ("2019-11-20 08:30", "2019-11-20"),
        ("2019年1月2日 8:00", "2019-01-02"),
        ("2019年1月2日8:00", "2019-01-02"),
        ("2019-11-20T08:30:00Z", "2019-11-20"),
        ("2019-11-20T08:30:00.5+08:00", "2019-11-20"),
        ("  2019-11-20\n", "2019-11-20"),
        ("2019-11", "2019-11"),
        ("2019年11月", "2019-11"),
        ("2019年11", "2019-11"),
        ("2019", "2019"),
        ("2019年", "2019"),
        ("2020-02-29", "2020-02-29"),
        ("1949-10-01", "1949-10-01"),
    ],
)
def test_a_date_is_understood(written: str, iso: str) -> None:
    date = parse_date(written)
    assert date is not None
    assert iso == date.iso


@pytest.mark.parametrize(
    "written",
    [
        "",
        "昨天",
        "2019-02-29",
        "2019-02-30",
        "2019-04-31",
        "2019-13",
        "2019-13-01",
        "2019-00-10",
        "2019-10-00",
        "0000-01-01",
        "1799-12-31",
        "2200",
        "19-11-20",
        "20191120",
        "2019-11-20-1",
        "2019-11-20abc",
        "9" * 5000,
        "2019-" + "1" * 5000,
        "١٩٩٩",
    ],
)
def test_what_no_calendar_has_is_no_date(written: str) -> None:
    assert parse_date(written) is None


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)))
@settings(deadline=None, max_examples=200)
def test_every_day_is_read_back_from_its_own_words(day: datetime.date) -> None:
    date = Date(day.year, day.month, day.day)
    assert date == parse_date(date.iso)
    words = in_words(date)
    assert "一二三四五六日"[day.weekday()] == words[-1]
    assert date == parse_date(words.split(" ")[0])
    assert is_possible(date)


@given(st.text("0123456789-/.年月日: TZ+", max_size=24))
@settings(deadline=None, max_examples=300)
def test_whatever_is_written_gives_a_possible_date_or_none(written: str) -> None:
    date = parse_date(written)
    assert date is None or is_possible(date)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (Date(2019, 11, 20), "2019年11月20日 星期三"),
        (Date(2019, 1, 6), "2019年1月6日 星期日"),
        (Date(2019, 11), "2019年11月"),
        (Date(2019), "2019年"),
        (Date(), ""),
    ],
)
def test_a_date_is_printed_as_far_as_it_is_known(date: Date, words: str) -> None:
    assert words == in_words(date)
