"""`见https://e.com/，欢迎` links the address and leaves the Chinese around it alone (K14)."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.markdown.urls import bare_url


def install(md: MarkdownIt) -> None:
    """Add a rule at the colon of `http://` and `https://`."""
    md.inline.ruler.after("text", "bare_urls", _bare_url)


def _bare_url(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != ":" or state.linkLevel:
        return False
    found = bare_url(state.src, state.pos, state.posMax)
    if found is None:
        return False
    start, stop = found
    if not silent:
        scheme = state.src[start : state.pos]
        if not state.pending.endswith(scheme):
            # The letters before the colon belong to something else already.
            return False
        state.pending = state.pending[: -len(scheme)]
        address = state.src[start:stop]
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": address}
        token.info = "auto"
        token.meta["at"] = start
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1).info = "auto"
    state.pos = stop
    return True
