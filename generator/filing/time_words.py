"""What a text says of time: the years, months and days that bound when it can have been printed.

Only what is printed counts, and each find is a lower bound: a paper that counts to October came out
in November or later. Plans, founding years and awards speak of another time and are left out. A
general date parser is no help: it fills in today's year, and so invents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.dates import is_possible
from generator.filing.plain_numbers import number, plain_numbers
from generator.model import Date


@dataclass(frozen=True, slots=True)
class Bound:
    """The article was printed in this year or month, or later."""

    date: Date
    said: str
    """The words that say so."""
    why: str
    """In Chinese, with an English half after ` / `."""


@dataclass(frozen=True, slots=True)
class TimeWords:
    """All bounds of an article, and what was no date at all."""

    bounds: tuple[Bound, ...] = ()
    impossible: tuple[str, ...] = ()
    """`2019年13月40日`"""
    counted: str = ""
    """`今年1~9月`, where the article names no year that it could belong to."""


def read_time_words(title: str, paragraphs: tuple[str, ...]) -> TimeWords:
    """Everything that an article says of its time.

    >>> found = read_time_words("", ("11月15日~17日,2019城市创业博览会举行。",))
    >>> [bound.date.iso for bound in found.bounds]
    ['2019', '2019-11']
    """
    lines = [plain_numbers(line) for line in (title, *paragraphs)]
    text = "\n".join(lines)
    lead_end = sum(len(line) + 1 for line in lines[:2])
    impossible: list[str] = []
    bounds = [
        *_written_dates(text, impossible),
        *_years(text, lead_end, impossible),
    ]
    year = max((bound.date.year for bound in bounds), default=0)
    counts = list(_counts(text, year))
    unbound = [bound.said for bound in counts if not bound.date.year]
    bounds += [bound for bound in counts if bound.date.year]
    return TimeWords(tuple(bounds), tuple(impossible), unbound[0] if unbound else "")


_DATED = "文中写明的日期，见报在其时或其后 / a date in the text: printed then or later"
_SAME_SENTENCE = "年份与月日同在一句 / the year and the day stand in one sentence"
_YEAR_ONLY = "文中最近的年份，见报在其年或其后 / the latest year in the text: printed then or later"
_COUNTED = "统计到上月，见报在其后 / it counts to the month before: printed later"

_SINGLE_YEAR = r"(?<![\d.])(?P<year>(?:18|19|20)\d{2})"
_YEAR = re.compile(
    rf"{_SINGLE_YEAR}(?:\s*年?\s*[-~—至到]+\s*(?P<end>(?:19|20)\d{{2}}))?\s*年"
    r"(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*[日号])?)?"
)
# 2019城市博览会: a year without 年 is one only in a name of something held that year.
_EVENT_YEAR = re.compile(
    rf"{_SINGLE_YEAR}(?=[“一-鿿](?<![年月日个元人名件项万亿多余米吨公里户家辆次场篇台份只块张页套])"
    r"[^,。;、\n\d]{0,18}?(?:会|节|赛|展|论坛|马拉松|杯|盛典|行动))|\A(?P<head>20\d{2})(?=[,:·\s])"
)
_WRITTEN = re.compile(r"(?<![\d.-])((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})(?![\d-])")
_DAY = re.compile(r"(?:(?<=今年)|(?<![\d年]))(\d{1,2})月(\d{1,2})[日号](?!,?(?:起|前|将))")
_SENTENCE_END = re.compile(r"[。！？!?\n]")

_COUNT = re.compile(
    r"(?<!去年)(?<!上年)(?<!前年)(?<!同期)(?<!\d)"
    r"(?:(?P<year>20\d{2})年|(?P<this>今年)(?:以来,?)?|(?<![年\d-]))"
    r"(?:[1一]月?份?[-~—至到]+(?P<upto>\d{1,2})月"
    r"|前(?P<first>\d{1,2}|[一二三四五六七八九十]{1,2})个?月"
    r"|(?P<part>第?[一1]季度|上半年|前[三3]季度)"
    r"|(?:截至|截止|截止到)(?:(?P<closed_year>20\d{2})年|今年)?(?P<closed>\d{1,2})月(?:底|末|3[01]日))"
)
_QUARTERS = {"一": 3, "1": 3, "上": 6, "三": 9, "3": 9}

_OTHER_TIME_BEFORE = re.compile(
    r"(?:力争|争取|预计|计划|确保|目标|将于|将在|将从|拟于|定于|有望|备战|迎接|筹备|申办|冲刺|倒计时|面向"
    r"|到|至|自|从|第[一二三四五]次是|那是|是在|当年|最早|始于|创办于|成立于|创建于|建于|建成于|生于|追溯到|早在)\s*$"
)
_PLANNED_AFTER = re.compile(
    r"(?:底|末)?前?(?:,?[^,。;\n]{0,10}(?:力争|全面建成|基本建成|将)|[^,。;\n]{0,2}(?:规划|目标))"
)
_PAST_AFTER = re.compile(
    r"(?:前后|初|底|末|春|夏|秋|冬)?,?(?:他|她|公司|学校|医院|企业|该[一-鿿])?,?"
    r"(?:出生|生于|创办|创立|创建|成立|始建|兴建|建成|建校|建厂|建院|创刊|开业|毕业|考入|考上|大学毕业|入伍|参军|入党"
    r"|[^,。;\n]{0,12}以来|退休|退伍|荣获|荣膺|获|又获|被评|被授予|被列|被认定|入选|起|开始|生人|版)"
)
_COUNTED_UPTO = re.compile(r"截[至止]到?\s*$")


def _written_dates(text: str, impossible: list[str]) -> list[Bound]:
    """2019-11-20, 2019.11.20."""
    bounds = []
    for match in _WRITTEN.finditer(text):
        date = Date(*(int(part) for part in match.groups()))
        if is_possible(date):
            bounds.append(Bound(Date(date.year, date.month), match.group(), _DATED))
        else:
            impossible.append(match.group())
    return bounds


def _years(text: str, lead_end: int, impossible: list[str]) -> list[Bound]:
    """What years with 年, and those in the names of events, say."""
    bounds: list[Bound] = []
    for match in _YEAR.finditer(text):
        said = match.group().strip()
        date = Date(
            int(match["end"] or match["year"]), int(match["month"] or 0), int(match["day"] or 0)
        )
        if not is_possible(date) or (match["month"] and not date.month):
            impossible.append(said)
        elif _is_of_another_time(text, match):
            continue
        elif date.day or (date.month and match.start() < lead_end):
            bounds.append(Bound(Date(date.year, date.month), said, _DATED))
        else:
            # A month in passing, further down, is the past as often as not: the year is enough.
            bounds.append(Bound(Date(date.year), said, _YEAR_ONLY))
            bounds += _days_of_the_sentence(text, match, date.year, impossible)
    for match in _EVENT_YEAR.finditer(text):
        year = int(match["year"] or match["head"])
        if not _is_of_another_time(text, match):
            bounds.append(Bound(Date(year), match.group(), _YEAR_ONLY))
            bounds += _days_of_the_sentence(text, match, year, impossible)
    return bounds


def _is_of_another_time(text: str, match: re.Match[str]) -> bool:
    """Whether a year is a plan, a founding or an award, and so says nothing of the printing."""
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() :][:24]
    if before.rfind("《") > before.rfind("》"):
        return True  # the title of a plan or a report
    if _COUNTED_UPTO.search(before):
        return False
    return bool(
        _OTHER_TIME_BEFORE.search(before) or _PLANNED_AFTER.match(after) or _PAST_AFTER.match(after)
    )


def _days_of_the_sentence(
    text: str, match: re.Match[str], year: int, impossible: list[str]
) -> list[Bound]:
    """Days of the same sentence without a year of their own: `11月15日~17日,2019…博览会`.

    Not beside `2019年度`, which is honoured in the year after.
    """
    if "月" in match.group() or text.startswith("度", match.end()):
        return []
    start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, match.start())), default=0)
    end = _SENTENCE_END.search(text, match.end())
    bounds = []
    for day in _DAY.finditer(text, start, end.start() if end else len(text)):
        date = Date(year, int(day[1]), int(day[2]))
        if is_possible(date) and date.month and date.day:
            said = f"{match.group().strip()}…{day.group()}"
            bounds.append(Bound(Date(year, date.month), said, _SAME_SENTENCE))
        else:
            impossible.append(day.group())
    return bounds


def _counts(text: str, year: int) -> list[Bound]:
    """今年1~10月, 前三季度, 截至10月底: the month after; of `year` where they name none.

    The date has no year when there is none to take.
    """
    bounds = []
    for match in _COUNT.finditer(text):
        own = int(match["year"] or match["closed_year"] or 0)
        upto = match["upto"] or match["first"] or match["closed"]
        last = number(upto) if upto else _QUARTERS[match["part"].strip("第前季度")[0]]
        if not 1 <= last <= 12:
            continue
        if match["year"]:
            date = Date(own)  # 2020年上半年 may be looked back on in 2021; 今年上半年 may not
        elif last < 12:
            date = Date(own or year, last + 1)
        else:
            date = Date(own + 1, 1) if own else Date(year)
        bounds.append(Bound(date if date.year else Date(), match.group(), _COUNTED))
    return bounds
