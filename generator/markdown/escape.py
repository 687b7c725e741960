"""Plain text as Markdown: nothing in it becomes markup, and ordinary prose stays as it is.

Every backslash here spoils a line that an editor will read, so each hazard is looked at in its
place: a `*` is escaped where it would pair with another, `1.` where it would begin a list. The
questions are those that the parser asks (`flanking`, `urls`, `marks`), so the two cannot
disagree. Imports no parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.markdown.flanking import is_multiplication, scan
from generator.markdown.marks import VARIANT, ruby_at
from generator.markdown.urls import bare_url
from generator.model import Markdown

_NEWLINE = re.compile(r"\r\n?|\n")
_HOSTILE = re.compile(r"[\\`*_~\[\]<>&{}#+\-|:]|[0-9][.)]")
"""What any hazard has at least one of; most paragraphs have none."""

_BREAK = "\\\n"
_SPACE = " \t\u3000\xa0"

_ENTITY = re.compile(r"&(?:#[xX]?[0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<[^<>\s]{0,500}[:@][^<>]{0,2000}>")
_NOTE = re.compile(r"\[\^[^\[\]\s^]{1,80}\]")
_HEADING_ID = re.compile(r"\{#[^\s{}]+\}\Z")
_HEADING_TAIL = re.compile(r"(?:(?<=[ \t])|\A)#+\Z")

_LINE_START = re.compile(
    r"""
    (?P<mark> \#{1,6}(?=[ \t]|\Z) | > | [-+](?=[ \t]|\Z) | \*(?=[ \t]|\Z) )
  | [0-9]{1,3}(?P<number>[.)])(?=[ \t]|\Z)
  | (?P<rule>-)[ \t]*-[ \t]*-[-\ \t]*\Z
  | (?P<stars>\*[ \t]*\*[ \t]*\*[*\ \t]*|_[ \t]*_[ \t]*_[_\ \t]*)\Z
  | (?P<fence>`{3,}|~{3,})
  | (?P<cells>[-:|])[-:|\ \t]*\Z
    """,
    re.VERBOSE,
)


def escape(text: str) -> Markdown:
    r"""`text` as a Markdown paragraph, or the words of a heading if it is one line.

    What is read back is what was given, but for white space at the ends of lines (and NUL, which
    Markdown has no way to write). Lines stay lines: a hard break (a backslash) parts them.

    >>> escape("本店5*8*10米，**从优**~")
    '本店5*8*10米，\\*\\*从优\\*\\*~'
    """
    lines = [line.strip(_SPACE) for line in _NEWLINE.split(text.strip())]
    # With the hard breaks in place already: what stands at the end of a line stands before one.
    whole = _BREAK.join(lines)
    if len(lines) == 1 and not _HOSTILE.search(whole):
        return Markdown(whole)
    marked = sorted(set(_hazards(whole)))
    out: list[str] = []
    done = 0
    for position in marked:
        out += [whole[done:position], "\\"]
        done = position
    out.append(whole[done:])
    return Markdown("".join(out))


def _hazards(text: str) -> Iterator[int]:
    """Offsets of the characters that need a backslash; some may come twice."""
    yield from _line_starts(text)
    free = list(_outside_addresses(text))
    yield from _pairs(text, free)
    yield from _code(text, free)
    for start, stop in free:
        yield from _single(text, start, stop)
    for pattern in (_HEADING_ID, _HEADING_TAIL):
        found = pattern.search(text)
        if found:
            yield found.start()


def _line_starts(text: str) -> Iterator[int]:
    begin = 0
    last_definition = text.rfind("]:")
    for line in text.split(_BREAK):
        found = _LINE_START.match(line)
        if found:
            group = found.lastgroup or ""
            start, stop = found.span(group)
            if group in ("stars", "fence"):
                yield from (begin + i for i in range(start, stop) if line[i] not in " \t")
            else:
                yield begin + start
        if line.startswith("[") and last_definition > begin:
            yield begin
        begin += len(line) + len(_BREAK)


def _outside_addresses(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of text between bare addresses, in which markup is read."""
    start = 0
    colon = text.find("://")
    while colon >= 0:
        found = bare_url(text, colon, len(text))
        if found and found[0] >= start:
            yield start, found[0]
            start = found[1]
        colon = text.find("://", max(colon + 3, start))
    yield start, len(text)


def _pairs(text: str, free: list[tuple[int, int]]) -> Iterator[int]:
    """Runs of `*`, `_` and `~~` that may open before one that may close."""
    for marker in "*_~":
        opened = False
        paired = False
        runs: list[range] = []
        for start, stop in free:
            position = text.find(marker, start, stop)
            while position >= 0:
                run = scan(text, position, len(text))
                end = position + run.length
                if _may_pair(text, position, run.length) and (run.opens or run.closes):
                    paired = paired or (opened and run.closes)
                    opened = opened or run.opens
                    runs.append(range(position, end))
                position = text.find(marker, end, stop)
        if paired:
            for at in runs:
                yield from at


def _may_pair(text: str, position: int, length: int) -> bool:
    marker = text[position]
    if marker == "~":
        return length == 2
    return not (marker == "*" and length == 1 and is_multiplication(text, position))


def _code(text: str, free: list[tuple[int, int]]) -> Iterator[int]:
    """Backticks, when there is more than one run of them."""
    if len(re.findall("`+", text)) > 1:
        yield from (at for start, stop in free for at in range(start, stop) if text[at] == "`")


def _single(text: str, start: int, stop: int) -> Iterator[int]:
    """Hazards that a look at what follows decides."""
    for found in re.finditer(r"[\\<&{\[\]]", text[start:stop]):
        at = start + found.start()
        match text[at]:
            case "\\":
                following = text[at + 1 : at + 2]
                # Before a line end it is the break that was put there.
                hazard = following.isascii() and not following.isalnum() and following > " "
            case "<":
                hazard = _AUTOLINK.match(text, at) is not None
            case "&":
                hazard = _ENTITY.match(text, at) is not None
            case "{":
                in_variant_mark = at > 0 and VARIANT.match(text, at - 1) is not None
                hazard = in_variant_mark or ruby_at(text, at, len(text)) is not None
            case "[":
                hazard = _NOTE.match(text, at) is not None
            case _:
                hazard = text.startswith("(", at + 1)
        if hazard:
            yield at
