"""Feeds: one table of formats, each a function from the same view to the bytes of a file.

Feeds are read away from the site, so every address in them is absolute, and there are none until
`base_url` is set. What an article is called in them (`FeedEntry.id`) never changes: see `records`.
"""

from generator.feeds.formats import FORMATS, Format
from generator.feeds.opml import opml
from generator.feeds.records import FeedEntry, FeedView, OutlineView

__all__ = ["FORMATS", "FeedEntry", "FeedView", "Format", "OutlineView", "opml"]
