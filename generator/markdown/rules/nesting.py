"""Too deep a quote or list becomes text; markdown-it drops what lies deeper than it counts."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from generator.markdown.rules.wrapping import BlockRule, wrap_block

_ROOM = 4
"""Levels that a container, its item and the paragraph in it take at most."""


def install(md: MarkdownIt) -> None:
    """Let quotes and lists open only while their content still fits."""
    deepest = int(md.options["maxNesting"]) - _ROOM

    def shallow(rule: BlockRule) -> BlockRule:
        def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
            return state.level <= deepest and rule(state, start, end, silent)

        return container

    wrap_block(md, "blockquote", shallow)
    wrap_block(md, "list", shallow)
