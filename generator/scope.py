"""What a build has to do: all pages of a site, or only those that an edit can have changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from generator.addresses import file_path
from generator.declaring import cache_of, carried, declare, press_of
from generator.forms import formers, kept_in
from generator.last_build import LastBuild
from generator.model import Site
from generator.outline import Edits, outlined
from generator.output import Tree
from generator.page import Page
from generator.project import Project
from generator.runs import Plan
from generator.sitemaps import Changes
from generator.theme import Theme


def planned(
    project: Project,
    site: Site,
    theme: Theme,
    last: LastBuild,
    tree: Tree,
    changes: Changes,
    *,
    now: datetime | None,
    moment: datetime | None,
    program: str,
    all_pages: bool,
) -> tuple[Plan, Edits]:
    """What is to be made into the tree, and what of it is known from the last build.

    `now` and `moment` are as `Plan` has them. `all_pages` are declared when someone else does the
    same for himself.
    """
    made_by = formers(site, kept_in(cache_of(project), program))
    press = press_of(project, site, theme, [])
    outline = outlined(site, theme, carried(project, site, theme), made_by, press, now, program)
    prefixes = tuple(f"{one.prefix[1:]}/" for one in site.settings.variants if one.prefix)
    edits = Edits(last, outline, tree, prefixes)
    wanted = None if all_pages else edits.wanted()

    def plan(pages: tuple[Page, ...], undeclared: Sequence[str] = ()) -> Plan:
        return Plan(project, site, theme, pages, undeclared, made_by, now, moment, program)

    if wanted:
        pages = declare(project, site, theme, now, changes, wanted)
        undeclared = edits.undeclared(file_path(page.url) for page in pages)
        if undeclared:
            return plan(pages, undeclared), edits
    return plan(declare(project, site, theme, now, changes)), edits
