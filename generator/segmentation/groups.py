"""Groups of adjacent headings, and what stands around each: the evidence for a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.segmentation.kinds import Reading
from generator.segmentation.seams import CHAPTER, ENUMERATOR
from generator.segmentation.told import begins_anew


@dataclass(slots=True)
class Group:
    """Adjacent heading lines, by the position of each in the readings."""

    heads: list[int]
    body: list[int] = field(default_factory=list)
    """Paragraph pieces from here to the next group."""
    signed: bool = False
    """A byline follows."""
    dated: bool = False
    """A dateline follows."""
    first: bool = False
    """Nothing but furniture stands before it."""
    after_end: bool = False
    """What stands before it closes an article: credits, or names in brackets."""
    after_caption: bool = False
    captioned: bool = False
    """A caption follows."""
    unfinished_before: bool = False
    after_byline: bool = False
    """It stands directly under a byline, before any text."""
    after_sheet: bool = False
    """A page mark with a page number stands before it."""
    points: float = 0.0
    reasons: list[str] = field(default_factory=list)
    is_title: bool = False
    doubtful: bool = False

    def add(self, points: float, reason: str) -> None:
        self.points += points
        self.reasons.append(reason)

    @property
    def marked(self) -> bool:
        return self.signed or self.dated


def groups_of(readings: Sequence[Reading]) -> list[Group]:
    """The groups of a page in order, each with its surroundings."""
    groups = list(_runs(readings))
    for number, group in enumerate(groups):
        end = groups[number + 1].heads[0] if number + 1 < len(groups) else len(readings)
        _look_around(readings, group, end)
    return groups


def _runs(readings: Sequence[Reading]) -> Iterator[Group]:
    run: list[int] = []
    for index, reading in enumerate(readings):
        if reading.kind == "head":
            if run and begins_anew(readings[run[-1]].told, reading.told):
                yield Group(run)
                run = []
            run.append(index)
        elif run and (reading.kind != "furniture" or _parts_pages(reading)):
            yield Group(run)
            run = []
    if run:
        yield Group(run)


def _parts_pages(reading: Reading) -> bool:
    """Whether a line of furniture begins a new page of the paper."""
    return reading.furniture is not None and reading.furniture.kind in ("sheet", "masthead")


def _look_around(readings: Sequence[Reading], group: Group, end: int) -> None:
    last = group.heads[-1]
    group.body = [index for index in range(last + 1, end) if readings[index].kind == "body"]
    for position in range(last + 1, end):
        reading = readings[position]
        if reading.kind == "byline" and not reading.ends_article:
            group.signed = True
        elif reading.kind == "caption":
            group.captioned = True
            continue
        elif reading.kind == "body":
            group.dated = reading.dateline is not None
        elif reading.kind == "furniture":
            continue
        break
    group.first = True
    for position in range(group.heads[0] - 1, -1, -1):
        reading = readings[position]
        if reading.kind not in ("furniture", "credits"):
            group.first = False
        if reading.kind == "furniture":
            sheet = reading.furniture is not None and bool(reading.furniture.sheet)
            group.after_sheet = group.after_sheet or sheet
            continue
        if reading.kind == "caption":
            group.after_caption = True
            continue
        if reading.kind == "credits":
            group.after_end = True
            continue
        if reading.ends_article:
            group.after_end = True
        elif reading.kind == "byline":
            group.after_byline = True
        elif reading.kind == "body":
            group.after_end = group.after_end or reading.closing is not None
            group.unfinished_before = not (reading.finished or group.after_end)
        break


def enumerated(readings: Sequence[Reading], group: Group) -> bool:
    """Whether the last heading of the group carries a number or a bullet: 一、 （二） ●"""
    text = readings[group.heads[-1]].folded
    return bool(CHAPTER.match(text) or ENUMERATOR.match(text)) and not re.match(
        r"■ ?本报|\d+[、.]?\d*[年月日%万亿个家名人]", text
    )
