"""The YAML that our own importer writes, read without a YAML parser.

Fields, lists in brackets or with dashes, records below a field: a line each, and nothing in it that
YAML could take for anything else. `plain_mapping` gives the very nodes that YAML would, or None at
the first line it is not sure of, and then YAML reads the text. It may refuse much; it must never
read anything otherwise. Heads as the importer writes them take a third of the time.
"""

from __future__ import annotations

import re

from generator.front_matter.nodes import Mapping, Node, Scalar, Sequence
from generator.problems import Place
from generator.text_gate import is_plain

_FIRST = r"[^\s!-/:-@\[-`{-~]"
"""A value begins with no ASCII mark: a dozen of them mean something to YAML."""

_TEXT = rf"{_FIRST}(?:[^:\#\n]|:(?=\S))*"
_QUOTED = r"""'[^'\#\n]*'|"[^"\#\\\n]*\""""
_WORD = r"[^\s!-,:-@\[-^`{-~]"
_ITEM = rf"{_FIRST}(?:{_WORD}|[ ](?={_WORD}))*|{_QUOTED}"
_LINE = re.compile(
    rf"""(?P<lead>[ ]{{0,6}}(?:-[ ])?)
    (?:(?P<key>[^\W\d][\w·-]{{0,60}}):(?:[ ](?=\S)|(?=\n)))?
    (?:(?P<text>{_TEXT})
      |(?P<quoted>{_QUOTED})
      |(?P<list>\[(?:(?:{_ITEM})(?:,[ ](?:{_ITEM}))*)?\])
    )?\n""",
    re.VERBOSE,
)
_ITEMS = re.compile(_ITEM)


def plain_mapping(text: str, file: str, first_line: int) -> Mapping | None:
    """The mapping of a plain text, or None; `first_line` is the line of `file` it begins on."""
    if not text.endswith("\n") or text.startswith((" ", "-")) or not is_plain(text):
        return None
    lines: list[re.Match[str]] = []
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None:
            return None
        lines.append(line)
        at = line.end()
    reader = _Reader(lines, file, first_line)
    try:
        node = reader.mapping("")
    except _Unsure:
        return None
    return node if reader.at == len(lines) else None


class _Unsure(Exception):
    """Something that YAML should look at."""


class _Reader:
    """One pass over the lines; `lead` is what stands before the first word of a line."""

    def __init__(self, lines: list[re.Match[str]], file: str, first_line: int) -> None:
        self.lines = lines
        self.file = file
        self.first_line = first_line
        self.at = 0

    def mapping(self, lead: str) -> Mapping:
        """The entries from here on: the first wherever it stands, the others behind `lead`."""
        entries: dict[str, tuple[Scalar, Node]] = {}
        line = self.lines[self.at]
        place = self._place(line, "key")
        while True:
            name = line["key"]
            if name is None or name in entries:
                raise _Unsure
            key = Scalar(name, self._place(line, "key"))
            entries[name] = key, self._value(line, lead)
            if self.at == len(self.lines):
                break
            line = self.lines[self.at]
            if line["lead"] != lead:
                break
        return Mapping(tuple(entries.values()), place)

    def _value(self, line: re.Match[str], lead: str) -> Node:
        """What stands behind the key of a line, or below it."""
        if line.lastgroup != "key":
            node = self._on_line(line)
            self.at += 1
            return node
        self.at += 1
        below = self.lines[self.at]["lead"] if self.at < len(self.lines) else ""
        if below in (f"{lead}- ", f"{lead}  - "):
            return self._sequence(below)
        if below == f"{lead}  ":
            return self.mapping(below)
        raise _Unsure

    def _sequence(self, lead: str) -> Sequence:
        place = self._place(self.lines[self.at], "lead", len(lead) - 2)
        items: list[Node] = []
        while self.at < len(self.lines) and (line := self.lines[self.at])["lead"] == lead:
            if line["key"] is not None:
                items.append(self.mapping(lead[:-2] + "  "))
            elif "：" in line[0]:
                # Where a field was meant, that is said.
                raise _Unsure
            else:
                items.append(self._on_line(line))
                self.at += 1
        return Sequence(tuple(items), place)

    def _on_line(self, line: re.Match[str]) -> Node:
        kind = line.lastgroup
        if kind == "text":
            return Scalar(line["text"].strip(), self._place(line, "text"))
        if kind == "quoted":
            return Scalar(line["quoted"][1:-1].strip(), self._place(line, "quoted"), quoted=True)
        if kind != "list":
            raise _Unsure
        place = self._place(line, "list")
        items: list[Node] = []
        for found in _ITEMS.finditer(line.string, line.start("list") + 1, line.end("list") - 1):
            said = found[0]
            where = Place(self.file, place.line, found.start() - line.start() + 1)
            quoted = said[0] in "'\""
            items.append(Scalar(said[1:-1].strip() if quoted else said.strip(), where, quoted))
        return Sequence(tuple(items), place)

    def _place(self, line: re.Match[str], group: str, offset: int = 0) -> Place:
        # Lines are read in their order, so the cursor is the number of the line.
        return Place(
            self.file, self.first_line + self.at, line.start(group) - line.start() + 1 + offset
        )
