"""U+3000 at the beginning or end of a line is typesetting, not text (K8).

The style sheet indents paragraphs; an indent that is typed as well would double it. A line of
nothing but such spaces is blank: it parts paragraphs, as its author sees it do.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_WIDE = "\u3000\xa0"
_BLANK_LINE = re.compile(rf"(?m)^[ \t{_WIDE}]+$")


def install(md: MarkdownIt) -> None:
    """Blank such lines before blocks are read, and trim the lines of each block after."""
    md.core.ruler.before("block", "wide_blank_lines", _blank)
    md.core.ruler.before("inline", "wide_spaces", _trim)


def _blank(state: StateCore) -> None:
    if "\u3000" in state.src or "\xa0" in state.src:
        # One space for each, so that columns stay what they are.
        state.src = _BLANK_LINE.sub(lambda line: " " * len(line[0]), state.src)


def _trim(state: StateCore) -> None:
    for token in state.tokens:
        said = token.content
        if token.type == "inline" and "\n" in said and ("\u3000" in said or "\xa0" in said):
            token.content = "\n".join(_trimmed(line) for line in said.split("\n"))


def _trimmed(line: str) -> str:
    bare = line.rstrip(" \t" + _WIDE)
    tail = line[len(bare) :]
    # Two plain spaces at the end of a line break it: keep those where nothing else stands.
    return bare.lstrip(" \t" + _WIDE) + (tail if tail.isascii() else "")
