"""From what a person types, an address or a file, to the page that is meant, and all about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from generator.addresses import source_url
from generator.build import read
from generator.declaring import declare
from generator.explaining.showing import named_by, naming
from generator.explaining.values import Value, article_values
from generator.model import Article, Issue, Site
from generator.page import Page, Renderer
from generator.problems import NOTHING, Phrase, Place, Problem, ProblemsFound, did_you_mean
from generator.project import Project
from generator.schedule import in_force
from generator.theme import Theme


@dataclass(frozen=True, slots=True)
class Explanation:
    """All about one page."""

    address: str
    """Empty if the site has no page of it: a draft, an article that waits."""
    source: str
    """The file that asks for it."""
    why_not: Phrase
    """Why there is no page."""
    view: str
    """The kind of its view, as `themes/README.md` names it."""
    templates: tuple[str, ...]
    """Files of the theme that it is made with, its own first."""
    forms: tuple[tuple[str, str], ...]
    """Tag and address of the page in each written form."""
    values: tuple[Value, ...]
    shows: tuple[str, ...]
    """Addresses that it shows."""
    shown_on: tuple[str, ...]
    """Addresses of the pages that show it or link to it, and so depend on it."""


def explain(project: Project, wanted: str, now: datetime | None = None) -> Explanation:
    """What there is to say of the page that `wanted` names; `now` as for a build.

    An address (`/issues/2019-11/01.html`, with or without scheme and host), a file below
    `content/` or `site/`, or the key of an article (`2019-11/01`). Raises ProblemsFound when there
    is no such page, or the content cannot be read.
    """
    whole, theme, _ = read(project)
    site = in_force(whole, now)
    pages = declare(project, site, theme, now)
    name = _tidy(wanted, project, whole)
    page = _page(name, pages)
    found = _article(whole, page.source if page else name)
    if page is None and found is None:
        raise ProblemsFound([_no_such_page(wanted, name, pages)])
    return Explanation(
        address=page.url if page else "",
        source=page.source if page else f"content/{found[1].source_file}" if found else "",
        why_not=_why_not(found[1], now) if found and not page else NOTHING,
        view=page.kind.__name__ if page else "",
        templates=made_by(page, theme) if page else (),
        forms=tuple((one.variant.tag, one.url) for one in pages if page and _is_twin(one, page)),
        values=tuple(article_values(whole, *found, project.content)) if found else (),
        shows=named_by(page) if page else (),
        shown_on=tuple(one.url for one in naming(page, pages)) if page else (),
    )


def _tidy(wanted: str, project: Project, site: Site) -> str:
    """What was typed as an address from the root, or as a file below `content/`."""
    text = unquote(wanted)
    base = site.settings.base_url
    if base and text.startswith(base):
        text = text.removeprefix(base) or "/"
    elif "://" in text:
        text = urlsplit(text).path
    for root in (f"{project.folder.as_posix()}/", "./"):
        text = text.removeprefix(root)
    if text.startswith("site/"):
        text = text.removeprefix("site")
    if text.startswith("content/"):
        return text
    if any(text == article.key for issue in site.issues for article in issue.articles):
        text = f"/issues/{text}.html"
    text = "/" + text.lstrip("/")
    return text.removesuffix("index.html") if text.endswith("/index.html") else text


def _page(name: str, pages: Sequence[Page]) -> Page | None:
    """The page at an address, or the one of a file: that of its own address before others."""
    if not name.startswith("content/"):
        return next((page for page in pages if page.url == name), None)
    own = source_url(name.removeprefix("content/"))
    made = [page for page in pages if page.source == name]
    return next((page for page in made if page.url == own), made[0] if made else None)


def _article(site: Site, source: str) -> tuple[Issue, Article] | None:
    for issue in site.issues:
        for article in issue.articles:
            if f"content/{article.source_file}" == source or source == (
                f"/issues/{article.key}.html"
            ):
                return issue, article
    return None


def _is_twin(one: Page, page: Page) -> bool:
    return one.path == page.path and one.render == page.render


def page_of(wanted: str, project: Project, site: Site, pages: Sequence[Page]) -> Page:
    """The page that `wanted` names, as for `explain`; raises ProblemsFound when there is none."""
    name = _tidy(wanted, project, site)
    page = _page(name, pages)
    if page is None:
        raise ProblemsFound([_no_such_page(wanted, name, pages)])
    return page


def made_by(page: Page, theme: Theme) -> tuple[str, ...]:
    """The files of the theme that make a page, its own first; else a module of the generator."""
    if isinstance(page.render, str):
        return theme.files_of(page.render)
    if isinstance(page.render, Renderer):
        return (page.render.name,)
    return (f"{page.render.__module__}.{page.render.__qualname__}",)


def _why_not(article: Article, now: datetime | None) -> Phrase:
    if article.draft:
        return Phrase("它是草稿（draft: true）", "it is a draft (draft: true)")
    return Phrase(
        f"它定时在 {article.publish_at} 发布", f"it waits for its time, {article.publish_at}"
    )


def _no_such_page(wanted: str, name: str, pages: Sequence[Page]) -> Problem:
    # The folder above: the last part of an address of a list is its folder.
    folder = name[: name.rstrip("/").rfind("/") + 1]
    near = did_you_mean(name, [page.url for page in pages if page.url.startswith(folder)])
    return Problem(
        "no-such-page",
        Place(wanted),
        Phrase("网站里没有这一页", "the site has no such page"),
        Phrase(f"是不是 {near}？", f"did you mean {near}?")
        if near
        else Phrase("写网址或 content/ 下的文件", "write an address or a file below content/"),
    )
