"""A form of the text for matching only, of the same length as the text.

Raw pages print the same mark full-width or half-width, and the same quotation mark in three
styles, according to the program they went through. Every rule of the segmentation matches
against the folded form; what is kept is always the original, cut at the same positions.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ALIKE = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "〈": "《",
    "〉": "》",
    "﹁": "“",
    "﹂": "”",
    "〔": "[",
    "〕": "]",
    "﹝": "[",
    "﹞": "]",
    "•": "·",
    "‧": "·",
    "・": "·",
    "･": "·",
    "∙": "·",
    "⋅": "·",
    "●": "■",
    "○": "■",
    "◎": "■",
    "◆": "■",
    "◇": "■",
    "□": "■",
    "▪": "■",
    "►": "▲",
    "▶": "▲",
    "▷": "▲",
    "◀": "▲",
    "◁": "▲",
    "△": "▲",
    "▼": "▲",
    "▽": "▲",
    "★": "■",
    "☆": "■",
    "–": "—",
    "―": "—",
    "─": "—",
    "━": "—",
    "−": "-",
    "⋯": "…",
    "｡": "。",
    "､": "、",
    "丨": "|",
    "│": "|",
    "┃": "|",
    "\t": " ",
}

_KEPT = "。、“”‘’…—《》"


def fold(text: str) -> str:
    """The text with half-width marks, plain blanks and one style of quotation marks and bullets.

    >>> fold("（记者　张三）：「好」！")
    '(记者 张三):“好”!'
    """
    return "".join(map(_folded, text)) if not text.isascii() else text.replace("\t", " ")


@cache
def _folded(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    if character in _KEPT:
        return character
    if character.isspace():
        return " "
    # Enclosed numbers ① and ⑴ are numbers of a list, which 1 is not.
    if unicodedata.category(character) in ("No", "So"):
        return character
    # Kelvin signs and radicals that PDF readers hand out for Han; never what grows longer.
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def as_printed(said: str, text: str) -> str:
    """The words as the page prints them, which were read from the folded form of `text`."""
    start = fold(text).find(said)
    return text[start : start + len(said)] if said and start >= 0 else said


_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")


def visible(text: str) -> str:
    """The text without anything that leaves no ink: what must never be lost."""
    return _BLANK.sub("", text)


def is_han(character: str) -> bool:
    """Whether the character is a Han character (or 〇, which numbers are written with)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U0003ffff"
        or "\uf900" <= character <= "\ufaff"
        or character == "〇"
    )


HAN = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff\uf900-\ufaff〇"
"""The same, as the inside of a character class."""
