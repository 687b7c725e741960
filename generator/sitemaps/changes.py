"""The last day on which a page is known to have changed.

Only what the content says to the day: an issue of 2019-11 changed on no day that anyone knows, and
a sitemap without `lastmod` is believed where one with a wrong one is not. A list changes when
articles are added to it; a correction of an article changes the article alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from generator.page import Page
from generator.views import (
    ArchiveView,
    ArticleView,
    CorrectionsView,
    FrontView,
    IssueHead,
    IssueView,
    ListView,
    PairView,
    TermView,
    When,
)

_TO_THE_DAY = len("2019-11-20")


class Changes:
    """When the pages of a site changed last: heard as they are made, else asked of their views."""

    def __init__(self, pages: Iterable[Page] = ()) -> None:
        self._pages = {page.url: page for page in pages}
        self._heard: dict[str, str] = {}

    def hear(self, url: str, day: str) -> None:
        """Take note of the last change of the page at `url`."""
        self._heard[url] = day

    def of(self, url: str) -> str:
        """The last change of the page at `url`, as `last_change` says it."""
        day = self._heard.get(url)
        if day is None:
            day = self._heard[url] = last_change(self._pages[url].view)
        return day


def last_change(view: Any) -> str:
    """`2019-11-20`, or nothing where no day is known."""
    dates = _DATES.get(type(view))
    days = (when.iso for when in dates(view)) if dates else ()
    return max((day for day in days if len(day) == _TO_THE_DAY), default="")


def _article(view: ArticleView) -> Iterator[When]:
    # A date that was worked out is when something happened, not when it was printed.
    if not view.when.inferred:
        yield view.when
    yield from (note.when for note in view.corrections)


def _issue(view: IssueView) -> Iterator[When]:
    yield view.head.when


def _front(view: FrontView) -> Iterator[When]:
    if view.head:
        yield view.head.when


def _archive(view: ArchiveView) -> Iterator[When]:
    return _heads(head for year in view.years for head in year.issues)


def _heads(heads: Iterable[IssueHead]) -> Iterator[When]:
    return (head.when for head in heads)


def _teasers(view: ListView | PairView | TermView) -> Iterator[When]:
    return (teaser.when for teaser in view.teasers if not teaser.when.inferred)


def _corrections(view: CorrectionsView) -> Iterator[When]:
    return (one.note.when for one in view.corrections)


_DATES: Mapping[type, Callable[[Any], Iterator[When]]] = {
    ArchiveView: _archive,
    ArticleView: _article,
    CorrectionsView: _corrections,
    FrontView: _front,
    IssueView: _issue,
    ListView: _teasers,
    PairView: _teasers,
    TermView: _teasers,
}
