"""Views in a written form: every field for readers converted, every other left as it is.

What a field is, its type says: `Prose` is converted, `Name` as people write names, `Body` with its
Markdown when it is rendered; a plain `str` is a key or an address. All texts of a view go to OpenCC
in one call.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass, replace
from operator import attrgetter, is_
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from generator.cache import Cache, cache_key
from generator.feeds import FeedEntry
from generator.glossaries import COMMON
from generator.markdown.document import Document
from generator.model import Name, Prose, Settings, Site, Written
from generator.variants import Converter, Entry, Keep, anew, converter
from generator.views import Body, Masthead, Teaser

Kind = Literal["prose", "name", "record", "leave"]


def formers(site: Site, keep: Keep = anew) -> Mapping[str, Former]:
    """For each form of the site what makes its pages; made once per process.

    `keep` may know from the last time what their converters are made of.
    """
    names = sorted(set(people(site)))
    marks = _has_marks(site)
    return {
        variant.tag: _former(
            variant.tag,
            entries_for(site, variant.tag),
            names,
            tuple(places(site)),
            site.settings,
            marks,
            keep,
        )
        for variant in site.settings.variants
    }


def kept_in(cache: Cache, program: str = "") -> Keep:
    """Keeps in a cache what OpenCC was asked, for the program of this digest."""

    def keep(about: tuple[object, ...], work: Callable[[], Any]) -> Any:
        def made() -> bytes:
            return json.dumps(work(), ensure_ascii=False).encode("utf-8", "surrogatepass")

        key = cache_key("asked of OpenCC", 1, program, about)
        return json.loads(cache.get(key, made).decode("utf-8", "surrogatepass"))

    return keep


def _former(
    tag: str,
    entries: list[Entry],
    names: list[str],
    places: tuple[str, ...],
    settings: Settings,
    marks: bool,
    keep: Keep,
) -> Former:
    made = converter(
        tag,
        entries,
        names,
        places=places,
        quotes=settings.corner_quotes,
        regional=settings.regional_words,
        keep=keep,
    )
    decides = (entries, names, places) if not made.form.source else ()
    says = (tag, decides, settings.corner_quotes, settings.regional_words, marks)
    return Former(made, marks=marks, state=hashlib.sha256(repr(says).encode()).hexdigest())


def entries_for(site: Site, tag: str) -> list[Entry]:
    """The site's glossary for a form, the entries for all forms first."""
    return [
        Entry(key, value)
        for glossary in site.glossaries
        if glossary.tag in (COMMON, tag)
        for key, value in glossary.entries
    ]


def people(site: Site) -> Iterator[str]:
    """Everyone who writes, photographs or edits, and those whom a taxonomy of people lists."""
    for taxonomy in site.taxonomies:
        if taxonomy.key in PEOPLE:
            for term in taxonomy.terms:
                yield from (term.label, *term.aliases)
    for issue in site.issues:
        for article in issue.articles:
            yield from article.people


def places(site: Site) -> Iterator[str]:
    """Counties, and what a taxonomy of places lists."""
    for taxonomy in site.taxonomies:
        if taxonomy.key in PLACES:
            for term in taxonomy.terms:
                yield from (term.label, *term.aliases)


PEOPLE = ("authors", "people")
"""Taxonomies whose terms are persons."""

PLACES = ("counties", "places")


class Former:
    """Converts views; what an edition shows on many pages (teasers, mastheads) only once."""

    def __init__(self, converter: Converter, *, marks: bool = True, state: str = "") -> None:
        self.converter = converter
        self.state = state
        """A digest of what decides the texts of its form: glossary, names, places, settings."""
        self._idle = converter.form.source and not marks
        self._shared: dict[int, tuple[Any, Any]] = {}
        self.texts: dict[tuple[Body, str], str] = {}
        """Bodies as feeds have them, by what their addresses begin with: many feeds show one."""

    def in_form(self, view: Any) -> Any:
        """A view with all it says converted."""
        if self._idle:
            return view
        texts: dict[str, None] = {}
        _collect(view, texts, self._shared)
        return self._converted(view, self.converter.remembered(texts))

    def document(self, document: Document, body: Body) -> Document:
        """A parsed body with all it says converted; only its marks, if it was written by hand."""
        if body.written:
            return self.converter.resolved(document)
        converter = self.converter
        if body.glossary:
            converter = converter.with_entries(Entry(*entry) for entry in body.glossary)
        return converter.document(document)

    def _converted(self, value: Any, texts: Mapping[str, str]) -> Any:
        if type(value) not in _SHARED:
            return self._changed(value, texts)
        # By identity, and held, so that no other record can come to stand at the same address.
        found = self._shared.get(id(value))
        if found is None:
            found = self._shared[id(value)] = value, self._changed(value, texts)
        return found[1]

    def _changed(self, value: Any, texts: Mapping[str, str]) -> Any:
        """The record with what it says converted; itself where that is the same, as half are."""
        changes: dict[str, Any] = {}
        for name, kind in _kinds(type(value)):
            part = getattr(value, name)
            if not part:
                continue
            if isinstance(part, tuple):
                new = tuple([self._new(one, kind, texts) for one in part])
                if not all(map(is_, new, part)):
                    changes[name] = new
            else:
                new = self._new(part, kind, texts)
                if new is not part:
                    changes[name] = new
        return replace(value, **changes) if changes else value

    def _new(self, item: Any, kind: Kind, texts: Mapping[str, str]) -> Any:
        if kind == "record":
            return self._converted(item, texts)
        if not item or type(item) is Written:
            return item
        new = texts[item] if kind == "prose" else self.converter.name(item)
        return item if new == item else new


_SHARED = frozenset({FeedEntry, Masthead, Teaser})


def _collect(value: Any, texts: dict[str, None], shared: Mapping[int, Any]) -> None:
    if id(value) in shared:
        return
    for name, kind in _kinds(type(value)):
        part = getattr(value, name)
        if not part or kind == "name":
            continue
        for item in part if isinstance(part, tuple) else (part,):
            if kind == "record":
                if item is not None:
                    _collect(item, texts, shared)
            elif item and type(item) is not Written:
                texts[item] = None


def _has_marks(value: Any) -> bool:
    """Whether a mark `-{` stands in any text of a record; of a site with all its articles."""
    parts = _SAYING.get(type(value))
    if parts is None:
        said = [name for name, kind in _kinds(type(value)) if kind != "name"]
        # With one name more than there may be, it gives a tuple in any case.
        parts = _SAYING[type(value)] = attrgetter(*said, "__class__", "__class__")
    for part in parts(value)[:-2]:
        if not part:
            continue
        for item in part if type(part) is tuple else (part,):
            if isinstance(item, str):
                if "-{" in item and type(item) is not Written:
                    return True
            elif item is not None and _has_marks(item):
                return True
    return False


_SAYING: dict[type, attrgetter[tuple[Any, ...]]] = {}
"""What gets from a record all that may say something."""


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
