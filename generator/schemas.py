"""JSON Schemas for editors, made from the same tables of fields that the readers use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.article_fields import ARTICLE_FIELDS
from generator.content import ISSUE_FIELDS, PAGE_FIELDS
from generator.front_matter import FLAGS, Field
from generator.old_addresses import MOVES_FIELDS
from generator.settings import SITE_FIELDS
from generator.taxonomies import TAXONOMY_FIELDS, TERM_FIELDS

KINDS: Mapping[str, Mapping[str, Field]] = {
    "addresses": MOVES_FIELDS,
    "article": ARTICLE_FIELDS,
    "issue": ISSUE_FIELDS,
    "page": PAGE_FIELDS,
    "site": SITE_FIELDS,
    "taxonomy": TERM_FIELDS,
}

_SCALAR = {"type": ["string", "number", "boolean", "null"]}
"""What an editor's YAML makes of a word typed without quotation marks; we read them all as text.

A field without a value is read as one that is not there, so null will do for all but the required.
"""

_REQUIRED = {"type": ["string", "number", "boolean"], "minLength": 1}

_DATE = r"^\d{4}([-/.年]\d{1,2}([-/.月]\d{1,2}日?)?月?)?年?([ T].*)?$"

_MOMENT = r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?([ T]*\d{1,2}:\d{2}.*)?$"

_TYPES: Mapping[str, dict[str, Any]] = {
    "text": _SCALAR,
    "names": {"anyOf": [{"type": "array", "items": _SCALAR}, _SCALAR]},
    "date": {"type": ["string", "integer", "null"], "pattern": _DATE},
    "moment": {"type": ["string", "null"], "pattern": _MOMENT},
    "number": {"type": ["integer", "null"], "minimum": 0},
    "flag": {"enum": [True, False, None, *FLAGS]},
    "weights": {
        "type": ["object", "null"],
        "additionalProperties": {"type": "number", "minimum": 0},
    },
    "pairs": {"type": ["object", "null"], "additionalProperties": _SCALAR},
    "words": {"type": ["object", "null"], "additionalProperties": _SCALAR},
}


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of file, by its name in `KINDS`."""
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    record = _record(KINDS[kind])
    if kind == "article":
        # A taxonomy of the digest's own is a field of every article, by the name of its file.
        record["additionalProperties"] = _TYPES["names"]
    if kind == "taxonomy":
        listed = {"type": "array", "items": record}
        return schema | {"anyOf": [listed, _record(TAXONOMY_FIELDS)]}
    return schema | record


def _record(fields: Mapping[str, Field]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "type": "object",
        "properties": {name: _property(field) for name, field in fields.items()},
        "additionalProperties": False,
    }
    required = [name for name, field in fields.items() if field.required]
    return record | ({"required": required} if required else {})


def _property(field: Field) -> dict[str, Any]:
    described = {"description": f"{field.help.zh} / {field.help.en}"}
    empty = [] if field.required else ["null"]
    if field.kind == "record":
        return described | _record(field.fields or {}) | {"type": ["object", *empty]}
    if field.kind == "records":
        items = _record(field.fields or {})
        if field.either:
            items["anyOf"] = [
                {"required": [name], "properties": {name: items["properties"][name] | _REQUIRED}}
                for name in field.either
            ]
        return described | {"type": ["array", *empty], "items": items}
    if field.kind == "named":
        named = {"additionalProperties": _record(field.fields or {})}
        return described | {"type": ["object", *empty]} | named
    if field.kind == "names" and field.choices:
        listed = {"type": "array", "items": {"enum": list(field.choices)}}
        return described | {
            "anyOf": [listed, {"enum": [*field.choices, *([None] if empty else [])]}]
        }
    if field.choices:
        return described | {"enum": [*field.choices, *([] if field.required else [None])]}
    if field.kind == "text" and field.required:
        return described | _REQUIRED
    return described | _TYPES[field.kind]
