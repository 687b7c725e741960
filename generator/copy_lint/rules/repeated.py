"""Marks that stand twice, `，，`, or that cannot stand together, `，。`.

Up to three `！` and `？` may stand together (GB/T 15834-2011, 4.2.3.4 and 4.3.3.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.copy_lint.passages import Finding, Passage
from generator.problems import Phrase

_SAME = re.compile(r"([，、；：])\1+|(?<!。)。。(?!。)|([！？])\2{3,}")
_CLASH = re.compile(r"[，、；：。]+")


def find(passage: Passage) -> Iterator[Finding]:
    """Each row of marks; of marks that clash only an editor can tell which is meant."""
    for found in _SAME.finditer(passage.text):
        right = found[0][:3] if found[2] else found[0][0]
        yield Finding(
            "repeated-mark",
            found.start(),
            found.end(),
            Phrase(f"“{found[0]}”重复了", f"“{found[0]}” is one mark several times"),
            Phrase(f"写成“{right}”", f"write “{right}”"),
            right,
        )
    for found in _CLASH.finditer(passage.text):
        if len(set(found[0])) > 1:
            yield Finding(
                "repeated-mark",
                found.start(),
                found.end(),
                Phrase(f"“{found[0]}”不能连用", f"the marks “{found[0]}” cannot stand together"),
                Phrase("只留一个", "keep one of them"),
            )
