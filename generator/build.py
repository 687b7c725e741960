"""From content to `site/`: read, plan, make everything, check it, then replace the site."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from generator.checks import check_addresses, check_links, check_pages
from generator.content import read_site
from generator.declaring import cache_of, darkroom, press_of
from generator.differences import Differences, differences
from generator.images import read_pictures
from generator.kept import Kept
from generator.last_build import LastBuild, recall, remember
from generator.making import Making, Progress
from generator.model import Article, Site
from generator.output import Early, Tree, new_tree, publish, refusal
from generator.problems import Phrase, Place, Problem, ProblemsFound, errors
from generator.project import Project
from generator.recipes import program_digest
from generator.remembered import Recall, read_anew
from generator.runs import Plan
from generator.schedule import Span, in_force, span, waiting
from generator.scope import planned
from generator.sitemaps import Changes
from generator.states import State
from generator.theme import Theme, read_theme
from generator.timings import Clock, Timings, timings
from generator.workers import Forked, Pool, default_workers


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    site: Path
    articles: int
    pages: int
    files: int
    kept: int
    """Files that were not made again."""
    seconds: float
    warnings: tuple[Problem, ...]
    has_address: bool
    """Whether `base_url` is set: without it there are no feeds and no sitemaps."""
    span: Span = field(default_factory=Span)
    """From when until when no article comes or goes."""
    waiting: tuple[Article, ...] = ()
    """Articles whose time has not come, the next one first."""
    differences: Differences = field(default_factory=Differences)
    """What is other in the site than it was."""
    timings: Timings = field(default_factory=Timings)
    left: Mapping[str, State] = field(default_factory=dict, repr=False)
    """The states of all its files, as they were left; none where nothing was published."""
    records: tuple[object, ...] = field(default=(), repr=False, compare=False)
    """All that was read, planned and made: nobody waits until it is freed who holds this."""


Pools = Callable[[Plan, Tree], AbstractContextManager[Pool]]
"""Gives those who make what is planned, into the tree."""

Instead = Callable[[Tree, Differences], None]
"""Is shown the new tree, not published, and what is other in it."""


def read(
    project: Project, recall: Recall = read_anew, workers: int = 1
) -> tuple[Site, Theme, tuple[Problem, ...]]:
    """Content and theme; raises ProblemsFound with all problems when one of them is an error.

    `recall` may know some of it from the last time; else so many `workers` read.
    """
    site, found = read_site(project.content, recall, workers)
    problems = list(found)
    name, chosen = site.settings.theme, site.settings.theme_options

    def theme_anew(problems: list[Problem]) -> Theme | None:
        return read_theme(project.theme(name), problems, chosen, project.theme, recall)

    theme = recall(project.theme_folders, (name, chosen), theme_anew, problems)
    if theme is None:
        raise ProblemsFound(problems)
    sizes = theme.image_sizes
    pictures = read_pictures(darkroom(project), site.files, sizes, problems, recall)
    press_of(project, site, theme, problems)
    problems = list(site.strictness.judge(problems))
    if errors(problems):
        raise ProblemsFound(problems)
    return replace(site, pictures=pictures), theme, tuple(problems)


def build(
    project: Project,
    output: Path,
    *,
    force: bool = False,
    progress: Progress | None = None,
    now: datetime | None = None,
    at: datetime | None = None,
    full: bool = False,
    workers: int | None = None,
    instead: Instead | None = None,
    pools: Pools | None = None,
    early: Early | None = None,
) -> Built:
    """Build the site into the folder `output`.

    Raises ProblemsFound with everything that must be mended; `output` is then as it was. `force`
    allows the loss of more than half of the pages. `now` is for the news sitemap alone, which is
    not written without it; without an offset it is in the time zone of the site. `at` says which
    articles are due and which are over, where `now` is not told. A `full` build makes every file,
    whatever the last one left; `workers` is how many processes do (by default as many as there are
    processors). `instead` is called in place of publishing, and `output` stays as it was. `pools`
    gives others to do the work than processes of this machine (`cluster/`). `early` has begun to
    look at `output` (`output/early.py`).
    """
    workers = default_workers() if workers is None else workers
    begun, clock = time.monotonic(), Clock()
    refused = refusal(output, project.folder, project.package, is_ours=early is not None)
    if refused:
        raise ProblemsFound([refused])
    with kept_to_the_end():
        program = program_digest(project.package)
        # Nobody else has what is kept: with the states of all files it goes when all is read.
        whole, theme, found = read(
            project,
            read_anew if full else Kept(cache_of(project), project.content / "issues", program),
            workers,
        )
        site = in_force(whole, now or at)
        problems = list(found)
        clock.done("read")
    judge = site.strictness.judge
    changes = Changes()
    with new_tree(output, early) as tree:
        with kept_to_the_end():
            plan, edits = planned(
                project,
                site,
                theme,
                # Of a site that is not there nothing can be kept.
                recall(cache_of(project), output) if tree.live and not full else LastBuild(),
                tree,
                changes,
                now=now,
                moment=now or at,
                program=program,
                all_pages=pools is not None,
            )
        if plan.undeclared:
            templated = edits.last.pages
        else:
            templated = sum(isinstance(page.render, str) for page in plan.pages)
            problems += judge([*check_pages(plan.pages, site), *check_addresses(site, plan.pages)])
        if errors(problems):
            raise ProblemsFound(problems)
        is_quiet = len(problems) == len(found)
        clock.done("plan")
        with _seldom_looking(), (pools or _forked(workers))(plan, tree) as pool:
            making = Making(plan, tree, cache_of(project), edits=edits, changes=changes, pool=pool)
            told = making.everything(progress)
            clock.done("make")
            dead = check_links(told.pages, told.ids)
            problems += judge(dead)
            clock.done("check")
            if not force:
                problems += _mass_loss(output, tree)
            if errors(problems):
                raise ProblemsFound(problems)
            difference = differences(tree.found.listed, tree.digests)
            if instead:
                instead(tree, difference)
            else:
                publish(tree)
    if not instead:
        known = making.known
        known.manifest, known.pages = tree.manifest, templated
        known.is_quiet, known.leads = is_quiet, not dead
        remember(cache_of(project), output, known)
    clock.done("publish")
    gc.unfreeze()
    return Built(
        site=output,
        articles=sum(not (a.draft or a.over) for issue in site.issues for a in issue.articles),
        pages=templated,
        files=len(tree.digests),
        kept=making.kept,
        seconds=time.monotonic() - begun,
        warnings=tuple(problems),
        has_address=bool(site.settings.base_url),
        span=span(whole, now or at),
        waiting=waiting(whole, now or at),
        differences=difference,
        timings=timings(clock.stages, making.spent()),
        left=tree.left,
        records=(whole, plan, making, told),
    )


@contextlib.contextmanager
def kept_to_the_end() -> Iterator[None]:
    """Records and pages are no garbage: to look through them for some is a tenth of a build."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if looking:
            gc.enable()


@contextlib.contextmanager
def _seldom_looking() -> Iterator[None]:
    """What is made of a page goes without being looked for; to look was a twentieth of a build."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _forked(workers: int) -> Pools:
    pool = Forked(workers)
    return lambda plan, tree: contextlib.nullcontext(pool)


def _mass_loss(output: Path, tree: Tree) -> Iterator[Problem]:
    """A site that shrinks to less than half was probably built from the wrong folder."""
    before = len(tree.found.listed)
    after = len(tree.digests)
    if after * 2 < before:
        yield Problem(
            "mass-loss",
            Place(str(output)),
            Phrase(
                f"网站会从 {before} 个文件减到 {after} 个",
                f"the site would shrink from {before} files to {after}",
            ),
            Phrase("确实要这样，就加 --force", "if that is meant, add --force"),
        )
