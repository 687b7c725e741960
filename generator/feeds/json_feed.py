"""JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import Any

from generator.addresses import absolute_url
from generator.feeds.content import html, summary
from generator.feeds.records import FeedEntry, FeedView


def json_feed(view: FeedView) -> bytes:
    """The feed as JSON."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.home,
        "feed_url": view.url,
        "description": view.description,
        "icon": view.logo,
        "authors": [{"name": view.publisher or view.site, "url": view.home}],
        "language": view.lang,
        "items": [_item(entry, view) for entry in view.entries],
    }
    kept = {key: value for key, value in feed.items() if value or key == "items"}
    return (json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def _item(entry: FeedEntry, view: FeedView) -> dict[str, Any]:
    said = summary(entry, view)
    # An item must have one of the two texts; an article without any has its title.
    text = {"content_html": html(entry, view)} if view.full else {}
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.teaser.title,
        "summary": said if view.full else "",
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [
            {"name": credit.name, "url": absolute_url(credit.url, view.base)}
            for credit in entry.credits
        ],
        "tags": [link.label for link in (*entry.teaser.topics, *entry.teaser.counties)],
    }
    kept = {key: value for key, value in item.items() if value}
    return kept | (text or {"content_text": said or entry.teaser.title})
