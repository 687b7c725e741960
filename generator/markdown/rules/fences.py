"""`~~~真的吗~~~` is a sentence: a fence opens code only where no word is lost by it.

What follows the marks of a fence is shown nowhere, so it may only be the ASCII name of a language.
A row of tildes is an ornament in Chinese text: it opens code only if another row closes it.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from generator.markdown.rules.wrapping import BlockRule, wrap_block

_OPENING = re.compile(r"(`{3,}|~{3,})([ -}]*)\Z")


def install(md: MarkdownIt) -> None:
    """Look at the opening line before the rule of CommonMark does."""
    wrap_block(md, "fence", _checked)


def _checked(rule: BlockRule) -> BlockRule:
    def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = _line(state, start)
        if not line.startswith(("```", "~~~")):
            return False
        found = _OPENING.match(line)
        if not found or (line[0] == "~" and not _is_closed(state, start, end, len(found[1]))):
            return False
        return rule(state, start, end, silent)

    return fence


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _is_closed(state: StateBlock, start: int, end: int, length: int) -> bool:
    mark = "~" * length
    rows = (_line(state, number).rstrip(" \t") for number in range(start + 1, end))
    return any(row.startswith(mark) and not row.strip("~") for row in rows)
