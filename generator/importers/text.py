"""Plain text to lines: entities decoded once, the white space around each line gone."""

from __future__ import annotations

import html
import re

from generator.draft import Line
from generator.importers.decode import LINE_END, decode
from generator.importers.imported import Imported
from generator.importers.refusals import LARGEST_TEXT, too_large
from generator.text_gate import refused

AROUND = " \t\v\u00a0\u00ad\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
"""White space and zero-width characters, as the inside of a character class."""

_LARGEST = 4 * LARGEST_TEXT
"""Bytes: no encoding takes more than four for a character."""

_AROUND = re.compile(f"^[{AROUND}]+|[{AROUND}]+$")
_INDENT = re.compile("\u3000|[ \u00a0]{2}|\t")

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""With the semicolon only: `?a=1&copy=2` is an address, not a copyright sign."""


def read(data: bytes, encoding: str | None = None, file: str = "") -> Imported:
    """The lines of a text file. Raises what `decode` raises, and for far too much text."""
    if len(data) > _LARGEST:
        raise too_large(file, _LARGEST)
    decoded = decode(data, encoding, file)
    return Imported(split_lines(decoded.text), decoded.encoding, decoded.problems)


def split_lines(text: str) -> tuple[Line, ...]:
    r"""The lines of a text, numbered from 1 as an editor does, blank ones with an empty text.

    >>> [line.text for line in split_lines("\u3000\u3000林晓\r\n\n&ldquo;新渠&rdquo;\n")]
    ['林晓', '', '“新渠”', '']

    A no-break space, which web pages are full of, becomes a plain one.
    A line that was set in from the margin carries the hint `indent`: in text broken at a fixed
    width that is all that tells where a paragraph begins.
    """
    return tuple(_line(number, raw) for number, raw in enumerate(LINE_END.split(text), 1))


def _line(number: int, raw: str) -> Line:
    decoded = _ENTITY.sub(_decoded, raw) if "&" in raw else raw
    text = _AROUND.sub("", decoded).replace("\u00a0", " ")
    return Line(number, text, "indent" if text and _INDENT.match(decoded) else "")


def _decoded(entity: re.Match[str]) -> str:
    """What an entity stands for, or the entity as it is where nothing may stand for it."""
    meant = html.unescape(entity.group())
    if not meant or refused(meant) or meant == "\ufffd":
        return entity.group()
    return " " if meant in "\n\r\f\v\x85\u2028\u2029" else meant
