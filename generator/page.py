"""A page is declared before it is made: where it goes, how it is made, all it may show."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.addresses import file_path
from generator.model import Variant
from generator.problems import Phrase, Place, Problem


@dataclass(frozen=True, slots=True)
class Renderer:
    """A renderer that planning may not import, by its name in `generator.make.RENDERERS`."""

    name: str


Render = str | Renderer | Callable[[Any], bytes]
"""The name of a template, a renderer, or a function from the view to the bytes of the file."""


@dataclass(frozen=True, slots=True)
class Later:
    """A view that is made when it is asked for: a large site is declared without any."""

    kind: type
    """Of the view."""
    make: Callable[..., Any]
    about: tuple[Any, ...]
    """What it is made from: with a `partial` a page would hold an empty dictionary too."""

    @property
    def view(self) -> Any:
        """The view, made."""
        return self.make(*self.about)


def later(kind: type, make: Callable[..., Any], *about: Any) -> Later:
    """What `make(*about)` shows, a `kind`; the same whenever it is asked."""
    return Later(kind, make, about)


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site."""

    url: str
    """From the root of the site, with a leading slash, decoded: `/issues/2019-11/01.html`."""
    render: Render
    shown: Any
    """The view: one of `generator.views`, or what `render` takes; or a `Later` that makes it."""
    variant: Variant
    source: str
    """The file that asked for it, as problems print it."""

    @property
    def kind(self) -> type:
        """The type of the view."""
        return self.shown.kind if isinstance(self.shown, Later) else type(self.shown)

    @property
    def path(self) -> str:
        """The address without the prefix of its form: its twins have the same."""
        return self.url.removeprefix(self.variant.prefix)

    @property
    def view(self) -> Any:
        """Everything that it may show. Made anew at each asking: a page keeps nothing."""
        return self.shown.view if isinstance(self.shown, Later) else self.shown

    def showing(self, change: Callable[..., Any], *more: Any) -> Page:
        """The page with `change(view, *more)` for its view, which stays of its type."""
        shown = Later(self.kind, _changed, (self, change, more))
        return Page(self.url, self.render, shown, self.variant, self.source)


def _changed(page: Page, change: Callable[..., Any], more: tuple[Any, ...]) -> Any:
    return change(page.view, *more)


@dataclass(frozen=True)
class Wanted:
    """Some pages, with their twins, by the files that they have in the source form."""

    files: frozenset[str]

    def has(self, page: Page) -> bool:
        """Whether this is one of them."""
        return file_path(page.path) in self.files

    def has_below(self, folder: str) -> bool:
        """Whether one of them lies below a folder: `/topics/law/`."""
        return folder in self._folders

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(f"/{file[: end + 1]}" for file in self.files for end in _ends(file))


def _ends(file: str) -> Iterator[int]:
    """Where the folders of a path end."""
    return (place for place, character in enumerate(file) if character == "/")


def collisions(pages: Iterable[Page]) -> tuple[Problem, ...]:
    """Two pages that would be one file, or one the folder of the other, on any system.

    Letter case and Unicode form do not count. Hugo and MkDocs keep the last of two such pages
    without a word.
    """
    files: dict[str, Page] = {}
    problems: list[Problem] = []
    for page in pages:
        first = files.setdefault(portable_file(page.url), page)
        if first is not page:
            problems.append(_collision(page, first))
    for file, page in files.items():
        above = file.rpartition("/")[0]
        while above:
            if above in files:
                problems.append(_collision(page, files[above]))
            above = above.rpartition("/")[0]
    return tuple(problems)


def portable_file(url: str) -> str:
    """The file of an address, the same for all names that some system takes for one."""
    file = file_path(url)
    return (file if file.isascii() else unicodedata.normalize("NFC", file)).casefold()


def _collision(page: Page, first: Page) -> Problem:
    return Problem(
        "duplicate-address",
        Place(page.source),
        Phrase(
            f"与 {first.source} 的网址相同：{page.url}",
            f"has the same address as {first.source}: {page.url}",
        ),
        Phrase("改其中一个的编号或名字", "change the number or name of one"),
    )
