"""List numbers are shown as typed, and `2026. 年份开头` is a sentence, not item 2026 (K9)."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.markdown.rules.wrapping import BlockRule, wrap_block

_LONG_NUMBER = re.compile(r"[0-9]{4,}[.)]")


def install(md: MarkdownIt) -> None:
    """Refuse numbers of more than three digits, and keep numbers that leave the count."""
    wrap_block(md, "list", _short)
    md.block.ruler.before("list", "long_number", _ends_list, {"alt": ["list"]})
    md.core.ruler.after("block", "list_numbers", _number)


def _has_long_number(state: StateBlock, line: int) -> bool:
    return _LONG_NUMBER.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


def _short(rule: BlockRule) -> BlockRule:
    def list_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return not _has_long_number(state, start) and rule(state, start, end, silent)

    return list_block


def _ends_list(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Ends a list before a long number: the list would take it for its next item."""
    return silent and _has_long_number(state, start)


def _number(state: StateCore) -> None:
    """Write `value` on items whose number is not the one that follows.

    HTML counts by itself, so `1. 3. 5.` would print 1 2 3. Where all numbers are the same the
    author leaves the counting to us.
    """
    lists: list[list[Token]] = []
    for token in state.tokens:
        if token.type == "ordered_list_open":
            lists.append([])
        elif token.type == "list_item_open" and token.info and lists:
            lists[-1].append(token)
        elif token.type == "ordered_list_close":
            items = lists.pop()
            numbers = [int(item.info) for item in items]
            if len(set(numbers)) == 1:
                continue
            for item, number, before in zip(items[1:], numbers[1:], numbers, strict=False):
                if number != before + 1:
                    item.attrs["value"] = number
