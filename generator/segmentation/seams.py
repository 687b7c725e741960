"""Where text may be cut and where it was: unfinished endings, and the seam between two halves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from generator.segmentation.fold import HAN, is_han

_CLOSED_SENTENCE = re.compile(r"(?:[。!?…]|——|:|(?<=[^\d\s])\.)[”’)\]】》」』\"']*$")
_CREDIT_AFTER_STOP = re.compile(r"[。!?…][”’]? ?[(【\[][^()【\]]{1,60}[)】\]]$")
_OPENERS = {"《": "》", "(": ")", "[": "]", "【": "】", "“": "”"}


def join(texts: Iterable[str]) -> str:
    """Broken lines as one text: no space at a seam, except between two Latin words or numbers."""
    whole = ""
    for text in texts:
        space = " " if _wants_space(whole[-1:], text[:1]) else ""
        whole += space + text
    return whole


def _wants_space(left: str, right: str) -> bool:
    return bool(
        left
        and right
        and (left.isalpha() or left in ",.;:!?)")
        and right.isalpha()
        and not is_han(right)
        and not is_han(left)
        and left.isascii()
        and right.isascii()
    )


def ends_sentence(folded: str) -> bool:
    """Whether a folded text ends as a paragraph may: full stop, question, colon, dash, a credit."""
    text = folded.rstrip(" ■▲")
    return bool(_CLOSED_SENTENCE.search(text) or _CREDIT_AFTER_STOP.search(text)) and not is_open(
        text
    )


def is_open(folded: str) -> bool:
    """Whether the last bracket or book mark that opens is never closed.

    Quotation marks are left out: a quotation may run over several paragraphs, each of which
    opens it anew and only the last of which closes it.
    """
    for opener in ("《", "(", "[", "【"):
        if folded.count(opener) > folded.count(_OPENERS[opener]):
            start = folded.rfind(opener)
            if _OPENERS[opener] not in folded[start:]:
                return True
    return False


def opens_quotation(folded: str) -> bool:
    """Whether the text ends inside a quotation that it opened."""
    return folded.rfind("“") > folded.rfind("”")


def closes_first(folded: str) -> bool:
    """Whether the text closes a bracket or quotation that it did not open."""
    for opener, closer in _OPENERS.items():
        closed, opened = folded.find(closer), folded.find(opener)
        if closed >= 0 and (opened < 0 or closed < opened):
            return True
    return False


class Seams:
    """How often two characters follow each other in this file: what a broken word is known by."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pairs: Counter[str] = Counter()
        for text in texts:
            self._pairs.update(left + right for left, right in pairwise(text))

    def strength(self, left: str, right: str) -> int:
        """How often the pair at the seam occurs elsewhere, counted only for two Han characters."""
        if not left or not right or not (is_han(left[-1]) and is_han(right[0])):
            return 0
        return self._pairs[left[-1] + right[0]]


ENUMERATOR = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}(?:、|是[^\s])|第[一二三四五六七八九十\d]{1,3}[、章节篇条部]|"
    r"[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[.、)](?!\d)|[①-⑳⑴-⒛❶-❿Ⅰ-Ⅻ]|[■▲★●◆→✔·] ?(?=\S)|"
    r"[A-Z][.、])"
)
"""What a list item or a numbered sub-heading begins with."""

CHAPTER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|"
    r"第[一二三四五六七八九十\d]{1,3}[章节篇部]|"
    r"\d{1,2}[.、](?!\d)|0\d(?= ?[^\d.:]))"
)
"""What a numbered sub-heading begins with."""

CONTINUES = re.compile(
    f"^(?:[a-z]|[的了着过等们性化者及与和或、,。;:!?)》”’%]|[{HAN}]?(?=[,、。;]))"
)
"""What can hardly begin a paragraph."""
