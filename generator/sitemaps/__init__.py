"""Lists of all pages for search engines: `whole_site` plans them from the pages themselves.

Pages are listed by their addresses, before any view is made; the days on which they changed are
heard as they are made. Without `base_url` only `robots.txt` can be written.
"""

from generator.sitemaps.changes import Changes, last_change
from generator.sitemaps.news import NewsItem, NewsView, news
from generator.sitemaps.planning import whole_site

__all__ = ["Changes", "NewsItem", "NewsView", "last_change", "news", "whole_site"]
