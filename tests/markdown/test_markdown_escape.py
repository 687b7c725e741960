"""Escaping: what is read back is what was given, and prose is left alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from markdown_alphabet import hostile_texts

from generator.markdown import parse, plain_text
from generator.markdown.escape import escape

PROSE = [
    "“三条渠”全部通水，《渠边手记》写道：（见右图）水位2~3米。",
    '他说"来水了"...真的--是的! 100% & 50$ @渠首 #渠边#',
    "闸室6*7*8米，共4*2间；长3米*4米",
    "王小溪 李大河",
    "1.5万亩、11月15日~17日,2026. 是完工的年份",
    "注* 与 A_b_c 与 x^2 与 {花} 与 [方括号] 与 a|b",
    "详见https://example.org/a_b_c*d?x=1&amp;y=2。",
    "——记渠首的人",
    "A-B -3℃ +5 =6",
    "C:\\文件 a<b>c",
]

HOSTILE = {
    "# 渠": "\\# 渠",
    "1. 渠": "1\\. 渠",
    "12) 渠": "12\\) 渠",
    "- 渠": "\\- 渠",
    "+ 渠": "\\+ 渠",
    "* 渠": "\\* 渠",
    "> 渠": "\\> 渠",
    "---": "\\---",
    "**渠**": "\\*\\*渠\\*\\*",
    "~~渠~~": "\\~\\~渠\\~\\~",
    "[渠](/a)": "[渠\\](/a)",
    "![渠](/a)": "![渠\\](/a)",
    "[记者]: 渠": "\\[记者]: 渠",
    "渠[^1]": "渠\\[^1]",
    "&amp;": "\\&amp;",
    "{涪|fú}": "\\{涪|fú}",
    "渠 {#id}": "渠 \\{#id}",
    "-{渠}-": "-\\{渠}-",
    "<https://a.cn>": "\\<https://a.cn>",
    "`a` `b`": "\\`a\\` \\`b\\`",
    "\\*": "\\\\*",
    "渠 #": "渠 \\#",
    "渠\n首": "渠\\\n首",
}


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_left_as_it_is(text: str) -> None:
    assert text == escape(text)


@pytest.mark.parametrize(("text", "escaped"), HOSTILE.items())
def test_a_hazard_gets_the_one_backslash_it_needs(text: str, escaped: str) -> None:
    assert escaped == escape(text)


@given(hostile_texts())
@settings(deadline=None, max_examples=400)
def test_what_is_read_back_is_what_was_given(text: str) -> None:
    document = parse(escape(text))
    assert lines(text) == lines(plain_text(document))
    assert set() == markup(document.tokens)


@given(hostile_texts())
@settings(deadline=None, max_examples=200)
def test_one_line_can_stand_in_a_heading_or_a_list_item(text: str) -> None:
    text = " ".join(lines(text)).strip()
    if not text:
        return
    heading = parse(f"## {escape(text)}")
    assert lines(text) == lines(plain_text(heading))
    assert ["h2"] == [token.tag for token in heading.tokens if token.type == "heading_open"]
    item = parse(f"- {escape(text)}")
    assert lines(text) == lines(plain_text(item))


def lines(text: str) -> list[str]:
    """The lines of a text without white space at their ends, nor blank ones at its own."""
    found = [line.strip(" \t\u3000\xa0") for line in re.split(r"\r\n?|\n", text)]
    return "\n".join(found).strip("\n").split("\n")


def markup(tokens: tuple) -> set[str]:  # type: ignore[type-arg]
    plain = {"paragraph_open", "paragraph_close", "inline", "text", "hardbreak"}
    kinds = {token.type for token in tokens} - plain
    for token in tokens:
        for child in token.children or ():
            # A bare address may be linked: its text is the same.
            if child.type not in plain and child.info != "auto":
                kinds.add(child.type)
    return kinds


def test_escaping_and_counting_import_no_parser() -> None:
    program = (
        "import sys, generator.markdown.escape, generator.markdown.counting, generator.markdown\n"
        "sys.exit('markdown_it' in sys.modules)"
    )
    assert 0 == subprocess.run([sys.executable, "-c", program], check=False).returncode


def test_a_real_page_needs_no_backslash_at_all(cases: Path) -> None:
    page = (cases / "seed-page.txt").read_text(encoding="utf-8")
    paragraphs = [line.strip() for line in page.splitlines() if line.strip()]
    assert paragraphs == [escape(paragraph) for paragraph in paragraphs]
    assert "\n".join(paragraphs) == plain_text(parse("\n\n".join(paragraphs)))
