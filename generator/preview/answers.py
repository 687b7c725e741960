"""From the path of a request to an answer: a page among those declared, and never a file by name.

What is not among the pages is not there: no path, however it is written, leads to the disk. A file
that a page carries must lie in the digest or its themes, also when it is a link.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from generator.headers import content_type
from generator.preview.site import Snapshot

NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Found:
    """What a request asks for."""

    url: str = ""
    """Of a page of the snapshot, as `Page.url` has it; empty when there is not even a 404 page."""
    status: int = 200
    location: str = ""
    """Where to ask instead, for a redirection."""

    @property
    def content_type(self) -> str:
        return content_type(self.url[1:] + ("index.html" if self.url.endswith("/") else ""))


def find(snapshot: Snapshot, path: str) -> Found:
    """What the path of a request, percent-encoded, stands for, as a host of static files has it."""
    root = snapshot.root
    if not path.startswith(root):
        if path in ("/", root.rstrip("/")):
            return Found(status=302, location=root)
        return _not_found(snapshot, "/")
    try:
        url = unquote_to_bytes("/" + path[len(root) :]).decode("utf-8")
    except UnicodeDecodeError:
        return _not_found(snapshot, "/")
    if url.endswith("/index.html"):
        url = url.removesuffix("index.html")
    page = snapshot.pages.get(url)
    if page is None:
        if f"{url}/" in snapshot.pages:
            return Found(status=302, location=root + quote(url[1:]) + "/")
        return _not_found(snapshot, url)
    if page.render is Path.read_bytes and not _lies_inside(page.view, snapshot):
        return _not_found(snapshot, url)
    return Found(url, 404 if url.endswith(f"/{NOT_FOUND}") else 200)


def _not_found(snapshot: Snapshot, url: str) -> Found:
    """Our own page for it, in the written form that the address lies in."""
    prefixes = [variant.prefix for variant in snapshot.site.settings.variants]
    prefix = next((one for one in prefixes if one and url.startswith(f"{one}/")), "")
    own = f"{prefix}/{NOT_FOUND}"
    return Found(own if own in snapshot.pages else "", 404)


def _lies_inside(file: Path, snapshot: Snapshot) -> bool:
    try:
        real = file.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return any(real.is_relative_to(folder.resolve()) for folder in snapshot.folders)
