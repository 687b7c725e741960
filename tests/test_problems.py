"""How a problem is said: place, words, mend, and the line with the caret."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.language import message_language
from generator.problems import (
    Phrase,
    Place,
    Problem,
    Severity,
    did_you_mean,
    errors,
    with_excerpts,
)


def problem(column: int = 0, excerpt: str = "", **changes: object) -> Problem:
    given = {
        "rule": "empty-title",
        "place": Place("a.md", 2, column),
        "what": Phrase("标题是空的", "the title is empty"),
        "mend": Phrase("写上标题", "write one"),
        "excerpt": excerpt,
    }
    return Problem(**(given | changes))  # type: ignore[arg-type]


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def test_a_problem_is_one_line_in_chinese() -> None:
    assert "a.md:2: 错误：标题是空的。写上标题。[empty-title]" == problem().report("zh")


def test_a_problem_is_one_line_in_english() -> None:
    expected = "a.md:2: error: the title is empty. write one. [empty-title]"
    assert expected == problem().report("en")


def test_a_warning_is_called_one() -> None:
    warning = problem(severity=Severity.WARNING)
    assert warning.report("zh").startswith("a.md:2: 警告：")
    assert warning.report("en").startswith("a.md:2: warning: ")


def test_a_question_keeps_its_own_mark() -> None:
    asked = problem(mend=Phrase("是不是“标题”？", "did you mean “title”?"))
    assert asked.report("zh").endswith("是不是“标题”？[empty-title]")
    assert asked.report("en").endswith("did you mean “title”? [empty-title]")


def test_without_a_mend_nothing_stands_in_its_place() -> None:
    assert "a.md:2: 错误：标题是空的。[empty-title]" == problem(mend=Phrase("", "")).report("zh")


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Place("a.md"), "a.md"),
        (Place("a.md", 3), "a.md:3"),
        (Place("a.md", 3, 7), "a.md:3:7"),
        (Place("期/一 二.md", 3, 7), "期/一 二.md:3:7"),
    ],
)
def test_a_place_is_written_as_editors_can_click_it(place: Place, written: str) -> None:
    assert written == str(place)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("title: 水利", 8),
        ("标题：水利", 4),
        ("ａｂ：c", 4),
        ("a\t：", 3),
        ("一二三", 1),
        ("abc", 3),
    ],
)
def test_the_caret_stands_under_its_character(line: str, column: int) -> None:
    _, source, caret = problem(column, line).report("zh").split("\n")
    assert f"    {line}" == source
    assert caret.endswith("^")
    before = source[: 4 + column - 1]
    assert (width(before), before.count("\t")) == (width(caret[:-1]), caret.count("\t"))


@given(st.text("ab 水，：", min_size=1, max_size=300), st.data())
@settings(deadline=None, max_examples=100)
def test_a_long_line_is_cut_so_that_the_caret_still_stands_right(
    line: str, data: st.DataObject
) -> None:
    column = data.draw(st.integers(1, len(line)))
    _, source, caret = problem(column, line).report("zh").split("\n")
    assert len(source) <= 64
    assert line[column - 1] == source[len(caret) - 1]
    assert width(source[: len(caret) - 1]) == width(caret[:-1])


def test_a_column_behind_the_end_of_the_line_is_no_fault() -> None:
    report = problem(99, "title: 水利").report("zh")
    assert report.endswith("^")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("乡村震兴", "乡村振兴"),
        ("titel", "title"),
        ("鹿城", "鹿城区"),
        ("量子力学", None),
        ("", None),
    ],
)
def test_a_near_miss_is_offered_and_a_far_one_is_not(word: str, meant: str | None) -> None:
    assert meant == did_you_mean(word, ["title", "鹿城区", "乡村振兴", "教育"])


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LC_ALL": "C"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "cs_CZ.UTF-8"}, "en"),
        ({"LANG": "ca_ES"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "WENZHAI_LANG": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "WENZHAI_LANG": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C.UTF-8"}, "zh"),
        ({"LANG": ""}, "zh"),
    ],
)
def test_the_language_of_messages_follows_the_locale(
    environ: dict[str, str], language: str
) -> None:
    assert language == message_language(environ)


def test_excerpts_are_given_to_problems_at_a_column_of_the_file() -> None:
    at_column = problem(3)
    elsewhere = problem(3, place=Place("b.md", 1, 1))
    whole_line = problem(0)
    behind = problem(3, place=Place("a.md", 9, 1))
    given = with_excerpts([at_column, elsewhere, whole_line, behind], "a.md", "一\n二\n")
    assert ["二", "", "", ""] == [one.excerpt for one in given]


def test_warnings_are_not_errors() -> None:
    warning, error = problem(severity=Severity.WARNING), problem()
    assert (error,) == errors([warning, error])
