"""Issues as bytes, and back: what was read of one, kept for the next build.

A line of JSON and then the long texts, one behind the other: a text that the JSON only points at
need not be escaped and is not looked through for quotation marks. JSON and not a pickle, since a
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
"""What a list in the JSON is, if no record: its first item says it, and the rest is in it."""

_RECORDS: tuple[type, ...] = (Article, Author, Caption, Correction, Date, Issue, OldAddress)
_RECORDS += (Origin, Place, StaticFile, Version)
_KINDS = dict(enumerate(_RECORDS, _TEXT + 1))
_NUMBERS = {kind: number for number, kind in _KINDS.items()}
_NAMES = {kind: [field.name for field in fields(kind)] for kind in _RECORDS}


def packed(value: Any) -> bytes:
    """A record, or a tuple of records. Raises KeyError for a type that is not in the table."""
    texts: list[bytes] = []
    plain = _packed(value, texts, [0])
    head = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return head.encode("utf-8", "surrogatepass") + b"\n" + b"".join(texts)


def unpacked(data: bytes) -> Any:
    """What was packed. Raises ValueError, TypeError, LookupError for what was not."""
    head, _, texts = data.partition(b"\n")
    return _unpacked(json.loads(head), texts)


def _packed(value: Any, texts: list[bytes], at: list[int]) -> Any:
    kind = type(value)
    if kind is str:
        if len(value) < LONG:
            return value
        text = value.encode("utf-8", "surrogatepass")
        start = at[0]
        at[0] += len(text)
        texts.append(text)
        return [_TEXT, start, at[0]]
    if value is None or kind in (bool, int):
        return value
    if kind is tuple:
        return [_TUPLE, *(_packed(one, texts, at) for one in value)] if value else []
    values = (getattr(value, name) for name in _NAMES[kind])
    return [_NUMBERS[kind], *(_packed(one, texts, at) for one in values)]


def _unpacked(value: Any, texts: bytes) -> Any:
    if type(value) is not list:
        return value
    if not value:
        return ()
    kind = value[0]
    if kind == _TEXT:
        return texts[value[1] : value[2]].decode("utf-8", "surrogatepass")
    # Most are plain, and a call for each would be the half of it.
    parts = [
        _unpacked(one, texts)
        if type(one) is list
        # Of a short text, which may be a name or a day, one is enough for all records.
        else intern(one)
        if type(one) is str and len(one) < SHORT
        else one
        for one in value[1:]
    ]
    return tuple(parts) if kind == _TUPLE else _KINDS[kind](*parts)
