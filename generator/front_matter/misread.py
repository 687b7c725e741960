"""Lines that YAML accepts and reads otherwise than they were meant.

Not theory: each answers a line that Chinese editors really type: a full-width colon, a colon
without a space, ` #1` inside a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.front_matter.lines import ENTRY, ITEM, Mended, in_quotes, quote
from generator.problems import Phrase, Place, Problem

_FULL_WIDTH_COLON = re.compile(
    r"^(?:\s*(?:- +)?[A-Za-z_][\w-]*\s*|[\u4e00-\u9fff]{1,8})(?P<colon>：)"
)
_MISSING_SPACE = re.compile(r"^[A-Za-z_][\w-]*(?P<colon>:)(?=[^\s:/])")
_BLOCK_SCALAR = re.compile(r":\s*[|>][-+0-9]*\s*(?:#.*)?$|^\s*- +[|>][-+0-9]*\s*$")
_QUOTED = re.compile(r"""(?<![^\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_FOREIGN_LINE_END = re.compile("[\r\x85\u2028\u2029]")


def misread_lines(
    lines: Sequence[str], file: str, first_line: int, comments: bool
) -> Iterator[Mended]:
    """Lines that YAML accepts and reads otherwise than they were meant, or in whole runs of them.

    `draft：true` makes one string of the line or of the head, `title:水利` likewise, and
    `title: 标题 #1 报道` loses what follows the space. Where `comments` are allowed, a `#` with a
    space behind it is one.
    """
    for number, line in _outside_block_scalars(lines):
        for find in (_full_width_colon, _missing_space):
            found = find(line)
            if found:
                column, what, mend, mended = found
                place = Place(file, number + first_line, column)
                yield Mended(Problem(what[0], place, what[1], mend, excerpt=line), number, mended)
                line = mended
        hash_found = _unquoted_hash(line, number, Place(file, number + first_line), comments)
        if hash_found:
            yield hash_found


def _unquoted_hash(line: str, number: int, place: Place, comments: bool) -> Mended | None:
    match = ENTRY.match(line) or ITEM.match(line)
    if not match:
        return None
    value = match["value"]
    bare = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), value)
    cut = re.search(r"(?:^|\s)#(?=\S)" if comments else r"(?:^|\s)#", bare)
    if not cut:
        return None
    listed = value[0] in "[{"
    if listed:
        # Only an editor can tell which of the words the # is part of; the rest is read on.
        closed = bare[: cut.start()].endswith(("]", "}"))
        mended = value[: cut.start()] if closed else value.replace(" #", " ＃")
    else:
        mended = in_quotes(value)
    problem = Problem(
        "unquoted-hash",
        Place(place.file, place.line, match.start("value") + cut.end()),
        Phrase(
            "空格加“#”之后的文字会被当作注释丢掉",
            "what follows a space and “#” would be lost as a comment",
        ),
        Phrase("给带“#”的词加上引号", "put the word with the “#” in quotation marks")
        if listed
        else quote(value),
        excerpt=line,
    )
    return Mended(problem, number, match["head"] + mended, safe=not listed)


_Found = tuple[int, tuple[str, Phrase], Phrase, str]


def _full_width_colon(line: str) -> _Found | None:
    match = _FULL_WIDTH_COLON.match(line)
    if not match:
        return None
    column = match.start("colon") + 1
    return (
        column,
        (
            "full-width-colon",
            Phrase(
                f"第 {column} 列是全角冒号“：”",
                f"a full-width colon “：” in column {column}",
            ),
        ),
        Phrase("字段名后面用半角冒号加一个空格“: ”", "write a colon and a space, `: `"),
        line[: column - 1] + ": " + line[column:],
    )


def _missing_space(line: str) -> _Found | None:
    match = _MISSING_SPACE.match(line)
    if not match:
        return None
    column = match.start("colon") + 1
    return (
        column,
        (
            "missing-space",
            Phrase("冒号后面少一个空格", "a space is missing after the colon"),
        ),
        Phrase("写成“字段名: 值”", "write `name: value`"),
        line[:column] + " " + line[column:],
    )


def foreign_line_ends(lines: Sequence[str], file: str, first_line: int) -> Iterator[Mended]:
    """Line ends that YAML counts and no editor shows: every place behind them would be wrong."""
    for number, line in enumerate(lines):
        found = _FOREIGN_LINE_END.search(line)
        if found:
            problem = Problem(
                "forbidden-character",
                Place(file, number + first_line, found.start() + 1),
                Phrase(
                    f"这里有一个看不见的换行符 U+{ord(found[0]):04X}",
                    f"an invisible line end, U+{ord(found[0]):04X}, stands here",
                ),
                Phrase("删去它", "remove it"),
                excerpt=line,
            )
            yield Mended(problem, number, _FOREIGN_LINE_END.sub(" ", line), safe=False)


def _outside_block_scalars(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Lines that are not inside a text opened by `|` or `>`."""
    indent = -1
    for number, line in enumerate(lines):
        depth = len(line) - len(line.lstrip(" "))
        if indent >= 0 and (not line.strip() or depth > indent):
            continue
        indent = depth if _BLOCK_SCALAR.search(line) else -1
        if not line.lstrip().startswith("#"):
            yield number, line
