"""字数: how long a text is, as an editor counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.markdown.cjk import HAN

if TYPE_CHECKING:
    from generator.markdown.document import Document

_CHARACTERS = re.compile(rf"[{HAN}\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3]+")
_WORDS = re.compile(r"[^\W_]+(?:[.,:'’/\-][^\W_]+)*")
_TARGETS = re.compile(r"\]\([^()\s]{1,2000}(?:\s+\"[^\"\n]*\")?\)|https?://[!-~]+")


def count_characters(text: str) -> int:
    """Characters of prose: each Han character (kana, hangul) one, each Latin word or number one.

    Punctuation and white space count nothing. Exact for text without markup; of Markdown, link
    targets are left out and everything else is taken for text. Reads no Markdown: planning
    thousands of pages may call it.

    >>> count_characters("2019年，GDP增长6.1%。")
    6
    """
    if "](" in text or "://" in text:
        text = _TARGETS.sub(" ", text)
    rest, runs = _CHARACTERS.subn(" ", text)
    return len(text) - len(rest) + runs + len(_WORDS.findall(rest))


def characters(text: Document | str) -> int:
    """`count_characters` of the visible text of a document, or of a string."""
    if isinstance(text, str):
        return count_characters(text)
    from generator.markdown.text import plain_text

    return count_characters(plain_text(text))
