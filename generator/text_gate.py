"""Which characters a text may hold: what is refused at the door, and what is only pointed out.

Refused is what would silently cut text (NUL makes OpenCC drop what follows), could not be written
back (a lone surrogate), is forbidden by XML and YAML (control characters), or shows other words
than are there (bidirectional overrides, CVE-2021-42574). Pointed out is what an editor cannot see,
or what a failed conversion leaves behind; someone may have meant it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from generator.problems import Phrase, Place, Problem, Severity

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

_REFUSED = {
    "nul": ("\x00", "空字符 NUL", "a NUL character"),
    "control": ("\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f", "控制字符", "a control character"),
    "surrogate": ("\ud800-\udfff", "单个代理码位", "a lone surrogate"),
    "noncharacter": (_NONCHARACTERS, "非字符码位", "a noncharacter"),
    "bidi-control": ("\u202a-\u202e\u2066-\u2069", "双向控制字符", "a bidirectional control"),
}

_POINTED_OUT = {
    "replacement-character": ("\ufffd", "替换字符 U+FFFD", "replacement characters U+FFFD"),
    "private-use": (
        "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
        "专用区字符",
        "private use characters",
    ),
    "zero-width": (
        "\u00ad\u061c\u200b-\u200f\u2060\ufeff",
        "零宽字符",
        "zero-width characters",
    ),
}

_REFUSED_PATTERN = re.compile(f"[{''.join(kind[0] for kind in _REFUSED.values())}]")
_SUSPECT = re.compile(f"[{''.join(kind[0] for kind in _POINTED_OUT.values())}]")
_LINE_FEED = re.compile("\n")

_REPORTED = 20
"""Enough to see what kind of file it is; a binary file would give thousands."""


def is_plain(text: str) -> bool:
    """Whether nothing in the text is refused or pointed out, as almost always.

    False says nothing: tabs and some spaces are harmless and not printable. Ten times as fast as
    to look for each character.
    """
    if "\ufffd" in text:
        return False
    return text.replace("\n", "").replace("\u3000", "").isprintable()


def refused(text: str) -> bool:
    """Whether the text holds a character that no text may hold."""
    return _REFUSED_PATTERN.search(text) is not None


def text_problems(
    text: str, file: str, line_end: re.Pattern[str] = _LINE_FEED
) -> tuple[Problem, ...]:
    """What stands in `text` and must not, each with its place; or else what is doubtful in it.

    Errors, or else warnings: one for each kind, at its first place. `line_end` is what ends a
    line in this text.
    """
    if is_plain(text):
        return ()
    if refused(text):
        return tuple(islice(_refusals(text, file, line_end), _REPORTED))
    return tuple(_warnings(text, file, line_end)) if _SUSPECT.search(text) else ()


def _refusals(text: str, file: str, line_end: re.Pattern[str]) -> Iterator[Problem]:
    for found in _REFUSED_PATTERN.finditer(text):
        rule, (_, zh, en) = next(
            (rule, kind)
            for rule, kind in _REFUSED.items()
            if re.match(f"[{kind[0]}]", found.group())
        )
        code = f"U+{ord(found.group()):04X}"
        yield Problem(
            rule,
            place_of(text, found.start(), file, line_end),
            Phrase(f"有{zh}（{code}）", f"{en} ({code})"),
            Phrase(
                "删去它；若全文如此，多半是编码不对",
                "delete it; if it is everywhere, the encoding is wrong",
            ),
        )


def _warnings(text: str, file: str, line_end: re.Pattern[str]) -> Iterator[Problem]:
    for rule, (characters, zh, en) in _POINTED_OUT.items():
        found = list(re.finditer(f"[{characters}]", text))
        if found:
            yield Problem(
                rule,
                place_of(text, found[0].start(), file, line_end),
                Phrase(f"有 {len(found)} 个{zh}，第一个在此", f"{len(found)} {en}, the first here"),
                Phrase("请对照原文核对", "check against the original"),
                Severity.WARNING,
            )


def place_of(text: str, position: int, file: str, line_end: re.Pattern[str] = _LINE_FEED) -> Place:
    """Where a position of the text is, in the lines and columns that an editor shows."""
    line, start = 1, 0
    for end in line_end.finditer(text, 0, position):
        line, start = line + 1, end.end()
    return Place(file, line, position - start + 1)
