"""Typed values out of YAML nodes: a field says what it holds, YAML is never asked.

One literal table of fields for each kind of file (`generator.settings`, `generator.content`,
`generator.taxonomies`) is read here, and the JSON Schemas for editors are made from the same
tables, so the two cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from generator.dates import parse_date
from generator.front_matter.nodes import Mapping as MappingNode
from generator.front_matter.nodes import Node, Scalar, Sequence
from generator.model import Date
from generator.problems import Phrase, Place, Problem, Severity, did_you_mean

T = TypeVar("T")

Kind = Literal["text", "names", "date", "number", "flag", "weights", "pairs", "record", "records"]

NO_FIELDS: Mapping[str, Field] = {}


@dataclass(frozen=True, slots=True)
class Field:
    """What one key of a YAML file may hold.

    `text` a string; `names` a list of strings; `date` as far as it is known; `number` a whole
    number; `flag` true or false; `weights` words with numbers; `pairs` words with words; `record`
    a mapping with `fields` of its own; `records` a list of such.
    """

    kind: Kind
    help: Phrase
    required: bool = False
    choices: tuple[str, ...] = ()
    fields: Mapping[str, Field] | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A string with its place."""

    text: str
    place: Place


class Values:
    """What was read for one table of fields; a key that is not there gives the empty value."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._values: dict[str, object] = {}
        self._places: dict[str, Place] = {}

    def text(self, key: str) -> str:
        return self._get(key, str, "")

    def names(self, key: str) -> tuple[Named, ...]:
        return self._get(key, tuple, ())

    def date(self, key: str) -> Date:
        return self._get(key, Date, Date())

    def number(self, key: str, default: int = 0) -> int:
        return self._get(key, int, default)

    def flag(self, key: str, default: bool) -> bool:
        return self._get(key, bool, default)

    def weights(self, key: str) -> tuple[tuple[str, float], ...]:
        return self._get(key, tuple, ())

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        return self._get(key, tuple, ())

    def record(self, key: str) -> Values | None:
        value = self._values.get(key)
        return value if isinstance(value, Values) else None

    def records(self, key: str) -> tuple[Values, ...]:
        return self._get(key, tuple, ())

    def place(self, key: str = "") -> Place:
        """Where the value of `key` stands; the whole record when it is not there."""
        return self._places.get(key, self._place)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def set(self, key: str, value: object, place: Place) -> None:
        self._values[key] = value
        self._places[key] = place

    def _get(self, key: str, kind: type[T], default: T) -> T:
        value = self._values.get(key, default)
        return value if isinstance(value, kind) else default


def read_values(
    node: Node | None,
    fields: Mapping[str, Field],
    file: str,
    problems: list[Problem],
    where: Place | None = None,
) -> Values:
    """The values of a mapping by its table of fields; what does not fit goes to `problems`."""
    place = where or (node.place if node else Place(file, 1, 1))
    values = Values(place)
    if node is not None and not isinstance(node, MappingNode):
        problems.append(
            Problem(
                "not-a-mapping",
                place,
                Phrase("这里应当是一组“字段名: 值”", "fields `name: value` are expected here"),
                Phrase("每行写一个字段", "write a field on each line"),
            )
        )
        return values
    for key, value in node.entries if node else ():
        field = fields.get(key.text)
        if field is None:
            problems.append(_unknown(key, fields))
        elif not (isinstance(value, Scalar) and value.text == ""):
            read = _READERS[field.kind](value, field, file, problems)
            if read is not None:
                values.set(key.text, read, value.place)
    for name, field in fields.items():
        if field.required and name not in values:
            problems.append(
                Problem(
                    "missing-field",
                    place,
                    Phrase(
                        f"缺少“{name}”（{field.help.zh}）", f"“{name}” is missing ({field.help.en})"
                    ),
                    Phrase(f"加一行“{name}: …”", f"add a line `{name}: …`"),
                )
            )
    return values


def _unknown(key: Scalar, fields: Mapping[str, Field]) -> Problem:
    by_name = {field.help.zh: name for name, field in fields.items()}
    near = by_name.get(key.text) or did_you_mean(key.text.lower(), fields)
    known = "、".join(fields), ", ".join(fields)
    mend = (
        Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
        if near
        else Phrase(f"可用的字段：{known[0]}", f"the fields are {known[1]}")
    )
    return Problem(
        "unknown-field",
        key.place,
        Phrase(f"没有“{key.text}”这个字段", f"there is no field “{key.text}”"),
        mend,
    )


def _wrong(node: Node, what: Phrase, mend: Phrase) -> Problem:
    return Problem("wrong-value", node.place, what, mend)


def _text(node: Node, field: Field, _file: str, problems: list[Problem]) -> str | None:
    if not isinstance(node, Scalar):
        problems.append(
            _wrong(
                node,
                Phrase("这里应当是一段文字", "a text is expected here"),
                Phrase(
                    "值以 [ 或 { 开头时给整个值加上引号",
                    "put a value that begins with [ or { in quotation marks",
                ),
            )
        )
        return None
    text = node.text.strip("\u3000 \t\n")
    if field.choices and text not in field.choices:
        near = did_you_mean(text, field.choices)
        choices = "、".join(field.choices), ", ".join(field.choices)
        problems.append(
            _wrong(
                node,
                Phrase(f"“{text}”不在可选值里", f"“{text}” is not one of the choices"),
                Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
                if near
                else Phrase(f"可选：{choices[0]}", f"choose from {choices[1]}"),
            )
        )
        return None
    return text


_SEPARATORS = re.compile(r"\s*[，、；;]\s*|\s*,\s*")


def _names(
    node: Node, _field: Field, file: str, problems: list[Problem]
) -> tuple[Named, ...] | None:
    nodes: tuple[Node, ...] = node.items if isinstance(node, Sequence) else (node,)
    names: list[Named] = []
    for item in nodes:
        text = _text(item, _field, file, problems)
        if text is None:
            continue
        whole = isinstance(item, Scalar) and item.quoted
        parts = [text] if whole else [part for part in _SEPARATORS.split(text) if part]
        if len(parts) > 1:
            listed = "[" + ", ".join(parts) + "]"
            problems.append(
                Problem(
                    "joined-list",
                    item.place,
                    Phrase(
                        f"“{text}”按 {len(parts)} 项读取",
                        f"“{text}” is read as {len(parts)} items",
                    ),
                    Phrase(f"写成 {listed}", f"write {listed}"),
                    Severity.WARNING,
                )
            )
        names += [Named(part, item.place) for part in parts]
    return tuple(names)


def _date(node: Node, field: Field, file: str, problems: list[Problem]) -> Date | None:
    text = _text(node, field, file, problems)
    if text is None:
        return None
    date = parse_date(text)
    if date is None:
        problems.append(
            _wrong(
                node,
                Phrase(f"“{text}”不是日期", f"“{text}” is not a date"),
                Phrase(
                    "写成 2019-11-20、2019-11、2019 或 2019年11月20日",
                    "write 2019-11-20, 2019-11, 2019 or 2019年11月20日",
                ),
            )
        )
    return date


def _number(node: Node, field: Field, file: str, problems: list[Problem]) -> int | None:
    text = _text(node, field, file, problems)
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        problems.append(
            _wrong(
                node,
                Phrase(f"“{text}”不是整数", f"“{text}” is not a whole number"),
                Phrase("写成 400 这样的数字", "write digits, as in 400"),
            )
        )
        return None
    return int(text)


FLAGS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
"""What may be written for true and false."""


def _flag(node: Node, field: Field, file: str, problems: list[Problem]) -> bool | None:
    text = _text(node, field, file, problems)
    if text is None:
        return None
    flag = FLAGS.get(text.lower())
    if flag is None:
        problems.append(
            _wrong(
                node,
                Phrase(f"“{text}”既不是 true 也不是 false", f"“{text}” is neither true nor false"),
                Phrase("写 true 或 false", "write true or false"),
            )
        )
    return flag


def _pairs(
    node: Node, field: Field, file: str, problems: list[Problem]
) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(node, MappingNode):
        problems.append(
            _wrong(
                node,
                Phrase("这里应当是一组“词: 值”", "words with values are expected here"),
                Phrase("每行写一个“词: 值”", "write `word: value` on each line"),
            )
        )
        return None
    read = ((key.text, _text(value, field, file, problems)) for key, value in node.entries)
    return tuple((key, text) for key, text in read if text is not None)


def _weights(
    node: Node, field: Field, file: str, problems: list[Problem]
) -> tuple[tuple[str, float], ...]:
    weights: list[tuple[str, float]] = []
    for word, text in _pairs(node, field, file, problems) or ():
        if re.fullmatch(r"\d{1,4}(\.\d{1,4})?", text, re.ASCII):
            weights.append((word, float(text)))
        else:
            problems.append(
                _wrong(
                    node,
                    Phrase(
                        f"“{word}”的权重“{text}”不是数字", f"the weight of “{word}” is not a number"
                    ),
                    Phrase("写成 2 或 1.5 这样的数字", "write a number, as in 2 or 1.5"),
                )
            )
    return tuple(weights)


def _record(node: Node, field: Field, file: str, problems: list[Problem]) -> Values:
    return read_values(node, field.fields or NO_FIELDS, file, problems, node.place)


def _records(node: Node, field: Field, file: str, problems: list[Problem]) -> tuple[Values, ...]:
    nodes: Iterable[Node] = node.items if isinstance(node, Sequence) else (node,)
    return tuple(_record(item, field, file, problems) for item in nodes)


_READERS = {
    "text": _text,
    "names": _names,
    "date": _date,
    "number": _number,
    "flag": _flag,
    "weights": _weights,
    "pairs": _pairs,
    "record": _record,
    "records": _records,
}
