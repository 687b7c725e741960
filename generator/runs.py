"""Pages made or kept in runs of neighbours: what a worker does, wherever it is.

Pages are made in runs of neighbours: those of one issue share parsed texts, and the twins of one
article are heard together by the search. A file whose recipe is that of the last build, and which
the site still holds as it was left, is kept and not made.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from generator.addresses import file_path
from generator.cache import Cache, cache_key
from generator.cards import Card
from generator.carried import carried_files
from generator.facts import Facts, Head
from generator.forms import Former
from generator.last_build import LastBuild
from generator.make import Made, make
from generator.model import Site
from generator.page import Page
from generator.problems import Problem
from generator.project import Project
from generator.recipes import Recipes
from generator.search.heard import Said
from generator.search.index import Brief, Index, listeners
from generator.search.texts import packed, unpacked
from generator.sitemaps import last_change
from generator.theme import Theme
from generator.views import ArticleView

SHORTEST, LONGEST = 24, 240
"""Pages in a run: enough to share what neighbours have in common."""

FEWEST = 16
"""Runs that there are at the least, unless they are short: enough to keep everyone busy."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the files of a site are made from."""

    project: Project
    site: Site
    theme: Theme
    pages: tuple[Page, ...]
    undeclared: Sequence[str]
    """Files of the site that stay as they are, and have no page among `pages`."""
    made_by: Mapping[str, Former]
    """What makes the texts of each form, by its tag."""
    now: datetime | None
    """What the build was told of the time, for what is new."""
    moment: datetime | None
    """The same or the clock, for what comes and goes by the time."""
    program: str
    """Its digest (`recipes.program_digest`)."""


class Files(Protocol):
    """What files are written into: a `Tree`, or what a worker elsewhere has for one."""

    @property
    def site(self) -> Path:
        """The folder of the site."""
        ...

    @property
    def live(self) -> Mapping[str, str]:
        """Path to digest of what the live site holds."""
        ...

    def write(self, path: str, data: bytes) -> str:
        """Add a file with this content, and give its digest."""
        ...


@dataclass(frozen=True, slots=True)
class Batch:
    """A run of pages to be made."""

    places: tuple[int, ...]
    """Of the pages among all."""
    known: LastBuild | None = None
    """For a worker that was not forked: what the last build knew of these pages, and of no file but
    those that the site still holds. Links and ids are left out."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A segment of the index to be made."""

    name: str
    recipe: str
    places: tuple[int, ...]
    """Of its files."""
    said: Mapping[str, str]
    """The entries of the cache that have what its articles say, by their addresses."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page."""

    place: int
    """Of the page among all."""
    facts: Facts
    size: int = 0
    """Bytes of a file that was made."""
    kept: bool = False
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    """What it took to make it."""


@dataclass(slots=True)
class Run:
    """What a worker has to tell of its pages."""

    outcomes: list[Outcome] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    """The places of pages of which everything is as the last build knew it."""
    said: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """What is known of what its articles say: see `LastBuild`."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """What a worker has to tell of a segment of the index."""

    name: str
    recipe: str
    brief: Brief
    files: tuple[tuple[int, str, int], ...]
    """Place, digest and size of each."""


Twins = Sequence[tuple[Page, str, tuple[str, ...] | None]]
"""The pages of an article in all forms, with recipes, and what those said that were made."""


class Maker:
    """Makes pages and segments. The same arguments make the same bytes, in any process.

    `last` is what the last build knew; an empty one makes everything.
    """

    def __init__(
        self,
        plan: Plan,
        tree: Files,
        cache: Cache,
        *,
        last: LastBuild,
    ) -> None:
        self._pages = pages = plan.pages
        self._theme = plan.theme
        self._tree = tree
        self._cache = cache
        self._last = last
        self._live = tree.live
        self._made_by = plan.made_by
        self._files = carried_files(pages)
        self.recipes = Recipes(pages, plan.theme, self._made_by, plan.program, plan.site)
        self.index = next(iter(listeners(pages)), None)
        """Of the search; None when there is none."""

    def run(self, batch: Batch) -> Run:
        """Make or keep the pages of a run. Raises ProblemsFound when a template fails."""
        if batch.known is not None:
            self._last = batch.known
            self._live = {path: facts.digest for path, facts in batch.known.files.items()}
        run = Run()
        twins: dict[str, list[tuple[Page, str, tuple[str, ...] | None]]] = {}
        for place in batch.places:
            page = self._pages[place]
            recipe, shows, view = self.recipes.with_shown(page)
            said = None
            known = self._known(page, recipe)
            if known and known.shows == shows:
                run.kept.append(place)
            elif known:
                facts = replace(self._last.files[file_path(page.url)], shows=shows)
                run.outcomes.append(Outcome(place, facts, kept=True))
            else:
                outcome, said = self._made(place, page, recipe, shows, view)
                run.outcomes.append(outcome)
            if page.kind is ArticleView and self.index:
                twins.setdefault(page.path, []).append((page, recipe, said))
        run.said = self._heard(twins)
        return run

    def _known(self, page: Page, recipe: str) -> Head | None:
        """What the last build knew of a file that is to be kept."""
        path = file_path(page.url)
        known = self._last.files.head(path)
        is_same = known and known.recipe == recipe and self._live.get(path) == known.digest
        return known if is_same else None

    def _made(
        self, place: int, page: Page, recipe: str, shows: str, view: Any
    ) -> tuple[Outcome, tuple[str, ...]]:
        """A page made; of an article also what it says."""
        begun = time.perf_counter()
        view = page.view if view is None else view
        made = self._make(replace(page, shown=view))
        digest = self._tree.write(file_path(page.url), made.data)
        facts = Facts(recipe, digest, last_change(view), made.links, made.ids, shows)
        spent = time.perf_counter() - begun
        outcome = Outcome(place, facts, len(made.data), problems=made.problems, seconds=spent)
        return outcome, made.said

    def _make(self, page: Page) -> Made:
        return make(page, self._theme, self._made_by[page.variant.tag], self._files)

    def _heard(self, twins: Mapping[str, Twins]) -> dict[str, tuple[str, str, str]]:
        """What is known of what articles say. What is new is kept, in one entry of the cache.

        What all articles of a site say is more than a process should hold.
        """
        known: dict[str, tuple[str, str, str]] = {}
        keys: dict[str, str] = {}
        for path, forms in twins.items():
            recipes = hashlib.sha256("".join(recipe for _, recipe, _ in forms).encode())
            keys[path] = recipes.hexdigest()[:32]
            last = self._last.said.get(path)
            if last and last[0] == keys[path]:
                known[path] = last
        new = {path: self._said(forms) for path, forms in twins.items() if path not in known}
        if new:
            digests = {path: said.digest for path, said in new.items()}
            entry = cache_key("said", 2, sorted(digests.items()))
            self._cache.write(entry, (packed(new),))
            known |= {path: (keys[path], digests[path], entry) for path in new}
        return known

    def _said(self, forms: Twins) -> Said:
        """What twins say; those that were kept are asked again, since another has changed."""
        assert self.index is not None
        every = [(page, self._make(page).said if said is None else said) for page, _, said in forms]
        return self.index.together(every)

    # The index of the search

    def segment(self, stale: Stale) -> Segmented:
        """Make the files of a segment."""
        index = self.index
        assert index is not None
        self._recall_texts(index, stale.said)
        files: list[tuple[int, str, int]] = []
        for place in stale.places:
            page = self._pages[place]
            data = index.file(page.view.name)
            digest = self._tree.write(file_path(page.url), data)
            files.append((place, digest, len(data)))
        brief = index.brief(stale.name)
        index.forget(stale.name)
        return Segmented(stale.name, stale.recipe, brief, tuple(files))

    def _recall_texts(self, index: Index, said: Mapping[str, str]) -> None:
        """Tell the index what articles say. What is not in the cache, it asks their pages for."""
        by_entry: dict[str, list[str]] = {}
        for path, entry in said.items():
            by_entry.setdefault(entry, []).append(path)
        for entry, paths in by_entry.items():
            kept = unpacked(self._cache.read(entry) or b"{}")
            for path in paths:
                if path in kept:
                    index.take(path, kept[path])


def runs(pages: Sequence[Page]) -> Iterator[tuple[int, int]]:
    """Where runs begin and end: at a change of folder once long enough, never between twins."""
    start, longest = 0, min(LONGEST, len(pages) // FEWEST)
    for place in range(1, len(pages)):
        page, before = pages[place], pages[place - 1]
        length = place - start
        if length < SHORTEST or (page.source == before.source and page.kind in (ArticleView, Card)):
            continue
        same_folder = page.source.rpartition("/")[0] == before.source.rpartition("/")[0]
        if length >= longest or not same_folder:
            yield start, place
            start = place
    if pages:
        yield start, len(pages)
