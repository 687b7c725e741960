"""The photographs of a book: what they are is told from their bytes, not from their names.

A reading system refuses a picture that is not what the package says, and need not know AVIF, which
is no core media type (EPUB 3.3 §3.2): of such a photograph the book has the words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from generator.carried import Files

_KINDS = (
    (b"\xff\xd8\xff", 0, "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png", ".png"),
    (b"GIF8", 0, "image/gif", ".gif"),
    (b"WEBP", 8, "image/webp", ".webp"),
)
"""First bytes, where they stand, media type, suffix."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph in a book."""

    url: str
    """Its address in the site."""
    name: str
    """Where it lies in the book, beside the pages: `images/1f2e3d4c5b6a.jpg`."""
    media_type: str
    data: bytes


def pictures_of(addresses: Iterable[str], files: Files) -> tuple[Picture, ...]:
    """Those that are there and that every reading system can show, each file once."""
    found = (_picture(url, files(url)) for url in addresses)
    return tuple(picture for picture in found if picture)


def _picture(url: str, data: bytes | None) -> Picture | None:
    for start, at, media_type, suffix in _KINDS:
        if data and data[at : at + len(start)] == start:
            digest = hashlib.sha256(data).hexdigest()[:12]
            return Picture(url, f"images/{digest}{suffix}", media_type, data)
    return None
