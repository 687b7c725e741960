"""What a page depends on, as one digest: a page with the recipe of the last build is not made.

A page shows its view and nothing else, so the digest of the view is most of the recipe; the rest is
how it is made: the template with all that it refers to, the written form with its glossary and
names, and the program with its libraries. Nothing has to be declared by hand, and so nothing can be
forgotten.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.books import BookView
from generator.cards import Card
from generator.digesting import Views, record_digest
from generator.feeds import FeedView
from generator.forms import Former
from generator.hand_made import as_planned
from generator.model import Site
from generator.page import Page, Renderer
from generator.recent import Recent
from generator.theme import Theme
from generator.views import FoundIssue

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


TWINS = 64
"""Pages of the source form that are remembered: their twins stand next to them."""

PARTS = ("view", "way", "form", "program")
"""Of a recipe: what is shown, how it is made, in which form, by which program."""


class Recipes:
    """Knows the recipe of every page of a site."""

    def __init__(
        self,
        pages: Sequence[Page],
        theme: Theme,
        made_by: Mapping[str, Former],
        program: str,
        site: Site,
    ) -> None:
        self._pages = {page.url: page for page in pages if callable(page.render)}
        self._theme = theme
        self._made_by = made_by
        self._program = program[:16]
        self._templates: dict[str, bytes] = {}
        self._manners: dict[tuple[str | bytes, str], str] = {}
        self._views = Views(_numbers(site))
        first, *others = site.settings.variants
        self._alike = {one.tag for one in others if as_planned(site, one) is site}
        """Forms that differ from the source form in their words only."""
        sources = pages if self._alike else ()
        self._sources = {page.url: page for page in sources if page.variant.tag == first.tag}
        self._looked_at = Recent[tuple[bytes, str]](TWINS)
        """What was found of pages of the source form, by address."""
        self._words = record_digest(
            [sorted(some.items()) for some in theme.words.values()]
        ).encode()

    def of(self, page: Page) -> str:
        """The recipe of a page: a digest of each of its `PARTS`, with dots between them."""
        return self.with_shown(page)[0]

    def with_shown(self, page: Page) -> tuple[str, str, Any]:
        """The recipe, the articles whose texts it shows (`Facts.shows`), and the view, if made.

        The editions of the same records differ in their form and in the words of the theme. So a
        page in another form shows what its twin in the source form does, and is not looked at.
        """
        shown = hashlib.sha256(f"{page.url}\0{page.variant.tag}\0{page.variant.prefix}\0".encode())
        source = self._sources.get(page.path) if page.variant.tag in self._alike else None
        view = None
        if source and _is_planned_alike(page):
            digest, shows = self._looked_at.get(source.url) or self._look(source, source.view)
            shown.update(self._words)
        else:
            view = page.view
            digest, shows = self._look(page, view)
        shown.update(digest)
        return shown.hexdigest()[:32] + self.manner(page), shows, view

    def _look(self, page: Page, view: Any) -> tuple[bytes, str]:
        """A digest of what a page shows, and the articles whose texts are in it."""
        numbers = self._views.shown = set()
        self._views.prefix = page.variant.prefix
        self._views.note(page.source.removeprefix("content/"))
        digest = file_state(view) if isinstance(view, Path) else self._views.digest(view)
        if isinstance(view, BookView):
            pictures = (self._pages.get(url) for url in view.pictures)
            digest += "".join(self.of(one) if one else "-" for one in pictures).encode()
        found = digest, f" {' '.join(map(str, sorted(numbers)))} " if numbers else ""
        if page.url in self._sources:
            self._looked_at.add(page.url, found)
        return found

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


def _is_planned_alike(page: Page) -> bool:
    """Whether it is planned by an edition, and not from the pages of them all."""
    return isinstance(page.render, str | Renderer) or page.kind in (Card, FeedView, FoundIssue)


def _numbers(site: Site) -> Mapping[str, int]:
    """The key and the files of every article to its number among all that were read."""
    articles = (article for issue in site.issues for article in issue.articles)
    return {
        name: number
        for number, one in enumerate(articles)
        for name in (
            one.key,
            one.source_file,
            *(version.source_file for version in one.versions if version.source_file),
        )
    }


def file_state(path: Path) -> bytes:
    """A file as it is carried. The time of its inode's change can be set by no program."""
    one = path.stat()
    return f"{path} {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns} {one.st_ino}".encode()
