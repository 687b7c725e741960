"""Views of files that a function renders: put in their form, whole articles of feeds as HTML."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from typing import Any

from generator.addresses import absolute_url
from generator.bodies import html_of, target
from generator.feeds import FeedEntry, FeedView
from generator.forms import Former
from generator.outward import outward_url
from generator.page import Page
from generator.views import Body


def readied(page: Page, former: Former | None) -> Any:
    """What the function of `page` renders; what is no view (the path of a file) as it is."""
    view = page.view
    if former and is_dataclass(view):
        view = former.in_form(view)
    if not isinstance(view, FeedView) or not view.full:
        return view
    prefix = page.variant.prefix
    entries = tuple(_with_text(entry, view.base, prefix, former) for entry in view.entries)
    return replace(view, entries=entries)


def _with_text(entry: FeedEntry, base: str, prefix: str, former: Former | None) -> FeedEntry:
    """The entry with its text, which is made once: many feeds show it."""
    remembered = former.texts if former else {}
    html = remembered.get((entry.body, base))
    if html is None:
        html = remembered[entry.body, base] = _html(entry.body, entry.url, base, prefix, former)
    return replace(entry, html=html)


def _html(body: Body, url: str, base: str, prefix: str, former: Former | None) -> str:
    """The HTML of a body away from its page at `url`: every address is absolute."""

    def resolve(href: str) -> str:
        if href.startswith("#"):
            return url + href
        there = target(href, body, prefix)
        if there.startswith("/"):
            return absolute_url(there, base)
        # What no reader of feeds would take is to be found on the page.
        return outward_url(there) or url

    # Footnotes lead to the page: an id may stand but once, and a feed has many articles.
    return html_of(body, former, resolve).replace('href="#', f'href="{url}#')
