"""What a digest may choose of a theme: declared in `theme.yaml`, chosen in `site.yaml`.

An option has a kind, and its value is of that kind wherever it goes: into the style sheet as a
custom property of its name (`--indent: 1`), and to templates as `page.frame.masthead.options`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from generator.front_matter import Field, Node, Scalar, Values, read_values
from generator.front_matter import Mapping as MappingNode
from generator.model import GivenOption, OptionValue
from generator.problems import Phrase, Place, Problem
from generator.theme.colours import LEAST_CONTRAST, colours_in, contrast

OptionKind = Literal["flag", "number", "choice", "colours"]

OPTION_FIELDS: Mapping[str, Field] = {
    "kind": Field(
        "text",
        Phrase("类型", "what it holds"),
        required=True,
        choices=("flag", "number", "choice", "colours"),
    ),
    "default": Field("text", Phrase("默认值", "what it is unless chosen"), required=True),
    "choices": Field("names", Phrase("可选值", "what may be chosen")),
    "least": Field("number", Phrase("最小值", "the least number")),
    "most": Field("number", Phrase("最大值", "the greatest number")),
    "against": Field(
        "text", Phrase("背景色", "colours it must stand out from, by day and by night")
    ),
    "help": Field("text", Phrase("说明", "what it does")),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen, and its value."""

    name: str
    kind: OptionKind
    value: OptionValue
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 10**9
    against: tuple[str, str] | None = None
    help: str = ""

    @property
    def styles(self) -> tuple[str, str]:
        """Its value for the style sheet, by day and by night."""
        if isinstance(self.value, tuple):
            return self.value
        style = f"var(--{self.value})" if self.kind == "choice" else str(int(self.value))
        return style, style


def read_options(node: Node | None, file: str, problems: list[Problem]) -> dict[str, Option]:
    """The options that a theme declares; what is wrong with them goes to `problems`."""
    if not isinstance(node, MappingNode):
        return {}
    options = {}
    for key, declared in node.entries:
        values = read_values(declared, OPTION_FIELDS, file, problems, key.place)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key.text):
            problems.append(_bad_name(key))
        elif "kind" in values and "default" in values:
            option = _option(key.text, values, problems)
            if option is not None:
                options[key.text] = option
    return options


def _option(name: str, values: Values, problems: list[Problem]) -> Option | None:
    option = Option(
        name=name,
        kind=cast(OptionKind, values.text("kind")),
        value=0,
        choices=tuple(named.text for named in values.names("choices")),
        least=values.number("least"),
        most=values.number("most", 10**9),
        against=colours_in(values.text("against")),
        help=values.text("help"),
    )
    return _chosen(option, Scalar(values.text("default"), values.place("default")), problems)


def choose(
    options: Mapping[str, Option], given: Iterable[GivenOption], problems: list[Problem]
) -> dict[str, Option]:
    """The options as `site.yaml` chooses them; what does not fit stays as it was."""
    chosen = dict(options)
    fields = {name: Field("text", Phrase(one.help, name)) for name, one in options.items()}
    for one in given:
        name = Scalar(one.name, Place(one.file, *one.name_at))
        text = Scalar(one.text, Place(one.file, *one.text_at))
        read_values(MappingNode(((name, text),), name.place), fields, one.file, problems)
        option = options.get(one.name)
        if option is not None:
            chosen[one.name] = _chosen(option, text, problems) or option
    return chosen


def _chosen(option: Option, text: Scalar, problems: list[Problem]) -> Option | None:
    """An option with a value of its kind."""
    value: OptionValue | None
    if option.kind == "colours":
        value = _colours(option, text, problems)
    else:
        field = Field(
            "text" if option.kind == "choice" else option.kind,
            Phrase(option.help, option.name),
            choices=option.choices,
        )
        node = MappingNode(((Scalar(option.name, text.place), text),), text.place)
        read = read_values(node, {option.name: field}, text.place.file, problems)
        value = _value(option, read)
        if isinstance(value, int) and not option.least <= value <= option.most:
            problems.append(_out_of_range(option, text))
            value = None
    if value is None:
        return None
    return replace(option, value=value)


def _value(option: Option, read: Values) -> OptionValue | None:
    if option.name not in read:
        return None
    if option.kind == "flag":
        return read.flag(option.name, False)
    return read.number(option.name) if option.kind == "number" else read.text(option.name)


def _colours(option: Option, text: Scalar, problems: list[Problem]) -> tuple[str, str] | None:
    colours = colours_in(text.text)
    if colours is None:
        problems.append(
            Problem(
                "bad-colour",
                text.place,
                Phrase(f"“{text.text}”不是颜色", f"“{text.text}” is no colour"),
                Phrase(
                    '日间、夜间各写一种，加引号："#9b1c1c #f2a097"',
                    'write one for day and one for night, quoted: "#9b1c1c #f2a097"',
                ),
            )
        )
        return None
    for colour, ground in zip(colours, option.against or (), strict=False):
        ratio = contrast(colour, ground)
        if ratio < LEAST_CONTRAST:
            problems.append(
                Problem(
                    "low-contrast",
                    text.place,
                    Phrase(
                        f"{colour} 在底色 {ground} 上对比度只有 {ratio:.1f}，看不清",
                        f"{colour} on {ground} has a contrast of {ratio:.1f} only",
                    ),
                    Phrase(f"至少要 {LEAST_CONTRAST}", f"it takes {LEAST_CONTRAST} at least"),
                )
            )
            return None
    return colours


def _out_of_range(option: Option, text: Scalar) -> Problem:
    return Problem(
        "wrong-value",
        text.place,
        Phrase(f"“{option.name}”不能是 {text.text}", f"“{option.name}” cannot be {text.text}"),
        Phrase(
            f"写 {option.least} 到 {option.most} 之间的数字",
            f"write a number from {option.least} to {option.most}",
        ),
    )


def _bad_name(key: Scalar) -> Problem:
    return Problem(
        "bad-key",
        key.place,
        Phrase(f"选项名“{key.text}”不合规则", f"“{key.text}” cannot be the name of an option"),
        Phrase("只用小写字母、数字和 _", "use small letters, digits and _"),
    )
