"""Quotation marks of Traditional Chinese: “ ” ‘ ’ become 「 」『 』.

By shape, mark for mark: nothing is counted, so a quotation that runs over paragraphs, or one that
the paper never closed, spoils nothing behind it. OpenCC does it in its own pass for nothing; what
is found here are the marks that stay: apostrophes, and the quotations of a foreign language.
"""

from __future__ import annotations

import re

from generator.variants.glossary import Span

QUOTES = {"“": "「", "”": "」", "‘": "『", "’": "』"}

_LATIN = r"A-Za-z0-9\u00c0-\u024f\u0370-\u052f"
_HAN = r"\u2e80-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"

_BESIDE_LATIN = re.compile(rf"[“”‘’](?:(?<=[{_LATIN}.,;:!?)][“”‘’])|(?=[{_LATIN}(]))")
_APOSTROPHE = re.compile(rf"(?<=[{_LATIN}])’(?=[{_LATIN}])")
_FOREIGN = re.compile(rf"([“‘])([^“”‘’{_HAN}\n]*(?:[‘’][^“”‘’{_HAN}\n]*)*)([”’])")
_HAN_BESIDE = re.compile(rf"[{_HAN}]")
_WORD = re.compile(rf"[{_LATIN}]")


def kept_quotes(text: str) -> list[Span]:
    """The quotation marks of `text` that are not Chinese ones, as spans that stay.

    A quotation without Chinese inside it, and with a foreign word and no Chinese beside it.
    """
    if not _BESIDE_LATIN.search(text):
        return []
    kept = {found.start() for found in _APOSTROPHE.finditer(text)}
    for found in _FOREIGN.finditer(text):
        before = text[: found.start()].rstrip(" ")[-1:]
        after = text[found.end() :].lstrip(" ")[:1]
        beside = before + after
        if _WORD.search(found[2]) and _WORD.search(beside) and not _HAN_BESIDE.search(beside):
            kept |= {found.start(), found.end() - 1}
    return [(at, at + 1, text[at]) for at in sorted(kept)]
