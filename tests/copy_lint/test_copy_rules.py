"""Each rule of the copy, with what it finds and what it must leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.copy_lint import COPY_RULES, Passage, covered, find
from generator.copy_lint.passages import COVER
from generator.rules import RULES, in_area

WORDS = {"帐号": "账号", "登陆": "登录", "最佳": "", "渠道": "主渠道"}

RED: dict[str, dict[str, list[tuple[str, str | None]]]] = {
    "half-width-mark": {
        "水渠通水,三镇受益": [(",", "，")],
        "可以吗?": [("?", "？")],
        "局(原监管局)": [("(", "（"), (")", "）")],
        "**水渠**通水;`a,b`后来:好": [(";", "；"), (":", "：")],
    },
    "straight-quote": {
        '“三农”和"三农"': [('"', "“"), ('"', "”")],
        '说"水渠"和"a"': [('"', "“"), ('"', "”")],
    },
    "ascii-ellipsis": {
        "水渠...": [("...", "……")],
        "水渠…后来": [("…", "……")],
        "水渠……。好…": [("…", "……")],
        "水渠。。。": [("。。。", "……")],
        "好………": [("………", "……")],
    },
    "ascii-dash": {
        "水渠--三镇": [("--", "——")],
        "---三镇受益": [("---", "——")],
    },
    "repeated-mark": {
        "水渠，，三镇": [("，，", "，")],
        "水渠。。": [("。。", "。")],
        "好！！！！": [("！！！！", "！！！")],
        "水渠，。": [("，。", None)],
    },
    "space-in-chinese": {
        "水渠， 三镇": [(" ", "")],
        "水渠 ，三镇": [(" ", "")],
        "水 渠": [(" ", None)],
        "水\u3000渠": [("\u3000", None)],
    },
    "unpaired-mark": {
        "他说“水渠": [("“", None)],
        "水渠”通水": [("”", None)],
        "《水渠〈三镇》通水": [("〈", None)],
        "”三农”": [("”", None), ("”", None)],
        "“一段。\n\n二段。”": [("“", None), ("”", None)],
    },
    "mixed-script": {
        "國家和国家、灣": [("國", None)],
    },
    "house-word": {
        "注册帐号": [("帐号", None)],
        "最佳的渠道": [("最佳", None), ("渠道", None)],
    },
}
"""Rule to texts, and what it finds in each: the characters, and what is right in their place."""

GREEN: dict[str, list[str]] = {
    "half-width-mark": [
        "12:30 增长 1,234.5",
        "见 https://a.cn/?a=b,c:d 一文",
        "`水渠,三镇`",
        "![水渠](a,b.jpg)",
        "[水渠](a,b.md)",
        "水渠 <a href='a,b'>",
        "<!-- 水渠,三镇 -->",
        "| 甲 | 乙 |\n|:--|--:|",
        "-{zh-hans:水渠;zh-tw:渠}-",
        "iPhone (256GB), 5G",
        "```\n水渠,三镇\n```",
        "注[^1]\n\n[^1]: 水渠",
    ],
    "straight-quote": ['a "b" c', '水"渠', '`"水"`', '5" 水管 6"寸的 7"'],
    "ascii-ellipsis": ["水渠……", "wait...", "水渠…………", "1...2", "`水...`", "https://a.cn/..."],
    "ascii-dash": ["水渠——三镇", "a--b", "------", "| 甲 |\n|--|", "`水--渠`", "上海-北京"],
    "repeated-mark": [
        "好！！！",
        "真的？！",
        "水渠。”他说",
        "：：".join("ab") * 0 + "水渠：",
        "a,,b",
    ],
    "space-in-chinese": [
        "水渠 MES 系统",
        "\u3000\u3000水渠",
        "# 水渠 三镇",
        "| 水 渠 | 三 镇 |",
        "水渠\n三镇",
        "`水 渠`",
    ],
    "unpaired-mark": [
        "“水渠‘三镇’”《三镇》",
        "it’s 水渠",
        "“一段。\n\n“二段。”",
        "`“`",
        "1）水渠",
        "",
    ],
    "mixed-script": ["国家", "著名的乾隆", "杨昇", "-{國}-", "`國`", "北京 2019"],
    "house-word": ["账号", "主渠道", "`帐号`", "[去](登陆.md)"],
}


def found(text: str, rule: str, running: bool = True) -> list[tuple[str, str | None]]:
    passage = Passage(covered(text), running, WORDS)
    off = set(COPY_RULES) - {rule}
    return [(text[one.start : one.stop], one.new) for one in find(passage, off)]


@pytest.mark.parametrize(("rule", "text"), [(r, text) for r in RED for text in RED[r]])
def test_a_rule_finds_what_is_wrong(rule: str, text: str) -> None:
    assert RED[rule][text] == found(text, rule)


@pytest.mark.parametrize(("rule", "text"), [(r, text) for r in GREEN for text in GREEN[r]])
def test_a_rule_leaves_alone_what_is_right(rule: str, text: str) -> None:
    assert [] == found(text, rule)


def test_every_rule_has_both() -> None:
    assert list(COPY_RULES) == list(RED) == list(GREEN) == list(in_area("copy"))


def test_every_rule_is_a_warning_unless_a_digest_wants_more() -> None:
    assert {"warning"} == {RULES[name].weight for name in COPY_RULES}


def test_spaces_in_titles_are_marks() -> None:
    assert [(" ", "")] == found("要闻： 重庆", "space-in-chinese", running=False)
    assert [] == found("新渠通水 三镇受益", "space-in-chinese", running=False)


SAMPLES = st.lists(
    st.sampled_from(
        [*'水渠国國,.;:!?()“”‘’《》。，…-~`*_[]!<>&{}|# \n\u3000"a1', "```", "](", "://"]
    )
).map("".join)


@given(SAMPLES)
@settings(deadline=None, max_examples=300)
def test_what_is_covered_keeps_its_length_and_its_lines(text: str) -> None:
    cover = covered(text)
    assert len(text) == len(cover)
    assert all(b in (a, COVER) for a, b in zip(text, cover, strict=True))
    assert text.count("\n") == cover.count("\n")


@given(SAMPLES)
@settings(deadline=None, max_examples=300)
def test_what_is_found_stands_where_it_is_said_and_is_no_markup(text: str) -> None:
    passage = Passage(covered(text), words=WORDS)
    for finding in find(passage):
        assert 0 <= finding.start < finding.stop <= len(text)
        assert COVER not in passage.text[finding.start : finding.stop]
        assert text[finding.start : finding.stop] != finding.new
