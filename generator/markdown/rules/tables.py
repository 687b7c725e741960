"""Tables without inline style, and without losing the cells of a row that is too long.

A page forbids style attributes (content security policy), so alignment is a class. GitHub drops
cells beyond the last column; here they are shown in the last cell, bars and all.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.markdown.rules.wrapping import BlockRule, wrap_block


def install(md: MarkdownIt) -> None:
    """Rewrite the attributes of cells, and refill long rows."""
    wrap_block(md, "table", _complete)
    md.core.ruler.after("inline", "tables", _cells)


def _complete(rule: BlockRule) -> BlockRule:
    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        row: list[Token] = []
        for token in state.tokens[count:]:
            if token.type == "tr_open":
                row = []
            elif token.type == "inline":
                row.append(token)
            elif token.type == "tr_close" and row and row[-1].map:
                _refill(row, getLine(state, row[-1].map[0]))
        return True

    return table


def _refill(row: list[Token], line: str) -> None:
    cells = escapedSplit(line.strip())
    if cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    if any(cell.strip() for cell in cells[len(row) :]):
        row[-1].content = "|".join(cells[len(row) - 1 :]).strip()


def _cells(state: StateCore) -> None:
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type not in ("th_open", "td_open"):
            continue
        style = str(token.attrs.pop("style", ""))
        if style:
            token.attrs["class"] = style.replace("text-align:", "align-")
        if token.type == "th_open":
            if tokens[index + 1].content:
                token.attrs["scope"] = "col"
            else:
                # An empty corner heads nothing.
                token.tag = tokens[index + 2].tag = "td"
