"""Plain paragraphs and plain text, which is most of a newspaper, without asking every rule.

No departure from CommonMark: what is found is what the rules would find. A block of one line can be
nothing but a paragraph when it begins with a letter or a character that is not ASCII, for every
other block begins with an ASCII mark or a digit, and a table needs a second line. Text in which no
rule of inline markup begins is one token.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.heading import heading
from markdown_it.rules_block.paragraph import paragraph
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token

_MARKS = re.compile(r"[\n\\`*_\[\]<~!&:\-{]")
"""All that inline markup begins with; to look for these first takes a fifth of the time."""


SHORTCUTS = "shortcuts"
"""Their name among the rules that can be left out; tests compare."""


def take_shortcuts(md: MarkdownIt) -> None:
    """Look for the plain before all else; comes last, when it is known what ends a text."""
    md.block.ruler.before("table", "plain", _block)
    md.core.ruler.at("inline", _inline)
    md.core.ruler.at("text_join", _join)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    following = start + 1
    if silent or (following < state.lineMax and not state.isEmpty(following)):
        return False
    position = state.bMarks[start] + state.tShift[start]
    first = state.src[position]
    if first == "#":
        return heading(state, start, end, False)
    if first.isascii() and not first.isalpha():
        return False
    if state.level or state.blkIndent:
        return paragraph(state, start, end, False)
    # What the rule does, written out: the tokens of paragraphs are half of all there are.
    text = mdTrim(state.src[position : state.eMarks[start]])
    lines = [start, following]
    state.tokens += (
        Token("paragraph_open", "p", 1, {}, lines, 0, None, "", "", "", {}, True),
        Token("inline", "", 0, {}, [*lines], 1, [], text, "", "", {}, True),
        Token("paragraph_close", "p", -1, {}, None, 0, None, "", "", "", {}, True),
    )
    state.line = following
    return True


def _inline(state: StateCore) -> None:
    stops = state.md.inline.terminator_re.search
    for token in state.tokens:
        if token.type == "inline":
            text = token.content
            children = token.children = token.children or []
            if _MARKS.search(text) and stops(text):
                state.md.inline.parse(text, state.md, state.env, children)
            elif text:
                children.append(Token("text", "", 0, {}, None, 0, None, text, "", "", {}))


def _join(state: StateCore) -> None:
    """As `text_join`, but for texts that have nothing to be joined with."""
    rest = [token for token in state.tokens if token.children and not _is_text(token.children)]
    text_join(StateCore(state.src, state.md, state.env, rest))


def _is_text(children: list[Token]) -> bool:
    return len(children) == 1 and children[0].type == "text"
