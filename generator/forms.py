"""Views in a written form: every field for readers converted, every other left as it is.

What a field is, its type says: `Prose` is converted, `Name` as people write names, `Body` with its
Markdown when it is rendered; a plain `str` is a key or an address. All texts of a view go to OpenCC
in one call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from generator.glossaries import COMMON
from generator.model import Name, Prose, Site
from generator.variants import Converter, Entry, converter

Kind = Literal["prose", "name", "record", "leave"]


def converters(site: Site) -> Mapping[str, Converter]:
    """For each form of the site that has anything to convert, its converter."""
    names = sorted(set(_people(site)))
    return {
        variant.tag: converter(
            variant.tag,
            [
                Entry(key, value)
                for glossary in site.glossaries
                if glossary.tag in (COMMON, variant.tag)
                for key, value in glossary.entries
            ],
            names,
            quotes=site.settings.corner_quotes,
        )
        for variant in site.settings.variants
    }


def _people(site: Site) -> Iterator[str]:
    """Everyone who writes, photographs or edits."""
    for issue in site.issues:
        for article in issue.articles:
            yield from (author.name for author in article.authors if author.kind == "person")
            yield from (caption.credit for caption in article.captions)
            yield from article.editors


def in_form(view: Any, converter: Converter) -> Any:
    """A view with all it says converted."""
    texts: dict[str, None] = {}
    _collect(view, texts)
    if not texts:
        return view
    said = list(texts)
    return _converted(view, dict(zip(said, converter.proses(said), strict=True)), converter)


def _collect(value: Any, texts: dict[str, None]) -> None:
    for name, kind in _kinds(type(value)):
        part = getattr(value, name)
        for item in part if isinstance(part, tuple) else (part,):
            if kind == "prose" and item:
                texts[item] = None
            elif kind == "record" and item is not None:
                _collect(item, texts)


def _converted(value: Any, texts: Mapping[str, str], converter: Converter) -> Any:
    def new(item: Any, kind: Kind) -> Any:
        if isinstance(item, tuple):
            return tuple(new(one, kind) for one in item)
        if not item:
            return item
        if kind == "record":
            return _converted(item, texts, converter)
        return converter.name(item) if kind == "name" else texts[item]

    changes = {name: new(getattr(value, name), kind) for name, kind in _kinds(type(value))}
    return replace(value, **changes) if changes else value


def _kinds(record: type) -> tuple[tuple[str, Kind], ...]:
    """The fields of a record that hold anything to convert."""
    kinds = _KINDS.get(record)
    if kinds is None:
        hints = get_type_hints(record) if is_dataclass(record) else {}
        found = ((name, _kind(hint)) for name, hint in hints.items())
        kinds = _KINDS[record] = tuple((name, kind) for name, kind in found if kind != "leave")
    return kinds


_KINDS: dict[type, tuple[tuple[str, Kind], ...]] = {}


def _kind(hint: Any) -> Kind:
    if hint is Prose:
        return "prose"
    if hint is Name:
        return "name"
    if get_origin(hint) in (tuple, Union, UnionType):
        return _kind(next(one for one in get_args(hint) if one is not type(None)))
    return "record" if isinstance(hint, type) and _kinds(hint) else "leave"
