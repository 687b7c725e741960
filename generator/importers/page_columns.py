"""Pieces of text at places on a page: put together into rows, and the rows into columns.

Lengths are points, 1/72 of an inch; y grows upwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True)
class Run:
    """Text that begins at a place, or a picture, whose `text` is empty."""

    x: float
    y: float
    """Of the line on which the characters stand; of a picture, its upper edge."""
    size: float
    """Height of the type."""
    text: str
    width: float = 0.0
    picture: int = -1
    """Number of the picture, from 0."""

    @property
    def right(self) -> float:
        return self.x + self.width


def width_of(text: str, size: float) -> float:
    """About how wide a text is: Chinese characters are square, others half as wide."""
    return size * sum(1.0 if east_asian_width(c) in "WFA" else 0.5 for c in text)


def rows_of(runs: Sequence[Run]) -> list[Run]:
    """Pieces that stand side by side in one line, as one piece."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x)):
        row = next(
            (
                row
                for row in rows[-4:]
                if run.picture < 0 and row[0].picture < 0 and _on_one_line(row[0], run)
            ),
            None,
        )
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    starts = Counter(round(piece.x) for row in rows for piece, gap in _with_gaps(row) if gap > 0.3)
    often = {x for x in starts if sum(starts[x + d] for d in (-1, 0, 1)) >= max(3, len(rows) / 10)}
    return [joined for row in rows for joined in _side_by_side(row, often)]


def _on_one_line(one: Run, other: Run) -> bool:
    return abs(one.y - other.y) < 0.35 * min(one.size, other.size)


def _with_gaps(row: Iterable[Run]) -> Iterator[tuple[Run, float]]:
    """The pieces of a row, each with the gap before it, in widths of a character."""
    right = float("-inf")
    for piece in sorted(row, key=lambda run: run.x):
        yield piece, (piece.x - right) / max(piece.size, 1.0)
        right = max(right, piece.right)


def _side_by_side(row: Iterable[Run], often: Container[int]) -> Iterator[Run]:
    """The pieces of a row, put together where no gutter is between them.

    Where lines begin as `often` as in a column of text, a narrow gap is a gutter too.
    """
    whole: Run | None = None
    for piece, gap in _with_gaps(row):
        if whole is None or gap > 1.6 or (gap > 0.3 and round(piece.x) in often):
            if whole is not None:
                yield whole
            whole = piece
        else:
            text = joined(whole.text, piece.text, apart=gap > 0.2)
            width = max(whole.right, piece.right) - whole.x
            wider = whole if len(whole.text) >= len(piece.text) else piece
            whole = replace(whole, text=text, width=width, size=wider.size)
    if whole is not None:
        yield whole


def joined(left: str, right: str, *, apart: bool) -> str:
    """Two texts as one; `apart` says that they stand apart or on two lines.

    Two words of letters are kept apart, as they stand; Chinese and the two halves of a number
    are not.
    """
    end, begin = left[-1:], right[:1]
    words = end.isascii() and begin.isascii() and begin.isalpha()
    return (
        f"{left} {right}"
        if apart and words and (end.isalpha() or end in ",.;:!?)")
        else left + right
    )


_DEEPEST = 12


def columns_of(rows: Sequence[Run], depth: int = 0) -> Iterator[list[Run]]:
    """The rows column by column: what crosses the gutter stands above or below both columns."""
    gutter = _gutter(rows) if depth < _DEEPEST else None
    if gutter is None:
        yield sorted(rows, key=lambda row: (-row.y, row.x))
        return
    left: list[Run] = []
    right: list[Run] = []
    for row in sorted(rows, key=lambda row: (-row.y, row.x)):
        if _is_before(row, gutter):
            left.append(row)
        elif _is_behind(row, gutter):
            right.append(row)
        else:
            yield from _both(left, right, depth)
            left, right = [], []
            yield [row]
    yield from _both(left, right, depth)


def _both(left: list[Run], right: list[Run], depth: int) -> Iterator[list[Run]]:
    for side in (left, right):
        if side:
            yield from columns_of(side, depth + 1)


def _is_before(row: Run, x: float) -> bool:
    return row.right <= x + 0.5 * max(row.size, 8.0)


def _is_behind(row: Run, x: float) -> bool:
    return row.x >= x - 0.5 * max(row.size, 8.0)


def _gutter(rows: Sequence[Run]) -> float | None:
    """Where the second column begins; None where there is one column only."""
    texts = [row for row in rows if row.text]
    best: tuple[int, float, float] | None = None
    for x in sorted({round(row.x, 1) for row in texts}):
        left = [row for row in texts if _is_before(row, x)]
        right = [row for row in texts if _is_behind(row, x)]
        crossing = len(texts) - len(left) - len(right)
        if min(len(left), len(right)) < max(2, 0.15 * len(texts)) or crossing > 0.2 * len(texts):
            continue
        # Columns stand side by side; a heading set to the right stands below its text.
        overlap = min(max(r.y for r in left), max(r.y for r in right)) - max(
            min(r.y for r in left), min(r.y for r in right)
        )
        if overlap < 2 * median(row.size for row in texts):
            continue
        candidate = (crossing, -float(min(len(left), len(right))), x)
        best = candidate if best is None else min(best, candidate)
    return best[2] if best else None
