"""What a publication is to editors and readers: articles that came, addresses to tell of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.addresses import absolute_url, file_path, source_url
from generator.model import Site
from generator.problems import Phrase
from generator.publishing.plans import Plan

_ARTICLE = re.compile(r"issues/[^/]+/[0-9]+\.html")
_NOT_TOLD = re.compile(r"(?:.*/)?(?:404|search|whole)\.html")
"""Pages that search engines are kept from."""


@dataclass(frozen=True, slots=True)
class News:
    """Articles of a publication, by the pages of the source form."""

    new: int
    corrected: int
    """Whose page changed and who have a correction."""
    changed: int
    """Whose page changed for another reason."""
    gone: int
    forms: tuple[tuple[str, int], ...]
    """For each other form its label and the number of new articles in it."""

    @property
    def summary(self) -> Phrase:
        """`12 篇新增, 3 篇更正, 0 删除; 繁体 +12`"""
        others = (
            f", 另 {self.changed} 篇页面有变" if self.changed else "",
            f", {self.changed} otherwise changed" if self.changed else "",
        )
        forms = "".join(f"; {label} +{count}" for label, count in self.forms)
        return Phrase(
            f"{self.new} 篇新增, {self.corrected} 篇更正{others[0]}, {self.gone} 删除{forms}",
            f"{self.new} new, {self.corrected} corrected{others[1]}, {self.gone} removed{forms}",
        )


def news_of(plan: Plan, site: Site) -> News:
    """The articles among the files of a plan."""
    corrected = {
        file_path(source_url(article.source_file))
        for issue in site.issues
        for article in issue.articles
        if article.corrections
    }
    changed = set(_articles(plan.changed))
    return News(
        new=len(list(_articles(plan.new))),
        corrected=len(changed & corrected),
        changed=len(changed - corrected),
        gone=len(list(_articles(plan.gone))),
        forms=tuple(
            (variant.label, len(list(_articles(plan.new, variant.prefix))))
            for variant in site.settings.variants
            if variant.prefix and any(_articles(plan.new, variant.prefix))
        ),
    )


def _articles(paths: Iterable[str], prefix: str = "") -> Iterator[str]:
    below = f"{prefix[1:]}/" if prefix else ""
    for path in paths:
        if path.startswith(below) and _ARTICLE.fullmatch(path, len(below)):
            yield path


def new_addresses(plan: Plan, base_url: str) -> tuple[str, ...]:
    """The addresses of new and changed pages, new ones first."""
    pages = [p for p in (*plan.new, *plan.changed) if p.endswith(".html")]
    return tuple(page_address(path, base_url) for path in pages if not _NOT_TOLD.fullmatch(path))


def page_address(path: str, base_url: str) -> str:
    """The address of the page in a file.

    >>> page_address("topics/water/index.html", "https://example.com")
    'https://example.com/topics/water/'
    """
    return absolute_url("/" + re.sub(r"(^|/)index\.html$", r"\1", path), base_url)
