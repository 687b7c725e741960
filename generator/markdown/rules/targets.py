"""Link targets are kept as written, remember where they stood, and lead to safe schemes only.

markdown-it percent-encodes a target when it parses; here that is left to rendering, because
links are resolved against file names and a file is named 水利.md, not %E6%B0%B4.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.markdown.rules.wrapping import InlineRule, wrap_inline
from generator.markdown.urls import is_safe

_KINDS = ("link_open", "image")


def install(md: MarkdownIt) -> None:
    """Keep targets and mark each link and image token with its offset: `meta["at"]`."""
    md.validateLink = _allowed  # type: ignore[method-assign]
    md.normalizeLink = _as_written  # type: ignore[method-assign]
    md.normalizeLinkText = _as_typed  # type: ignore[method-assign]
    wrap_inline(md, "link", lambda rule: _located("[", rule))
    wrap_inline(md, "image", lambda rule: _located("!", rule))
    wrap_inline(md, "autolink", lambda rule: _located("<", rule))


def _allowed(url: str) -> bool:
    return is_safe(url)


def _as_written(url: str) -> str:
    return url


def _as_typed(link: str) -> str:
    return link


def _located(first: str, rule: InlineRule) -> InlineRule:
    closing = ">" if first == "<" else "]"

    def located(state: StateInline, silent: bool) -> bool:
        at = state.pos
        # Without its closing mark ahead it cannot be one; asking first keeps a long run of
        # opening brackets from being tried one by one, each at length.
        if state.src[at] != first or state.src.find(closing, at) < 0:
            return False
        count = len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[count : count + 2]:
                if token.type in _KINDS:
                    token.meta["at"] = at
                    break
        return True

    return located
