"""Digests of records and of views: the same for two that are equal, in whatever process.

What many views show (a masthead, a teaser) is digested once. On the way it is noted which articles'
texts stand in a view, so that nobody has to declare it.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from generator.recent import Recent
from generator.search.index import IndexFile
from generator.theme import Attributes
from generator.views import ArticleView, Body, Masthead, Teaser


def record_digest(record: Any, without: Mapping[type, Sequence[str]] | None = None) -> str:
    """The same for two records that are equal in every field, in whatever process.

    `without` names fields of some types of record that do not count.
    """
    return Views({}, without or {}).digest(record).hex()


RECENT = 512
"""Articles and their bodies, which are digested for several pages one after the other."""


class Views:
    """Digests of views. What many pages show is looked at once."""

    def __init__(
        self, numbers: Mapping[str, int], without: Mapping[type, Sequence[str]] | None = None
    ) -> None:
        self._numbers = numbers
        self._ways = _Ways(dict.fromkeys((Masthead, Attributes), self._once))
        self._ways |= dict.fromkeys((ArticleView, Body), self._lately)
        self._ways[Teaser] = self._teaser
        self._ways[IndexFile] = lambda file: (tuple, file.shows)
        self._ways |= {kind: _taken_apart(kind, names) for kind, names in (without or {}).items()}
        self._known: dict[int, tuple[Any, bytes]] = {}
        self._recent = Recent[tuple[Any, bytes, set[int]]](RECENT)
        self.prefix = ""
        """Of the form that is looked at."""
        self.shown: set[int] = set()
        """Numbers of articles whose texts stand in what was looked at."""

    def digest(self, view: Any) -> bytes:
        """The same for two views that are equal in every field, however they were made."""
        buffer = io.BytesIO()
        pickler = pickle.Pickler(buffer, protocol=5)
        # Without a memo the bytes say what is there and not which objects are one and the same.
        pickler.fast = True
        pickler.dispatch_table = self._ways
        pickler.dump(view)
        return hashlib.sha256(buffer.getbuffer()).digest()

    def note(self, name: str) -> None:
        """The text of the article with this key, or in this file, stands in the view."""
        number = self._numbers.get(name)
        if number is not None:
            self.shown.add(number)

    def _note_page(self, url: str) -> None:
        path = url.removeprefix(self.prefix)
        self.note(path.removeprefix("/issues/").removesuffix(".html"))

    def _teaser(self, teaser: Teaser) -> tuple[Any, ...]:
        self._note_page(teaser.url)
        return self._once(teaser)

    def _once(self, record: Any) -> tuple[Any, ...]:
        # By identity, and held, so that no other record can come to stand at the same address.
        found = self._known.get(id(record))
        if found is None:
            found = self._known[id(record)] = record, self.digest(_plain(record))
        return bytes, (found[1],)

    def _lately(self, record: Any) -> tuple[Any, ...]:
        # There are too many of these to hold them all.
        found = self._recent.get(id(record))
        if found is None:
            whole, self.shown = self.shown, set()
            if isinstance(record, Body):
                self.note(record.source_file)
            else:
                self._note_page(record.frame.url)
            found = record, self.digest(_plain(record)), self.shown
            self.shown = whole
            self._recent.add(id(record), found)
        self.shown |= found[2]
        return bytes, (found[1],)


class _Ways(dict[type, Callable[[Any], tuple[Any, ...]]]):
    """How records are written: their fields in order, as fast as that goes."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        if not is_dataclass(kind):
            raise KeyError(kind)
        way = self[kind] = _taken_apart(kind)
        return way


def _plain(record: Any) -> Any:
    """What is in a record, in built-in types.

    Texts are in it as bytes: a string that is pickled keeps them with itself, and what is held for
    the whole build (the text of an article, its title) would be held twice.
    """
    if isinstance(record, Mapping):
        return dict(record)
    name, values = _APART[type(record)](record)[1]
    return name, [
        one.encode("utf-8", "surrogatepass") if type(one) is str and not one.isascii() else one
        for one in values
    ]


def _taken_apart(kind: type, without: Sequence[str] = ()) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind) if field.name not in without]
    values = attrgetter(*names) if names else lambda record: ()
    named = kind.__name__
    # As arguments of a function that is never called: nobody reads these pickles back.
    return lambda record: (tuple, (named, values(record)))


_APART = _Ways()
"""How the records that are digested alone are written."""
