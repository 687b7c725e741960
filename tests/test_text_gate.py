"""The quick look at a text never lets through what the long one would have found."""

from __future__ import annotations

import sys

from generator import text_gate
from generator.text_gate import is_plain, refused


def test_no_refused_or_doubtful_character_is_plain() -> None:
    doubtful = text_gate._SUSPECT
    wrong = [
        f"U+{code:04X}"
        for code in range(sys.maxunicode + 1)
        if (refused(chr(code)) or doubtful.search(chr(code))) and is_plain(f"水{chr(code)}\n")
    ]
    assert [] == wrong


def test_prose_is_plain() -> None:
    assert is_plain("\u3000\u3000“水利”——2019年，GDP增长6.1%。\n\n𠮷 ok\n")
