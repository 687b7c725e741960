"""The photographs of a site as files, for renderers that put them into a file of their own.

A book embeds what stands in the site at an address, made by the same page: a photograph made
smaller or freed of its metadata there is so in the book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.page import Page

Files = Callable[[str], bytes | None]
"""The bytes of the file at an address, or None where there is none."""


def no_files(address: str) -> bytes | None:
    """No file at any address."""
    return None


def carried_files(pages: Iterable[Page]) -> Files:
    """Those of `pages` that a function makes of their view alone."""
    made = {page.url: page for page in pages if callable(page.render)}

    def read(address: str) -> bytes | None:
        page = made.get(address)
        return page.render(page.view) if page and callable(page.render) else None

    return read
