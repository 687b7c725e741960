"""Headings cut to one measure: `第一代：扛着样品跑码头`, `第二代：守着车间抠质量`.

Sub-headings of one article are often parallel, and titles hardly ever, except in a row of briefs:
there the title above is cut to the same measure.
"""

from __future__ import annotations


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
