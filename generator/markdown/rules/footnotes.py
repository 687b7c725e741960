"""Footnotes `[^1]` with `[^1]: text`; a note that nobody refers to is a paragraph (K24).

mdit-py-plugins does the work. It would drop a note without a reference, and the first of two
notes with one label, from the page: those are refused here and stay text. As with link
definitions, `parse` finds the unused ones and parses once more with them in `env`.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def, footnote_tail

REFERENCE = re.compile(r"\[\^([^\[\]\s^]{1,80})\]")
"""A reference; the label is short so that a page of `[^[^[^` is not searched again and again."""


def install(md: MarkdownIt) -> None:
    """Add the rules of the plugin one by one, without inline notes `^[…]`."""
    interrupts = ["paragraph", "reference"]
    md.block.ruler.before("reference", "footnote_def", _definition, {"alt": interrupts})
    md.inline.ruler.before("link", "footnote_ref", _reference)
    md.core.ruler.after("inline", "footnote_tail", _tail)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("[^", position) or state.level > state.md.options.maxNesting - 4:
        return False
    found = REFERENCE.match(state.src, position, state.eMarks[start])
    if not found or not state.src.startswith(":", found.end()):
        return False
    known = state.env.get("footnotes", {}).get("refs", {})
    if f":{found[1]}" in known or found[1] in state.env.get("refused_notes", ()):
        return False
    return footnote_def(state, start, end, silent)


def _reference(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos) or "footnotes" not in state.env:
        return False
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    notes = state.env["footnotes"]
    if not found or f":{found[1]}" not in notes["refs"]:
        return False
    if not silent:
        label = found[1]
        number = notes["refs"][f":{label}"]
        if number < 0:
            number = notes["refs"][f":{label}"] = len(notes["list"])
            notes["list"][number] = {"label": label, "count": 0}
        note = notes["list"][number]
        state.push("footnote_ref", "", 0).meta = {
            "id": number,
            "subId": note["count"],
            "label": label,
        }
        note["count"] += 1
    state.pos = found.end()
    return True


def _tail(state: StateCore) -> None:
    footnote_tail(state)
    ids = state.env.setdefault("ids", {})
    prefix = state.env.get("prefix", "")
    for number, note in state.env.get("footnotes", {}).get("list", {}).items():
        # Taken before headings are named: a heading may be called fn1, a note must be.
        ids[note_id(prefix, number)] = 1
        for use in range(note["count"]):
            ids[reference_id(prefix, number, use)] = 1


def note_id(prefix: str, number: int) -> str:
    """Id of a note, counted from 0: `fn1`."""
    return f"{prefix}fn{number + 1}"


def reference_id(prefix: str, number: int, use: int) -> str:
    """Id of a reference to a note: `fnref1`, and `fnref1-2` for the second one."""
    return f"{prefix}fnref{number + 1}" + (f"-{use + 1}" if use else "")
