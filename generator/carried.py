"""The files that a site carries as they are, for renderers that put them into a file of their own.

A book embeds photographs. It asks for them by their address in the site: what answers may give the
file beside the article, or a smaller one made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from generator.page import Page

Files = Callable[[str], bytes | None]
"""The bytes of the file at an address, or None where there is none."""


def no_files(address: str) -> bytes | None:
    """No file at any address."""
    return None


def carried_files(pages: Iterable[Page]) -> Files:
    """Those among `pages` that are copied from a file."""
    paths = {page.url: page.view for page in pages if isinstance(page.view, Path)}

    def read(address: str) -> bytes | None:
        path = paths.get(address)
        return path.read_bytes() if path else None

    return read
