"""YAML text to nodes, with the place of every value and no guessed types.

`parse` walks the events of libyaml itself. So anchors, aliases, tags and duplicate keys are seen
before anything is expanded: a safe loader lets 300 bytes of aliases grow to 25 MB, and keeps the
last of two equal keys in silence (https://github.com/yaml/pyyaml/issues/235).

What an editor is likely to type and YAML refuses (`title: "三农"工作`) is reported and read as it
was meant, so that the problems behind it come out in the same run. What our own importer writes
takes a shorter way (`plain`) to the same nodes.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from generator.front_matter.hints import mend_line
from generator.front_matter.lines import Mended
from generator.front_matter.misread import foreign_line_ends, misread_lines
from generator.front_matter.nodes import Mapping, Node, Scalar, Sequence
from generator.front_matter.plain import plain_mapping
from generator.problems import Phrase, Place, Problem, errors
from generator.text_gate import text_problems

MAXIMUM_DEPTH = 12
"""Lists within lists; what a person writes needs 3."""

MAXIMUM_REPAIRS = 50
"""Lines mended in one file before giving up on the rest."""

_Loader: type = getattr(yaml, "CLoader", yaml.Loader)


def parse(
    text: str, file: str, first_line: int = 1, *, comments: bool = True
) -> tuple[Node | None, tuple[Problem, ...]]:
    """The one node of a YAML text, or None for an empty text, and all that is wrong with it.

    `first_line` is the line of `file`, from 1, on which `text` begins. Without `comments`,
    whatever stands behind ` #` on the line of a value is taken for a part of the value.
    """
    plain = plain_mapping(text, file, first_line)
    if plain is not None:
        return plain, ()
    return parse_any(text, file, first_line, comments=comments)


def parse_any(
    text: str, file: str, first_line: int, *, comments: bool
) -> tuple[Node | None, tuple[Problem, ...]]:
    """`parse` of whatever was typed, the long way."""
    reading = _Reading(text, file, first_line, comments)
    return reading.node, tuple(reading.problems)


def mended_lines(text: str, *, comments: bool = True) -> str:
    """The YAML text with those lines mended that are read otherwise than they stand.

    >>> print(mended_lines("title：'三农'工作\\ntopics: [水利"))
    title: '''三农''工作'
    topics: [水利

    Only lines of which every word is kept; what only an editor can mend stays as it is.
    """
    return "\n".join(_Reading(text, "", 1, comments).kept)


class _Reading:
    """A text read as it was meant, and its lines as far as they can be mended."""

    def __init__(self, text: str, file: str, first_line: int, comments: bool) -> None:
        self.problems: list[Problem] = []
        self.lines = text.split("\n")
        self.kept = text.split("\n")
        self.unsafe: set[int] = set()
        """Lines that were read without some of their words; what follows from those is no mend."""
        for mended in foreign_line_ends(self.lines, file, first_line):
            self._take(mended)
        for mended in misread_lines(self.lines, file, first_line, comments):
            self._take(mended)
        self.node = self._node(file, first_line)

    def _node(self, file: str, first_line: int) -> Node | None:
        mended_once: set[int] = set()
        while len(mended_once) < MAXIMUM_REPAIRS:
            builder = _Builder(file, first_line, self.lines)
            try:
                node = builder.document()
            except (yaml.YAMLError, RecursionError) as error:
                mended = mend_line(error, self.lines, file, first_line)
                if mended.number in mended_once:
                    # What was wrong with the line has been said; quoting it again would double
                    # its quotation marks with every turn.
                    break
                mended_once.add(mended.number)
                self._take(mended)
                if mended.line is None:
                    break
            else:
                self.problems += builder.problems
                return node
        return None

    def _take(self, mended: Mended) -> None:
        self.problems.append(mended.problem)
        if not mended.safe:
            self.unsafe.add(mended.number)
        if mended.line is not None:
            self.lines[mended.number] = mended.line
            if mended.number not in self.unsafe:
                self.kept[mended.number] = mended.line


class _Builder:
    """One pass over the events of one text."""

    def __init__(self, file: str, first_line: int, lines: list[str]) -> None:
        self.file = file
        self.first_line = first_line
        self.lines = lines
        self.problems: list[Problem] = []
        self.events: Iterator[yaml.Event] = iter(())

    def document(self) -> Node | None:
        self.events = iter(yaml.parse("\n".join(self.lines), Loader=_Loader))
        node: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._problem(
                        "second-document",
                        event,
                        Phrase(
                            "一个文件里有两份 YAML（多了一行 ---）",
                            "two YAML documents in one file (an extra line ---)",
                        ),
                        Phrase("删去多余的 --- 行", "remove the extra --- line"),
                    )
                    break
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = self._place(event)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            self._problem(
                "yaml-anchor",
                event,
                Phrase("值不能以“&”“*”“!”开头", "a value cannot begin with “&”, “*” or “!”"),
                Phrase("给整个值加上引号", "put the whole value in quotation marks"),
            )
        if depth > MAXIMUM_DEPTH:
            raise RecursionError
        if isinstance(event, yaml.ScalarEvent):
            self._check_scalar(event)
            return Scalar(event.value.strip(), place, quoted=bool(event.style))
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place, depth)
        return Scalar(f"*{getattr(event, 'anchor', '')}", place)

    def _check_scalar(self, event: yaml.ScalarEvent) -> None:
        # The file has passed the gate; only in double quotes can an escape bring in more.
        escaped = errors(text_problems(event.value, self.file)) if event.style == '"' else ()
        if escaped:
            self._problem(escaped[0].rule, event, escaped[0].what, escaped[0].mend)
        start, end = event.start_mark, event.end_mark
        if event.style not in ("|", ">") and start and end and end.line > start.line:
            # YAML would join the lines with a space, which no Chinese text wants.
            self._problem(
                "broken-value",
                event,
                Phrase("这个值跨了两行", "the value runs over two lines"),
                Phrase(
                    "写在一行里，或者在冒号后写 | 再另起缩进的行",
                    "write it on one line, or put | after the colon and indent the lines below",
                ),
            )

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self._problem(
                    "bad-key",
                    event,
                    Phrase("字段名必须是一个词", "a field name must be one word"),
                    Phrase("把这一行写成“字段名: 值”", "write the line as `name: value`"),
                )
            elif key.text in entries:
                first = entries[key.text][0].place.line
                self._problem(
                    "duplicate-key",
                    event,
                    Phrase(
                        f"“{key.text}”写了两次，第一次在第 {first} 行",
                        f"“{key.text}” is written twice, first on line {first}",
                    ),
                    Phrase("只留一个", "keep one of them"),
                )
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), place)

    def _place(self, event: yaml.Event) -> Place:
        line, column = _start(event)
        return Place(self.file, line + self.first_line, column + 1)

    def _problem(self, rule: str, event: yaml.Event, what: Phrase, mend: Phrase) -> None:
        excerpt = self.lines[_start(event)[0]]
        self.problems.append(Problem(rule, self._place(event), what, mend, excerpt=excerpt))


def _start(event: yaml.Event) -> tuple[int, int]:
    """Line and column, from 0."""
    mark = event.start_mark
    return (mark.line, mark.column) if mark else (0, 0)
