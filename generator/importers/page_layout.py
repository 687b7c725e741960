"""The rows of a page put into the order in which people read them, and made paragraphs.

A PDF says where every piece stands and not what follows what. `page_columns` has the rows and the
columns; here lines that run on are put together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.importers.page_columns import Run, columns_of, joined, rows_of, width_of


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one to the reader, or a picture in its place."""

    text: str
    size: float
    indented: bool = False
    picture: int = -1
    lines: int = 1
    is_full: bool = False
    """Whether its last line reaches the margin."""


def paragraphs_of(runs: Sequence[Run]) -> Iterator[Paragraph]:
    """The paragraphs of one page, in the order of reading."""
    held: Paragraph | None = None
    for column in columns_of(rows_of(runs)):
        for number, paragraph in enumerate(_paragraphs(column)):
            if held is not None and number == 0 and goes_over(held, paragraph):
                held = continued(held, paragraph)
                continue
            if held is not None:
                yield held
            held = paragraph
    if held is not None:
        yield held


def _paragraphs(column: Sequence[Run]) -> Iterator[Paragraph]:
    texts = [row for row in column if row.text]
    if not texts:
        yield from (Paragraph("", 0.0, picture=row.picture) for row in column)
        return
    left, right = min(row.x for row in texts), _margin(texts)
    pitch = _pitch(texts)
    above: Run | None = None
    whole: Paragraph | None = None
    for row in column:
        if not row.text:
            if whole:
                yield whole
            yield Paragraph("", 0.0, picture=row.picture)
            above = whole = None
            continue
        if whole and above and _runs_on(above, row, left, right, pitch):
            text = joined(whole.text, row.text, apart=True)
            whole = replace(whole, text=text, lines=whole.lines + 1)
        else:
            if whole:
                yield whole
            whole = Paragraph(row.text, row.size, _is_indented(row, left))
        whole = replace(whole, is_full=row.right > right - 2 * row.size)
        above = row
    if whole:
        yield whole


def _margin(rows: Sequence[Run]) -> float:
    """Where full lines of the column end: a mark that hangs over it makes some lines longer."""
    ends = sorted(row.right for row in rows)
    return ends[min(len(ends) - 1, len(ends) * 3 // 4)]


def _pitch(rows: Sequence[Run]) -> float:
    """From one line to the next, for most lines of the column."""
    steps = Counter(
        round(above.y - below.y) for above, below in pairwise(rows) if above.y > below.y
    )
    if not steps:
        return 0.0
    most = max(steps.values())
    return float(min(step for step, times in steps.items() if times >= 0.5 * most))


def _is_indented(row: Run, left: float) -> bool:
    return row.x - left > 0.8 * row.size or row.text[:1] == "\u3000"


_UNIT = re.compile(r"[A-Za-z0-9.,:%/~-]+|[“《(（【]*.[,。、;:?!”’》)）】，；：？！…—]*", re.DOTALL)
"""What no line may be broken within: a number or word, a character with its marks."""


def _runs_on(above: Run, below: Run, left: float, right: float, pitch: float) -> bool:
    """Whether a line goes on in the next: it had to end, because what follows did not fit."""
    if abs(above.size - below.size) > 0.12 * above.size or _is_indented(below, left):
        return False
    step = above.y - below.y
    if step > max(1.25 * pitch, 1.6 * above.size) or step < 0:
        return False
    unit = _UNIT.match(below.text)
    needed = width_of(unit.group() if unit else "", below.size)
    # The widths are estimates; a line without a full stop may end a little before the margin.
    slack = 0.6 if _ENDED.search(above.text) else 3.0
    return above.right + needed > right - slack * above.size


def goes_over(above: Paragraph, below: Paragraph) -> bool:
    """Whether a paragraph at the end of a column goes on at the head of the next one."""
    if above.picture >= 0 or below.picture >= 0 or below.indented or not above.is_full:
        return False
    alike = abs(above.size - below.size) <= 0.12 * above.size
    is_text = below.lines > 1 or _ENDED.search(below.text) is not None
    return alike and is_text and not _ENDED.search(above.text)


def continued(above: Paragraph, below: Paragraph) -> Paragraph:
    """The two as one paragraph."""
    text = joined(above.text, below.text, apart=True)
    return replace(above, text=text, lines=above.lines + below.lines, is_full=below.is_full)


_ENDED = re.compile(r"[。！？!?…：:][”’」』)）]*$")
