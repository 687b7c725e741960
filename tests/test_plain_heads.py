"""The short way through a head gives the very nodes, with their places, that YAML gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.front_matter import compose_head, parse, split
from generator.front_matter.parsing import parse_any
from generator.front_matter.plain import plain_mapping

IMPORTED = {
    "kicker": "基层见闻：第3期",
    "title": "“三农”工作: 再部署",
    "authors": ["张三", "Li Si", "甲、乙"],
    "roles": {"张三": "记者", "阿依古丽·买买提": "通讯员"},
    "date": "2019-11-20",
    "mentions": [],
    "source_url": "https://example.com/a?b=1",
    "captions": [{"text": "水渠", "credit": "王五", "after_paragraph": 3}, {"text": "桥"}],
    "origin": {"file": "raw/a.txt", "lines": "3-17", "sha256": "0" * 64},
    "draft": True,
}


def same(text: str, *, comments: bool = False) -> bool:
    """Whether the short way was taken; asserts that it then leads where the long way does."""
    plain = plain_mapping(text, "a.md", 2)
    if plain is not None:
        assert parse_any(text, "a.md", 2, comments=comments) == (plain, ())
    return plain is not None


def test_what_the_importer_writes_is_plain() -> None:
    assert same(split(compose_head(IMPORTED))[0])


@pytest.mark.parametrize(
    "text",
    [
        "title: 水利\ntopics:\n- 民生\n- '三农'\n",
        "title: 水利\ntopics:\n  - 民生\n  - [a, b]\ndate: 2019-11-20 08:00\n",
        "a:\n  b:\n    c: d\n  e: f\n",
        "a:\n- b:\n  - c: d\n    e: f\n  g: h\n- i\n",
        "title: 水利  \nnote: \"三农\"\nempty: ''\n",
        "title: 水利\u3000\n标题: 甲 乙\n",
        "a: 𠮷x\nb: [𠮷 x, '甲, 乙', \"丙\"]\n",
    ],
)
def test_a_plain_text_is_read_as_yaml_reads_it(text: str) -> None:
    assert same(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title: 水利",
        "- 水利\n",
        "title: 水利\n\ntopics: [a]\n",
        "title: 水利\ntitle: 三农\n",
        "title: 水利\n  再部署\n",
        "title: |\n  水利\n",
        "title: 标题 #1 报道\n",
        "title: a: b\n",
        "title: 甲:\n",
        "title:水利\n",
        "title：水利\n",
        "title:\n",
        "title: '它''s'\n",
        'title: "\\x41"\n',
        'title: "三农"工作\n',
        "topics: [甲,乙]\n",
        "topics: [甲, 乙\n",
        "topics: {甲: 乙}\n",
        "topics:\n- draft：true\n",
        "topics:\n- 甲\n  乙\n",
        "topics:\n- 甲\n - 乙\n",
        "a:\n  b: c\n d: e\n",
        "a: &x 1\nb: *x\n",
        "---\na: b\n",
        "a: b\u200bc\n",
        "a: b\tc\n",
    ],
)
def test_what_is_not_certain_is_left_to_yaml(text: str) -> None:
    assert not same(text)
    assert parse(text, "a.md", 2) == parse_any(text, "a.md", 2, comments=True)


INNOCENT = ["水利", "a", "B-1", "_", "·", "、", "：", "“", "《", "0", "012", "null", "~", "𠮷"]
HOSTILE = [
    *"\u3000\xa0 :#'\",[]{}-?!|>%@`\\./",
    "  ",
    ": ",
    " #",
    "''",
    ", ",
    "- ",
    "? ",
    "&a",
    "*a",
]
PIECES = [*INNOCENT, *HOSTILE, "---", "..."]
WORDS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
PLAIN = st.lists(st.sampled_from(INNOCENT), min_size=1, max_size=3).map("".join)
VALUES = st.one_of(
    PLAIN,
    WORDS,
    st.lists(PLAIN, max_size=3).map(lambda words: f"[{', '.join(words)}]"),
    st.lists(WORDS, max_size=3).map(lambda words: f"[{', '.join(words)}]"),
    WORDS.map(lambda words: f"'{words}'"),
    WORDS.map(lambda words: f'"{words}"'),
    st.just(""),
)
LEADS = st.sampled_from(["", "", "", "  ", "- ", "  - ", "    ", "    - ", " ", "-  "])
KEYS = st.one_of(st.sampled_from(["a: ", "b: ", "c:", "标题: ", "a·b: ", "1: ", ""]), WORDS)
LINES = st.lists(st.tuples(LEADS, KEYS, VALUES).map("".join), max_size=6)


@given(LINES, st.booleans(), st.sampled_from(["\n", "\n", "\n", ""]))
@settings(deadline=None, max_examples=600)
def test_the_short_way_never_leads_elsewhere(lines: list[str], comments: bool, end: str) -> None:
    same("\n".join(lines) + end, comments=comments)


@given(st.dictionaries(PLAIN, st.one_of(WORDS, st.lists(WORDS), st.dictionaries(PLAIN, WORDS))))
@settings(deadline=None, max_examples=500)
def test_composed_heads_are_read_alike(fields: dict[str, object]) -> None:
    same(split(compose_head(fields))[0])
