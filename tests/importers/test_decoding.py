"""Bytes to text: the right encoding, or a clear refusal; never nonsense in silence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.decode import decode
from generator.problems import ProblemsFound

PAGE = "新渠通水\n\n林晓\n\n十一月十五日,村里的新渠通水了。\n"

SLIPS = ["鲁楼路", "楼", "路边的楼", "鲁迅路,第3号楼"]
"""What a GBK file may hold that is valid UTF-8 by chance, or nearly so."""


def refusal(data: bytes, encoding: str | None = None) -> ProblemsFound:
    with pytest.raises(ProblemsFound) as found:
        decode(data, encoding, "raw/a.txt")
    return found.value


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16", "utf-8-sig", "utf-32"])
def test_a_chinese_page_is_read_without_being_told_its_encoding(encoding: str) -> None:
    assert PAGE == decode(PAGE.encode(encoding)).text


@pytest.mark.parametrize("encoding", ["big5", "utf-16-le", "utf-16-be", "gbk", "gb2312", "UTF-8"])
def test_a_named_encoding_is_used(encoding: str) -> None:
    text = "臺灣日報今日要聞" if encoding == "big5" else "今日要闻"

    assert text == decode(text.encode(encoding), encoding).text


@pytest.mark.parametrize("text", [slip for slip in SLIPS if len(slip) > 1])
def test_gbk_that_happens_to_be_utf8_does_not_become_mojibake(text: str) -> None:
    assert text == decode(text.encode("gbk")).text


@pytest.mark.parametrize(
    "text", ["café naïve", "привет, мир", "שלום", "中文", "……——“”", "5 × 3 · π"]
)
def test_utf8_stays_utf8_although_gb18030_would_take_it(text: str) -> None:
    assert (text, "utf-8") == (decode(text.encode()).text, decode(text.encode()).encoding)


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=40))
def test_han_text_in_utf8_is_always_read_as_utf8(text: str) -> None:
    assert (text, "utf-8") == (decode(text.encode()).text, decode(text.encode()).encoding)


@settings(deadline=None, max_examples=200)
@given(
    st.text(
        st.sampled_from("的一是在不了有和人这中大为上个国我以要他时来用们生到作地"),
        min_size=2,
        max_size=40,
    )
)
def test_common_han_text_in_gbk_is_always_read_as_gbk(text: str) -> None:
    assert text == decode(text.encode("gbk")).text


def test_what_no_encoding_explains_is_refused_with_the_offset() -> None:
    data = PAGE.encode() + b"\xff\xff\xff"

    problem = refusal(data).problems[0]

    assert "undecodable" == problem.rule
    assert f"第 {len(PAGE.encode())} 字节" in problem.what.zh


def test_a_page_cut_in_the_middle_of_a_character_is_refused() -> None:
    assert "undecodable" == refusal("温州日报".encode()[:-1], "utf-8").problems[0].rule


def test_an_unknown_encoding_is_named_in_the_refusal() -> None:
    problem = refusal(b"abc", "gbk2").problems[0]

    assert "unknown-encoding" == problem.rule
    assert "gbk2" in problem.what.zh


@pytest.mark.parametrize("encoding", ["hex", "base64", "rot13", "zip"])
def test_a_codec_that_is_no_encoding_of_text_is_refused(encoding: str) -> None:
    assert "unknown-encoding" == refusal(b"6162", encoding).problems[0].rule


def test_big5_read_as_gb18030_is_suspected() -> None:
    data = "臺灣日報今日要聞,市長出席會議並發表談話。".encode("big5")

    assert "unlikely-encoding" in [problem.rule for problem in decode(data).problems]


def test_an_ordinary_page_in_gb18030_is_not_suspected() -> None:
    assert () == decode(PAGE.encode("gb18030")).problems


def test_no_byte_order_mark_is_left_in_the_text() -> None:
    assert PAGE == decode(codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le")).text
    assert PAGE == decode(codecs.BOM_UTF8 + PAGE.encode(), "utf-8").text


@pytest.mark.parametrize(
    ("character", "rule"),
    [
        ("\x00", "nul"),
        ("\x07", "control"),
        ("\x1b", "control"),
        ("\x7f", "control"),
        ("\u202e", "bidi-control"),
        ("\u2067", "bidi-control"),
        ("\ufdd0", "noncharacter"),
        ("\U0001ffff", "noncharacter"),
    ],
)
def test_a_character_that_no_page_holds_is_refused_at_its_place(character: str, rule: str) -> None:
    problem = refusal(f"第一行\n第二{character}行\n".encode()).problems[0]

    assert (rule, "raw/a.txt:2:3") == (problem.rule, str(problem.place))


def test_every_refused_character_is_reported_up_to_twenty() -> None:
    assert 3 == len(refusal("一\x00二\x01三\u202e".encode()).problems)
    assert 20 == len(refusal(b"a\x00" * 500).problems)


@pytest.mark.parametrize(
    ("character", "rule"),
    [
        ("\ufffd", "replacement-character"),
        ("\ue000", "private-use"),
        ("\u200b", "zero-width"),
        ("\u00ad", "zero-width"),
    ],
)
def test_a_doubtful_character_is_pointed_out_once_and_kept(character: str, rule: str) -> None:
    decoded = decode(f"一{character}二{character}\n".encode(), file="a.txt")

    assert [(rule, "a.txt:1:2", "warning")] == [
        (problem.rule, str(problem.place), problem.severity) for problem in decoded.problems
    ]
    assert 2 == decoded.text.count(character)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    try:
        text = decode(data).text
    except ProblemsFound as refused:
        text = f"refused for {len(refused.problems)} reasons"

    assert "\x00" not in text
    assert "refused for 0 reasons" != text
