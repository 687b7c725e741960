"""A book (EPUB 3) for every issue."""

from __future__ import annotations

from collections.abc import Iterator

from generator.books import BookView, book_url, book_view
from generator.edition import Edition
from generator.page import Page, Renderer, later


def pages(edition: Edition) -> Iterator[Page]:
    for issue in edition.issues:
        url = book_url(edition, issue)
        if url:
            view = later(BookView, book_view, edition, issue)
            source = f"content/{issue.source_file}"
            yield Page(url, Renderer("epub"), view, edition.variant, source)
