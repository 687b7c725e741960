"""When an article is from, as far as the page says: stated, inferred, or not known.

Nothing is ever made up. What the user or the masthead says comes first; where it has no day, a
dateline fills it in; only then do the words of the text give a year or a month, as a lower bound.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.dates import is_possible
from generator.filing.plain_numbers import plain_numbers
from generator.filing.time_words import read_time_words
from generator.model import Date, DateKind

FAR = 60
"""Days between dateline and issue from which an editor should look."""
TOO_FAR = 300
"""Days from which the dateline cannot belong to this issue."""


@dataclass(frozen=True, slots=True)
class Dating:
    """A date, how it is known, and why."""

    date: Date = Date()
    kind: DateKind | None = None
    reason: str = ""
    """In Chinese, with an English half after ` / `; never empty."""
    doubtful: bool = False


def date_article(
    title: str,
    paragraphs: Sequence[str],
    *,
    given: Date = Date(),
    masthead: Date = Date(),
    stated: Date = Date(),
    dateline: Date = Date(),
) -> Dating:
    """When an article was published, by the best evidence there is.

    `given` is what the user or the file name says, `masthead` what the page prints above its
    articles, `stated` a date line inside the article, `dateline` that of its 电头; the year of the
    last two may be 0. An impossible date counts for nothing and is named in the reason.
    """
    issue = _issue(given, masthead)
    ignored: list[str] = []
    printed = [(stated, _DATE_LINE), (dateline, _DATELINE)]
    if not _has_day(dateline):
        printed.append((_dateline_in(paragraphs), _DATELINE))
    for date, said in printed:
        found = _of_the_article(date, said, issue.date, ignored)
        if found and _has_day(issue.date):
            # A dateline is the day of writing; the date of an article is that of its paper.
            issue = replace(issue, doubtful=issue.doubtful or found.doubtful)
        elif found:
            return _with_ignored(found, ignored)
    if issue.date.year:
        return _with_ignored(issue, ignored)
    return _with_ignored(_inferred(title, paragraphs, ignored), ignored)


def date_page(
    articles: Iterable[Dating], *, given: Date = Date(), masthead: Date = Date()
) -> Dating:
    """A hint for the whole page: no article says that it appeared before this.

    What is given or printed above the articles is the date; else the latest date of any article is
    a lower bound that the user is asked about.
    """
    issue = _issue(given, masthead)
    if issue.date.year:
        return issue
    dated = [dating for dating in articles if dating.date.year]
    if not dated:
        return Dating(Date(), None, "全页没有可凭的日期 / nothing on the page says when", True)
    latest = max(dated, key=lambda dating: dating.date)
    reason = (
        f"各篇中最晚的是 {latest.date.iso}，见报在其时或其后，请核对"
        f" / the latest of its articles is {latest.date.iso}: printed then or later, please check"
    )
    return Dating(latest.date, "inferred", reason, True)


_DATE_LINE = ("文中的日期行", "a date line in the article")
_DATELINE = ("电头", "the dateline")


def _issue(given: Date, masthead: Date) -> Dating:
    """The date of the issue and who says so; the masthead may add the day to a given month."""
    usable = [
        Dating(date, "stated", reason)
        for date, reason in (
            (given, "用户或文件名所给 / given by the user or the file name"),
            (masthead, "报头所印 / printed on the masthead"),
        )
        if is_possible(date)
    ]
    if len(usable) < 2 or given == masthead:
        return usable[0] if usable else Dating()
    if masthead.iso.startswith(given.iso):
        return usable[1]
    if given.iso.startswith(masthead.iso):
        return usable[0]
    reason = (
        f"用户或文件名所给；报头却印着 {masthead.iso}"
        f" / given by the user or the file name; the masthead says {masthead.iso}"
    )
    return Dating(given, "stated", reason, True)


def _of_the_article(
    printed: Date, said: tuple[str, str], issue: Date, ignored: list[str]
) -> Dating | None:
    """The date that the article itself prints, with the year of the issue where it has none."""
    zh, en = said
    if not printed.year and not (printed.month or printed.day):
        return None
    best: Date | None = printed
    if not printed.year:
        exists = is_possible(Date(_LEAP_YEAR, printed.month, printed.day)) and _has_day(printed)
        if exists and not issue.year:
            return _no_year(printed, said)
        best = _nearest(printed, issue) if exists else None
    elif not is_possible(printed):
        best = None
    if best is None:
        ignored.append(_as_printed(printed))
        return None
    far = bool(issue.year) and _distance(best, issue) > FAR
    if printed.year:
        return Dating(best, "stated", f"{zh}写明 / stated by {en}", far)
    day = f"{printed.month:02}-{printed.day:02}"
    reason = f"{zh}“{day}”，年份取自 {issue.iso} / {en} says {day}, with the year of {issue.iso}"
    return Dating(best, "stated", reason, far)


_LEAP_YEAR = 2000
_DATELINE_IN_TEXT = re.compile(
    r"[^。,“\n]{0,24}?(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:讯|电|消息)"
)


def _dateline_in(paragraphs: Sequence[str]) -> Date:
    """A dateline that is still in the first paragraph: 本报1月2日讯."""
    match = _DATELINE_IN_TEXT.match(plain_numbers(paragraphs[0])) if paragraphs else None
    return Date(int(match[1] or 0), int(match[2]), int(match[3])) if match else Date()


def _nearest(printed: Date, issue: Date) -> Date | None:
    """The year that brings a day of the calendar nearest to its issue, before rather than after.

    A dateline of 30 December in the issue of 2 January is of the year before.
    """
    candidates = [
        date
        for year in (issue.year - 1, issue.year, issue.year + 1)
        if is_possible(date := Date(year, printed.month, printed.day))
    ]
    if not issue.month:
        candidates = [date for date in candidates if date.year == issue.year]
    if not candidates:
        return None
    best = min(candidates, key=lambda date: _distance(date, issue, after_issue=10))
    return best if _distance(best, issue) <= TOO_FAR or not issue.month else None


def _distance(date: Date, issue: Date, *, after_issue: int = 1) -> int:
    """Days between a date and its issue; days after it weigh `after_issue` times."""
    if not issue.month:
        return 0 if date.year == issue.year else 366 * abs(date.year - issue.year)
    # An issue known by its month may be of any of its days, so only days outside it count.
    first = datetime.date(issue.year, issue.month, issue.day or 1)
    following = datetime.date(issue.year + issue.month // 12, issue.month % 12 + 1, 1)
    last = first if issue.day else following - datetime.timedelta(days=1)
    day = datetime.date(date.year, date.month or 1, date.day or 1)
    return max((first - day).days, (day - last).days * after_issue, 0)


def _inferred(title: str, paragraphs: Sequence[str], ignored: list[str]) -> Dating:
    words = read_time_words(title, tuple(paragraphs))
    ignored += words.impossible
    if words.bounds:
        best = max(words.bounds, key=lambda bound: bound.date)
        zh, _, en = best.why.partition(" / ")
        said = f"“{best.said}”"
        return Dating(best.date, "inferred", f"{said}：{zh} / {said}: {en}", True)
    if words.counted:
        return Dating(
            reason=f"只有“{words.counted}”，没有年份 / only “{words.counted}”, and no year"
        )
    return Dating(reason="文中没有可凭的日期 / nothing in the text says when")


def _no_year(printed: Date, said: tuple[str, str]) -> Dating:
    day = f"{printed.month:02}-{printed.day:02}"
    reason = f"{said[0]}只有 {day}，没有年份 / {said[1]} says {day} and no year"
    return Dating(reason=reason, doubtful=True)


def _with_ignored(dating: Dating, ignored: Sequence[str]) -> Dating:
    if not ignored:
        return dating
    said = "、".join(dict.fromkeys(ignored))
    zh, _, en = dating.reason.partition(" / ")
    reason = f"{zh}；“{said}”不是日期，未取 / {en}; “{said}” is no date and was ignored"
    return Dating(dating.date, dating.kind, reason, True)


def _has_day(date: Date) -> bool:
    return bool(date.month and date.day)


def _as_printed(date: Date) -> str:
    parts = (f"{date.year}年" if date.year else "", f"{date.month}月", f"{date.day}日")
    return "".join(parts)
