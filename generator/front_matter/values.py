"""What a table of fields says, and what was read for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from generator.front_matter.nodes import Mapping as MappingNode
from generator.front_matter.nodes import Node, Scalar, Sequence
from generator.model import Date
from generator.problems import Phrase, Place

T = TypeVar("T")

Kind = Literal[
    "text",
    "names",
    "date",
    "moment",
    "number",
    "flag",
    "weights",
    "pairs",
    "words",
    "record",
    "records",
    "named",
]


@dataclass(frozen=True, slots=True)
class Field:
    """What one key of a YAML file may hold.

    `text` a string; `names` a list of strings; `date` as far as it is known; `moment` a
    day with or without a time; `number` a whole
    number; `flag` true or false; `weights` words with numbers; `pairs` words with words; `words`
    the same with their places; `record` a mapping with `fields` of its own; `records` a list of
    such; `named` such by their names.
    """

    kind: Kind
    help: Phrase
    required: bool = False
    choices: tuple[str, ...] = ()
    fields: Mapping[str, Field] | None = None
    either: tuple[str, ...] = ()
    """Of records: the fields of which each must have one at least."""


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

    def words(self, key: str) -> Node | None:
        value = self._values.get(key)
        return value if isinstance(value, Scalar | Sequence | MappingNode) else None

    def records(self, key: str) -> tuple[Values, ...]:
        return self._get(key, tuple, ())

    def named(self, key: str) -> tuple[tuple[Named, Values], ...]:
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
