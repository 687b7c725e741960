"""At the address of an article that is over, a page that says so: links that lead there stay good.

It names the article and its issue and nothing of its text, and search engines are kept from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.edition import Edition
from generator.model import Article
from generator.page import Page, later
from generator.views import ExpiredView, Link


def pages(edition: Edition) -> Iterator[Page]:
    for article in edition.catalogue.over:
        view = later(ExpiredView, _expired, edition, article)
        source = f"content/{article.source_file}"
        yield Page(edition.article_url(article), "expired.html", view, edition.variant, source)


def _expired(edition: Edition, article: Article) -> ExpiredView:
    url = edition.article_url(article)
    issue = edition.issue_link(edition.issue_of[article.issue])
    frame = edition.frame(url, article.title, breadcrumbs=(issue, Link(article.title, url)))
    # Nothing for search engines, but readers may switch.
    twins = tuple(replace(twin, absolute="") for twin in frame.alternates)
    return ExpiredView(
        frame=replace(frame, canonical="", alternates=twins), heading=article.title, issue=issue
    )
