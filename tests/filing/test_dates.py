"""When an article is from: stated, inferred or unknown, and never invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.filing.dates import Dating, date_article, date_page
from generator.filing.plain_numbers import plain_numbers
from generator.model import Date

JANUARY_2 = Date(2020, 1, 2)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("2019-11", "11月15日~17日,2019城市创业博览会在会展中心举行。"),
        ("2019-11", "2019城市创业博览会11月15日开幕。"),
        ("2019-11", "2019年11月3日，大会开幕。"),
        ("2019-11", "二〇一九年十一月三日，大会开幕。"),
        ("2019-11", "二○一九年十一月，大会开幕。"),
        ("2019-11", "２０１９年１１月３日，大会开幕。"),
        ("2019-11", "2019 年 11 月 3 日，大会开幕。"),
        ("2019-11", "截至2019年10月底，全市共有三百家。"),
        ("2019-11", "2019年，试点铺开。今年1~10月份，信访量下降。"),
        ("2019-11", "2019年，试点铺开。今年1至10月，信访量下降。"),
        ("2019-11", "2019年，试点铺开。今年前10个月，信访量下降。"),
        ("2019-10", "2019年，试点铺开。今年前三季度，信访量下降。"),
        ("2019-07", "2019年，试点铺开。今年上半年，信访量下降。"),
        ("2019-04", "2019年，试点铺开。今年一季度，信访量下降。"),
        ("2019", "2018年的会议之后，2019年的年会移师本市。"),
        ("2019", "学校有学生2000人，2019年新招三百人。"),
        ("2020", "2020年上半年共贷出八千万元。"),
    ],
)
def test_the_words_of_the_text_give_a_lower_bound(expected: str, text: str) -> None:
    dating = date_article("题目", (text,))
    assert (expected, "inferred", True) == (dating.date.iso, dating.kind, dating.doubtful)


@pytest.mark.parametrize(
    "text",
    [
        "近日，大会开幕。去年以来，日前，当天，近年来。",
        "11月15日，大会开幕。",
        "今年1~9月，出口增长。",
        "2017年荣获金奖，2018年又获大奖。",
        "公司成立于2008年，2012年搬到这里以来没有停过工。",
        "到2025年，全面建成新城。",
        "2030年，这里将通高铁。",
        "力争2022年完工，备战2022年亚运会。",
        "依照《发展规划（2021年）》办理。",
        "共有2019人到会，捐款2019元，编号20191120。",
        "他1985年出生，2003年毕业。",
        "票价2019.5元，比分20:19。",
    ],
)
def test_what_does_not_say_when_gives_no_date(text: str) -> None:
    dating = date_article("题目", ("大会开幕。", text))
    assert (Date(), None) == (dating.date, dating.kind)
    assert " / " in dating.reason


def test_a_month_in_passing_further_down_gives_the_year_only() -> None:
    dating = date_article("题目", ("近日，联盟开会。", "2019年7月，学院组建了联盟。"))
    assert dating.date == Date(2019)


def test_a_count_without_a_year_is_told_in_the_reason() -> None:
    assert "今年1~9月" in date_article("题目", ("今年1~9月，出口增长。",)).reason


@pytest.mark.parametrize(
    "text", ["2019年13月40日，开会。", "2019年2月30日，开会。", "2019-13-40开会。"]
)
def test_an_impossible_date_is_ignored_and_named(text: str) -> None:
    dating = date_article("题目", (text,))
    assert (Date(), None) == (dating.date, dating.kind)
    assert "不是日期" in dating.reason
    assert dating.doubtful


@pytest.mark.parametrize(
    ("expected", "day", "issue"),
    [
        (Date(2019, 12, 31), (12, 31), Date(2020, 1)),
        (Date(2020, 1, 3), (1, 3), Date(2020, 1)),
        (Date(2020, 1, 1), (1, 1), Date(2019, 12)),
        (Date(2020, 2, 29), (2, 29), Date(2020, 3)),
        (Date(2020, 5, 6), (5, 6), Date(2020)),
    ],
)
def test_a_dateline_takes_its_year_from_the_issue(
    expected: Date, day: tuple[int, int], issue: Date
) -> None:
    for known in ({"given": issue}, {"masthead": issue}):
        dating = date_article("题目", (), dateline=Date(0, *day), **known)
        assert (expected, "stated") == (dating.date, dating.kind)


@pytest.mark.parametrize("day", [(1, 2), (1, 1), (12, 30)])
def test_the_day_of_the_paper_beats_the_day_of_writing(day: tuple[int, int]) -> None:
    for known in ({"given": JANUARY_2}, {"masthead": JANUARY_2}):
        dating = date_article("题目", (), dateline=Date(0, *day), **known)
        assert (JANUARY_2, "stated", False) == (dating.date, dating.kind, dating.doubtful)


def test_a_dateline_still_in_the_paragraph_is_read_too() -> None:
    dating = date_article("题目", ("本报1月2日讯 新桥通车。",), given=Date(2020, 1))
    assert dating.date == JANUARY_2
    assert date_article("题目", ("新华社北京2020年1月2日电 新桥通车。",)).date == JANUARY_2


def test_a_dateline_without_any_year_stays_unknown_and_is_told() -> None:
    dating = date_article("题目", ("2019年，试点铺开。",), dateline=Date(0, 1, 2))
    assert (Date(), None) == (dating.date, dating.kind)
    assert "01-02" in dating.reason


@pytest.mark.parametrize("day", [(2, 30), (13, 1), (2, 29)])
def test_a_dateline_that_no_calendar_has_leaves_the_date_of_the_issue(day: tuple[int, int]) -> None:
    issue = Date(2019, 3, 1)
    dating = date_article("题目", (), dateline=Date(0, *day), given=issue)
    assert (issue, True) == (dating.date, dating.doubtful)
    assert "不是日期" in dating.reason


def test_a_dateline_far_from_its_issue_is_marked() -> None:
    near = date_article("题目", (), dateline=Date(0, 12, 30), given=JANUARY_2)
    far = date_article("题目", (), dateline=Date(0, 7, 30), given=JANUARY_2)
    assert (near.doubtful, far.doubtful) == (False, True)


def test_given_beats_masthead_and_masthead_beats_the_text() -> None:
    text = ("2018年3月4日，大会开幕。",)
    assert date_article("题目", text, masthead=JANUARY_2).date == JANUARY_2
    both = date_article("题目", text, given=Date(2020, 1, 5), masthead=JANUARY_2)
    assert (Date(2020, 1, 5), True) == (both.date, both.doubtful)


def test_the_masthead_may_add_the_day_to_a_given_month() -> None:
    dating = date_article("题目", (), given=Date(2020, 1), masthead=JANUARY_2)
    assert (dating.date, dating.doubtful) == (JANUARY_2, False)


def test_a_date_line_in_the_article_is_its_date() -> None:
    assert date_article("题目", (), stated=JANUARY_2).date == JANUARY_2
    assert date_article("题目", (), stated=Date(0, 1, 2), given=Date(2020)).date == JANUARY_2


def test_the_page_is_no_earlier_than_its_latest_article() -> None:
    articles = [Dating(Date(2019)), Dating(), Dating(Date(2019, 11)), Dating(Date(2018, 12))]
    hint = date_page(articles)
    assert (Date(2019, 11), "inferred", True) == (hint.date, hint.kind, hint.doubtful)
    assert date_page([Dating()]).date == Date()
    assert date_page(articles, masthead=JANUARY_2).date == JANUARY_2


def test_only_numerals_of_dates_become_figures() -> None:
    assert plain_numbers("二〇一九年十月一日，一个月") == "2019年10月1日,一个月"
    assert (
        plain_numbers("三十一日、三月里的小雨、十二月三十一日") == "三十一日、3月里的小雨、12月31日"
    )


_WORDS = (
    "2019年 13月 2月 30日 二〇一九年 十一月 2018 今年 1~10月 截至 底 大会 到 将 本报 讯 0 前三季度"
)
_PARTS = st.sampled_from([*_WORDS.split(), *"，。《》-９\n"])
_DATES = st.builds(
    Date, st.sampled_from([0, 1, 2019, 2020, 9999]), st.integers(0, 13), st.integers(0, 32)
)


@settings(deadline=None, max_examples=200)
@given(st.lists(_PARTS, max_size=14).map("".join), _DATES, _DATES, _DATES)
def test_whatever_is_printed_the_date_is_possible_and_has_a_reason(
    text: str, issue: Date, dateline: Date, stated: Date
) -> None:
    dating = date_article("题", (text,), given=issue, dateline=dateline, stated=stated)
    assert " / " in dating.reason
    assert (dating.kind is None) == (dating.date.year == 0)
    if dating.date.day:
        assert dating.kind == "stated"
