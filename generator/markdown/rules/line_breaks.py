"""A line break between Chinese characters is no space (K11).

Next to Latin letters and digits it stays one. The token of a joined break stays where it was,
hidden, so that positions in the text can still be counted; what comes after joins over it.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.markdown.cjk import is_variation_selector, joins_lines


def install(md: MarkdownIt) -> None:
    """Look at the breaks when all text is known."""
    md.core.ruler.after("text_join", "line_breaks", _join)


def _join(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and "\n" in token.content:
            children = token.children or []
            for index, child in enumerate(children):
                if child.type == "softbreak":
                    before = (children[at] for at in range(index - 1, -1, -1))
                    after = (children[at] for at in range(index + 1, len(children)))
                    child.hidden = joins_lines(_character(before, last=True)) and joins_lines(
                        _character(after, last=False)
                    )


def _character(tokens: Iterable[Token], *, last: bool) -> str:
    """The nearest visible character; a Latin one where an image or nothing at all stands."""
    for token in tokens:
        if token.type in ("image", "softbreak", "hardbreak"):
            break
        if not token.content:
            continue
        if not last:
            return token.content[0]
        text = token.content
        while len(text) > 1 and is_variation_selector(text[-1]):
            text = text[:-1]
        return text[-1]
    return "x"
