"""`5*8*10米` multiplies: a `*` between numbers is a mark, not markup (K4)."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.markdown.flanking import is_multiplication


def install(md: MarkdownIt) -> None:
    """Ask before emphasis does."""
    md.inline.ruler.before("emphasis", "multiplication", _multiplication)


def _multiplication(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "*" or not is_multiplication(state.src, state.pos):
        return False
    if not silent:
        state.append_pending("*")
    state.pos += 1
    return True
