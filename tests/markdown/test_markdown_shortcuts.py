"""What is plain takes a shorter way through the parser, and comes to the same tokens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_alphabet import hostile_texts
from test_markdown_rules import CASES

from generator.markdown import parse, render


def assert_same(text: str) -> None:
    short = parse(text, file="a.md", first_line=7, prefix="x-")
    long = parse(text, file="a.md", first_line=7, prefix="x-", off={"shortcuts"})
    assert long == short
    assert render(long) == render(short)


@pytest.mark.parametrize(("source", "html"), CASES)
def test_a_case_is_parsed_alike(source: str, html: str) -> None:
    assert_same(source)
    # Within a list and a quotation, where indents and markers have been taken off.
    assert_same("\n".join(f"  {line}" for line in f"{source}\n\n{html}".split("\n")))
    assert_same("- 甲\n\n" + "\n".join(f"  {line}" for line in source.split("\n")))
    assert_same("\n".join(f"> {line}" for line in source.split("\n")))


@pytest.mark.parametrize(
    "text",
    [
        "水利",
        "水利\n\n# 三农 #\n\n## \n\n结尾",
        "甲 | 乙\n---|---\n丙 | 丁",
        "# 甲 | 乙\n---|---\n丙 | 丁",
        "甲\n\n---|---",
        "> 甲\n\n乙\n丙",
        "- 甲\n\n  乙\n\n 丙",
        "1. 甲\n\n\t乙\n\n   \t丙",
        "> - 甲\n>\n>   乙\n\n 丙",
        " \t水利 \t\n\n\u3000\u3000三农\u3000\n\n\x0b水\x0c",
        "①甲\n\n（一）乙\n\n“丙”\n\n١. 丁",
        "水&amp;利，a - b，水:利，!甲，见http://e.cn/",
        "水利\r\n\r\n三农\r水",
    ],
)
def test_a_text_on_the_edge_is_parsed_alike(text: str) -> None:
    assert_same(text)


@given(hostile_texts())
@settings(deadline=None, max_examples=400)
def test_hostile_text_is_parsed_alike(text: str) -> None:
    assert_same(text)


LEADS = st.sampled_from(
    ["", "", "> ", "- ", "  ", "1. ", "   ", "\t", "> - ", "# ", "\u3000", "[x]: "]
)
LINES = st.tuples(LEADS, st.sampled_from(["渠首", "a|b", "|-|-|", "“水”", "", "", "*甲*", "12"]))


@given(st.lists(LINES.map("".join), max_size=9).map("\n".join))
@settings(deadline=None, max_examples=400)
def test_blocks_in_blocks_are_parsed_alike(text: str) -> None:
    assert_same(text)


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=300)
def test_any_text_is_parsed_alike(text: str) -> None:
    assert_same(text)
