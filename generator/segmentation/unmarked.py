"""Paragraphs that are over although no full stop says so: pull quotes, greetings, items.

Everything else that breaks off goes on in the next line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.segmentation.fragments import BREAKS_OFF, cuts_a_number, seam_points
from generator.segmentation.kinds import LONGEST_HEADING, LONGEST_TITLE, Reading
from generator.segmentation.seams import (
    ENUMERATOR,
    Seams,
    closes_first,
    ends_sentence,
    is_open,
    opens_quotation,
)

_MANY, _HARDLY_ANY = 0.1, 0.04


def settle_unmarked_ends(readings: Sequence[Reading]) -> None:
    """Find the paragraphs that are over although no full stop says so: pull quotes, greetings.

    Everything else that breaks off goes on in the next line. The points are fitted on 2,200 such
    ends, one in twelve of them the end of a paragraph.
    """
    seams = Seams(reading.folded for reading in readings)
    bodies = [reading for reading in readings if reading.kind == "body"]
    share = sum(map(_breaks_off, bodies)) / max(1, len(bodies))
    usual = 1.9 if share > _MANY else -1.6 if share < _HARDLY_ANY else 0.0
    for above, below in pairwise(readings):
        if _breaks_off(above) and not is_open(above.folded) and below.kind == "body":
            above.ends_unmarked = usual + _join_points(above.folded, below.folded, seams) < 0


def _breaks_off(reading: Reading) -> bool:
    return reading.kind == "body" and not reading.finished and reading.closing is None


def _join_points(text: str, below: str, seams: Seams) -> float:
    """How much a long line that breaks off looks as if the text below went on with it."""
    points = -2.0 + seam_points(text, below, seams) * 0.6
    points += 1.6 * ends_sentence(below) + 1.2 * (len(below) <= LONGEST_HEADING)
    points += 1.3 * bool(re.search("[。!?]", text)) + 0.7 * (len(text) <= LONGEST_HEADING)
    points += 1.2 * (len(text) > LONGEST_TITLE) + opens_quotation(text) + closes_first(below)
    points += {",": 1.4, "、": 1.4, ";": -2.0}.get(text[-1:], 0.0)
    points += 0.9 * bool(BREAKS_OFF.search(text)) + 1.4 * cuts_a_number(text, below)
    return points - 1.5 * bool(ENUMERATOR.match(text))
