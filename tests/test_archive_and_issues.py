"""The calendar of the archive, and an issue in full on one page."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import machine_world
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import SITE, article, digest

from generator import calendars
from generator.build import build
from generator.checking import check
from generator.model import Date, Prose
from generator.views import IssueHead, When


def head(date: Date, title: str = "", number: str = "") -> IssueHead:
    text = f"{date.year}年{date.month}月{date.day}日 星期三"
    url = f"/issues/{date.iso}/"
    return IssueHead(url, Prose(title or text), number, When(Prose(text), date.iso), 3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dates(datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)), max_size=8))
def test_every_issue_is_on_its_day_and_every_month_is_whole(days: list[datetime.date]) -> None:
    dated = [(d, head(d)) for d in (Date(day.year, day.month, day.day) for day in days)]
    months = list(calendars.months(dated))
    assert sorted({(day.year, day.month) for day in days}, reverse=True) == [
        tuple(map(int, re.findall(r"\d+", month.label))) for month in months
    ]
    shown = []
    for month in months:
        year, number = map(int, re.findall(r"\d+", month.label))
        numbers = [day.number for week in month.weeks for day in week.days]
        assert list(range(1, max(numbers) + 1)) == [n for n in numbers if n]
        assert all(len(week.days) == 7 for week in month.weeks)
        for week in month.weeks:
            for place, day in enumerate(week.days):
                if day.number:
                    assert place == datetime.date(year, number, day.number).weekday()
                shown += [(one.url, (year, number, day.number)) for one in day.issues]
    expected = [(f"/issues/{day.isoformat()}/", (day.year, day.month, day.day)) for day in days]
    assert sorted(expected) == sorted(shown)


def test_an_issue_whose_day_is_not_known_is_on_no_calendar() -> None:
    assert [] == list(calendars.months([(Date(2019, 11), head(Date(2019, 11)))]))


def dated(day: str, **more: object) -> dict[str, str]:
    lines = "".join(f"{name}: {value}\n" for name, value in {"date": day, **more}.items())
    return {
        f"issues/{day}/issue.md": f"---\n{lines}---\n",
        f"issues/{day}/01.md": article(f"{day}的事"),
    }


def test_the_archive_leads_to_every_issue_of_a_daily_paper(tmp_path: Path) -> None:
    first = datetime.date(2019, 1, 1)
    days = [(first + datetime.timedelta(n)).isoformat() for n in range(0, 140, 2)]
    files = {name: text for day in days for name, text in dated(day).items()}
    files |= dated("2019-06", title="增刊") | dated("2019-05-30", title="特刊")
    site = build(digest(tmp_path, files), tmp_path / "site").site
    page = (site / "archive" / "index.html").read_text()
    for day in [*days, "2019-06", "2019-05-30"]:
        assert f'href="../issues/{day}/"' in page, day
    listed = page.partition('<ul class="issues">')[2].partition("</ul>")[0]
    assert ["2019-06", "2019-05-30"] == re.findall(r"issues/([\d-]+)/", listed)
    assert 5 == page.count('class="calendar"')


# An issue in full

TWO = {
    "issues/2019-11-20/issue.md": "---\ndate: 2019-11-20\nnumber: 12\n---\n致读者的话。\n",
    "issues/2019-11-20/01.md": article(
        "新渠通水", '## 经过\n\n渠长十里[^a]，见[经过](#经过)。`<b id="x">`\n\n[^a]: 十里。\n'
    ),
    "issues/2019-11-20/02.md": article(
        "渠边种树", '## 经过\n\n树有百棵[^a]，见[那篇](01.md#经过)。 id="y"\n\n[^a]: 百棵。\n'
    ),
}


def test_an_issue_in_full_has_every_word_of_its_articles_once(tmp_path: Path) -> None:
    site = build(digest(tmp_path, TWO), tmp_path / "site").site
    page = (site / "issues" / "2019-11-20" / "whole.html").read_text()
    for words in ("致读者的话。", "渠长十里", "树有百棵", "<h2>新渠通水</h2>", "<h2>渠边种树</h2>"):
        assert 1 == page.count(words), words
    issue = (site / "issues" / "2019-11-20" / "index.html").read_text()
    assert 'href="whole.html"' in issue


def test_places_on_the_page_of_an_issue_have_names_of_their_own(tmp_path: Path) -> None:
    site = build(digest(tmp_path, TWO), tmp_path / "site").site
    page = (site / "issues" / "2019-11-20" / "whole.html").read_text()
    ids = re.findall(r'<[^<>]* id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    for fragment in re.findall(r'<a [^<>]*href="#([^"]*)"', page):
        assert fragment in ids or "%" in fragment
    # What only looks like a tag is text, and stays as it was written.
    assert '&lt;b id="x"&gt;' in page
    assert ' id="y"' in page
    assert 'href="01.html#' in page


def test_a_link_to_a_place_in_the_same_article_stays_in_that_article(tmp_path: Path) -> None:
    site = build(digest(tmp_path, TWO), tmp_path / "site").site
    page = (site / "issues" / "2019-11-20" / "whole.html").read_text()
    (target,) = re.findall(r'见<a href="#([^"]*)">经过</a>', page)
    assert target.startswith("a1-")


def test_a_dead_link_is_told_once_though_the_article_stands_on_two_pages(tmp_path: Path) -> None:
    files = {"issues/2019-11/01.md": article("题", "见[那里](09.md)。\n")}
    project = digest(tmp_path, files)
    (problem,) = check(project, lossless=True).problems
    assert "dead-link" == problem.rule


def test_all_is_there_in_every_form(tmp_path: Path) -> None:
    forms = {"site.yaml": SITE + "variants: [zh-Hant-TW, zh-Hant-HK]\n"}
    project = digest(tmp_path, TWO | forms)
    assert () == check(project, lossless=True).problems
    site = build(project, tmp_path / "site").site
    for form in ("zh-hant-tw", "zh-hant-hk"):
        page = (site / form / "issues" / "2019-11-20" / "whole.html").read_text()
        assert "渠邊種樹" in page
        assert "樹有百棵" in page
        assert "渠边" not in page


@pytest.mark.parametrize(("sheets", "said"), [(("1", "2"), True), (("1", "1"), False)])
def test_the_masthead_says_how_many_pages_the_paper_had(
    tmp_path: Path, sheets: tuple[str, str], said: bool
) -> None:
    files = {
        f"issues/2019-11-20/0{n}.md": article(f"题{n}", sheet=sheet)
        for n, sheet in enumerate(sheets, 1)
    }
    site = build(digest(tmp_path, files), tmp_path / "site").site
    assert said == ("共2版" in (site / "index.html").read_text())


def test_a_whole_issue_links_to_the_source_form_where_its_own_goes_without(tmp_path: Path) -> None:
    site = build(machine_world.digest(tmp_path, machine_world.FILES), tmp_path / "site").site
    folder = site / "zh-hant-hk/issues/2019-11-20"
    assert not (folder / "04.html").exists()
    for name in ("01.html", "whole.html"):
        text = (folder / name).read_text(encoding="utf-8")
        assert 'href="../../../issues/2019-11-20/04.html"' in text, name
