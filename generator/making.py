"""All files of a site, made or kept, by several processes.

Pages are made in runs of neighbours: those of one issue share parsed texts, and the twins of one
article are heard together by the search. What is said of all pages together (sitemaps, the index)
comes when they are done. A file whose recipe is that of the last build, and which the site still
holds as it was left, is kept and not made.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.addresses import file_path
from generator.cache import Cache, cache_key
from generator.cards import Card
from generator.carried import carried_files
from generator.forms import formers
from generator.last_build import Facts, LastBuild
from generator.make import Made, make
from generator.model import Site
from generator.output import Tree
from generator.page import Page
from generator.problems import Problem
from generator.recipes import Recipes
from generator.search.heard import Said
from generator.search.index import Brief, Index, IndexFile, listeners
from generator.sitemaps import Changes, last_change
from generator.sitemaps.records import IndexView, SitemapView
from generator.theme import Theme
from generator.views import ArticleView
from generator.workers import shared_out

Progress = Callable[[int, int], None]
"""Called with the number of pages made, and of all pages."""

LATE = (IndexFile, IndexView, SitemapView)
"""Views of what is said of all pages together."""

SHORTEST, LONGEST = 24, 240
"""Pages in a run: enough to share what neighbours have in common, and to keep everyone busy."""


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
    said: dict[str, tuple[str, Said | None]] = field(default_factory=dict)
    """Address of an article in the source form to a digest of its twins' recipes, and what they
    say if it is not known from the last build."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """What a worker has to tell of a segment of the index."""

    name: str
    recipe: str
    brief: Brief
    files: tuple[tuple[int, str, int], ...]
    """Place, digest and size of each."""


class Making:
    """See the module. `last` is what the last build knew; an empty one makes everything."""

    def __init__(
        self,
        pages: Sequence[Page],
        theme: Theme,
        site: Site,
        tree: Tree,
        cache: Cache,
        *,
        last: LastBuild,
        program: str,
        changes: Changes,
        workers: int,
    ) -> None:
        self._pages = pages
        self._theme = theme
        self._tree = tree
        self._cache = cache
        self._last = last
        self._changes = changes
        self._workers = workers
        self._made_by = formers(site)
        self._files = carried_files(pages)
        self._recipes = Recipes(pages, theme, self._made_by, program)
        self._index = next(iter(listeners(pages)), None)
        self._live = tree.live
        self._outcomes: dict[int, Outcome] = {}
        self.known = LastBuild()
        """What the next build may know of this one."""

    def everything(self, progress: Progress | None = None) -> tuple[Made, ...]:
        """Make or keep every file; gives what the check of links needs, in the order of pages.

        Raises ProblemsFound when a template fails.
        """
        early = [place for place, page in enumerate(self._pages) if page.kind not in LATE]
        self._early = early
        if self._workers > 1:
            self._theme.compile(
                {page.render for page in self._pages if isinstance(page.render, str)}
            )
        runs = list(_runs([self._pages[place] for place in early]))
        for run in shared_out(self._run, runs, self._workers):
            self._note(run)
            if progress:
                progress(len(self._outcomes), len(self._pages))
        if self._index:
            self._search(self._index)
        late = [p for p, page in enumerate(self._pages) if p not in self._outcomes]
        self._note(self._made_run(late))
        if progress:
            progress(len(self._pages), len(self._pages))
        outcomes = [self._outcomes[place] for place in range(len(self._pages))]
        self._remember(outcomes)
        return tuple(Made(b"", o.facts.links, o.facts.ids, o.problems) for o in outcomes)

    def spent(self) -> Iterator[tuple[str, str, float]]:
        """Of each file that was made: what made it, its address, and the seconds it took."""
        for outcome in self._outcomes.values():
            if not outcome.kept:
                page = self._pages[outcome.place]
                by = page.render if isinstance(page.render, str) else page.kind.__name__
                yield by, page.url, outcome.seconds

    @property
    def kept(self) -> int:
        """How many files were not made again."""
        return sum(outcome.kept for outcome in self._outcomes.values())

    # In a worker

    def _run(self, run: tuple[int, int]) -> Run:
        return self._made_run(self._early[slice(*run)])

    def _made_run(self, places: Sequence[int]) -> Run:
        run = Run()
        twins: dict[str, list[tuple[Page, str, tuple[str, ...] | None]]] = {}
        for place in places:
            page = self._pages[place]
            outcome, said = self._outcome(place, page)
            run.outcomes.append(outcome)
            if page.kind is ArticleView and self._index:
                path = page.url.removeprefix(page.variant.prefix)
                twins.setdefault(path, []).append((page, outcome.facts.recipe, said))
        for path, forms in twins.items():
            recipes = hashlib.sha256("".join(recipe for _, recipe, _ in forms).encode())
            key = recipes.hexdigest()[:32]
            known = self._last.said.get(path)
            run.said[path] = key, None if known and known[0] == key else self._said(forms)
        return run

    def _outcome(self, place: int, page: Page) -> tuple[Outcome, tuple[str, ...] | None]:
        begun = time.perf_counter()
        view = page.view
        recipe = self._recipes.of(page, view)
        path = file_path(page.url)
        known = self._last.files.get(path)
        if known and known.recipe == recipe and self._live.get(path) == known.digest:
            return Outcome(place, known, kept=True), None
        made = self._make(replace(page, shown=view))
        digest = self._tree.write(path, made.data)
        facts = Facts(recipe, digest, last_change(view), made.links, made.ids)
        spent = time.perf_counter() - begun
        outcome = Outcome(place, facts, len(made.data), problems=made.problems, seconds=spent)
        return outcome, made.said

    def _make(self, page: Page) -> Made:
        return make(page, self._theme, self._made_by[page.variant.tag], self._files)

    def _said(self, forms: Sequence[tuple[Page, str, tuple[str, ...] | None]]) -> Said:
        """What twins say; those that were kept are asked again, since another has changed."""
        assert self._index is not None
        every = [(page, self._make(page).said if said is None else said) for page, _, said in forms]
        return self._index.together(every)

    # The index of the search

    def _search(self, index: Index) -> None:
        """Keep or make its segments; afterwards only what is said of them all is left."""
        said = {path: digest for path, (_, digest) in self.known.said.items()}
        files: dict[str, list[int]] = {name: [] for name in index.segments}
        for place, page in enumerate(self._pages):
            if page.kind is IndexFile and (name := index.segment_of(page.view.name)):
                files[name].append(place)
        stale: list[tuple[str, str, tuple[int, ...]]] = []
        for name, places in files.items():
            recipe = index.recipe(name, said)
            if not self._recalled(index, name, recipe, places):
                self._recall_texts(index, name, said)
                stale.append((name, recipe, tuple(places)))
        for done in shared_out(self._segment, stale, self._workers):
            index.recall(done.name, done.brief)
            self.known.segments[done.name] = (done.recipe, done.brief.line, done.brief.characters)
            for place, digest, size in done.files:
                self._conclude(Outcome(place, Facts(done.recipe, digest), size))

    def _recalled(self, index: Index, name: str, recipe: str, places: Sequence[int]) -> bool:
        known = self._last.segments.get(name)
        if known is None or known[0] != recipe:
            return False
        facts = [self._last.files.get(file_path(self._pages[place].url)) for place in places]
        kept = [
            Outcome(place, one, kept=True)
            for place, one in zip(places, facts, strict=True)
            if one
            and one.recipe == recipe
            and self._live.get(file_path(self._pages[place].url)) == one.digest
        ]
        if len(kept) < len(places):
            return False
        index.recall(name, Brief(known[1], known[2]))
        self.known.segments[name] = known
        for outcome in kept:
            self._conclude(outcome)
        return True

    def _recall_texts(self, index: Index, name: str, said: Mapping[str, str]) -> None:
        """What articles said that have not changed, from the build that made the segment last."""
        kept = self._cache.read(self._texts_key(name))
        for path, (digest, text, changes, own) in json.loads(kept or b"{}").items():
            if said.get(path) == digest and not index.knows(path):
                told = {int(form): tuple(map(tuple, some)) for form, some in changes.items()}
                whole = {int(form): one for form, one in own.items()}
                index.take(path, Said(text, told, whole))

    def _segment(self, asked: tuple[str, str, tuple[int, ...]]) -> Segmented:
        name, recipe, places = asked
        index = self._index
        assert index is not None
        files: list[tuple[int, str, int]] = []
        for place in places:
            page = self._pages[place]
            data = index.file(page.view.name)
            digest = self._tree.write(file_path(page.url), data)
            files.append((place, digest, len(data)))
        texts = {path: _row(index.text_of(path)) for path in index.paths(name)}
        text = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
        self._cache.write(self._texts_key(name), text.encode("utf-8", "surrogatepass"))
        return Segmented(name, recipe, index.brief(name), tuple(files))

    def _texts_key(self, segment: str) -> str:
        return cache_key("said", 1, str(self._tree.site), segment)

    # In the parent

    def _note(self, run: Run) -> None:
        for outcome in run.outcomes:
            self._conclude(outcome)
        for path, (key, said) in run.said.items():
            assert self._index is not None
            if said is None:
                self.known.said[path] = self._last.said[path]
            else:
                self._index.take(path, said)
                self.known.said[path] = (key, said.digest)

    def _conclude(self, outcome: Outcome) -> None:
        page = self._pages[outcome.place]
        path = file_path(page.url)
        if outcome.kept:
            self._tree.keep(path)
        else:
            self._tree.record(path, outcome.facts.digest, outcome.size)
        self._changes.hear(page.url, outcome.facts.changed)
        self._outcomes[outcome.place] = outcome

    def _remember(self, outcomes: Sequence[Outcome]) -> None:
        # A page with problems is made again, so that they are said again.
        for outcome in outcomes:
            if not outcome.problems:
                self.known.files[file_path(self._pages[outcome.place].url)] = outcome.facts


def _row(said: Said) -> list[Any]:
    return [said.digest, said.text, said.changes, said.own]


def _runs(pages: Sequence[Page]) -> Iterator[tuple[int, int]]:
    """Where runs begin and end: at a change of folder once long enough, never between twins."""
    start = 0
    for place in range(1, len(pages)):
        page, before = pages[place], pages[place - 1]
        length = place - start
        if length < SHORTEST or (page.source == before.source and page.kind in (ArticleView, Card)):
            continue
        same_folder = page.source.rpartition("/")[0] == before.source.rpartition("/")[0]
        if length >= LONGEST or not same_folder:
            yield start, place
            start = place
    if pages:
        yield start, len(pages)
