"""`-{…}-` is a token of its own: what it prints is for the variants to decide.

Until they do, it is printed as written. An escaped `-\\{` is text and never such a token.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.markdown.marks import VARIANT


def install(md: MarkdownIt) -> None:
    """Add a rule at `-{`: a token `variant_mark`, whose content is all of `-{…}-`."""
    md.inline.ruler.after("text", "variant_mark", _variant_mark)


def _variant_mark(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("-{", state.pos):
        return False
    found = VARIANT.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("variant_mark", "", 0).content = found[0]
    state.pos = found.end()
    return True
