"""What a format says of a line: taken as said, and never at the cost of a character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.draft import Line, RawPage
from generator.segmentation import segment
from generator.segmentation.proof import unaccounted
from generator.segmentation.told import SINGLE

BODY = "江城北部三镇的新水渠昨日通水,三万亩稻田由此受益。"


def page(*lines: tuple[str, str]) -> RawPage:
    return segment([Line(number, text, hint) for number, (text, hint) in enumerate(lines, 1)])


def titles(found: RawPage) -> list[str]:
    return [draft.title for draft in found.drafts]


TEXTS = ["新渠通水", "王二 李四", BODY, "先修路", "通水现场 叶小帆 摄", "第3版 要闻", "说:"]
TEXTS += ["来源：江城晚报 编辑：张三", "——北部三镇受益", "(未完待续)", "一、修渠", "2019年11月20日"]
TEXTS += ["渠成于", "题" * 60]


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(TEXTS), st.sampled_from(["", "indent", *SINGLE])), max_size=14
    )
)
def test_whatever_is_said_no_character_is_lost(lines: list[tuple[str, str]]) -> None:
    numbered = [Line(number, text, hint) for number, (text, hint) in enumerate(lines, 1)]
    assert () == unaccounted(numbered, segment(numbered))


def test_every_marked_title_begins_an_article_and_nothing_else_does() -> None:
    found = page(
        ("新渠通水", "title"), (BODY, ""), ("先修路", ""), (BODY, ""), ("旧桥", "title"), (BODY, "")
    )
    assert ["新渠通水", "旧桥"] == titles(found)
    assert ["先修路"] == [b.text for b in found.drafts[0].blocks if b.kind == "heading"]


def test_two_titles_without_a_text_between_them_are_two_articles() -> None:
    assert ["新渠通水", "旧桥修好", "图书馆开放"] == titles(
        page(("新渠通水", "title"), ("旧桥修好", "title"), ("图书馆开放", "title"), (BODY, ""))
    )


def test_kicker_title_and_subtitle_are_what_they_are_called() -> None:
    (draft,) = page(
        ("我市冬修水利全面开工建设", "kicker"),
        ("新渠", "title"),
        ("三镇受益", "subtitle"),
        ("渠水", "byline"),
        (BODY, ""),
    ).drafts
    assert ("我市冬修水利全面开工建设", "新渠", "三镇受益", ["渠水"]) == (
        draft.kicker,
        draft.title,
        draft.subtitle,
        [author.name for author in draft.authors],
    )


def test_a_style_outweighs_looks_but_not_what_cannot_be_a_heading() -> None:
    found = page(
        ("新渠通水", "heading"),
        (BODY, ""),
        ("先修路", "subheading"),
        (BODY, "heading"),
        ("旧桥修好", "heading"),
        (BODY, ""),
    )
    assert ["新渠通水", "旧桥修好"] == titles(found)
    assert ["paragraph", "heading", "paragraph"] == [b.kind for b in found.drafts[0].blocks]


@pytest.mark.parametrize(
    ("hint", "why"),
    [
        ("outside", "网页正文之外"),
        ("margin", "页眉"),
        ("unpublished", "没有发布"),
        ("standing", "独立"),
    ],
)
def test_what_is_in_no_article_is_left_out_with_its_reason(hint: str, why: str) -> None:
    found = page(("菜单", hint), ("新渠通水", "title"), (BODY, ""), ("版权所有", hint))
    assert ["新渠通水"] == titles(found)
    assert [(1, True), (4, True)] == [(left.line, why in left.why) for left in found.left_out]


def test_the_author_of_a_web_page_may_stand_under_its_source() -> None:
    (draft,) = page(("新渠通水", "title"), ("来源：江城晚报", ""), ("王二", ""), (BODY, "")).drafts
    assert ("江城晚报", ["王二"]) == (draft.source, [author.name for author in draft.authors])
