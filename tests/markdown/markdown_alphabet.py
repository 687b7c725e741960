"""Texts made to be misread: Chinese between everything that means something in Markdown."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    *"渠首的，。：“”《》（）、—…",
    *"-~*_`[](){}<>&#!|:;.,\\/\"'^=+$%@?0123 abcXY\n\n\t\u3000\xa0",
    *["**", "~~", "```", "~~~", "![", "](", "[^1]", "[^1]: ", "{涪|fú}", "-{", "}-", "{#id}"],
    *[
        "&amp;",
        "&#65;",
        "&#",
        "&#5;",
        "http://e.cn/",
        "<https://e.cn>",
        "\n\n",
        "- ",
        "1. ",
        "2026. ",
        "> ",
    ],
    *["# ", "---", "|---|", "| a | b |", "\n---\n", "[x]: /u", "[x]", "{{", "{%", ":::", "5*8"],
    *["𠮷", "葛\U000e0100", "“\ufe01", "💧", "\u200b", "　　", "  \n", "\\\n", "\r\n"],
]


def hostile_texts() -> st.SearchStrategy[str]:
    """Up to sixty pieces in a row."""
    return st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
