"""What an editor should look at in a text, and where its links stand.

Nothing here is an error: whatever was typed is printed. Each warning names the line.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it.token import Token

from generator.markdown.document import LinkUse
from generator.markdown.rules.footnotes import REFERENCE
from generator.markdown.urls import is_safe
from generator.problems import Phrase, Place, Problem, Severity

_TARGET = re.compile(r"\]\([ \t]*<?([^\s()<>]{1,200})")


class Reporter:
    """Collects the warnings of one text and turns offsets into places."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self._text = text
        self._file = file
        self._first = first_line
        self._lines: list[str] | None = None
        self._problems: list[Problem] = []

    def problems(self) -> tuple[Problem, ...]:
        """All that was found, in the order of the text."""
        return tuple(sorted(self._problems, key=lambda problem: problem.place))

    def located(self, token: Token, inline: Token) -> LinkUse:
        """The use of a link or image token that stands in `inline`."""
        line, column = self._spot(inline, token.meta.get("at", 0))
        image = token.type == "image"
        href = str(token.attrs["src" if image else "href"])
        return LinkUse(href, line + self._first, column, image)

    def look(self, tokens: list[Token], env: dict[str, Any]) -> None:
        """Warn of what is in the tokens, then of what never became one."""
        for token in tokens if "![" in self._text else ():
            if token.type == "inline" and "![" in token.content:
                for child in token.children or ():
                    if child.type == "image" and not child.attrs.get("alt"):
                        self._warn(_NO_ALT, *self._spot(token, child.meta.get("at", 0)))
        for token, wanted in env.get("repeated_ids", ()):
            self._warn(_REPEATED_ID, (token.map or [0])[0], 1, wanted)
        if "[^" in self._text:
            self._notes(tokens, env)
        if "](" in self._text:
            self._schemes(tokens)
        if "\0" in self._text:
            line = self._text.count("\n", 0, self._text.index("\0"))
            self._warn(_NUL, line, self._source(line).index("\0") + 1)

    def _notes(self, tokens: list[Token], env: dict[str, Any]) -> None:
        for token in tokens:
            if token.type != "inline":
                continue
            for child in token.children or ():
                if child.type != "text" or "[^" not in child.content:
                    continue
                for found in REFERENCE.finditer(child.content):
                    begins = child.content.startswith(":", found.end())
                    line, column = self._spot(token, max(0, token.content.find(found[0])))
                    never = begins and found[1] in env["refused_notes"]
                    self._warn(_UNUSED_NOTE if never else _MISSING_NOTE, line, column, found[1])

    def _schemes(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token.type == "inline" and "](" in token.content:
                for child in token.children or ():
                    if child.type != "text" or "](" not in child.content:
                        continue
                    for found in _TARGET.finditer(child.content):
                        if not is_safe(found[1]):
                            at = max(0, token.content.find(found[0]))
                            self._warn(_SCHEME, *self._spot(token, at), found[1])

    def _spot(self, inline: Token, offset: int) -> tuple[int, int]:
        """Line (from 0) and column (from 1) in the text of an offset in an inline token.

        The content of a token is its lines without their indent and markers; each is found
        again in its source line.
        """
        first = (inline.map or [0])[0]
        begin = inline.content.rfind("\n", 0, offset) + 1
        line = first + inline.content.count("\n", 0, begin)
        stop = inline.content.find("\n", begin)
        said = inline.content[begin:] if stop < 0 else inline.content[begin:stop]
        indent = max(0, self._source(line).find(said))
        return line, indent + offset - begin + 1

    def _source(self, line: int) -> str:
        if self._lines is None:
            self._lines = self._text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self._lines[line] if line < len(self._lines) else ""

    def _warn(self, kind: _Kind, line: int, column: int, said: str = "") -> None:
        rule, what, mend = kind
        self._problems.append(
            Problem(
                rule,
                Place(self._file, line + self._first, column),
                Phrase(what.zh.format(said), what.en.format(said)),
                mend,
                Severity.WARNING,
                self._source(line),
            )
        )


_Kind = tuple[str, Phrase, Phrase]

_NO_ALT: _Kind = (
    "image-without-alt",
    Phrase("图片没有替代文字", "the image has no alternative text"),
    Phrase("在 ![ ] 里写上图中是什么", "say in ![ ] what it shows"),
)
_REPEATED_ID: _Kind = (
    "heading-id-repeated",
    Phrase("标题编号“{}”已经用过", "the heading id “{}” is taken already"),
    Phrase("换一个 {#编号}", "choose another {#id}"),
)
_UNUSED_NOTE: _Kind = (
    "footnote-unused",
    Phrase("没有地方引用脚注“{}”，它按正文显示", "no text refers to the note “{}”; it stays text"),
    Phrase("在正文中写上引用，或删去这一行", "refer to it, or remove the line"),
)
_MISSING_NOTE: _Kind = (
    "footnote-missing",
    Phrase("没有脚注“{}”", "there is no note “{}”"),
    Phrase("另起一行写“[^…]: 内容”", "write a line “[^…]: text”"),
)
_SCHEME: _Kind = (
    "link-scheme",
    Phrase("“{}”不能作链接，按文字显示", "“{}” is no address to link to; it stays text"),
    Phrase("只用 http、https、mailto、tel 或相对地址", "use http, https, mailto, tel or a path"),
)
_NUL: _Kind = (
    "nul-character",
    Phrase("文中有空字符（U+0000），显示为 �", "the text has a NUL character, shown as �"),
    Phrase("删去它", "remove it"),
)
