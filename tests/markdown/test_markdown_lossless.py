"""The second opinion finds each hazard when its rule is left out, and nothing otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_alphabet import hostile_texts

from generator.markdown import lost, parse

HAZARDS = [
    ("emphasis", "他说**“水来了”**就走。", "stray"),
    ("strike", "~~已停水。~~现已通水", "stray"),
    ("strike", "水位2~3米，流量4~5方", "mark"),
    ("multiplication", "渠宽3*4*5米", "mark"),
    ("references", "[主持人]: 现在开始", "missing"),
    ("references", "[主持人]: 开始\n\n请[主持人]讲", "missing"),
    ("references", "见[一]\n\n[一]: /a\n\n[一]: /第二处", "missing"),
    ("thematic-breaks", "渠首通水\n------", "misread"),
    ("indents", "    渠首通水", "misread"),
    ("fences", "~~~来水了~~~", "missing"),
    ("wide-spaces", "渠首\n　　下游", "gap"),
    ("list-numbers", "2026. 这一年开工", "missing"),
    ("nesting", ">" * 30 + "渠", "missing"),
    ("line-breaks", "渠首\n通水", "gap"),
    ("bare-urls", "见https://a.cn/x，完", "unlinked"),
    ("raw-html", "<div>渠首</div>", "misread"),
    ("tables", "|县|\n|-|\n|甲|丢了的格|", "missing"),
]


@pytest.mark.parametrize(("rule", "text", "kind"), HAZARDS)
def test_a_hazard_is_found_when_its_rule_is_left_out(rule: str, text: str, kind: str) -> None:
    assert kind in {loss.kind for loss in lost(text, parse(text, off={rule}))}


@pytest.mark.parametrize(("rule", "text", "kind"), HAZARDS)
def test_with_all_rules_the_same_text_loses_nothing(rule: str, text: str, kind: str) -> None:
    assert () == lost(text, parse(text)), (rule, kind)


def test_a_note_that_becomes_a_link_definition_is_found() -> None:
    text = "渠首[^1]。\n\n[^1]: 注解"
    assert ["missing"] == [
        loss.kind for loss in lost(text, parse(text, off={"footnotes", "references"}))
    ]


def test_a_loss_names_its_line_and_what_is_gone() -> None:
    text = "渠首\n\n[主持人]: 现在开始"
    [loss] = lost(text, parse(text, off={"references"}))
    assert (3, "missing", "[主持人]: 现在开始") == (loss.line, loss.kind, loss.text)


def test_a_document_of_another_text_loses_its_words() -> None:
    kinds = {loss.kind for loss in lost("渠首通水", parse("渠尾断水"))}
    assert {"missing", "added"} == kinds


@given(hostile_texts())
@settings(deadline=None, max_examples=400)
def test_no_text_whatever_loses_a_character(text: str) -> None:
    found = [loss for loss in lost(text, parse(text)) if loss.kind in ("missing", "added", "mark")]
    assert [] == found


@given(st.text(alphabet="渠首，。“”（）\n　*~_", max_size=60))
@settings(deadline=None, max_examples=200)
def test_no_chinese_prose_gets_a_heading_or_code_or_a_gap(text: str) -> None:
    found = [loss for loss in lost(text, parse(text)) if loss.kind in ("misread", "gap")]
    assert [] == found
