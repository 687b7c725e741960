"""No article leads to one that appears later: the build between the two would have a dead link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import unquote

from generator.dates import moment
from generator.make import Made
from generator.model import Site
from generator.page import Page
from generator.problems import Phrase, Problem
from generator.views import ArticleView


def check_early_links(
    site: Site, pages: Sequence[Page], made: Sequence[Made]
) -> tuple[Problem, ...]:
    """Links of articles to those that wait longer; `made` has one entry for each page."""
    times = {
        f"content/{article.source_file}": moment(article.publish_at, site.settings.timezone)
        for issue in site.issues
        for article in issue.articles
        if article.publish_at
    }
    if not times:
        return ()
    due = {
        page.url: times[page.source]
        for page in pages
        if page.source in times and page.kind is ArticleView
    }
    found = (
        problem
        for page, one in zip(pages, made, strict=True)
        for problem in _early(one, due, times.get(page.source))
    )
    return tuple(dict.fromkeys(found))


def _early(made: Made, due: dict[str, datetime], own: datetime | None) -> Iterator[Problem]:
    for link in made.links:
        target = due.get(unquote(link.url.partition("#")[0]))
        if target and (own is None or own < target):
            written = target.isoformat()
            yield Problem(
                "early-link",
                link.place,
                Phrase(
                    f"链接“{link.written}”指向的文章 {written} 才发布",
                    f"the link “{link.written}” leads to an article that appears at {written}",
                ),
                Phrase("等它发布以后再链接，或推迟这一篇", "wait for it, or let this one wait too"),
                excerpt=link.excerpt,
            )
