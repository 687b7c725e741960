"""Two or three hyphens where Chinese has a dash, `——`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.copy_lint.passages import Finding, Passage
from generator.problems import Phrase
from generator.punctuation import HAN

_HYPHENS = re.compile(
    rf"(?<=[{HAN}，。；：？！”》）])-{{2,3}}(?=[{HAN}“《（])|^-{{2,3}}(?=[{HAN}“《])", re.MULTILINE
)


def find(passage: Passage) -> Iterator[Finding]:
    """Each row of hyphens."""
    for found in _HYPHENS.finditer(passage.text):
        yield Finding(
            "ascii-dash",
            found.start(),
            found.end(),
            Phrase(f"破折号写成了“{found[0]}”", f"“{found[0]}” stands for a dash"),
            Phrase("写成“——”", "write “——”"),
            "——",
        )
