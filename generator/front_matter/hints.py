"""What an editor meant by a line that YAML refuses.

Not theory: each hint answers a line that Chinese editors really type, first of all a title that
begins with a quotation mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.front_matter.lines import ENTRY, ITEM, Mended, in_quotes, quote
from generator.problems import Phrase, Place, Problem

_BEGUN = re.compile("simple key|quoted scalar|flow sequence|flow mapping")
"""What was begun and never ended: the fault is where it began."""

_NEEDS_QUOTES = re.compile(r"^[\"'@%&*!|>`\-?,\[\]{}]|:(\s|$)|\s#")


def mend_line(error: Exception, lines: Sequence[str], file: str, first_line: int) -> Mended:
    """The line at fault for a YAML error, what is wrong with it, and the line as it was meant."""
    number, column = _position(error, lines)
    while number and not lines[number].strip():
        # What is missing at the end of the text was missed on its last line.
        number, column = number - 1, len(lines[number - 1])
    line = lines[number] if number < len(lines) else ""
    match = ENTRY.match(line) or ITEM.match(line)
    if match and not _is_quoted(match["value"]) and _NEEDS_QUOTES.search(match["value"]):
        return _quoted(match, line, number, file, first_line)
    problem = Problem(
        "yaml-syntax",
        Place(file, number + first_line, column + 1),
        *_general(line),
        excerpt=line,
    )
    return Mended(problem, number, None)


def _quoted(match: re.Match[str], line: str, number: int, file: str, first_line: int) -> Mended:
    value = match["value"]
    if value[0] in _CLOSING and value.find(_CLOSING[value[0]]) in (-1, len(value) - 1):
        return _broken_list(match, line, number, file, first_line)
    problem = Problem(
        "unquoted-value",
        Place(file, number + first_line, match.start("value") + 1),
        _why(value),
        quote(value),
        excerpt=line,
    )
    return Mended(problem, number, match["head"] + in_quotes(value))


def _broken_list(
    match: re.Match[str], line: str, number: int, file: str, first_line: int
) -> Mended:
    """A list that was meant as one: its end is missing, or it holds a word YAML cannot read."""
    value = match["value"]
    end = _CLOSING[value[0]]
    open_ended = not value.endswith(end)
    problem = Problem(
        "broken-list",
        Place(file, number + first_line, match.start("value") + 1),
        Phrase(f"列表没有以“{end}”结束", f"the list does not end with “{end}”")
        if open_ended
        else Phrase("列表里有 YAML 读不懂的词", "the list holds a word that YAML cannot read"),
        Phrase(
            f"补上“{end}”；不是列表就给整个值加上引号：{in_quotes(value)}",
            f"add “{end}”, or, if no list is meant, quotation marks: {in_quotes(value)}",
        )
        if open_ended
        else Phrase(
            "给带符号的词加上引号",
            "put words with special characters in quotation marks",
        ),
        excerpt=line,
    )
    is_entry = not match["head"].lstrip().startswith("-")
    line_read = match["head"] + "''" if is_entry else None
    return Mended(problem, number, line_read, safe=False)


_CLOSING = {"[": "]", "{": "}"}


def _why(value: str) -> Phrase:
    first = value[0]
    if first in "\"'":
        return Phrase(
            "值以引号开头，引号却没有包住整个值",
            "the value begins with a quotation mark that does not close at its end",
        )
    if first in "[{":
        return Phrase(
            f"值以“{first}”开头，在 YAML 里那是列表的意思",
            f"the value begins with “{first}”, which begins a list in YAML",
        )
    if first in "@%&*!|>`-?,]}":
        return Phrase(
            f"值以“{first}”开头，这个符号在 YAML 里另有意思",
            f"the value begins with “{first}”, which means something else in YAML",
        )
    if re.search(r":(\s|$)", value):
        return Phrase("值里有半角冒号加空格“: ”", "the value holds a colon and a space, `: `")
    return Phrase("这个值 YAML 读不懂", "YAML cannot read this value")


def _is_quoted(value: str) -> bool:
    return (
        len(value) > 1
        and value[0] == value[-1]
        and value[0] in "\"'"
        and (value[0] not in value[1:-1])
    )


def _general(line: str) -> tuple[Phrase, Phrase]:
    if line.startswith("\t"):
        return (
            Phrase("行首是制表符", "the line begins with a tab"),
            Phrase("YAML 的缩进只能用空格", "indent with spaces only"),
        )
    if line.startswith(" "):
        return (
            Phrase("这一行的缩进与上面不合", "the indent does not fit the lines above"),
            Phrase("同一层的字段左边对齐", "align the fields of one level"),
        )
    return (
        Phrase("YAML 读不懂这一行", "YAML cannot read this line"),
        Phrase(
            "每行写成“字段名: 值”，值里有特殊符号时加引号",
            "write each line as `name: value`, with quotation marks around special characters",
        ),
    )


def _position(error: Exception, lines: Sequence[str]) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if context is not None and _BEGUN.search(getattr(error, "context", "") or ""):
        mark = context
    if mark is None:
        return _unreadable(error, lines)
    return min(mark.line, max(len(lines) - 1, 0)), mark.column


def _unreadable(error: Exception, lines: Sequence[str]) -> tuple[int, int]:
    """Line and column of a character that YAML forbids; its ReaderError has only an offset."""
    offset = int(getattr(error, "position", 0) or 0)
    for number, line in enumerate(lines):
        if offset <= len(line):
            return number, offset
        offset -= len(line) + 1
    return 0, 0
