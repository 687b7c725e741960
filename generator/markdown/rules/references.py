"""`[记者]: 今天的会议…` is a paragraph, not a definition that vanishes from the page (K5).

A definition is one only when its target looks like an address or a file and some link uses its
label; a second definition of a label stays text as well. Whether a label is used is known after
parsing: `parse` looks, writes the unused ones into `env["refused"]` and parses once more.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from generator.markdown.rules.wrapping import BlockRule, wrap_block
from generator.markdown.urls import looks_like_target

_DEFINITION = re.compile(r"\[[^\[\]^][^\[\]]*\]:\s*\S")


def install(md: MarkdownIt) -> None:
    """Check each definition that markdown-it finds, and take it back when it is none."""
    md.block.ruler.before("reference", "next_definition", _parts, {"alt": ["paragraph"]})
    wrap_block(md, "reference", _checked)


def _parts(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Ends a paragraph that was refused as a definition where the next definition begins.

    Elsewhere a definition cannot interrupt a paragraph; here one that nobody uses would drag
    those below it into the text.
    """
    if not silent or not state.env["refused"]:
        return False
    lines = (
        state.src[state.bMarks[n] + state.tShift[n] : state.eMarks[n]] for n in (start - 1, start)
    )
    return all(_DEFINITION.match(line) for line in lines)


def _checked(rule: BlockRule) -> BlockRule:
    def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        position = state.bMarks[start] + state.tShift[start]
        if not state.src.startswith("[", position) or state.src.startswith("[^", position):
            return False
        known = len(state.env.get("references", ()))
        if not rule(state, start, end, silent):
            return False
        if silent:
            return True
        references = state.env["references"]
        if len(references) == known:
            state.line = start
            return False
        label, found = next(reversed(references.items()))
        if label in state.env.get("refused", ()) or not looks_like_target(found["href"]):
            del references[label]
            state.line = start
            return False
        return True

    return reference
