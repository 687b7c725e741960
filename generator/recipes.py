"""What a page depends on, as one digest: a page with the recipe of the last build is not made.

A page shows its view and nothing else, so the digest of the view is most of the recipe; the rest is
how it is made: the template with all that it refers to, the written form with its glossary and
names, and the program with its libraries. Nothing has to be declared by hand, and so nothing can be
forgotten.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from importlib import metadata
from operator import attrgetter
from pathlib import Path
from typing import Any

from generator.books import BookView
from generator.forms import Former
from generator.page import Page, Renderer
from generator.recent import Recent
from generator.search.index import IndexFile
from generator.theme import Attributes, Theme
from generator.views import ArticleView, Body, Masthead, Teaser

LIBRARIES = ("Jinja2", "markdown-it-py", "MarkupSafe", "mdit-py-plugins", "OpenCC", "Pillow")
"""Distributions that pages are made with: another version of one may make other pages."""


def program_digest(package: Path) -> str:
    """Of the program and the libraries that it makes pages with."""
    digest = hashlib.sha256(sys.version.encode())
    for name in LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(package).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


PARTS = ("view", "way", "form", "program")
"""Of a recipe: what is shown, how it is made, in which form, by which program."""


def record_digest(record: Any) -> str:
    """The same for two records that are equal in every field, in whatever process."""
    return _Views().digest(record).hex()


class Recipes:
    """Knows the recipe of every page of a site."""

    def __init__(
        self, pages: Sequence[Page], theme: Theme, made_by: Mapping[str, Former], program: str
    ) -> None:
        self._pages = {page.url: page for page in pages if callable(page.render)}
        self._theme = theme
        self._made_by = made_by
        self._program = program[:16]
        self._templates: dict[str, bytes] = {}
        self._views = _Views()

    def of(self, page: Page, view: Any) -> str:
        """The recipe of a page that shows `view`: a digest of each of its `PARTS`, with dots."""
        shown = hashlib.sha256(f"{page.url}\0{page.variant.tag}\0{page.variant.prefix}\0".encode())
        shown.update(_file_state(view) if isinstance(view, Path) else self._views.digest(view))
        if isinstance(view, BookView):
            for url in view.pictures:
                picture = self._pages.get(url)
                shown.update(self.of(picture, picture.view).encode() if picture else b"-")
        way = hashlib.sha256(self._way(page))
        form = self._made_by[page.variant.tag].state
        return ".".join((shown.hexdigest()[:32], way.hexdigest()[:16], form[:16], self._program))

    def ways(self, pages: Iterable[Page]) -> str:
        """A digest of where pages go and how they are made, whatever they show."""
        digest = hashlib.sha256()
        for page in pages:
            head = f"{page.url}\0{page.variant.tag}\0{page.variant.prefix}\0{page.source}\0"
            digest.update(head.encode())
            digest.update(self._way(page) + b"\0")
        return digest.hexdigest()

    def _way(self, page: Page) -> bytes:
        """How a page comes from its view."""
        render = page.render
        if isinstance(render, str):
            found = self._templates.get(render)
            if found is None:
                texts = repr(list(self._theme.sources_of(render).items()))
                found = self._templates[render] = hashlib.sha256(texts.encode()).digest()
            return found
        if isinstance(render, Renderer):
            return render.name.encode()
        owner = getattr(render, "__self__", None)
        state = getattr(owner, "state", "")
        return f"{render.__module__}.{render.__qualname__}\0{state}".encode()


def _file_state(path: Path) -> bytes:
    """A file as it is carried. The time of its inode's change can be set by no program."""
    one = path.stat()
    return f"{path} {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns} {one.st_ino}".encode()


RECENT = 512
"""Articles and their bodies, which are digested for several pages one after the other."""


class _Views:
    """Digests of views. What many pages show is looked at once."""

    def __init__(self) -> None:
        self._ways = _Ways(dict.fromkeys((Masthead, Teaser, Attributes), self._once))
        self._ways |= dict.fromkeys((ArticleView, Body), self._lately)
        self._ways[IndexFile] = lambda file: (tuple, file.shows)
        self._known: dict[int, tuple[Any, bytes]] = {}
        self._recent = Recent[tuple[Any, bytes]](RECENT)

    def digest(self, view: Any) -> bytes:
        """The same for two views that are equal in every field, however they were made."""
        buffer = io.BytesIO()
        pickler = pickle.Pickler(buffer, protocol=5)
        # Without a memo the bytes say what is there and not which objects are one and the same.
        pickler.fast = True
        pickler.dispatch_table = self._ways
        pickler.dump(view)
        return hashlib.sha256(buffer.getbuffer()).digest()

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
            found = record, self.digest(_plain(record))
            self._recent.add(id(record), found)
        return bytes, (found[1],)


class _Ways(dict[type, Callable[[Any], tuple[Any, ...]]]):
    """How records are written: their fields in order, as fast as that goes."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        if not is_dataclass(kind):
            raise KeyError(kind)
        way = self[kind] = _taken_apart(kind)
        return way


def _plain(record: Any) -> Any:
    """What is in a record, in built-in types."""
    return dict(record) if isinstance(record, Mapping) else _taken_apart(type(record))(record)[1]


def _taken_apart(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    values = attrgetter(*names) if names else lambda record: ()
    named = kind.__name__
    # As arguments of a function that is never called: nobody reads these pickles back.
    return lambda record: (tuple, (named, values(record)))
