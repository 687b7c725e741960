"""A page for every article, and behind those of an issue one with them all: for paper.

It stands here and not beside the page of the issue so that each body is made once for both.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.article_views import article_view
from generator.edition import Edition
from generator.model import Issue
from generator.page import Page
from generator.related import Related
from generator.views import ArticleView, Body, Link, WholeIssueView

RELATED = 4
"""Articles that an article leads on to."""


def pages(edition: Edition) -> Iterator[Page]:
    related = Related([article for issue in edition.issues for article in issue.articles])
    for issue in edition.issues:
        views: list[ArticleView] = []
        for place, article in enumerate(issue.articles):
            before = issue.articles[place - 1] if place else None
            after = issue.articles[place + 1] if place + 1 < len(issue.articles) else None
            teasers = tuple(edition.teaser(one) for one in related.to(article, RELATED))
            view = article_view(edition, article, before, after, teasers)
            source = f"content/{article.source_file}"
            yield Page(view.frame.url, "article.html", view, edition.variant, source)
            views.append(view)
        if edition.whole_url(issue):
            yield _whole(edition, issue, tuple(views))


def _whole(edition: Edition, issue: Issue, views: tuple[ArticleView, ...]) -> Page:
    """All of an issue on one page, which search engines need not have twice."""
    url, title = edition.whole_url(issue), edition.issue_title(issue)
    crumbs = (edition.issue_link(issue), Link(edition.word("whole_issue"), url, None, True))
    view = WholeIssueView(
        frame=edition.frame(url, title, breadcrumbs=crumbs, part=edition.word("whole_issue")),
        head=edition.issue_head(issue),
        note=Body(issue.note, issue.source_file, issue.note_line) if issue.note else None,
        articles=views,
        bodies=tuple(view.body for view in views),
    )
    return Page(url, "whole.html", view, edition.variant, f"content/{issue.source_file}")
