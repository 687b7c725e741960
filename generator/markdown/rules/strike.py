"""Only `~~` strikes, next to Chinese marks too; `3~5度` and `谢谢~~~` are text (K2, K3)."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.markdown.delimiters import push_run


def install(md: MarkdownIt) -> None:
    """Replace the scan, and switch single tildes off where pairs are made."""
    md.options["strikethrough_single_tilde"] = False
    md.inline.ruler.at("strikethrough", _strike)


def _strike(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if silent or state.src[start] != "~":
        return False
    stop = start + 1
    while stop < state.posMax and state.src[stop] == "~":
        stop += 1
    if stop - start == 2:
        push_run(state, "~", 2)
    else:
        state.append_pending(state.src[start:stop])
        state.pos = stop
    return True
