"""Marks of our own that parser and `escape` must agree on: readings and variant marks."""

from __future__ import annotations

import re

from generator.markdown.cjk import HAN

RUBY = re.compile(
    rf"\{{([{HAN}ぁ-ヿ\ufe00-\ufe0f\U000e0100-\U000e01ef]{{1,20}})\|([^{{}}|\n]{{1,80}})\}}"
)
"""`{涪|fú}`: group 1 is the base, group 2 the reading."""

VARIANT = re.compile(r"-\{[^{}\n]{0,400}\}-")
"""`-{原样}-`, `-{zh-hans:甲;zh-hant:乙}-` (MediaWiki, LanguageConverter)."""


def ruby_at(text: str, position: int, end: int) -> re.Match[str] | None:
    """The reading that begins at `position`, unless it stands in `{{…}}` or `-{…}-`."""
    found = RUBY.match(text, position, end)
    if not found or not found[2].strip():
        return None
    if (
        text[max(0, position - 1) : position] in ("{", "-")
        or text[found.end() : found.end() + 1] == "}"
    ):
        return None
    return found
