"""The pages of all editions, side by side: what a page shows in one form stands by its twins.

Twins stand next to each other, so that what they have in common (a parsed text) is made once. A
form that goes without an article goes without some pages: no switch leads there, and links in the
texts of that form lead to the page of the source form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from generator.books import BookView
from generator.feeds import FeedView
from generator.page import Page
from generator.views import Body, Frame


def side_by_side(plans: Sequence[Sequence[Page]]) -> Iterator[Page]:
    """All pages of the editions of a site, the source form's first, twins together."""
    if len({len(pages) for pages in plans}) == 1:
        yield from (page for twins in zip(*plans, strict=True) for page in twins)
        return
    by_path = [{page.path: page for page in pages} for pages in plans]
    there = frozenset(page.url for pages in plans for page in pages)
    gone = [tuple(path for path in by_path[0] if path not in pages) for pages in by_path]
    for path in by_path[0]:
        for pages, without in zip(by_path, gone, strict=True):
            if path in pages:
                yield pages[path].showing(_with_twins_only, there, without)


def _with_twins_only(view: Any, there: frozenset[str], without: tuple[str, ...]) -> Any:
    if isinstance(view, BookView | FeedView) and without:
        view = view.lacking(without)
    changes: dict[str, Any] = {}
    for field in fields(view) if is_dataclass(view) else ():
        name, value = field.name, getattr(view, field.name)
        if isinstance(value, Frame):
            alternates = tuple(one for one in value.alternates if one.url in there)
            kept = alternates if len(alternates) > 1 else ()
            changes[name] = replace(value, alternates=kept)
        elif isinstance(value, Body) and without:
            changes[name] = replace(value, elsewhere=without)
        elif isinstance(value, tuple) and value and isinstance(value[0], Body) and without:
            changes[name] = tuple(replace(body, elsewhere=without) for body in value)
    return replace(view, **changes) if changes else view
