"""Why one file of the site would be made again, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.addresses import file_path
from generator.build import read
from generator.declaring import cache_of, declare
from generator.explaining import made_by, page_of
from generator.forms import formers
from generator.last_build import recall
from generator.making import LATE
from generator.output import standing
from generator.page import Page
from generator.problems import Phrase
from generator.project import Project
from generator.recipes import PARTS, Recipes, program_digest
from generator.schedule import in_force


@dataclass(frozen=True, slots=True)
class Freshness:
    """What is known of one file."""

    page: Page
    made_by: tuple[str, ...]
    """See `explaining.made_by`."""
    reasons: tuple[Phrase, ...]
    """Why it would be made again; empty when it would be kept."""


_CHANGED = {
    "view": Phrase("页面显示的内容变了", "what it shows has changed"),
    "way": Phrase("模板变了", "a template has changed"),
    "form": Phrase(
        "词汇表、人名、地名或字形设置变了",
        "the glossary, a name, a place or a setting of its form has changed",
    ),
    "program": Phrase("文摘或它用的库换了版本", "Wenzhai or a library of it is another version"),
}


def freshness(
    project: Project,
    output: Path,
    wanted: str,
    now: datetime | None = None,
    at: datetime | None = None,
) -> Freshness:
    """What a build into `output` would do with the page that `wanted` names (see `explain`).

    `now` and `at` as for a build. Raises ProblemsFound when the content cannot be read, or there is
    no such page.
    """
    whole, theme, _ = read(project)
    site = in_force(whole, now or at)
    pages = declare(project, site, theme, now)
    page = page_of(wanted, project, whole, pages)
    makers = made_by(page, theme)
    path = file_path(page.url)
    known = recall(cache_of(project), output).files.get(path)
    if known is None:
        return Freshness(
            page, makers, (Phrase("上次没有生成它", "the last build did not make it"),)
        )
    if page.kind in LATE:
        late = Phrase("它汇总所有页面，最后才知道", "it sums up all pages and is known last")
        return Freshness(page, makers, (late,))
    recipes = Recipes(pages, theme, formers(site), program_digest(project.package), site)
    parts = zip(PARTS, known.parts, recipes.of(page).split("."), strict=False)
    reasons = [_CHANGED[part] for part, before, now_ in parts if before != now_]
    if standing(output).get(path) != known.digest:
        reasons.append(
            Phrase("网站里的文件被改过或不在了", "the file in the site was changed or is gone")
        )
    return Freshness(page, makers, tuple(reasons))
