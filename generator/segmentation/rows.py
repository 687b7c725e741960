"""Lists, tables and poems: short lines in a row that are text, although each looks like a head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.segmentation.fold import HAN
from generator.segmentation.kinds import Reading
from generator.segmentation.neighbours import after, before, put_apart
from generator.segmentation.seams import ENUMERATOR

_ROW_RUN = 3
_LIST_RUN = 6
_TALLEST_STACK = 4


def settle_rows(readings: Sequence[Reading]) -> None:
    """Short lines of one shape in a row are a list, a table or a poem, not headings."""
    index = 0
    while index < len(readings):
        end = index
        while end < len(readings) and readings[end].kind == "head":
            end += 1
        _rows_of(readings, index, end)
        index = max(end, index + 1)


def _rows_of(readings: Sequence[Reading], start: int, end: int) -> None:
    run = readings[start:end]
    following = readings[end] if end < len(readings) else None
    signed = following is not None and following.kind == "byline"
    first = start
    if signed and len(run) > _TALLEST_STACK:
        # A poem, and then the title of the next piece, over its byline.
        put_apart(run[:-1])
        return
    if len(run) >= _LIST_RUN and not signed:
        above = before(readings, start)
        # The first of them heads the list, unless it goes on a text that announces it.
        announced = above is not None and above.kind == "body" and not above.finished
        leads = above is not None and above.folded.endswith(":")
        first = start if announced or leads or _alike(run[:2]) else start + 1
        put_apart(readings[first:end])
        return
    for cut in range(len(run) - _ROW_RUN + 1):
        rows = run[cut : len(run) - 1 if signed else len(run)]
        if len(rows) >= _ROW_RUN and _alike(rows):
            put_apart(rows)
            return


def _alike(rows: Sequence[Reading]) -> bool:
    """Whether lines have the shape of a table's rows: digits and blanks at the same turns."""
    shapes = {_shape(row.folded) for row in rows}
    enumerated = all(ENUMERATOR.match(row.folded) for row in rows)
    has_columns = all(re.search(r"\d|\S {1,}\S", row.folded) for row in rows)
    return enumerated or (len(shapes) == 1 and has_columns)


def _shape(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(f"[{HAN}A-Za-z“”]", "字", re.sub(r"\d", "0", text)))


def settle_lead_ins(readings: Sequence[Reading]) -> None:
    """A short line that ends in a colon announces the text below, unless that is a heading."""
    for index, reading in enumerate(readings):
        if reading.kind != "head" or not reading.folded.endswith(":"):
            continue
        above, below = before(readings, index), after(readings, index)
        if above is not None and (below is None or below.kind == "body"):
            reading.becomes("body", "引出下文 / announces what follows")
            reading.apart = True
