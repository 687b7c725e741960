"""`wenzhai check`: everything a build would find, without a site, and every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.build import read
from generator.cards import Card
from generator.carried import carried_files
from generator.checks import (
    check_addresses,
    check_copy,
    check_early_links,
    check_links,
    check_lossless,
    check_names,
    check_pages,
)
from generator.content import read_site
from generator.declaring import declare
from generator.forms import formers
from generator.images import Recipe
from generator.make import Made, make
from generator.problems import Problem, ProblemsFound, errors
from generator.project import Project
from generator.search.index import IndexFile

if TYPE_CHECKING:
    from generator.external_links import External

COSTLY = (Card, IndexFile, Recipe)
"""Views of files with no text of their own: that they can be made was known when declared."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How many pages were looked at, and what was found, in the order of the files."""

    pages: int
    problems: tuple[Problem, ...]


def check(project: Project, *, lossless: bool = False, external: External | None = None) -> Checked:
    """All problems of a project. Content that cannot be read is reported, never raised.

    Articles that wait for their time are looked at as if it had come, so that nothing is wrong
    with them when it does. Links that leave the site are asked for only as `external` says.
    """
    try:
        site, theme, found = read(project)
        pages = declare(project, site, theme)
    except ProblemsFound as stopped:
        site, _ = read_site(project.content)
        copy = site.strictness.judge(check_copy(site, project.content))
        return Checked(0, _in_order([*stopped.problems, *copy]))
    judge = site.strictness.judge
    asked = [*check_pages(pages, site), *check_addresses(site, pages), *check_names(site)]
    problems = [*found, *judge([*asked, *check_copy(site, project.content)])]
    if errors(problems):
        return Checked(len(pages), _in_order(problems))
    made: list[Made] = []
    made_by, files = formers(site), carried_files(pages)
    for page in pages:
        former = made_by[page.variant.tag]
        if page.kind in COSTLY:
            made.append(Made(b""))
            continue
        one = make(page, theme, former, files)
        if lossless:
            problems += judge(check_lossless(page, one, former))
        made.append(one.without_data)
    by_url = [(page.url, one) for page, one in zip(pages, made, strict=True)]
    links = check_links(by_url, {url: one.ids for url, one in by_url})
    problems += judge([*links, *check_early_links(site, pages, made)])
    if external:
        # Imported here: what speaks to the network takes long to load.
        from generator.external_links import check_external

        problems += judge(check_external(site, external))
    return Checked(len(pages), _in_order(problems))


def _in_order(problems: list[Problem] | tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.place))
