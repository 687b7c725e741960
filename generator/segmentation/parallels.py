"""Headings cut to one measure: `第一代：扛着样品跑码头`, `第二代：守着车间抠质量`.

Sub-headings of one article are often parallel; so are the titles of a row of briefs. Which of
the two shows in the title above: it is cut to the same measure only in a row of briefs.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.segmentation.groups import Group, enumerated
from generator.segmentation.kinds import Reading


def mark_parallels(readings: Sequence[Reading], groups: Sequence[Group], *, certain: bool) -> None:
    """Take points from undecided groups that are parallel with their neighbours."""
    texts = [readings[group.heads[0]].folded for group in groups]
    number = 0
    while number < len(groups):
        end = number + 1
        while end < len(groups) and _belong(readings, groups, texts, end - 1, end):
            end += 1
        if end - number >= 2 and _is_open(readings, groups[number]):
            _mark(groups[number:end], texts[number:end], texts[number - 1] if number else "")
        number = end
    del certain


def _is_open(readings: Sequence[Reading], group: Group) -> bool:
    """Whether nothing around the group tells what it is."""
    return not (
        group.marked
        or group.first
        or group.after_end
        or len(group.heads) > 1
        or enumerated(readings, group)
    )


def _belong(
    readings: Sequence[Reading],
    groups: Sequence[Group],
    texts: Sequence[str],
    left: int,
    right: int,
) -> bool:
    return (
        _is_open(readings, groups[left])
        and _is_open(readings, groups[right])
        and likeness(texts[left], texts[right]) > 0
    )


def _mark(run: Sequence[Group], texts: Sequence[str], above: str) -> None:
    if above and likeness(above, texts[0]) > 0:
        return  # the title above is of the same measure: a row of briefs
    pairs = [likeness(texts[0], text) for text in texts[1:]]
    strength = sum(pairs) / len(pairs)
    points = -strength * (1.3 if len(run) >= 3 else 0.8)
    for group in run:
        group.add(points, "与相邻标题句式、字数相同 / of one measure with its neighbours")


def likeness(one: str, two: str) -> float:
    """How parallel two headings are: 0 not at all, 1 of one length, 2 of one pattern."""
    if abs(len(one) - len(two)) > 1:
        return 0.0
    for mark in ":— ,":
        if (mark in one) != (mark in two):
            return 0.0
        if mark in one and one.index(mark) == two.index(mark):
            return 2.0
    same = sum(left == right for left, right in zip(one, two, strict=False))
    if same >= 2 or (one[-2:] == two[-2:] and same):
        return 2.0
    return 1.0 if len(one) == len(two) else 0.0
