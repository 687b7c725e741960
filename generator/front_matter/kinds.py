"""One reader for each kind of field: a node in, a typed value out, what is wrong to `problems`.

None says that there is no value to be had; the problem has then been told.
"""

from __future__ import annotations

import re

from generator.dates import parse_date, parse_moment
from generator.front_matter.nodes import Mapping as MappingNode
from generator.front_matter.nodes import Node, Scalar, Sequence
from generator.front_matter.values import Field, Named
from generator.model import Date
from generator.problems import Phrase, Problem, Severity, did_you_mean


def _wrong(node: Node, what: Phrase, mend: Phrase) -> Problem:
    return Problem("wrong-value", node.place, what, mend)


def as_text(node: Node, field: Field, _file: str, problems: list[Problem]) -> str | None:
    """A string, or one of the choices of the field."""
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
_SPACED = re.compile(r"[\u3400-\u9fff·]{2,}(?:\s+[\u3400-\u9fff·]{2,})+")
"""`张三丰 李四`: Chinese names have no space inside."""


def as_names(
    node: Node, field: Field, file: str, problems: list[Problem]
) -> tuple[Named, ...] | None:
    """A list; one string with marks, or Chinese words with spaces, is taken apart with a warning.

    What stands in quotation marks is one name, marks and all.
    """
    nodes: tuple[Node, ...] = node.items if isinstance(node, Sequence) else (node,)
    names: list[Named] = []
    for item in nodes:
        text = as_text(item, field, file, problems)
        if text is None:
            continue
        whole = isinstance(item, Scalar) and item.quoted
        several = [text] if whole else parts(text)
        if len(several) > 1:
            listed = "[" + ", ".join(several) + "]"
            problems.append(
                Problem(
                    "joined-list",
                    item.place,
                    Phrase(
                        f"“{text}”按 {len(several)} 项读取",
                        f"“{text}” is read as {len(several)} items",
                    ),
                    Phrase(f"写成 {listed}", f"write {listed}"),
                    Severity.WARNING,
                )
            )
        names += [Named(part, item.place) for part in several]
    return tuple(names)


def parts(text: str) -> list[str]:
    """The names in a text that was written without quotation marks where a list is expected.

    >>> parts("三农，乡村振兴"), parts("张三丰 李四")
    (['三农', '乡村振兴'], ['张三丰', '李四'])
    """
    if _SPACED.fullmatch(text):
        return text.split()
    return [part for part in _SEPARATORS.split(text) if part]


def as_date(node: Node, field: Field, file: str, problems: list[Problem]) -> Date | None:
    """A date as far as it is written: a day, a month or a year."""
    text = as_text(node, field, file, problems)
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


def as_moment(node: Node, field: Field, file: str, problems: list[Problem]) -> str | None:
    """A day with or without a time, as `2019-11-21T08:00:00`, with its offset if it has one."""
    text = as_text(node, field, file, problems)
    if text is None:
        return None
    written = parse_moment(text)
    if written is None:
        problems.append(
            _wrong(
                node,
                Phrase(f"“{text}”不是时间", f"“{text}” is not a time"),
                Phrase(
                    "写成 2019-11-21 或 2019-11-21 08:00",
                    "write 2019-11-21 or 2019-11-21 08:00",
                ),
            )
        )
    return written


def as_number(node: Node, field: Field, file: str, problems: list[Problem]) -> int | None:
    """A whole number of nine digits at most; `012` is 12."""
    text = as_text(node, field, file, problems)
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


def as_flag(node: Node, field: Field, file: str, problems: list[Problem]) -> bool | None:
    """True or false, in any of the words of `FLAGS`."""
    text = as_text(node, field, file, problems)
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


def as_pairs(
    node: Node, field: Field, file: str, problems: list[Problem]
) -> tuple[tuple[str, str], ...] | None:
    """Words with words, in the order of the file."""
    if not isinstance(node, MappingNode):
        problems.append(
            _wrong(
                node,
                Phrase("这里应当是一组“词: 值”", "words with values are expected here"),
                Phrase("每行写一个“词: 值”", "write `word: value` on each line"),
            )
        )
        return None
    read = ((key.text, as_text(value, field, file, problems)) for key, value in node.entries)
    return tuple((key, text) for key, text in read if text is not None)


def as_weights(
    node: Node, field: Field, file: str, problems: list[Problem]
) -> tuple[tuple[str, float], ...]:
    """Words with numbers, in the order of the file."""
    weights: list[tuple[str, float]] = []
    for word, text in as_pairs(node, field, file, problems) or ():
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
