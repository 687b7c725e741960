"""Lines of share cards: where they may break, and what must not happen to the text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cards.wrapping import NOT_FIRST, NOT_LAST, fits, wrap


def ems(text: str) -> float:
    """A width as a newspaper counts it: one em for Chinese, half of one for all else."""
    return sum(1.0 if character > "\u2000" else 0.5 for character in text)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("新渠通水", 10, ["新渠通水"]),
        ("", 10, []),
        ("   ", 10, []),
        # Even lines rather than a full one and a remnant.
        ("新修水渠昨天通水了", 8, ["新修水渠", "昨天通水了"]),
        # Where the writer paused.
        ("新修水渠昨天通水 三镇受益", 10, ["新修水渠昨天通水", "三镇受益"]),
        ("水利局答复：渠道月底修好", 8, ["水利局答复：", "渠道月底修好"]),
        # A numeral stays with what it counts, a particle with its verb.
        ("一所学院与一座城市的安全课", 10, ["一所学院与一座", "城市的安全课"]),
        # No stop begins a line, no opening mark ends one.
        ("新渠通水，北部三镇受益", 4, ["新渠通", "水，北部", "三镇受益"]),
        ("读《水利志》有感", 4, ["读《水利", "志》有感"]),
        # Words and numbers stay whole.
        ("投入3.5亿元", 4, ["投入", "3.5亿元"]),
        ("用Python写", 4, ["用", "Python写"]),
        ("共12%的人", 3, ["共12%", "的人"]),
        # A dash may begin a line, and is not cut; a connecting mark may not begin one.
        ("通水——记三镇", 3, ["通水", "——", "记三镇"]),
        ("北京—上海", 3, ["北京—", "上海"]),
        ("他说……好", 3, ["他说", "……好"]),
        # What no line can hold is cut.
        ("abcdefghij", 2, ["abcd", "efgh", "ij"]),
    ],
)
def test_lines_break_where_chinese_typography_lets_them(
    text: str, width: float, expected: list[str]
) -> None:
    assert expected == list(wrap(text, width, ems, 9))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一二三四五六七八九十", ["一二三四", "五六七…"]),
        ("一二三四五六，八九十甲", ["一二三四", "五六…"]),
        ("一二三四五六《八九十》", ["一二三四", "五六…"]),
        ("一二三四“五六七”八九十", ["一二三四", "“五六…"]),
    ],
)
def test_what_does_not_fit_ends_with_an_ellipsis(text: str, expected: list[str]) -> None:
    assert expected == list(wrap(text, 4, ems, 2))


def test_a_name_in_marks_stays_on_one_line_where_there_is_room() -> None:
    assert ("听取和审议了", "《工作报告》的汇报") == wrap(
        "听取和审议了《工作报告》的汇报", 9, ems, 3
    )


MARKS = "".join(sorted(NOT_FIRST | NOT_LAST))
texts = st.text(
    st.one_of(
        st.sampled_from("水利渠镇通新修三国"),
        st.sampled_from(MARKS),
        st.sampled_from("ab19. "),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
    ),
    max_size=60,
)


@settings(max_examples=400, deadline=None)
@given(texts, st.integers(2, 14))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width, ems, 10**6)
    assert "".join(text.split()) == "".join("".join(lines).split())
    assert all(ems(line) <= width for line in lines)


plain = st.text(st.sampled_from("水利渠镇通新修三，。、：；！？）》”…—（《“·％3a. "), max_size=50)


@settings(max_examples=400, deadline=None)
@given(plain, st.integers(9, 14))
def test_no_line_begins_or_ends_with_a_mark_that_may_not(text: str, width: int) -> None:
    lines = wrap(text, width, ems, 10**6)
    words = "".join(text.split())
    for before, after in itertools.pairwise(lines):
        # A row of marks or a word that no line can hold has to be cut somewhere.
        if all(len(run) < width for run in _runs(words)) and not text.count(" "):
            dash = len(after) > 1 and after[0] in "—…" and after[0] == after[1] != before[-1]
            assert after[0] not in NOT_FIRST or dash
            assert before[-1] not in NOT_LAST
            assert not (before[-1] in "3a" and after[0] in "3a.")


def _runs(text: str) -> list[str]:
    """Pieces between Chinese characters: what the rules may make one of, and a neighbour each."""
    runs, run = [], ""
    for character in text:
        if character in "水利渠镇通新修三":
            runs.append(run + "水水")
            run = ""
        else:
            run += character
    return [*runs, run + "水水"]


@settings(max_examples=200, deadline=None)
@given(texts, st.integers(2, 14), st.integers(1, 4))
def test_never_more_lines_than_asked_for_and_clipped_only_when_it_does_not_fit(
    text: str, width: int, lines: int
) -> None:
    shown = wrap(text, width, ems, lines)
    assert len(shown) <= lines
    assert all(ems(line) <= width for line in shown)
    whole = "".join(text.split()) == "".join("".join(shown).split())
    if fits(text, width, ems, lines):
        assert whole
    else:
        assert shown[-1].endswith("…")
