"""`...`, a single `…` and a row of full stops where Chinese has six dots, `……`.

GB/T 15834-2011, 4.11. Twelve dots (`…………`) leave out a paragraph and are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.copy_lint.passages import Finding, Passage
from generator.problems import Phrase
from generator.punctuation import HAN

_DOTS = re.compile(rf"(?<=[{HAN}，、；：？！”’》）])\.{{3,}}|(?<!\.)\.{{3,}}(?=[{HAN}“《])")
_OTHERS = re.compile(
    rf"(?<!…)(?:…|…{{3}})(?!…)(?=[{HAN}“”《》，。；：？！]|\s*$)|。{{3,}}", re.MULTILINE
)


def find(passage: Passage) -> Iterator[Finding]:
    """Each row of dots."""
    for pattern in (_DOTS, _OTHERS):
        for found in pattern.finditer(passage.text):
            yield Finding(
                "ascii-ellipsis",
                found.start(),
                found.end(),
                Phrase(f"省略号写成了“{found[0]}”", f"“{found[0]}” stands for an ellipsis"),
                Phrase("写成“……”", "write “……”"),
                "……",
            )
