"""The news sitemap, when the build has been told what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from generator.edition import Edition
from generator.model import Article
from generator.page import Page, later
from generator.sitemaps.news import HOURS, MAXIMUM_ITEMS, NewsItem, NewsView, news


def pages(edition: Edition) -> Iterator[Page]:
    if edition.now is None or not edition.site.settings.base_url:
        return
    url = edition.url("/sitemap-news.xml")
    view = later(NewsView, _news, edition, edition.now)
    yield Page(url, news, view, edition.variant, "content/site.yaml")


def _news(edition: Edition, now: datetime) -> NewsView:
    if now.tzinfo is None:
        now = datetime.fromisoformat(f"{now.isoformat()}{edition.site.settings.timezone}")
    items = [
        NewsItem(edition.absolute(edition.article_url(one)), one.title, edition.published(one))
        for issue in edition.issues
        for one in issue.articles
        if _is_new(edition, one, now)
    ]
    return NewsView(
        publication=edition.site.settings.title,
        language="zh-cn" if edition.variant.tag == "zh-Hans" else "zh-tw",
        items=tuple(items[:MAXIMUM_ITEMS]),
    )


def _is_new(edition: Edition, article: Article, now: datetime) -> bool:
    """Whether it appeared in the last two days: on a day that is known, and not one to come."""
    date = article.date if article.date.year else edition.issue_of[article.issue].date
    if date.precision != "day":
        return False
    return (
        timedelta(0) <= now - datetime.fromisoformat(edition.begins(date)) <= timedelta(hours=HOURS)
    )
