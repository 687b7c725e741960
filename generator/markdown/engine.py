"""Parsing: text in, a frozen Document out.

One MarkdownIt is built per process (and per set of rules left out, which only tests use). What
it depends on besides the text is in `env`, so an engine keeps nothing from one text to the next.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.markdown.document import Document, Heading
from generator.markdown.reporting import Reporter
from generator.markdown.rules import MARKDOWN_RULES
from generator.markdown.rules.footnotes import note_id, reference_id
from generator.markdown.shortcuts import SHORTCUTS, take_shortcuts
from generator.markdown.text import inline_text

_STOPS = re.compile(r"[\n\\`*_\[\]<]|~|!(?=\[)|&(?=[#A-Za-z])|:(?=//)|-(?=\{)|\{")
"""Where running text may end: only at what some rule reads. Fewer stops, faster parsing."""

_ROUNDS = 3
"""How often definitions without a use are taken back before all of them are."""

_REFERENCED = 100_000
"""Characters that repeated link definitions may add to a page (as cmark limits them)."""


def parse(
    text: str,
    *,
    file: str = "",
    first_line: int = 1,
    prefix: str = "",
    off: AbstractSet[str] = frozenset(),
) -> Document:
    """Parse Markdown.

    `file` and `first_line` are for links and problems: the line of the file on which the text
    begins. `prefix` is put before every id, for pages that show several texts. `off` names rules
    of `MARKDOWN_RULES` to leave out. Any text can be parsed; nothing is raised. A NUL becomes
    U+FFFD, as CommonMark wants.
    """
    tokens, env, links = _settled(engine(frozenset(off)), text, prefix)
    reporter = Reporter(text, file, first_line)
    reporter.look(tokens, env)
    return Document(
        tokens=tuple(tokens),
        headings=headings_of(tokens, first_line),
        links=tuple(reporter.located(token, inline) for token, inline in links),
        ids=_ids(tokens, prefix),
        problems=reporter.problems(),
    )


@lru_cache(maxsize=64)
def engine(off: frozenset[str] = frozenset()) -> MarkdownIt:
    """The parser with all rules but those in `off`, and by `shortcuts` unless they are."""
    unknown = off - {rule.name for rule in MARKDOWN_RULES} - {SHORTCUTS}
    if unknown:
        raise ValueError(f"no such rule: {', '.join(sorted(unknown))}")
    md = MarkdownIt("commonmark", {"store_labels": True, "strikethrough_single_tilde": True})
    md.enable(["table", "strikethrough"])
    for rule in MARKDOWN_RULES:
        if rule.name not in off:
            rule.install(md)
    if not off - {SHORTCUTS}:
        md.inline.terminator_re = _STOPS
    if not off:
        take_shortcuts(md)
    return md


def headings_of(tokens: list[Token] | tuple[Token, ...], first_line: int) -> tuple[Heading, ...]:
    """The headings among tokens."""
    return tuple(
        Heading(
            level=int(token.tag[1]),
            text=inline_text(tokens[index + 1]),
            id=str(token.attrs.get("id", "")),
            line=(token.map or [0])[0] + first_line,
        )
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    )


_Links = list[tuple[Token, Token]]
"""Link and image tokens, each with the inline token that it stands in."""


def _settled(md: MarkdownIt, text: str, prefix: str) -> tuple[list[Token], dict[str, Any], _Links]:
    """Parse until every definition has a use; almost always that is once."""
    refused: set[str] = set()
    refused_notes: set[str] = set()
    for round_ in range(_ROUNDS + 1):
        env: dict[str, Any] = {"refused": refused, "refused_notes": refused_notes, "prefix": prefix}
        tokens = md.parse(text, env)
        links = _links(tokens)
        references = env.get("references", {})
        notes = env.get("footnotes", {}).get("refs", {})
        if not references and not notes:
            break
        used = {token.meta["label"] for token, _ in links if "label" in token.meta}
        if round_ == _ROUNDS - 1 or _expansion(links) > max(_REFERENCED, len(text)):
            used = set()
        unused = references.keys() - used
        unused_notes = {label[1:] for label, number in notes.items() if number < 0}
        if not unused and not unused_notes:
            break
        refused |= unused
        refused_notes |= unused_notes
    return tokens, env, links


def _links(tokens: list[Token]) -> _Links:
    return [
        (child, token)
        for token in tokens
        if token.type == "inline"
        for child in token.children or ()
        if child.type == "link_open" or child.type == "image"
    ]


def _expansion(links: _Links) -> int:
    """How much text link definitions put into the page."""
    return sum(
        len(str(value))
        for token, _ in links
        if "label" in token.meta
        for value in token.attrs.values()
    )


def _ids(tokens: list[Token], prefix: str) -> tuple[str, ...]:
    ids: list[str] = []
    for token in tokens:
        if token.type == "inline":
            for child in token.children or ():
                if child.type == "footnote_ref":
                    ids.append(reference_id(prefix, child.meta["id"], child.meta["subId"]))
                    child.meta["prefix"] = prefix
        elif token.type == "heading_open" and "id" in token.attrs:
            ids.append(str(token.attrs["id"]))
        elif token.type in ("footnote_open", "footnote_anchor"):
            token.meta["prefix"] = prefix
            if token.type == "footnote_open":
                ids.append(note_id(prefix, token.meta["id"]))
    return tuple(ids)
