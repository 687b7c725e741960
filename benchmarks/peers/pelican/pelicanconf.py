"""Settings of Pelican, with everything switched off that no page of ours has."""

import newspaper

SITENAME = "南岸文摘"
SITESUBTITLE = "为测速而写的文章"
SITEURL = FEED_DOMAIN = "https://example.com"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
PATH = "content"
THEME = "theme"
THEME_STATIC_PATHS = []
STATIC_PATHS = []
PAGE_PATHS = ["pages"]
PLUGINS = [newspaper]
READERS = {"html": None, "rst": None}
MARKDOWN = {
    "extensions": ["markdown.extensions.meta", "markdown.extensions.tables"],
    "output_format": "html5",
}
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
TYPOGRIFY = False
DEFAULT_PAGINATION = False
SLUGIFY_USE_UNICODE = True
SUMMARY_MAX_LENGTH = None

DIRECT_TEMPLATES = ["index", "archives", "authors", "404"]
ARCHIVES_SAVE_AS = "archive/index.html"
AUTHORS_SAVE_AS = "authors/index.html"
ARTICLE_URL = ARTICLE_SAVE_AS = "issues/{category}/{number}.html"
CATEGORY_URL = "issues/{slug}/"
CATEGORY_SAVE_AS = "issues/{slug}/index.html"
AUTHOR_URL = "authors/{slug}/"
AUTHOR_SAVE_AS = "authors/{slug}/index.html"
TAG_SAVE_AS = TAGS_SAVE_AS = CATEGORIES_SAVE_AS = ""

FEED_MAX_ITEMS = 20
FEED_RSS = "rss.xml"
CATEGORY_FEED_RSS = "issues/{slug}/rss.xml"
FEED_ALL_ATOM = FEED_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
RSS_FEED_SUMMARY_ONLY = True

JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True}
JINJA_FILTERS = {"day": newspaper.day, "characters": newspaper.characters}
