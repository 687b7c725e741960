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
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from generator.books import BookView
from generator.forms import Former
from generator.model import Site
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
    installed = _installed()
    for name in LIBRARIES:
        version = installed.get(_normal(name)) or _told_version(name)
        digest.update(f"{name} {version}\n".encode())
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(package).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _installed() -> dict[str, str]:
    """Distributions to their versions, as the folders are named that installers leave."""
    found: dict[str, str] = {}
    for folder in sys.path:
        for path in sorted(Path(folder).glob("*.dist-info")):
            name, _, version = path.stem.partition("-")
            found.setdefault(_normal(name), version)
    return found


def _normal(name: str) -> str:
    return re.sub("[-_.]+", "_", name).lower()


def _told_version(name: str) -> str:
    # It loads what reads mail, for which nothing else has a use.
    from importlib import metadata

    return metadata.version(name)


PARTS = ("view", "way", "form", "program")
"""Of a recipe: what is shown, how it is made, in which form, by which program."""


def record_digest(record: Any, without: Mapping[type, Sequence[str]] | None = None) -> str:
    """The same for two records that are equal in every field, in whatever process.

    `without` names fields of some types of record that do not count.
    """
    return _Views({}, without or {}).digest(record).hex()


class Recipes:
    """Knows the recipe of every page of a site."""

    def __init__(
        self,
        pages: Sequence[Page],
        theme: Theme,
        made_by: Mapping[str, Former],
        program: str,
        site: Site | None = None,
    ) -> None:
        """Without the `site` it is not known which articles a page shows."""
        self._pages = {page.url: page for page in pages if callable(page.render)}
        self._theme = theme
        self._made_by = made_by
        self._program = program[:16]
        self._templates: dict[str, bytes] = {}
        self._manners: dict[tuple[str | bytes, str], str] = {}
        self._views = _Views(_numbers(site) if site else {})

    def of(self, page: Page, view: Any) -> str:
        """The recipe of a page that shows `view`: a digest of each of its `PARTS`, with dots."""
        shown = hashlib.sha256(f"{page.url}\0{page.variant.tag}\0{page.variant.prefix}\0".encode())
        shown.update(file_state(view) if isinstance(view, Path) else self._views.digest(view))
        if isinstance(view, BookView):
            for url in view.pictures:
                picture = self._pages.get(url)
                shown.update(self.of(picture, picture.view).encode() if picture else b"-")
        return shown.hexdigest()[:32] + self.manner(page)

    def with_shown(self, page: Page, view: Any) -> tuple[str, str]:
        """The recipe, and the articles whose texts the page shows (`Facts.shows`)."""
        shown = self._views.shown = set()
        self._views.prefix = page.variant.prefix
        self._views.note(page.source.removeprefix("content/"))
        recipe = self.of(page, view)
        return recipe, f" {' '.join(map(str, sorted(shown)))} " if shown else ""

    def manner(self, page: Page) -> str:
        """The end of the recipe of a page: all of it but what the page shows."""
        render, tag = page.render, page.variant.tag
        way = render if type(render) is str else self._way(page)
        manner = self._manners.get((way, tag))
        if manner is None:
            digest, form = hashlib.sha256(self._way(page)), self._made_by[tag].state
            manner = f".{digest.hexdigest()[:16]}.{form[:16]}.{self._program}"
            self._manners[way, tag] = manner
        return manner

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


def _numbers(site: Site) -> Mapping[str, int]:
    """The address and the files of every article to its number among all that were read."""
    articles = (article for issue in site.issues for article in issue.articles)
    return {
        name: number
        for number, one in enumerate(articles)
        for name in (
            f"/issues/{one.key}.html",
            one.source_file,
            *(version.source_file for version in one.versions if version.source_file),
        )
    }


def file_state(path: Path) -> bytes:
    """A file as it is carried. The time of its inode's change can be set by no program."""
    one = path.stat()
    return f"{path} {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns} {one.st_ino}".encode()


RECENT = 512
"""Articles and their bodies, which are digested for several pages one after the other."""


class _Views:
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
        """The text of the article with this address, or in this file, stands in the view."""
        number = self._numbers.get(name)
        if number is not None:
            self.shown.add(number)

    def _teaser(self, teaser: Teaser) -> tuple[Any, ...]:
        self.note(teaser.url.removeprefix(self.prefix))
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
            self.note(
                record.source_file
                if isinstance(record, Body)
                else record.frame.url.removeprefix(self.prefix)
            )
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
    """What is in a record, in built-in types."""
    return dict(record) if isinstance(record, Mapping) else _taken_apart(type(record))(record)[1]


def _taken_apart(kind: type, without: Sequence[str] = ()) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind) if field.name not in without]
    values = attrgetter(*names) if names else lambda record: ()
    named = kind.__name__
    # As arguments of a function that is never called: nobody reads these pickles back.
    return lambda record: (tuple, (named, values(record)))
