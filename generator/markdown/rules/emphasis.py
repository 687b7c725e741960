"""`*` and `_` emphasise Chinese too: `**“强调”**后文` is bold without a space (K1)."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.markdown.delimiters import push_run


def install(md: MarkdownIt) -> None:
    """Replace the scan for delimiters; pairing them stays markdown-it's."""
    md.inline.ruler.at("emphasis", _emphasis)


def _emphasis(state: StateInline, silent: bool) -> bool:
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    push_run(state, marker, 1)
    return True
