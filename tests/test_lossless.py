"""Every visible character of the source reaches the page, whatever the source."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from world import article, digest

from generator.build import read
from generator.checks import check_lossless
from generator.checks.lossless import visible_text
from generator.declaring import declare
from generator.make import Made, make
from generator.markdown.escape import escape
from generator.model import Markdown, Prose
from generator.page import Page
from generator.theme import Theme
from generator.views import ArticleView

PIECES = [
    "水渠昨天通水。",
    "**“强调”**后文",
    "[记者]: 今天",
    "3~5度",
    "5*8*10米",
    "2026. 年",
    "<b>粗</b>",
    "&amp;&nbsp;",
    "{{ page }}{% if %}",
    "{涪|fú}",
    "https://example.com/，",
    "[^1]",
    "|表|格|",
    "------",
    "# 题",
    "    缩进",
    "`",
    "\\",
    "-{繁}-",
    "\n\n",
    "\n",
    " ",
]


@cache
def world() -> tuple[Page, Theme]:
    """The page of one article, and the theme that ships."""
    project = digest(Path(mkdtemp()), {"issues/a/01-a.md": article("新渠通水", kicker="冬修")})
    site, theme, _ = read(project)
    pages = declare(project, site, theme)
    return next(page for page in pages if page.kind is ArticleView), theme


def page_of(body: str) -> tuple[Page, Made]:
    page, theme = world()
    view = replace(page.view, body=replace(page.view.body, markdown=Markdown(body)))
    page = replace(page, shown=view)
    return page, make(page, theme)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text("水利。，“”*_~[]()<>&#|`\\!{}:-+1 \n"), max_size=8)
)
def test_any_text_that_an_import_writes_reaches_its_page(pieces: list[str]) -> None:
    page, made = page_of(escape("".join(pieces)))
    assert () == check_lossless(page, made)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=6))
@example(["**“强调”**后文", "\n", "    缩进", "**“强调”**后文", "    缩进"])
def test_any_markdown_of_these_pieces_reaches_its_page(pieces: list[str]) -> None:
    page, made = page_of("".join(pieces))
    assert () == check_lossless(page, made)


@pytest.mark.parametrize("lost", ["水渠", "新渠通水", "冬修"])
def test_a_word_that_a_template_drops_is_missed(lost: str) -> None:
    page, made = page_of("水渠昨天通水。\n")
    holed = Made(made.data.replace(lost.encode(), b""))
    assert [lost in problem.what.zh for problem in check_lossless(page, holed)] == [True]


def test_two_paragraphs_that_change_places_are_missed() -> None:
    page, made = page_of("甲来了。\n\n乙走了。\n")
    swapped = made.data.replace("甲来了".encode(), b"\0").replace(
        "乙走了".encode(), "甲来了".encode()
    )
    problems = check_lossless(page, Made(swapped.replace(b"\0", "乙走了".encode())))
    assert [problem.rule for problem in problems] == ["lost-text"]


def test_a_subtitle_is_looked_for_too() -> None:
    page, theme = world()
    view = replace(page.view, subtitle=Prose("——北部三镇受益"))
    page = replace(page, shown=view)
    assert () == check_lossless(page, make(page, theme))
    assert check_lossless(page, page_of("水渠昨天通水。\n")[1])


def test_what_readers_do_not_see_is_no_text() -> None:
    assert "正文涪陵" == visible_text("<style>p{}</style><p>正 文<ruby>涪<rt>fú</rt></ruby>陵")
