"""What browsers are told with each file: its type, how long it keeps, and what they may do.

The one model of it: a store is told with every file, a host by files of its own (`generator.hosts`)
that give the same. A table of our own: the one of the machine differs from machine to machine.
"""

from __future__ import annotations

import posixpath
import re

_TEXT = "; charset=utf-8"

CONTENT_TYPES = {
    "atom.xml": "application/atom+xml" + _TEXT,
    "rss.xml": "application/rss+xml" + _TEXT,
    "feed.json": "application/feed+json" + _TEXT,
    ".avif": "image/avif",
    ".bin": "application/octet-stream",
    ".css": "text/css" + _TEXT,
    ".csv": "text/csv" + _TEXT,
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".html": "text/html" + _TEXT,
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript" + _TEXT,
    ".json": "application/json" + _TEXT,
    ".map": "application/json" + _TEXT,
    ".md": "text/markdown" + _TEXT,
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".opml": "text/x-opml" + _TEXT,
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml" + _TEXT,
    ".txt": "text/plain" + _TEXT,
    ".webmanifest": "application/manifest+json" + _TEXT,
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml" + _TEXT,
    ".zip": "application/zip",
}
"""By whole name or by suffix; anything else is bytes."""

_HASHED = re.compile(r"(?:.*/)?assets/(?:.*/)?[^/]*(?<![0-9a-z])[0-9a-f]{10,64}(?![0-9a-z])[^/]*")

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, max-age=0, must-revalidate"
NO_TRANSFORM = ", no-transform"
"""Behind `ASK_AGAIN` where the site asks not to be rewritten for mobile phones on the way."""

SECURITY: tuple[tuple[str, str], ...] = (
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
"""Of every file. What a page may load the theme says in the page itself, since it knows; no page
can say by whom it may be framed."""

NAMED_FEEDS = ("atom.xml", "rss.xml", "feed.json")
"""Those of `CONTENT_TYPES` that go by their whole name: a host would take them for plain XML."""


def content_type(path: str) -> str:
    """The media type of a file, with its charset where it is text.

    >>> content_type("issues/a/01.html"), content_type("topics/water/atom.xml")
    ('text/html; charset=utf-8', 'application/atom+xml; charset=utf-8')
    """
    name = posixpath.basename(path)
    suffix = posixpath.splitext(name)[1].lower()
    return CONTENT_TYPES.get(name) or CONTENT_TYPES.get(suffix, "application/octet-stream")


def cache_control(path: str) -> str:
    """How long a browser may keep a file: for ever when its name is made from its content.

    >>> cache_control("assets/broadsheet.e881684a61ca.css") == FOR_EVER
    True
    >>> cache_control("index.html") == cache_control("cards/issues/2019-11.png") == ASK_AGAIN
    True
    """
    return FOR_EVER if is_hashed(path) else ASK_AGAIN


def headers_of(path: str, *, no_transform: bool = False) -> dict[str, str]:
    """All headers of a file, by name."""
    caching = cache_control(path)
    if no_transform and caching == ASK_AGAIN:
        caching += NO_TRANSFORM
    return {"Content-Type": content_type(path), "Cache-Control": caching, **dict(SECURITY)}


def is_hashed(path: str) -> bool:
    """Whether the name of a file is made from its content: under it there never is another."""
    return _HASHED.fullmatch(path) is not None
