"""What Chinese editors type into a head, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.article_fields import article_fields
from generator.documents import read_document
from generator.front_matter import (
    Mapping,
    Scalar,
    Sequence,
    Values,
    compose_head,
    parse,
    read_values,
    split,
)
from generator.front_matter.head import MAXIMUM_HEAD
from generator.problems import Problem, ProblemsFound, Severity, errors
from generator.text_gate import text_problems

FIELDS = article_fields({"topics": None, "counties": None})


def read(head: str) -> tuple[Values, list[Problem]]:
    """The values of a head that stands on line 2 of a.md, and the problems but a missing title."""
    node, problems = parse(head + "\n", "a.md", 2, comments=False)
    found = list(problems)
    values = read_values(node, FIELDS, "a.md", found)
    return values, [problem for problem in found if problem.rule != "missing-field"]


def marks(problems: list[Problem]) -> list[str]:
    return [f"{problem.place.line}:{problem.place.column} {problem.rule}" for problem in problems]


def names(values: Values, key: str) -> list[str]:
    return [named.text for named in values.names(key)]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("title: 2026-01-02", "2026-01-02"),
        ("title: no", "no"),
        ("title: null", "null"),
        ("title: ~", "~"),
        ("title: 012", "012"),
        ("title: 1e3", "1e3"),
        ("title: 0x1F", "0x1F"),
        ("title: 12:30", "12:30"),
        ("title: 023_12", "023_12"),
        ("title: “三农”工作再部署", "“三农”工作再部署"),
        ("title: 时间：12:30", "时间：12:30"),
        ("title: C#语言", "C#语言"),
        ("title: 增长5%", "增长5%"),
        ("title: 水利\u3000", "水利"),
        ("title: \u3000水利", "水利"),
        ("title: '''三农''会议'", "'三农'会议"),
        ('title: "\\"三农\\"会议"', '"三农"会议'),
        ("title: '标题 #1 报道'", "标题 #1 报道"),
        ("title: '要闻: 重庆'", "要闻: 重庆"),
        ("title : 水利", "水利"),
        ("'title': 水利", "水利"),
        ("title: |\n  水利", "水利"),
        ("title: >-\n  水利 #1", "水利 #1"),
        ("{title: 水利}", "水利"),
        ("# 编辑的说明\ntitle: 水利", "水利"),
    ],
)
def test_a_title_is_read_as_it_was_typed(typed: str, title: str) -> None:
    values, problems = read(typed)
    assert (title, []) == (values.text("title"), problems)


@pytest.mark.parametrize(
    ("typed", "sheet"), [("sheet: 012", "012"), ("sheet: 010", "010"), ("sheet: 12:30", "12:30")]
)
def test_numbers_stay_the_digits_that_were_typed(typed: str, sheet: str) -> None:
    values, problems = read(typed)
    assert (sheet, []) == (values.text("sheet"), problems)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("date: 2026年1月2日", "2026-01-02"),
        ("date: 2026-1-2 8:00", "2026-01-02"),
        ("date: 2026-01-02T08:00:00+08:00", "2026-01-02"),
        ("date: 2026-01-02", "2026-01-02"),
        ("date: 2026/1/2", "2026-01-02"),
        ("date: 2026.1.2", "2026-01-02"),
        ("date: ２０２６年１月", "2026-01"),
        ("date: 2026", "2026"),
        ("date:", ""),
    ],
)
def test_a_date_is_read_however_it_is_written(typed: str, iso: str) -> None:
    values, problems = read(typed)
    assert (iso, []) == (values.date("date").iso, problems)


@pytest.mark.parametrize(
    "typed",
    ["2019-02-30", "2019-13-01", "2019-00", "昨天", "2019-11-20-21", "20191120", "'9' * 5000"],
)
def test_what_is_no_date_is_refused_with_its_place(typed: str) -> None:
    _, problems = read(f"date: {typed}" if typed[0] != "'" else f"date: {'9' * 5000}")
    assert ["2:7 wrong-value"] == marks(problems)
    assert "2019-11-20" in problems[0].mend.zh
    assert "2019-11-20" in problems[0].mend.en


SPLIT = [
    ("topics: [三农，乡村振兴]", ["三农", "乡村振兴"], "2:10"),
    ("topics: 三农、乡村振兴", ["三农", "乡村振兴"], "2:9"),
    ("topics: 三农；乡村振兴;教育", ["三农", "乡村振兴", "教育"], "2:9"),
    ("topics: 三农, 乡村振兴", ["三农", "乡村振兴"], "2:9"),
    ("topics:\n- 三农、乡村振兴", ["三农", "乡村振兴"], "3:3"),
]


@pytest.mark.parametrize(("typed", "topics", "place"), SPLIT)
def test_a_list_with_chinese_marks_is_split_with_a_warning(
    typed: str, topics: list[str], place: str
) -> None:
    values, problems = read(typed)
    assert topics == names(values, "topics")
    assert [f"{place} joined-list"] == marks(problems)
    assert problems[0].severity is Severity.WARNING
    assert f"[{', '.join(topics)}]" in problems[0].mend.zh


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("topics: [三农, 乡村振兴]", ["三农", "乡村振兴"]),
        ("topics:\n- 三农\n- 乡村振兴", ["三农", "乡村振兴"]),
        ("topics: 三农", ["三农"]),
        ('topics: ["三农，乡村振兴"]', ["三农，乡村振兴"]),
        ('topics: ["三农 #1", 教育]', ["三农 #1", "教育"]),
        ("topics: ['它: #1', 教育]", ["它: #1", "教育"]),
        ("topics: []", []),
        ("topics:", []),
        ("topics: [三农,\n 教育]", ["三农", "教育"]),
        ("topics: 涪陵区\u3000", ["涪陵区"]),
    ],
)
def test_a_list_is_read_without_a_word(typed: str, topics: list[str]) -> None:
    values, problems = read(typed)
    assert (topics, []) == (names(values, "topics"), problems)


# What was typed; place and rule; a part of what is said, and of the mend, in zh and en.
WRONG = [
    ('title: "三农"工作再部署', "2:8 unquoted-value", "引号", "'\"三农\"工作再部署'"),
    ("title: '三农'会议", "2:8 unquoted-value", "引号", "'''三农''会议'"),
    ('title: "三农', "2:8 unquoted-value", "引号", "'\"三农'"),
    ("title: [重磅]发布", "2:8 unquoted-value", "“[”", "'[重磅]发布'"),
    ("title: {重磅}发布", "2:8 unquoted-value", "“{”", "'{重磅}发布'"),
    ("title: 要闻: 重庆", "2:8 unquoted-value", "冒号", "'要闻: 重庆'"),
    ("title: @人民日报", "2:8 unquoted-value", "“@”", "'@人民日报'"),
    ("title: %5增长", "2:8 unquoted-value", "“%”", "'%5增长'"),
    ("title: *重要*", "2:8 unquoted-value", "“*”", "'*重要*'"),
    ("title: - 短横", "2:8 unquoted-value", "“-”", "'- 短横'"),
    ("title: > 引", "2:8 unquoted-value", "“>”", "'> 引'"),
    ("title: |引", "2:8 unquoted-value", "“|”", "'|引'"),
    ("title: !重要", "2:8 unquoted-value", "“!”", "'!重要'"),
    ("title: ? 何时", "2:8 unquoted-value", "“?”", "'? 何时'"),
    ("title: `代码`", "2:8 unquoted-value", "“`”", "'`代码`'"),
    ("title: 标题 #1 报道", "2:11 unquoted-hash", "“#”", "'标题 #1 报道'"),
    ("title: 标题 # 报道", "2:11 unquoted-hash", "“#”", "'标题 # 报道'"),
    ("title: #报道", "2:8 unquoted-hash", "“#”", "'#报道'"),
    ("title: '标题' #1 报道", "2:13 unquoted-hash", "“#”", "'''标题'' #1 报道'"),
    ("topics: [三农 #1, 教育]", "2:13 unquoted-hash", "“#”", "引号"),
    ("topics: [三农, 教育] # 备注", "2:18 unquoted-hash", "“#”", "引号"),
    ("topics: [三农, 教育", "2:9 broken-list", "“]”", "补上“]”"),
    ("draft：true", "2:6 full-width-colon", "第 6 列", "“: ”"),
    ("title:水利", "2:6 missing-space", "空格", "“字段名: 值”"),
    ("\ttitle: 水利", "2:1 yaml-syntax", "制表符", "空格"),
    ("title: 水利\n   sheet: 3", "3:9 yaml-syntax", "缩进", "对齐"),
    ("title: 水利\n  续行", "2:8 broken-value", "两行", "一行"),
    ('title: "水利\n  续行"', "2:8 broken-value", "两行", "一行"),
    ("title: 甲\ntitle: 乙", "3:1 duplicate-key", "第 2 行", "只留一个"),
    ("title: &a 水利", "2:8 yaml-anchor", "“&”", "引号"),
    ("title: &锚 水利", "2:8 unquoted-value", "“&”", "'&锚 水利'"),
    ("title: *a", "2:8 yaml-anchor", "“*”", "引号"),
    ("title: *锚", "2:8 unquoted-value", "“*”", "'*锚'"),
    ("title: !!str 水利", "2:8 yaml-anchor", "“!”", "引号"),
    ("title: !!python/object:os.system 水利", "2:8 yaml-anchor", "“!”", "引号"),
    ("title: 甲\n--- 乙", "3:1 second-document", "两份", "---"),
    ('title: "\\ud800"', "2:8 yaml-syntax", "YAML", "引号"),
    ('title: "\\0"', "2:8 nul", "U+0000", "删去"),
    ('title: "\\u202e水"', "2:8 bidi-control", "U+202E", "删去"),
    ("title: 水\u2028利", "2:9 forbidden-character", "U+2028", "删去"),
    ("title: 水\x85利", "2:9 forbidden-character", "U+0085", "删去"),
    ("title: [水利]", "2:8 wrong-value", "文字", "引号"),
    ("title: {水: 利}", "2:8 wrong-value", "文字", "引号"),
    ("no: 3", "2:1 unknown-field", "“no”", "title"),
    ("titel: 水利", "2:1 unknown-field", "“titel”", "“title”"),
    ("Title: 水利", "2:1 unknown-field", "“Title”", "“title”"),
    ("标题: 水利", "2:1 unknown-field", "“标题”", "“title”"),
    ("county: 鹿城区", "2:1 unknown-field", "“county”", "“counties”"),
    ("draft: maybe", "2:8 wrong-value", "true", "true"),
    ("author_kind: persons", "2:14 wrong-value", "“persons”", "“person”"),
    ("roles: 记者", "2:8 wrong-value", "词: 值", "词: 值"),
    ("captions: 图", "2:11 not-a-mapping", "字段名: 值", "字段"),
    ("- 水利", "2:1 not-a-mapping", "字段名: 值", "字段"),
    ("水利", "2:1 not-a-mapping", "字段名: 值", "字段"),
    ("[" * 500, "2:1 yaml-syntax", "YAML", "引号"),
    ("title: " + "[" * 40 + "]" * 40, "2:8 unquoted-value", "“[”", "引号"),
]


@pytest.mark.parametrize(
    ("typed", "mark", "said", "mend"), WRONG, ids=[case[0][:24] for case in WRONG]
)
def test_what_cannot_be_right_is_said_with_place_and_mend(
    typed: str, mark: str, said: str, mend: str
) -> None:
    _, problems = read(typed)
    assert [mark] == marks(problems)
    assert problems[0].severity is Severity.ERROR
    assert said in problems[0].what.zh
    assert mend in problems[0].mend.zh
    assert problems[0].what.en.isascii() or "“" in problems[0].what.en
    assert problems[0].mend.en


def test_a_mended_line_is_read_as_it_was_meant() -> None:
    for typed, _, _, mend in WRONG:
        if mend.startswith("'") and typed.startswith("title"):
            values, _ = read(typed)
            again, problems = read(f"title: {mend}")
            assert (values.text("title"), []) == (again.text("title"), problems), typed


def test_all_that_is_wrong_is_said_at_once() -> None:
    head = """\
title: "三农"工作
draft：maybe
topics: [三农，教育]
titel: 水利
date: 昨天
summary: 要闻: 重庆
sheet: 标题 #1"""
    _, problems = read(head)
    expected = {
        "2:8 unquoted-value",
        "3:6 full-width-colon",
        "3:8 wrong-value",
        "4:10 joined-list",
        "5:1 unknown-field",
        "6:7 wrong-value",
        "7:10 unquoted-value",
        "8:11 unquoted-hash",
    }
    assert expected == set(marks(problems))


def test_a_line_that_no_quotation_marks_mend_is_given_up_after_one_try() -> None:
    _, problems = read("title: 水利\n- @三农'会议")
    assert ["3:3 unquoted-value"] == marks(problems)


def test_a_full_width_colon_on_the_next_line_hides_nothing() -> None:
    values, problems = read("title: 水利\n日期：2019\nsheet: 3")
    assert {"3:3 full-width-colon", "3:1 unknown-field"} == set(marks(problems))
    assert ("水利", "3") == (values.text("title"), values.text("sheet"))


def test_a_head_that_yaml_cannot_read_is_not_said_to_lack_a_title(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\n\ttitle: 水利\n---\n正文\n", encoding="utf-8")
    problems: list[Problem] = []
    read_document(path, "a.md", FIELDS, problems)
    assert ["2:1 yaml-syntax"] == marks(problems)


def test_aliases_are_never_expanded() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    node, problems = parse(bomb, "a.md")
    assert isinstance(node, Mapping)
    assert {"yaml-anchor"} == {problem.rule for problem in problems}
    last = node.get("i")
    assert isinstance(last, Sequence)
    assert all(isinstance(item, Scalar) for item in last.items)


def test_a_head_is_not_read_without_end() -> None:
    with pytest.raises(ProblemsFound) as error:
        split("---\n" + "x: y\n" * (MAXIMUM_HEAD // 5 + 1) + "---\n正文\n", "a.md")
    assert ["open-head"] == [problem.rule for problem in error.value.problems]


def test_a_head_that_is_never_closed_names_its_first_line() -> None:
    with pytest.raises(ProblemsFound) as error:
        split("---\ntitle: 水利\n正文。\n", "a.md")
    assert "a.md:1:1" == str(error.value.problems[0].place)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("正文\n", ("", "正文\n", 1)),
        ("", ("", "", 1)),
        ("---\n---\n正文\n", ("", "正文\n", 3)),
        ("---  \na: b\n--- \n正文", ("a: b\n", "正文", 4)),
        ("--- 水利\n正文\n", ("", "--- 水利\n正文\n", 1)),
        ("----\n正文\n", ("", "----\n正文\n", 1)),
        ("---\na: b\n---", ("a: b\n", "", 4)),
    ],
)
def test_an_article_file_is_cut_between_head_and_body(
    text: str, parts: tuple[str, str, int]
) -> None:
    assert parts == split(text, "a.md")


def readable(text: str) -> bool:
    """Whether the gate lets it through, and nothing is lost by the strip at both ends."""
    return not errors(text_problems(text, "")) and text.strip("\u3000 \t\n") == text.strip() == text


HOSTILE = ["'", '"', ": ", " #", "- ", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%", "@"]
HOSTILE += [
    "`",
    "？",
    "：",
    "、",
    "，",
    "；",
    "---",
    "...",
    "\\",
    "null",
    "~",
    "012",
    "\u2028",
    "\x85",
]
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from([*HOSTILE, "水利", "三农", "a", " ", "\n"]), max_size=8).map("".join),
).filter(readable)


@given(TEXTS, TEXTS, st.lists(TEXTS.filter(bool), max_size=4), TEXTS.filter(bool), TEXTS)
@settings(deadline=None, max_examples=300)
def test_what_is_composed_is_read_back(
    title: str, summary: str, topics: list[str], name: str, role: str
) -> None:
    fields = {"title": title, "summary": summary, "topics": topics, "roles": {name: role}}
    text = compose_head(fields | {"captions": [{"text": title, "credit": summary}]}) + "正文\n"
    head, body, _ = split(text, "a.md")
    node, problems = parse(head, "a.md", 2, comments=False)
    found = list(problems)
    values = read_values(node, FIELDS, "a.md", found)
    assert [] == [problem for problem in found if problem.rule != "missing-field"]
    assert "正文\n" == body
    assert (title, summary, topics) == (
        values.text("title"),
        values.text("summary"),
        names(values, "topics"),
    )
    assert ((name, role),) == values.pairs("roles")
    assert (title, summary) == (
        values.records("captions")[0].text("text"),
        values.records("captions")[0].text("credit"),
    )


LINES = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.tuples(
            st.sampled_from(["title", "topics", "date", "roles", "captions", "- text"]), TEXTS
        ).map(": ".join),
        st.lists(st.sampled_from([*HOSTILE, "\t", "  ", "a", "水", "title: "]), max_size=6).map(
            "".join
        ),
    ),
    max_size=8,
).map("\n".join)


@given(LINES, st.booleans())
@settings(deadline=None, max_examples=500)
def test_whatever_is_typed_there_is_a_value_or_a_problem_and_never_a_traceback(
    text: str, comments: bool
) -> None:
    node, problems = parse(text, "a.md", comments=comments)
    found = list(problems)
    read_values(node, FIELDS, "a.md", found)
    lines = text.count("\n") + 1
    assert all(1 <= problem.place.line <= lines + 1 for problem in found)
    assert all(problem.report("zh") and problem.report("en") for problem in found)
