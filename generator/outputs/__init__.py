"""What the site is made of. A new output is one file here and one line in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.edition import Edition
from generator.outputs import (
    archive,
    articles,
    corrections,
    epub,
    expired,
    feeds,
    front,
    issues,
    machines,
    news,
    pairs,
    search,
    standing,
    terms,
)
from generator.page import Page

Output = Callable[[Edition], Iterator[Page]]

OUTPUTS: tuple[Output, ...] = (
    front.pages,
    issues.pages,
    articles.pages,
    expired.pages,
    terms.pages,
    pairs.pages,
    archive.pages,
    standing.pages,
    corrections.pages,
    search.pages,
    epub.pages,
    feeds.pages,
    news.pages,
    machines.pages,
)


def plan(edition: Edition) -> Iterator[Page]:
    """All pages of an edition, declared."""
    for output in OUTPUTS:
        yield from output(edition)
