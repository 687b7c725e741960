"""A page for every article, and behind those of an issue one with them all: for paper.

It stands here and not beside the page of the issue so that each body is made once for both.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.article_views import article_view
from generator.edition import Edition
from generator.model import Article, Issue
from generator.page import Page, later
from generator.views import ArticleView, Body, Link, Teaser, WholeIssueView

RELATED = 4
"""Articles that an article leads on to."""


def pages(edition: Edition) -> Iterator[Page]:
    for issue in edition.issues:
        if not edition.wants(edition.issue_url(issue)):
            continue
        for place, article in enumerate(issue.articles):
            view = later(ArticleView, _article, edition, issue, place)
            source = f"content/{article.source_file}"
            yield Page(edition.article_url(article), "article.html", view, edition.variant, source)
        if edition.whole_url(issue):
            view = later(WholeIssueView, _whole, edition, issue)
            source = f"content/{issue.source_file}"
            yield Page(edition.whole_url(issue), "whole.html", view, edition.variant, source)


def _article(edition: Edition, issue: Issue, place: int) -> ArticleView:
    article = issue.articles[place]
    before = issue.articles[place - 1] if place else None
    after = issue.articles[place + 1] if place + 1 < len(issue.articles) else None
    return article_view(edition, article, before, after, _teasers(edition, article))


def _teasers(edition: Edition, article: Article) -> tuple[Teaser, ...]:
    related = edition.catalogue.related.to(article, RELATED)
    return tuple(edition.teaser(one) for one in related)


def _whole(edition: Edition, issue: Issue) -> WholeIssueView:
    """All of an issue on one page, which search engines need not have twice."""
    views = tuple(article_view(edition, article) for article in issue.articles)
    url, title = edition.whole_url(issue), edition.issue_title(issue)
    crumbs = (edition.issue_link(issue), Link(edition.word("whole_issue"), url, None, True))
    return WholeIssueView(
        frame=edition.frame(url, title, breadcrumbs=crumbs, part=edition.word("whole_issue")),
        head=edition.issue_head(issue),
        note=Body(issue.note, issue.source_file, issue.note_line) if issue.note else None,
        articles=views,
        bodies=tuple(view.body for view in views),
    )
