"""What is read and declared, at one moment: a `Snapshot`, from which pages are made on request."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from generator.build import read
from generator.carried import Files, carried_files
from generator.checks import check_pages, dead_links
from generator.declaring import declare
from generator.forms import Former, formers
from generator.make import Made, make
from generator.model import Article, Issue, Site
from generator.page import Page, Renderer
from generator.problems import Problem, ProblemsFound, errors
from generator.project import Project
from generator.remembered import Remembered
from generator.schedule import in_force, waiting
from generator.theme import Theme, read_theme

Unpublished = Literal["draft", "waiting", "future"]
"""Why readers do not have an article yet: it is not finished, `publish_at` has not come, or it is
dated later and nobody would expect it."""


@dataclass(frozen=True)
class Snapshot:
    """The site as it was read at one moment; nothing of it changes but what is remembered."""

    generation: int
    """Counted from 1; a later one has all that an earlier one has, and the saves since."""
    project: Project
    site: Site
    theme: Theme
    pages: Mapping[str, Page]
    """By address, as `Page.url` has it."""
    warnings: tuple[Problem, ...]
    unpublished: Mapping[str, Unpublished]
    """Source, as `Page.source` has it, to why it is not published yet."""
    _made: dict[str, Made] = field(default_factory=dict)
    _making: threading.Lock = field(default_factory=threading.Lock)

    @property
    def root(self) -> str:
        """The path that the site will stand at, with a slash at both ends; previewed there too."""
        return urlsplit(self.site.settings.base_url).path.rstrip("/") + "/"

    @property
    def folders(self) -> tuple[Path, ...]:
        """What the files of the site may lie in."""
        return self.project.content, *self.theme.folders

    @cached_property
    def made_by(self) -> Mapping[str, Former]:
        """For each written form what makes its pages."""
        return formers(self.site)

    @cached_property
    def _files(self) -> Files:
        return carried_files(self.pages.values())

    def make(self, url: str) -> Made:
        """The file at an address that is among the pages; raises as `generator.make` does.

        Pages with a template are kept, one made after the other: they share what was converted.
        """
        page = self.pages[url]
        former = self.made_by[page.variant.tag]
        if not isinstance(page.render, str):
            if isinstance(page.render, Renderer):
                return make(page, self.theme, former, self._files)
            return make(page, self.theme, former)
        with self._making:
            made = self._made.get(url)
            if made is None:
                made = self._made[url] = make(page, self.theme, former)
            return made

    def problems(self, url: str) -> tuple[Problem, ...]:
        """What is wrong with one page, once it is made: links in its text that lead nowhere."""
        made = self.make(url)
        links = dead_links(url, made, _Fragments(self))
        return tuple(dict.fromkeys((*made.problems, *links)))

    def pages_of(self, source: str) -> tuple[str, ...]:
        """The addresses of the HTML pages that a file is the source of, in all forms."""
        return tuple(
            page.url
            for page in self.pages.values()
            if page.source == source and isinstance(page.render, str)
        )


class _Fragments(Mapping[str, frozenset[str]]):
    """The fragments of every page, found when they are asked for: few links have one."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def __getitem__(self, url: str) -> frozenset[str]:
        return self._snapshot.make(url).ids

    def __contains__(self, url: object) -> bool:
        return url in self._snapshot.pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._snapshot.pages)

    def __len__(self) -> int:
        return len(self._snapshot.pages)


class Reader:
    """Reads a digest again and again, each time only what has changed."""

    def __init__(self, project: Project, now: Callable[[], datetime]) -> None:
        """`now` tells the time, with an offset: what comes later is shown as such."""
        self.project = project
        self._now = now
        self._remembered = Remembered()
        self._generation = 0

    def forget(self, changed: frozenset[Path], removed: frozenset[Path]) -> None:
        """These files were saved, or are gone."""
        self._remembered.forget(changed | removed)
        if any(path.suffix != ".md" for path in removed):
            # An article may show a photograph of any folder.
            self._remembered.forget_all()

    def read(self) -> Snapshot:
        """The site as it is now; raises ProblemsFound with all that a build would stop at."""
        site, theme, found = read(self.project, self._remembered)
        site, unpublished = _with_unpublished(site, self._now())
        theme = _with_plain_addresses(theme)
        pages = declare(self.project, site, theme)
        problems = [*found, *check_pages(pages, site)]
        if errors(problems):
            raise ProblemsFound(problems)
        self._generation += 1
        by_url = {page.url: page for page in pages}
        return Snapshot(
            self._generation, self.project, site, theme, by_url, tuple(problems), unpublished
        )

    def restyle(self, snapshot: Snapshot) -> Snapshot:
        """The same site with the style sheets as they are now; raises ProblemsFound."""
        problems: list[Problem] = []
        settings, folder = snapshot.site.settings, self.project.theme(snapshot.theme.name)
        theme = read_theme(folder, problems, settings.theme_options, self.project.theme)
        if theme is None or errors(problems):
            raise ProblemsFound(problems)
        theme = _with_plain_addresses(theme)
        url, style = theme.style
        if url != snapshot.theme.style[0] or theme.assets != snapshot.theme.assets:
            return self.read()
        pages = dict(snapshot.pages)
        if url:
            pages[url] = Page(url, bytes, style, pages[url].variant, pages[url].source)
        self._generation += 1
        return replace(snapshot, generation=self._generation, pages=pages)


def _with_plain_addresses(theme: Theme) -> Theme:
    """The theme with no digests in the names of its files.

    So a style sheet that has changed stands where the browser has it from, and can be put in the
    place of the old one without the page being loaded again. Nothing is kept by the browser.
    """
    assets = {name: (f"/assets/{name}", path) for name, (_, path) in theme.assets.items()}
    url, style = theme.style
    return replace(theme, assets=assets, style=(f"/assets/{theme.name}.css" if url else "", style))


def _with_unpublished(site: Site, now: datetime) -> tuple[Site, Mapping[str, Unpublished]]:
    """The site at `now` with all that is to come among the articles, and the sources of that."""
    why: dict[str, Unpublished] = {
        f"content/{one.source_file}": "waiting" for one in waiting(site, now)
    }
    issues: list[Issue] = []
    for issue in in_force(site, now).issues:
        hidden = False
        for article in issue.articles:
            source = f"content/{article.source_file}"
            hidden = hidden or article.draft
            if article.draft:
                why.setdefault(source, "draft")
            elif _is_later(article, issue, now.date().isoformat()):
                why[source] = "future"
        issues.append(
            replace(issue, articles=tuple(map(_shown, issue.articles))) if hidden else issue
        )
    return replace(site, issues=tuple(issues)), why


def _shown(article: Article) -> Article:
    return replace(article, draft=False) if article.draft else article


def _is_later(article: Article, issue: Issue, today: str) -> bool:
    """Whether it waits for a later day, or its date, as far as known, comes after `today`."""
    if article.publish_at[:10] > today:
        return True
    date = (article.date if article.date.year else issue.date).iso
    return date > today[: len(date)]
