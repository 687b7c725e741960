"""A page for every issue, its articles in order, by page (版) where the paper had pages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.books import book_url
from generator.edition import Edition
from generator.model import Issue
from generator.page import Page, later
from generator.views import Body, IssueView, Link, Sheet


def pages(edition: Edition) -> Iterator[Page]:
    for place, issue in enumerate(edition.issues):
        view = later(IssueView, _issue, edition, place)
        source = f"content/{issue.source_file}"
        yield Page(edition.issue_url(issue), "issue.html", view, edition.variant, source)


def _issue(edition: Edition, place: int) -> IssueView:
    issues = edition.issues
    issue = issues[place]
    url = edition.issue_url(issue)
    title = edition.issue_title(issue)
    archive = Link(edition.word("archive"), edition.url("/archive/"))
    return IssueView(
        frame=edition.frame(
            url,
            title,
            breadcrumbs=(archive, Link(title, url, None, True)),
            feeds=edition.feeds(url),
        ),
        head=edition.issue_head(issue),
        note=Body(issue.note, issue.source_file, issue.note_line) if issue.note else None,
        sheets=_sheets(edition, issue),
        previous=edition.issue_link(issues[place + 1]) if place + 1 < len(issues) else None,
        next=edition.issue_link(issues[place - 1]) if place else None,
        book=book_url(edition, issue),
        whole=edition.whole_url(issue),
    )


def _sheets(edition: Edition, issue: Issue) -> tuple[Sheet, ...]:
    """Pages in the order in which their first article comes."""
    labels = dict.fromkeys(article.sheet for article in issue.articles)
    articles = edition.pinned_first(issue.articles)
    return tuple(
        Sheet(label, tuple(edition.teaser(a) for a in articles if a.sheet == label))
        for label in labels
    )
