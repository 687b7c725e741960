"""Sub-headings begin at h2 and have ids that do not change with the variant (K15).

The h1 of a page is the title of the article: a body that uses `#` has all its headings moved
down by one; any other keeps the levels its author chose. An id is made of the source text (Han
kept, punctuation dropped, white space to `-`), so the same link works on the Simplified and on
the Traditional page; `## 总则 {#rules}` sets one by hand.
"""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.markdown.text import inline_text

_EXPLICIT = re.compile(r"(?<!\\)[ \t]*\{#([^\s{}#\"'<>&\\]+)\}\Z")
_LONGEST = 80
"""Characters of a made id; what stands in a heading can be a whole paragraph."""


def install(md: MarkdownIt) -> None:
    """Take ids from the source before inline markup is read, and make the others after."""
    md.core.ruler.before("inline", "explicit_ids", _take_explicit)
    md.core.ruler.after("text_join", "headings", _finish)


def slug(text: str) -> str:
    """The id that a heading of this text gets, if no other has it.

    >>> slug("一、总体要求（2019 年）")
    '一总体要求2019-年'
    """
    words = unicodedata.normalize("NFC", text).lower().split()
    kept = ("".join(c for c in word if _belongs(c)) for word in words)
    return "-".join(word for word in kept if word)[:_LONGEST].strip("-") or "section"


def _belongs(character: str) -> bool:
    return character in "-_" or unicodedata.category(character)[0] in "LMN"


def _take_explicit(state: StateCore) -> None:
    for index, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        inline = state.tokens[index + 1]
        found = _EXPLICIT.search(inline.content)
        if found and found.start():
            inline.content = inline.content[: found.start()]
            token.meta["explicit"] = found[1]


def _finish(state: StateCore) -> None:
    opened = [i for i, token in enumerate(state.tokens) if token.type == "heading_open"]
    if not opened:
        return
    down = any(state.tokens[i].tag == "h1" for i in opened)
    prefix = state.env.get("prefix", "")
    taken = Names(state.env.setdefault("ids", {}))
    # Ids set by hand go first: links to them were written by hand as well.
    for i in opened:
        token = state.tokens[i]
        if "explicit" in token.meta:
            wanted = prefix + token.meta["explicit"]
            token.attrs["id"] = taken.take(wanted)
            if token.attrs["id"] != wanted:
                state.env.setdefault("repeated_ids", []).append((token, wanted))
    for i in opened:
        token = state.tokens[i]
        if "id" not in token.attrs:
            token.attrs["id"] = taken.take(prefix + slug(inline_text(state.tokens[i + 1])))
        if down:
            _move_down(token)
            _move_down(state.tokens[i + 2])


def _move_down(token: Token) -> None:
    token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"


class Names:
    """Names given out so far; a name asked for again gets `-2`, `-3` …"""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts

    def take(self, wanted: str) -> str:
        """`wanted`, or the nearest name to it that is free."""
        name = wanted
        while name in self._counts:
            self._counts[wanted] += 1
            name = f"{wanted}-{self._counts[wanted]}"
        self._counts[name] = 1
        return name
