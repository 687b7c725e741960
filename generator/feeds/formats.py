"""The formats of feeds: name in `site.yaml`, name of the file, media type, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.feeds.atom import atom
from generator.feeds.json_feed import json_feed
from generator.feeds.records import FeedView
from generator.feeds.rss import rss


@dataclass(frozen=True, slots=True)
class Format:
    """One format; a further one is a module here and a line in the table."""

    name: str
    file: str
    label: str
    media_type: str
    render: Callable[[FeedView], bytes]


FORMATS = (
    Format("atom", "atom.xml", "Atom", "application/atom+xml", atom),
    Format("rss", "rss.xml", "RSS", "application/rss+xml", rss),
    Format("json", "feed.json", "JSON Feed", "application/feed+json", json_feed),
)
