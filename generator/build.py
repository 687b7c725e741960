"""From content to `site/`: read, plan, make everything, check it, then replace the site."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from generator.cache import FOLDER as CACHE
from generator.cache import Cache
from generator.cards import Colours, Press, open_press, with_share_images
from generator.catalogue import Catalogue
from generator.checks import check_addresses, check_links, check_pages
from generator.content import read_site
from generator.differences import Differences, differences
from generator.edition import ENGINE_WORDS, Edition
from generator.forms import Former, formers, kept_in
from generator.hand_made import as_planned
from generator.images import Darkroom, illustrated, picture_pages, read_pictures
from generator.kept import Kept
from generator.last_build import LastBuild, recall, remember
from generator.make import make
from generator.making import Making, Progress
from generator.model import Article, Site, Variant
from generator.output import Tree, new_tree, publish, refusal
from generator.outputs import plan
from generator.page import Page
from generator.problems import Phrase, Place, Problem, ProblemsFound, errors
from generator.project import Project
from generator.recipes import program_digest
from generator.redirects import redirect_pages
from generator.remembered import Recall, read_anew
from generator.runs import Plan
from generator.schedule import Span, in_force, span, waiting
from generator.search.index import Say, index_pages
from generator.sitemaps import Changes, whole_site
from generator.theme import Theme, read_theme
from generator.timings import Clock, Timings, timings
from generator.twins import side_by_side
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
    _press(project, site, theme, problems)
    problems = list(site.strictness.judge(problems))
    if errors(problems):
        raise ProblemsFound(problems)
    return replace(site, pictures=pictures), theme, tuple(problems)


def darkroom(project: Project) -> Darkroom:
    """Where the photographs of a project become files of the site."""
    return Darkroom(project.content, cache_of(project))


def _press(project: Project, site: Site, theme: Theme, problems: list[Problem]) -> Press | None:
    return open_press(site.settings, Colours(**theme.colours), cache_of(project), problems)


def cache_of(project: Project) -> Cache:
    """What the builds of a project keep for the next."""
    return Cache(project.folder / CACHE)


def declare(
    project: Project,
    site: Site,
    theme: Theme,
    now: datetime | None = None,
    changes: Changes | None = None,
) -> tuple[Page, ...]:
    """All pages of the site, in all its variants, and the files that it carries.

    `now` says what is new (see `build`). The sitemaps have their days from `changes`, which hears
    them while pages are made; without it they look at every page again.
    """
    editions = list(_editions(site, theme, now))
    pages = _by_folder(side_by_side([tuple(plan(edition)) for edition in editions]))
    pages += whole_site(pages, site.settings, changes or Changes(pages))
    source_form = site.settings.variants[0]
    style, content = theme.style
    if style:
        source = f"themes/{theme.name}/assets/{theme.name}.css"
        pages.append(Page(style, bytes, content, source_form, source))
    for name, (url, path) in theme.assets.items():
        source = f"themes/{theme.name}/assets/{name}"
        # Browsers look for this one at the root, unasked.
        url = f"/{FAVICON}" if name == FAVICON else url
        pages.append(Page(url, Path.read_bytes, path, source_form, source))
    pages = list(illustrated(pages, site.pictures))
    press = _press(project, site, theme, [])
    pages = list(with_share_images(pages, site.settings, press))
    pages += picture_pages(darkroom(project), site.pictures, source_form)
    photographs = {picture.url for picture in site.pictures}
    for carried in site.files:
        if carried.url in photographs:
            continue
        path = project.content / carried.source_file
        source = f"content/{carried.source_file}"
        pages.append(Page(carried.url, Path.read_bytes, path, source_form, source))
    pages += index_pages(editions, pages, _voice(site, theme), kept_in(cache_of(project)))
    return (*pages, *redirect_pages(pages, editions))


def _voice(site: Site, theme: Theme) -> Say:
    """Makes a page for what it says."""
    made_by: dict[str, Former] = {}

    def say(page: Page) -> tuple[str, ...]:
        if not made_by:
            made_by.update(formers(site))
        return make(page, theme, made_by[page.variant.tag]).said

    return say


FAVICON = "favicon.ico"


def _by_folder(pages: Iterable[Page]) -> list[Page]:
    """Pages in their order, but those from one folder together: pages and book share its texts."""
    numbers: dict[str, int] = {}
    return sorted(
        pages, key=lambda page: numbers.setdefault(page.source.rpartition("/")[0], len(numbers))
    )


def edition_of(site: Site, theme: Theme, variant: Variant, now: datetime | None = None) -> Edition:
    """The site in one variant, as it is planned from."""
    return _edition(Catalogue(as_planned(site, variant)), theme, variant, now)


def _editions(site: Site, theme: Theme, now: datetime | None) -> Iterator[Edition]:
    """The site in all its variants; those with the same records share what is known of them."""
    first = Catalogue(site)
    for variant in site.settings.variants:
        planned = as_planned(site, variant)
        catalogue = first if planned is site else Catalogue(planned)
        yield _edition(catalogue, theme, variant, now)


def _edition(catalogue: Catalogue, theme: Theme, variant: Variant, now: datetime | None) -> Edition:
    site = catalogue.site
    words_of = {one.tag: _words(theme, one.tag) for one in site.settings.variants}
    words = words_of[variant.tag]
    missing = [word for word in ENGINE_WORDS if word not in words]
    if missing:
        raise ProblemsFound(
            [
                Problem(
                    "missing-words",
                    Place(f"themes/{theme.name}/words/{variant.tag}.yaml"),
                    Phrase(f"缺少用语：{'、'.join(missing)}", f"missing words: {missing}"),
                    Phrase("照 broadsheet 主题的同名文件补上", "see this file of broadsheet"),
                )
            ]
        )
    addresses = {name: url for name, (url, _) in theme.assets.items()}
    return Edition(
        catalogue,
        variant,
        words,
        stylesheet=theme.style[0],
        icon=addresses.get("icon.svg", ""),
        favicon=f"/{FAVICON}" if FAVICON in addresses else "",
        touch_icon=addresses.get("icon.png", ""),
        script=theme.script,
        words_of=words_of,
        now=now,
        assets=addresses,
        options=theme.options,
    )


def _words(theme: Theme, tag: str) -> Mapping[str, str]:
    # The generic form speaks as Taiwan does.
    generic = theme.words.get("zh-Hant-TW", {}) if tag == "zh-Hant" else {}
    return theme.words.get(tag, generic)


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
) -> Built:
    """Build the site into the folder `output`.

    Raises ProblemsFound with everything that must be mended; `output` is then as it was. `force`
    allows the loss of more than half of the pages. `now` is for the news sitemap alone, which is
    not written without it; without an offset it is in the time zone of the site. `at` says which
    articles are due and which are over, where `now` is not told. A `full` build makes every file,
    whatever the last one left; `workers` is how many processes do (by default as many as there are
    processors). `instead` is called in place of publishing, and `output` stays as it was. `pools`
    gives others to do the work than processes of this machine (`cluster/`).
    """
    workers = default_workers() if workers is None else workers
    begun, clock = time.monotonic(), Clock()
    refused = refusal(output, project.folder, project.package)
    if refused:
        raise ProblemsFound([refused])
    with kept_to_the_end():
        program = program_digest(project.package)
        kept = read_anew if full else Kept(cache_of(project), project.content / "issues", program)
        whole, theme, found = read(project, kept, workers)
        site = in_force(whole, now or at)
        problems = list(found)
        clock.done("read")
        changes = Changes()
        pages = declare(project, site, theme, now, changes)
    judge = site.strictness.judge
    problems += judge([*check_pages(pages, site), *check_addresses(site, pages)])
    if errors(problems):
        raise ProblemsFound(problems)
    clock.done("plan")
    planned = Plan(project, site, theme, pages, now, now or at, program)
    with (
        _seldom_looking(),
        new_tree(output) as tree,
        (pools or _forked(workers))(planned, tree) as pool,
    ):
        making = Making(
            planned,
            tree,
            cache_of(project),
            # Of a site that is not there nothing can be kept.
            last=recall(cache_of(project), output) if tree.live and not full else LastBuild(),
            changes=changes,
            pool=pool,
        )
        made = making.everything(progress)
        clock.done("make")
        problems += judge(check_links(pages, made))
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
        making.known.manifest = tree.manifest
        remember(cache_of(project), output, making.known)
    clock.done("publish")
    gc.unfreeze()
    return Built(
        site=output,
        articles=sum(not (a.draft or a.over) for issue in site.issues for a in issue.articles),
        pages=sum(isinstance(page.render, str) for page in pages),
        files=len(pages),
        kept=making.kept,
        seconds=time.monotonic() - begun,
        warnings=tuple(problems),
        has_address=bool(site.settings.base_url),
        span=span(whole, now or at),
        waiting=waiting(whole, now or at),
        differences=difference,
        timings=timings(clock.stages, making.spent()),
        records=(whole, planned, making, made),
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
