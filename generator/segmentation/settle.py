"""What the neighbours say: every `maybe` decided, and every `head` that is none.

Each step goes once over the readings and changes kinds in place. The order matters, because each
relies on the ones before it: page names, bylines, long titles, photo credits, rows, fragments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.segmentation.fragments import (
    half_points,
    page_points,
    settle_fragments,
)
from generator.segmentation.furniture import Furniture, is_section
from generator.segmentation.kinds import LONGEST_HEADING, Reading
from generator.segmentation.neighbours import after, before, leave_out
from generator.segmentation.rows import settle_lead_ins, settle_rows
from generator.segmentation.seams import Seams, is_open
from generator.segmentation.signing import settle_bylines, settle_name_lists
from generator.segmentation.unmarked import settle_unmarked_ends


def settle(readings: Sequence[Reading]) -> None:
    """Take every step, in order."""
    for step in _STEPS:
        step(readings)


def _sections(readings: Sequence[Reading]) -> None:
    """The name of a section beside a page number: 第3版, 经济."""
    for index, reading in enumerate(readings):
        if reading.kind in ("head", "maybe") and is_section(reading.folded):
            beside = _furniture_beside(readings, index)
            if any(mark.sheet for mark in beside):
                leave_out(reading, "版名 / the name of a page")


def _papers(readings: Sequence[Reading]) -> None:
    """A bare name of a paper is a masthead at the top of the file or beside other furniture."""
    for index, reading in enumerate(readings):
        if not reading.furniture or reading.furniture.kind != "paper":
            continue
        known = any(mark.kind != "mark" for mark in _furniture_beside(readings, index))
        below = after(readings, index)
        top = index == 0 and below is not None and below.kind in ("head", "maybe")
        if not known and not top:
            reading.furniture = None
            reading.becomes("head", "")


def _furniture_beside(readings: Sequence[Reading], index: int) -> list[Furniture]:
    beside = (readings[other] for other in (index - 1, index + 1) if 0 <= other < len(readings))
    return [other.furniture for other in beside if other.furniture is not None]


COLUMN_OF_BRIEFS = re.compile(
    "■?(?:国内|国际|本地|今日|要闻|一周|城市)?(?:联播)?(?:简讯|快讯|短讯|短波|简明新闻|"
    "一句话新闻|速览|速递|要闻集锦)■?"
)


def _columns(readings: Sequence[Reading]) -> None:
    """The name of a column of briefs that stands over the first of their titles."""
    for index, reading in enumerate(readings):
        below = after(readings, index)
        if (
            reading.kind in ("head", "maybe")
            and COLUMN_OF_BRIEFS.fullmatch(reading.folded)
            and below is not None
            and below.kind in ("head", "maybe")
        ):
            leave_out(reading, "栏目名 / the name of a column")


def _long_titles(readings: Sequence[Reading]) -> None:
    """A heading of fifty characters is one only if a byline, a dateline or a whole text follows."""
    seams = Seams(reading.folded for reading in readings)
    usual = page_points(readings)
    for index, reading in enumerate(readings):
        if reading.kind != "head" or reading.length <= LONGEST_HEADING:
            continue
        above, below = before(readings, index), after(readings, index, "caption")
        starts = below is not None and (
            below.kind == "byline" or (below.kind == "body" and below.dateline is not None)
        )
        whole = (
            below is not None
            and below.kind == "body"
            and (above is None or above.kind != "body" or above.finished)
            and not is_open(reading.folded)
            and _commas(reading.folded) < 2
            and not re.search("[;!?]", reading.folded)
            and usual + half_points(reading.folded, below.folded, seams) < _WHOLE
        )
        if not starts and not whole:
            reading.becomes("body", "过长，不是标题 / too long for a heading")


_WHOLE = -3.0
"""Points below which a long line is no half; a heading of that length is rare."""


def _commas(text: str) -> int:
    """Commas of a heading, those of a column name in brackets at its end not counted."""
    return re.sub("[(][^()]*[)]$", "", text).count(",")


def _last_words(readings: Sequence[Reading]) -> None:
    """A short exclamation under a text and over a heading is the end of the text."""
    for index, reading in enumerate(readings):
        above, below = before(readings, index), after(readings, index)
        if (
            reading.kind == "head"
            and re.search("(?:!|……)”?$", reading.folded)
            and above is not None
            and above.kind == "body"
            and above.finished
            and below is not None
            and below.kind == "head"
            and not below.folded.startswith("—")
        ):
            reading.becomes("body", "正文末句 / the last words of the text")


def _photo_credits(readings: Sequence[Reading]) -> None:
    """A credit on a line of its own belongs to the words above it, or signs a photo story."""
    for index, reading in enumerate(readings):
        if reading.kind != "caption" or not reading.caption or reading.caption.text_end > 1:
            continue
        above, below = before(readings, index), after(readings, index)
        if above is None or above.kind != "head" or not reading.byline:
            continue
        if below is not None and below.kind == "body":
            reading.becomes("byline", "标题之下的摄影者 / a photographer under a heading")
        elif above.length >= 4 and before(readings, index - 1) is not None:
            above.becomes("caption", "下一行是摄影者 / the next line is a photo credit")


_STEPS = (
    _sections,
    _papers,
    settle_name_lists,
    _columns,
    settle_bylines,
    _long_titles,
    _last_words,
    _photo_credits,
    settle_rows,
    settle_lead_ins,
    settle_fragments,
    settle_unmarked_ends,
)
