"""Half-width `,;:?!()` in Chinese: those that `generator.punctuation` would widen at import."""

from __future__ import annotations

from collections.abc import Iterator

from generator.copy_lint.passages import Finding, Passage
from generator.problems import Phrase
from generator.punctuation import restore


def find(passage: Passage) -> Iterator[Finding]:
    """Each mark of its own; pairs of brackets together."""
    wide = restore(passage.text)
    for at, (old, new) in enumerate(zip(passage.text, wide, strict=True)):
        if old != new:
            yield Finding(
                "half-width-mark",
                at,
                at + 1,
                Phrase(f"“{old}”是半角标点", f"“{old}” is a half-width mark"),
                Phrase(f"写成“{new}”", f"write “{new}”"),
                new,
            )
