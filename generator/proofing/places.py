"""Where words of a text stand in the file that they were read from.

A parser gives text without its markup, YAML a value without its escapes; neither says where single
characters were. So what was read is found again: in the order of the file, from where the last
words ended, and without ever passing over a Han character that nobody has claimed.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right

from generator.markdown.cjk import HAN
from generator.problems import Place

_HAN = re.compile(f"[{HAN}]")
_HAN_OR_ENTITY = re.compile(f"[{HAN}]|&#(?:[0-9]{{1,7}}|[xX][0-9a-fA-F]{{1,6}});")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
"""A mark of ASCII that is only itself."""


class Source:
    """The text of one file. Offsets count characters from 0."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._lines = [0]
        for found in re.finditer("\n", text):
            self._lines.append(found.end())

    def offset(self, line: int, column: int = 1) -> int:
        """Of a line and column, both from 1; the end of the text for a line behind it."""
        if line > len(self._lines):
            return len(self.text)
        return self._lines[line - 1] + column - 1

    def place(self, offset: int) -> Place:
        """File, line and column of an offset."""
        line = bisect_right(self._lines, offset)
        return Place(self.file, line, offset - self._lines[line - 1] + 1)

    def claim(self, words: str, start: int, stop: int) -> tuple[tuple[int, ...], int]:
        """The offset of every character of `words`, looked for from `start` up to `stop`.

        And where they end, for the next ones. Characters that the source has in another way (an
        entity, an escape) get the offset at which the search stood.
        """
        at = self.text.find(words, start, stop)
        if at < 0 or _HAN_OR_ENTITY.search(self.text, start, at):
            aligned = self._aligned(words, start, stop)
            if aligned:
                return aligned
        if at < 0:
            return (start,) * len(words), start
        return tuple(range(at, at + len(words))), at + len(words)

    def _aligned(self, words: str, start: int, stop: int) -> tuple[tuple[int, ...], int] | None:
        """Character by character, over markup only; None when a Han character is in the way."""
        offsets: list[int] = []
        at = start
        for character in words:
            if _HAN.match(character):
                following = self._following(at, stop)
                if following is None or html.unescape(following[0]) != character:
                    return None
                offsets.append(following.start())
                at = following.end()
            else:
                # So that the \ of an escaped one is not taken to escape what follows.
                escape = _ESCAPE.match(self.text, at, stop)
                at += escape is not None and escape[0][1] == character
                offsets.append(max(start, min(at, stop - 1)))
                at += self.text.startswith(character, at, stop)
        return tuple(offsets), at

    def _following(self, at: int, stop: int) -> re.Match[str] | None:
        """The next Han character, or entity that is not an escaped & and what stands behind it."""
        found = _HAN_OR_ENTITY.search(self.text, at, stop)
        while found:
            escape = _ESCAPE.search(self.text, at, found.start() + 1)
            while escape and escape.end() <= found.start():
                escape = _ESCAPE.search(self.text, escape.end(), found.start() + 1)
            if escape is None:
                return found
            at = escape.end()
            found = _HAN_OR_ENTITY.search(self.text, at, stop)
        return None
