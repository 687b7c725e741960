"""All files of a site, made or kept, by many processes.

Pages are shared out in runs (`runs.py`) to the workers of a pool (`workers.py`, `cluster/`). What
is said of all pages together (sitemaps, the index) comes when they are done.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.addresses import file_path
from generator.cache import Cache
from generator.facts import Facts
from generator.last_build import LastBuild
from generator.make import Made
from generator.outline import Edits
from generator.output import Tree
from generator.page import Page
from generator.runs import Batch, Maker, Outcome, Plan, Run, Stale, runs
from generator.search.index import Brief, Index, IndexFile
from generator.sitemaps import Changes
from generator.sitemaps.records import IndexView, SitemapView
from generator.told import Told, told
from generator.views import ArticleView
from generator.workers import Pool

_NOT_MADE = -1.0
"""In place of the seconds of a page that was not made."""

Progress = Callable[[int, int], None]
"""Called with the number of pages made, and of all pages."""

LATE = (IndexFile, IndexView, SitemapView)
"""Views of what is said of all pages together."""


class Making:
    """See the module. `edits` with what the last build knew; where that is nothing all is made."""

    def __init__(
        self,
        plan: Plan,
        tree: Tree,
        cache: Cache,
        *,
        edits: Edits,
        changes: Changes,
        pool: Pool,
    ) -> None:
        self._pages = plan.pages
        self._paths = [file_path(page.url) for page in plan.pages]
        """Of their files."""
        self._theme = plan.theme
        self._program = plan.program
        self._tree = tree
        self._edits = edits
        self._last = last = edits.last
        self._changes = changes
        self._pool = pool
        self._maker = Maker(plan, tree, cache, last=last)
        self._index = self._maker.index
        self._live = tree.live
        self._kept: set[int] = set()
        """Places of the pages that were not made again."""
        self._spent = array("d", [_NOT_MADE]) * len(plan.pages)
        """The seconds that the others took, by their places."""
        self._made = 0
        """How many those are."""
        self._warned: dict[str, Made] = {}
        """Pages that were made with problems, by address."""
        self._has_lost_ids = False
        """Whether a page has lost a place that a link may lead to."""
        self.known = LastBuild(outline=edits.outline)
        """What the next build may know of this one."""
        self._undeclared = plan.undeclared

    def everything(self, progress: Progress | None = None) -> Told:
        """Make or keep every file; gives what the check of links needs.

        Raises ProblemsFound when a template fails.
        """
        self._tree.keep_all(self._undeclared)
        self.known.files.keep(self._undeclared, self._last.files)
        early = self._not_kept(self._is_shared_out)
        if self._pool.inherits:
            templates = {self._pages[place].render for place in early}
            self._theme.compile({one for one in templates if isinstance(one, str)})
        batches = [
            self._batch(early[start:end])
            for start, end in runs([self._pages[place] for place in early])
        ]
        for run in self._pool.shared_out(self._maker.run, batches):
            self._note(run)
            if progress:
                progress(len(self._kept) + self._made, len(self._pages))
        if self._index:
            self._search(self._index)
        late = tuple(
            place
            for place in range(len(self._pages))
            if place not in self._kept and self._spent[place] == _NOT_MADE
        )
        self._note(self._maker.run(Batch(late)))
        if progress:
            progress(len(self._pages), len(self._pages))
        # Where no page has come or gone, nor a place on one, what led somewhere leads there still.
        lead_on = self._undeclared and self._last.leads and not self._has_lost_ids
        return told(self.known.files, self._warned, self._paths if lead_on else None)

    def spent(self) -> Iterator[tuple[str, str, float]]:
        """Of each file that was made: what made it, its address, and the seconds it took."""
        for page, seconds in zip(self._pages, self._spent, strict=True):
            if seconds == _NOT_MADE:
                continue
            by = page.render if isinstance(page.render, str) else page.kind.__name__
            yield by, page.url, seconds

    @property
    def kept(self) -> int:
        """How many files were not made again."""
        return len(self._kept) + len(self._undeclared)

    def _is_shared_out(self, page: Page) -> bool:
        # A file that goes out as it is would only travel; and a file is known by its inode, which
        # another machine may see as another.
        travels = self._pool.inherits or not issubclass(page.kind, Path)
        return page.kind not in LATE and travels

    def _not_kept(self, shared_out: Callable[[Page], bool]) -> list[int]:
        """The places of the pages that workers have to look at; all others are kept.

        Twins are looked at together: the search hears them so.
        """
        edits = self._edits
        if not edits.are_of_texts:
            return [place for place, page in enumerate(self._pages) if shared_out(page)]
        files, said, touched = self._last.files, self._last.said, edits.touched

        def is_doubtful(page: Page, path: str) -> bool:
            if path in touched or path not in self._live or path not in files:
                return True
            return not (edits.are_all or self._is_as_left(page, path))

        pages = list(zip(self._pages, self._paths, strict=True))
        articles = {
            page.path
            for page, path in pages
            if page.kind is ArticleView
            and (is_doubtful(page, path) or (self._index and page.path not in said))
        }
        places: list[int] = []
        kept: list[int] = []
        lists_are_made = False
        for place, (page, path) in enumerate(pages):
            kind = page.kind
            if kind is IndexFile:
                continue
            if is_doubtful(page, path) or (kind is ArticleView and page.path in articles):
                if shared_out(page):
                    places.append(place)
                lists_are_made |= kind in LATE
            else:
                kept.append(place)
        self._keep(kept)
        self.known.said = {path: row for path, row in said.items() if path not in articles}
        if lists_are_made:
            self._hear_as_before(kept)
        return places

    def _is_as_left(self, page: Page, path: str) -> bool:
        """Whether a file is the one of the last build, and made as it was."""
        known = self._last.files.head(path)
        if known is None or known.digest != self._live[path]:
            return False
        return known.recipe.endswith(self._maker.recipes.manner(page))

    def _keep(self, places: Sequence[int]) -> None:
        """Keep files that nobody has to look at."""
        paths = [self._paths[place] for place in places]
        self._tree.keep_all(paths)
        self.known.files.keep(paths, self._last.files)
        self._kept.update(places)

    def _hear_as_before(self, places: Iterable[int]) -> None:
        """Take note of the days on which files that are kept changed last."""
        for place in places:
            head = self._last.files.head(self._paths[place])
            self._changes.hear(self._pages[place].url, head.changed if head else "")

    def _batch(self, places: Iterable[int]) -> Batch:
        batch = Batch(tuple(places))
        return batch if self._pool.inherits else replace(batch, known=self._known_of(batch.places))

    def _known_of(self, places: Iterable[int]) -> LastBuild:
        known = LastBuild()
        for place in places:
            page, path = self._pages[place], self._paths[place]
            facts = self._last.files.get(path)
            if facts and self._live.get(path) == facts.digest:
                known.files[path] = Facts(facts.recipe, facts.digest, shows=facts.shows)
            if page.kind is ArticleView and (said := self._last.said.get(page.path)):
                known.said[page.path] = said
        return known

    # The index of the search

    def _search(self, index: Index) -> None:
        """Keep or make its segments; afterwards only what is said of them all is left."""
        said = {path: digest for path, (_, digest, _) in self.known.said.items()}
        files: dict[str, list[int]] = {name: [] for name in index.segments}
        for place, page in enumerate(self._pages):
            if page.kind is IndexFile and (name := index.segment_of(page.view.name)):
                files[name].append(place)
        stale: list[Stale] = []
        for name, places in files.items():
            recipe = f"{index.recipe(name, said)}.{self._program}"
            if not self._recalled(index, name, recipe, places):
                entries = {path: self.known.said[path][2] for path in index.paths(name)}
                stale.append(Stale(name, recipe, tuple(places), entries))
        for done in self._pool.shared_out(self._maker.segment, stale):
            index.recall(done.name, done.brief)
            self.known.segments[done.name] = (done.recipe, done.brief.line, done.brief.characters)
            for place, digest, size in done.files:
                self._conclude(Outcome(place, Facts(done.recipe, digest), size))

    def _recalled(self, index: Index, name: str, recipe: str, places: Sequence[int]) -> bool:
        known = self._last.segments.get(name)
        if known is None or known[0] != recipe:
            return False
        for place in places:
            path = self._paths[place]
            head = self._last.files.head(path)
            if head is None or head.recipe != recipe or self._live.get(path) != head.digest:
                return False
        index.recall(name, Brief(known[1], known[2]))
        self.known.segments[name] = known
        self._keep(places)
        return True

    # What comes back

    def _note(self, run: Run) -> None:
        for outcome in run.outcomes:
            if outcome.kept and not self._pool.inherits:
                # A worker elsewhere was told less of the file.
                known = self._last.files[self._paths[outcome.place]]
                facts = replace(known, shows=outcome.facts.shows)
                outcome = replace(outcome, facts=facts)
            self._conclude(outcome)
        self._keep(run.kept)
        self._hear_as_before(run.kept)
        self.known.said |= run.said

    def _conclude(self, outcome: Outcome) -> None:
        place, facts = outcome.place, outcome.facts
        path = self._paths[place]
        if outcome.kept:
            self._tree.keep(path)
            self._kept.add(place)
        else:
            self._tree.record(path, facts.digest, outcome.size)
            self._spent[place] = outcome.seconds
            self._made += 1
            if path in self._last.files and not self._last.files.told(path)[1] <= facts.ids:
                self._has_lost_ids = True
        self._changes.hear(self._pages[place].url, facts.changed)
        if outcome.problems:
            # Made again by the next build, so that they are said again.
            self._warned[self._pages[place].url] = Made(
                b"", facts.links, facts.ids, outcome.problems
            )
        else:
            self.known.files[path] = facts
