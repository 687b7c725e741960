"""Issues as bytes, and back: what was read of one, kept for the next build.

A line of JSON and then the long texts, one behind the other: a text that the JSON only points at
need not be escaped and is not looked through for quotation marks. The JSON is a row for each record
and each tuple; a list in a row is the place of another, before it. JSON and not a pickle, since a
cache may come from elsewhere, and nothing in it shall ever be run.
"""

from __future__ import annotations

import json
from dataclasses import fields
from sys import intern
from typing import Any

from generator.model import (
    Article,
    Author,
    Caption,
    Correction,
    Date,
    Issue,
    OldAddress,
    Origin,
    StaticFile,
    Version,
)
from generator.problems import Place

LONG = 200
"""Characters from which on a text stands behind the JSON."""

SHORT = 20
"""Characters up to which a text is likely to be met again."""

_TUPLE, _TEXT = 0, 1
"""What a row is, if no record: its first item says it, and the rest is in it."""

_RECORDS: tuple[type, ...] = (Article, Author, Caption, Correction, Date, Issue, OldAddress)
_RECORDS += (Origin, Place, StaticFile, Version)
_KINDS = dict(enumerate(_RECORDS, _TEXT + 1))
_NUMBERS = {kind: number for number, kind in _KINDS.items()}
_NAMES = {kind: [field.name for field in fields(kind)] for kind in _RECORDS}


def packed(value: Any) -> bytes:
    """A record, or a tuple of records. Raises KeyError for a type that is not in the table."""
    packing = _Packing()
    packing.place(value)
    head = json.dumps(packing.rows, ensure_ascii=False, separators=(",", ":"))
    return head.encode("utf-8", "surrogatepass") + b"\n" + b"".join(packing.texts)


def unpacked(data: bytes) -> Any:
    """What was packed. Raises ValueError, TypeError, LookupError for what was not."""
    head, _, texts = data.partition(b"\n")
    there: list[Any] = []
    # No step into records within records: a call for each was the half of it.
    for kind, *parts in json.loads(head):
        if kind == _TEXT:
            there.append(texts[parts[0] : parts[1]].decode("utf-8", "surrogatepass"))
            continue
        values = [
            there[one[0]]
            if type(one) is list
            # Of a short text, which may be a name or a day, one is enough for all records.
            else intern(one)
            if type(one) is str and len(one) < SHORT
            else one
            for one in parts
        ]
        there.append(tuple(values) if kind == _TUPLE else _KINDS[kind](*values))
    return there[-1]


class _Packing:
    """Rows for the records within a record, each before the one that it is in, and each once."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self.texts: list[bytes] = []
        self._end = 0
        """Of the texts, in bytes."""
        self._places: dict[str, int] = {}

    def place(self, value: Any) -> int:
        """The place of its row."""
        kind = type(value)
        if kind is str:
            text = value.encode("utf-8", "surrogatepass")
            self.texts.append(text)
            self._end += len(text)
            row = [_TEXT, self._end - len(text), self._end]
        elif kind is tuple:
            row = [_TUPLE, *map(self._item, value)]
        else:
            parts = (getattr(value, name) for name in _NAMES[kind])
            row = [_NUMBERS[kind], *map(self._item, parts)]
        # By what stands in it: as a key, True is 1.
        place = self._places.setdefault(repr(row), len(self.rows))
        if place == len(self.rows):
            self.rows.append(row)
        return place

    def _item(self, value: Any) -> Any:
        """A part of a record as it stands in the row: itself, or the place of its own row."""
        if value is None or type(value) in (bool, int):
            return value
        if type(value) is str and len(value) < LONG:
            return value
        return [self.place(value)]
