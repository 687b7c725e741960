"""`{涪|fú}` prints 涪 with its reading above (ruby).

Only Han and kana take a reading, so that `{{ title|upper }}` and `-{简|繁}-` stay text. In a table
the bar is escaped as `\\|`.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.markdown.marks import ruby_at


def install(md: MarkdownIt) -> None:
    """Add a rule at `{`."""
    md.inline.ruler.push("ruby", _ruby)


def _ruby(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    found = ruby_at(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.content = found[1]
        token.meta["reading"] = found[2].strip()
    state.pos = found.end()
    return True
