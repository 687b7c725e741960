"""What a richer format says of a line, by the hint of the line: taken as said, or as evidence.

Plain text has no hints and nothing here touches it. `title` comes from formats in which a title
cannot be anything else (an entry of a feed, the one `h1` of a web page): where one is marked so,
all are; `heading` is a style that a writer chose, and writers choose styles for their looks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.draft import DraftAuthor
from generator.segmentation.bylines import Byline, read_byline
from generator.segmentation.stacks import Stack

HEADINGS = ("kicker", "title", "subtitle", "heading", "subheading")
"""Hints of lines that are headings, whatever they look like."""

OUTSIDE = {
    "outside": "网页正文之外 / outside the text of the web page",
    "margin": "页眉、页脚 / a header or footer",
    "unpublished": "没有发布的稿件 / not published",
    "standing": "独立页面，可放进 content/pages/ / a standing page: put it into content/pages/",
}
"""Hints of lines that belong to no article, with the reason."""

SINGLE = (*HEADINGS, *OUTSIDE, "byline", "caption", "apart")
"""Hints of lines that are whole by themselves, so that no other line goes on with them."""


def told_byline(folded: str) -> Byline:
    """A line that the format gives as the author: what it holds are names, sure or not."""
    found = read_byline(folded)
    if found is not None:
        return replace(found, sure=True)
    names = [name for name in re.split(r"\s*[、,;/|&]\s*", folded) if name]
    return Byline(tuple(map(DraftAuthor, names)), "person", sure=True)


def begins_anew(above: str, below: str) -> bool:
    """Whether a heading with the hint `below` belongs to another stack than the one above it.

    >>> begins_anew("kicker", "title"), begins_anew("title", "title")
    (False, True)
    """
    if below == "kicker" or (below == "title" and above != "kicker"):
        return True
    if above in ("title", "subtitle"):
        return below != "subtitle"
    return {above, below} == {"heading", "subheading"}


def told_stack(hints: Sequence[str]) -> Stack | None:
    """The parts of a stack of headings by their hints; None when these do not tell them apart."""
    for mark in ("title", "heading"):
        main = tuple(index for index, hint in enumerate(hints) if hint == mark)
        if main and len(main) < len(hints):
            rest = [index for index in range(len(hints)) if index not in main]
            above = tuple(index for index in rest if index < main[0])
            below = tuple(index for index in rest if index > main[0])
            return Stack(above, main, below, reason="格式已分出标题 / the format tells the title")
    return None


def told_points(hint: str, others: Sequence[str]) -> tuple[float, str] | None:
    """What the hint of a group of headings says for a title, in points with the reason.

    `others` are the hints of all groups of the page.
    """
    if hint == "title":
        return 50, "已标明是标题 / marked as the title"
    if "title" in others:
        return -50, "标题另有标明 / the titles are marked, and this is none"
    if hint == "heading":
        return 5, "用标题样式 / in the style of a title"
    if hint == "subheading":
        return -5, "用小标题样式 / in the style of a sub-heading"
    if others.count("heading") > 1:
        return -2.5, "没有用标题样式，而别处都用 / not in the style of titles, as elsewhere"
    return None
