"""A run of markers becomes delimiters, for emphasis and strike-through to pair."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from generator.markdown.flanking import scan


def push_run(state: StateInline, marker: str, width: int) -> None:
    """Push the run at the cursor as delimiters, each `width` markers long.

    The rule of three (section 6.2, rules 9 and 10) needs the length of the run; strike-through
    knows no such rule and says 0.
    """
    run = scan(state.src, state.pos, state.posMax)
    for _ in range(run.length // width):
        token = state.push("text", "", 0)
        token.content = marker * width
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=run.length if width == 1 else 0,
                token=len(state.tokens) - 1,
                end=-1,
                open=run.opens,
                close=run.closes,
            )
        )
    state.pos += run.length
