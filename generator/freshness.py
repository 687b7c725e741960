"""Why one file of the site would be made again, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.addresses import file_path
from generator.build import cache_of, declare, read
from generator.forms import formers
from generator.last_build import recall
from generator.making import LATE
from generator.output import standing
from generator.page import Page, Renderer
from generator.problems import Phrase, Place, Problem, ProblemsFound, did_you_mean
from generator.project import Project
from generator.recipes import PARTS, Recipes, program_digest
from generator.schedule import in_force


@dataclass(frozen=True, slots=True)
class Freshness:
    """What is known of one file."""

    page: Page
    made_by: tuple[str, ...]
    """The templates, the template of the page first; or the function that makes it."""
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
    url: str,
    now: datetime | None = None,
    at: datetime | None = None,
) -> Freshness:
    """What a build into `output` would do with the file at `url`.

    Raises ProblemsFound when the content cannot be read, or nothing is at that address.
    """
    site, theme, _ = read(project)
    site = in_force(site, now or at)
    pages = declare(project, site, theme, now)
    page = _at(pages, url, site.settings.base_url)
    made_by: tuple[str, ...] = (getattr(page.render, "__qualname__", ""),)
    if isinstance(page.render, Renderer):
        made_by = (page.render.name,)
    if isinstance(page.render, str):
        names = theme.sources_of(page.render)
        made_by = (page.render, *(name for name in names if name != page.render))
    path = file_path(page.url)
    known = recall(cache_of(project), output).files.get(path)
    if known is None:
        return Freshness(
            page, made_by, (Phrase("上次没有生成它", "the last build did not make it"),)
        )
    if page.kind in LATE:
        late = Phrase("它汇总所有页面，最后才知道", "it sums up all pages and is known last")
        return Freshness(page, made_by, (late,))
    recipes = Recipes(pages, theme, formers(site), program_digest(project.package))
    parts = zip(PARTS, known.parts, recipes.of(page, page.view).split("."), strict=False)
    reasons = [_CHANGED[part] for part, before, now_ in parts if before != now_]
    if standing(output).get(path) != known.digest:
        reasons.append(
            Phrase("网站里的文件被改过或不在了", "the file in the site was changed or is gone")
        )
    return Freshness(page, made_by, tuple(reasons))


def _at(pages: tuple[Page, ...], url: str, base_url: str) -> Page:
    path = url.removeprefix(base_url) if base_url else urlsplit(url).path
    path = "/" + unquote(path).removeprefix("/").removesuffix("index.html")
    for page in pages:
        if page.url == path:
            return page
    near = did_you_mean(path, [page.url for page in pages])
    mend = (
        Phrase(f"是不是 {near}？", f"did you mean {near}?")
        if near
        else Phrase(
            "网址从网站的根写起，如 /issues/2019-11/01.html",
            "write it from the root of the site, as in /issues/2019-11/01.html",
        )
    )
    what = Phrase(f"网站里没有 {path}", f"there is no {path} in the site")
    raise ProblemsFound([Problem("no-such-page", Place(str(url)), what, mend)])
