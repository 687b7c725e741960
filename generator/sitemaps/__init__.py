"""Lists of all pages for search engines: `whole_site` plans them from the pages themselves.

What a page says of its twins in its head is what the sitemap says of them, and a page without a
`canonical` (the 404 page) is in none. Without `base_url` only `robots.txt` can be written.
"""

from generator.sitemaps.news import NewsItem, NewsView, news
from generator.sitemaps.planning import whole_site

__all__ = ["NewsItem", "NewsView", "news", "whole_site"]
