"""No page loses or doubles a character, and the proof would notice if one did."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from segmentation.pagetext import BODY, MORE

from generator.draft import Line, RawPage
from generator.importers.text import split_lines
from generator.segmentation import segment
from generator.segmentation.proof import unaccounted

PIECES = st.sampled_from(
    [
        "新渠通水到山村",
        "如何让水流得更远?",
        "林晓",
        "林晓 钱小舟",
        "本报记者 林晓 通讯员 钱小舟 文/图",
        "市水利局党组",
        BODY,
        MORE,
        "今年以来,全市新修水渠三百里,其",
        "中一半在山区。",
        "《水渠管护办",
        "一、先通水",
        "（二）再通路",
        "1.报名",
        "水渠边的稻田 林晓 摄",
        "图为新渠。",
        "林晓 摄",
        "第3版",
        "A3",
        "(下转第2版)",
        "(上接第1版)",
        "东海日报",
        "2020年1月2日 星期四 总第12期",
        "2020年1月2日",
        "来源:东海网 作者:林晓 编辑:钱小舟",
        "责任编辑:林晓",
        "本报讯(记者 林晓)昨日,水来了。",
        "新华社北京1月2日电",
        "水来了。(林晓 钱小舟)",
        "——记一条水渠",
        "简讯",
        "国内联播快讯",
        "甲队 3:1 乙队",
        "乙队 2:2 甲队",
        "问:水从哪里来?",
        "答:从山上来。",
        "Water comes to the village",
        "经济",
        "　",
        "",
    ]
)
LINES = st.lists(
    st.one_of(
        PIECES, st.text(st.sampled_from("新渠林王的了,。:?!()《》“”—…·1A /、■　 "), max_size=30)
    ),
    max_size=30,
)


@settings(deadline=None, max_examples=300)
@given(LINES)
def test_every_character_of_any_page_is_in_exactly_one_place(texts: list[str]) -> None:
    lines = split_lines("\n".join(texts))

    assert () == unaccounted(lines, segment(lines))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(max_size=40), max_size=12))
def test_no_page_of_any_characters_whatever_is_refused(texts: list[str]) -> None:
    lines = tuple(Line(number, text.strip()) for number, text in enumerate(texts, 1))

    assert () == unaccounted(lines, segment(lines))


@settings(deadline=None, max_examples=100)
@given(LINES)
def test_the_same_page_is_always_read_the_same_way(texts: list[str]) -> None:
    lines = split_lines("\n".join(texts))

    assert segment(lines) == segment(lines)


@settings(deadline=None, max_examples=100)
@given(LINES)
def test_drafts_follow_the_order_of_the_page(texts: list[str]) -> None:
    drafts = segment(split_lines("\n".join(texts))).drafts

    firsts = [draft.lines[0] for draft in drafts]
    assert sorted(firsts) == firsts


@settings(deadline=None, max_examples=100)
@given(LINES)
def test_every_decision_says_why_in_both_languages(texts: list[str]) -> None:
    page = segment(split_lines("\n".join(texts)))

    reasons = [decision.reason for draft in page.drafts for decision in draft.decisions]
    reasons += [gone.why for gone in page.left_out]
    assert [] == [reason for reason in reasons if " / " not in reason]


def _page() -> tuple[tuple[Line, ...], RawPage]:
    lines = split_lines(f"东海日报\n第1版\n新渠通水到山村\n林晓\n{BODY}\n{MORE}\n新渠边 林晓 摄")
    return lines, segment(lines)


def test_a_lost_line_is_found_out() -> None:
    lines, page = _page()
    draft = replace(page.drafts[0], blocks=page.drafts[0].blocks[:-1])

    assert ((6, MORE),) == unaccounted(lines, replace(page, drafts=(draft,)))


def test_a_lost_character_is_found_out() -> None:
    lines, page = _page()
    draft = replace(page.drafts[0], title="新渠通水到山")

    assert ((3, "新渠通水到山村"),) == unaccounted(lines, replace(page, drafts=(draft,)))


def test_a_doubled_line_is_found_out() -> None:
    lines, page = _page()
    draft = replace(page.drafts[0], subtitle="林晓", subtitle_lines=(4,))

    assert ((4, "林晓"),) == unaccounted(lines, replace(page, drafts=(draft,)))


def test_a_line_that_never_was_is_found_out() -> None:
    lines, page = _page()
    draft = replace(page.drafts[0], byline_lines=(4, 99))

    assert (99, "") in unaccounted(lines, replace(page, drafts=(draft,)))


@pytest.mark.parametrize("text", ["", "\n\n", "　"])
def test_an_empty_page_has_no_articles(text: str) -> None:
    assert RawPage(()) == segment(split_lines(text))
