"""Pages that sign nothing: what the words, the gaps and the lines in brackets say."""

from __future__ import annotations

import pytest
from segmentation.pagetext import only_draft, page_of, subheadings, titles

from generator.segmentation.asides import read_aside
from generator.segmentation.fragments import half_points
from generator.segmentation.seams import Seams

CANAL = """
山村新渠通水
东海市水利局昨日宣布,山村新渠正式通水,三个村的梯田今年不再等雨。
新渠全长十二公里,从水库引水,沿途修了六座闸门。管水员林晓说,闸门一开,水就到田头。
"""
CHESS = """
青少年象棋赛落幕
全市青少年象棋赛于11月20日落下帷幕,来自九所学校的小棋手分获各组冠军。
裁判长介绍,象棋课已经走进校园,参赛人数比去年多了一倍,棋手的年纪却越来越小。
"""


@pytest.mark.parametrize(
    "line",
    [
        "(作者为东海市水利学会副会长)",
        "(作者单位:东海大学(南校区)水利学院)",
        "(本报东海11月20日电)",
        "(据本报电)",
        "(林晓参与采写)",
        "(摘自十一月二十日在水利论坛上的致辞)",
        "（本系列报道到此结束）",
    ],
)
def test_a_line_in_brackets_closes_the_article_above_it(line: str) -> None:
    text = f"{CANAL}{line}{CHESS}"

    assert ["山村新渠通水", "青少年象棋赛落幕"] == titles(text)


@pytest.mark.parametrize("text", ["(一)", "(上)", "(图片)", "(一)加强管护", "山村新渠(组图)"])
def test_a_short_word_in_brackets_is_no_aside(text: str) -> None:
    assert read_aside(text) is None


def test_the_authors_of_an_aside_with_a_dateline_are_kept() -> None:
    aside = read_aside("(新华社东海11月20日电 记者林晓、周月)")

    assert aside is not None
    assert "新华社" == aside.source


def test_an_exclamation_at_the_end_of_a_speech_is_text() -> None:
    text = f"{CANAL}\n祝愿山村明天更加美好!{CHESS}"

    assert ["山村新渠通水", "青少年象棋赛落幕"] == titles(text)


def test_an_organisation_over_a_date_signs_the_document_above() -> None:
    text = f"{CANAL}\n东海市人民政府办公室\n2019年11月20日{CHESS}"

    assert ["山村新渠通水", "青少年象棋赛落幕"] == titles(text)


def test_a_wider_gap_stands_before_titles_only() -> None:
    sections = "山上的水\n山上的水窖还在用,林晓每周去看一次新渠的闸门。\n"
    text = f"{CANAL.strip()}\n{sections}\n\n{CHESS.strip()}"

    assert ["山村新渠通水", "青少年象棋赛落幕"] == titles(text)
    assert ["山上的水"] == subheadings(text)


def test_a_photograph_of_a_library_keeps_its_credit() -> None:
    draft = only_draft(f"{CANAL}新渠通水现场。周月摄(影像中国)\n")

    assert ["周月"] == [caption.credit for caption in draft.captions]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("全市水利工程全部完工——", "一渠清水进山来(深聚焦)"),
        ("东海打造三级管水网,聚焦山区缺水", "渠水进山来 稻花满坡香"),
        ("东海市", "山村新渠今日通水"),
    ],
)
def test_a_line_above_that_leads_on_is_a_kicker(upper: str, lower: str) -> None:
    draft = page_of(f"{upper}\n{lower}\n{CANAL.strip().partition(chr(10))[2]}").drafts[0]

    assert (upper, lower) == (draft.kicker, draft.title)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("山村新渠今日通水", "市长出席并讲话"),
        ("山村新渠今日通水", "全长12公里"),
    ],
)
def test_a_line_below_that_adds_a_fact_is_a_subtitle(upper: str, lower: str) -> None:
    draft = page_of(f"{upper}\n{lower}\n{CANAL.strip().partition(chr(10))[2]}").drafts[0]

    assert (upper, lower) == (draft.title, draft.subtitle)


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("全长十二公里的新渠于", "十一月通水。"),
        ("记者从水利部门了解到,新渠全长1", "2公里。"),
        ("管水员林晓说,“闸门一开,", "水就到田头。”"),
    ],
)
def test_what_breaks_off_looks_more_like_a_half_than_any_heading(text: str, below: str) -> None:
    seams = Seams(())
    heading = half_points("山村新渠今日通水", "日前,山村新渠正式通水。", seams)

    assert heading < 0 < half_points(text, below, seams)


def test_a_pull_quote_without_a_full_stop_is_not_joined_to_the_text() -> None:
    quote = (
        "三个村的梯田不再等雨,十二公里的水渠把山顶的水库和山脚的田头连在一起,"
        "把下山的人和上山的路连在一起,三代人的盼望落了地"
    )
    story = [
        "林晓沿着新渠走了一遍,六座闸门都好好的。",
        "从前可不是这样。村里的老人记得,大旱那年的夏天,全村人排着队到山下挑水,天不亮就出门。",
        "“一担水要走两个钟头。”",
        "后来修了水窖,雨水多的年份够用,雨水少的年份还是要下山。",
    ]
    draft = only_draft("\n".join(["山村新渠通水", *story * 3, quote, "日前,新渠正式通水。"]))

    assert quote in [block.text for block in draft.paragraphs]
