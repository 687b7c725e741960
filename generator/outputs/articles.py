"""A page for every article."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article_views import article_view
from generator.edition import Edition
from generator.page import Page


def pages(edition: Edition) -> Iterator[Page]:
    for issue in edition.issues:
        for place, article in enumerate(issue.articles):
            before = issue.articles[place - 1] if place else None
            after = issue.articles[place + 1] if place + 1 < len(issue.articles) else None
            view = article_view(edition, article, before, after)
            source = f"content/{article.source_file}"
            yield Page(view.frame.url, "article.html", view, edition.variant, source)
