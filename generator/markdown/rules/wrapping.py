"""How a rule of ours is laid around a rule of markdown-it.

The library has no public way to ask for the function behind a name, so this is the one place
that looks inside its rulers.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]


def wrap_block(md: MarkdownIt, name: str, around: Callable[[BlockRule], BlockRule]) -> None:
    """Replace the block rule `name` by `around` of it; what it may interrupt stays the same."""
    rule = next(rule for rule in md.block.ruler.__rules__ if rule.name == name)
    md.block.ruler.at(name, around(rule.fn), {"alt": rule.alt})


def wrap_inline(md: MarkdownIt, name: str, around: Callable[[InlineRule], InlineRule]) -> None:
    """Replace the inline rule `name` by `around` of it."""
    rule = next(rule for rule in md.inline.ruler.__rules__ if rule.name == name)
    md.inline.ruler.at(name, around(rule.fn))
