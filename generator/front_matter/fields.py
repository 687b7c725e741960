"""Typed values out of YAML nodes: a field says what it holds, YAML is never asked.

One literal table of fields for each kind of file (`generator.settings`, `generator.content`,
`generator.taxonomies`) is read here, and the JSON Schemas for editors are made from the same
tables, so the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.front_matter.kinds import (
    as_date,
    as_flag,
    as_moment,
    as_names,
    as_number,
    as_pairs,
    as_text,
    as_weights,
)
from generator.front_matter.nodes import Mapping as MappingNode
from generator.front_matter.nodes import Node, Scalar, Sequence
from generator.front_matter.values import Field, Named, Values
from generator.problems import Phrase, Place, Problem, did_you_mean

NO_FIELDS: Mapping[str, Field] = {}


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
    # Two letters are like too many words: `no` would be taken for `ignore`.
    near_miss = did_you_mean(key.text.lower(), fields) if len(key.text) > 2 else None
    near = by_name.get(key.text) or near_miss
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


def _record(node: Node, field: Field, file: str, problems: list[Problem]) -> Values:
    return read_values(node, field.fields or NO_FIELDS, file, problems, node.place)


def _words(node: Node, _field: Field, _file: str, _problems: list[Problem]) -> Node:
    return node


def _records(node: Node, field: Field, file: str, problems: list[Problem]) -> tuple[Values, ...]:
    nodes: Iterable[Node] = node.items if isinstance(node, Sequence) else (node,)
    records = tuple(_record(item, field, file, problems) for item in nodes)
    for record in records:
        if field.either and not any(name in record for name in field.either):
            zh = "”或“".join(field.either)
            en = "” or “".join(field.either)
            problems.append(
                Problem(
                    "missing-field",
                    record.place(),
                    Phrase(f"缺少“{zh}”", f"“{en}” is missing"),
                    Phrase("至少写一个，或删去这一条", "write one of them, or delete this entry"),
                )
            )
    return records


def _named(
    node: Node, field: Field, file: str, problems: list[Problem]
) -> tuple[tuple[Named, Values], ...]:
    if not isinstance(node, MappingNode):
        read_values(node, NO_FIELDS, file, problems)  # Says what is wrong.
        return ()
    return tuple(
        (Named(name.text, name.place), _record(value, field, file, problems))
        for name, value in node.entries
    )


_READERS = {
    "text": as_text,
    "names": as_names,
    "date": as_date,
    "moment": as_moment,
    "number": as_number,
    "flag": as_flag,
    "weights": as_weights,
    "pairs": as_pairs,
    "record": _record,
    "words": _words,
    "records": _records,
    "named": _named,
}
