"""Looking around on a page: what stands above and below a reading."""

from __future__ import annotations

from collections.abc import Sequence

from generator.segmentation.furniture import Furniture
from generator.segmentation.kinds import Reading


def before(readings: Sequence[Reading], index: int, *skipped: str) -> Reading | None:
    """The reading before this one, not counting furniture and the kinds named."""
    for position in range(index - 1, -1, -1):
        other = readings[position]
        if other.kind != "furniture" and other.kind not in skipped:
            return other
    return None


def after(readings: Sequence[Reading], index: int, *skipped: str) -> Reading | None:
    """The reading after this one, not counting furniture and the kinds named."""
    for position in range(index + 1, len(readings)):
        other = readings[position]
        if other.kind != "furniture" and other.kind not in skipped:
            return other
    return None


def put_apart(rows: Sequence[Reading]) -> None:
    """Make rows of a list of these lines: text, each its own paragraph."""
    for row in rows:
        row.becomes("body", "并列短行，作列表 / one of several short lines: a list")
        row.apart = True


def leave_out(reading: Reading, why: str) -> None:
    """Make furniture of a line that only its neighbours show to be no part of an article."""
    reading.furniture = Furniture("mark", why)
    reading.becomes("furniture", why)
