"""Lines to pieces: what the page breaks at a fixed width is put together before anything is read.

A text copied from a narrow column has every paragraph on many lines of one length. Where a whole
file looks like that, a full line runs on into the next; elsewhere each line is a piece of its own
and a cut paragraph is recognised later, by how it reads (see `seams`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import east_asian_width

from generator.draft import Line
from generator.segmentation.asides import read_aside
from generator.segmentation.bylines import read_byline
from generator.segmentation.captions import read_caption
from generator.segmentation.credits import read_credits
from generator.segmentation.datelines import read_dateline
from generator.segmentation.fold import HAN, fold, visible
from generator.segmentation.furniture import read_furniture
from generator.segmentation.seams import ends_sentence, join
from generator.segmentation.told import SINGLE


@dataclass(frozen=True)
class Piece:
    """One line of the page, or the lines of one length that were one to the typesetter."""

    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        return join(line.text for line in self.lines)

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def number(self) -> int:
        """Of its first line."""
        return self.lines[0].number

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(line.number for line in self.lines)

    @property
    def hint(self) -> str:
        return self.lines[0].hint


def pieces_of(lines: Sequence[Line]) -> tuple[Piece, ...]:
    """The pieces of a page; blank lines are gone."""
    printed = [line for line in lines if visible(line.text)]
    measure = _column([line for line in printed if line.hint not in SINGLE])
    if measure is None:
        return tuple(Piece((line,)) for line in printed)
    return _joined(printed, measure)


@dataclass(frozen=True, slots=True)
class _Column:
    """The fixed width of a file."""

    width: int
    slack: int
    measure: Callable[[str], int]
    gap: int
    """Line numbers from a full line to the one that it runs on into; 1 without blank lines."""
    indents: bool
    """Whether paragraphs are set in, so that a line that is not set in runs on."""

    def is_full(self, line: Line) -> bool:
        """Whether the line reaches the margin; a longer one is a heading across columns."""
        taken = self.taken(line)
        return self.width - self.slack <= taken <= self.width + self.slack

    def taken(self, line: Line) -> int:
        """Width of a line with the indent that was cut off, which is two characters."""
        return self.measure(line.text) + (self.measure("　　") if line.hint == "indent" else 0)


def _cells(text: str) -> int:
    """Width on the page in half characters. Quotation marks and dashes are wide in Chinese type."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _column(lines: Sequence[Line]) -> _Column | None:
    """The width at which the file was broken, or None when it was not."""
    if len(lines) < 8:
        return None
    for measure, slack in ((len, 2), (_cells, 4)):
        column = _Column(0, slack, measure, 1, indents=False)
        width = _common_width([column.taken(line) for line in lines], slack)
        if width:
            column = _Column(width, slack, measure, 1, indents=False)
            full = [column.is_full(line) for line in lines]
            gaps = Counter(
                after.number - line.number
                for line, after, is_full in zip(lines, lines[1:], full, strict=False)
                if is_full
            )
            return _Column(width, slack, measure, gaps.most_common(1)[0][0], _indents(lines, full))
    return None


def _common_width(widths: Sequence[int], slack: int) -> int:
    """The width that hardly a line exceeds and that many lines reach; 0 when there is none."""
    count = Counter(widths)
    for width in sorted(count, reverse=True):
        over = sum(times for value, times in count.items() if value > width)
        if over > max(1, 0.15 * len(widths)):
            return 0
        near = [value for value in count if width - slack <= value <= width]
        reached = sum(count[value] for value in near)
        if 10 <= width <= 130 and reached >= max(5, 0.4 * len(widths)):
            # A mark that hangs over the margin makes a few lines longer than the column.
            return max(near, key=lambda value: (count[value], value))
    return 0


def _indents(lines: Sequence[Line], full: Sequence[bool]) -> bool:
    """Whether the file sets paragraphs in: some full lines are, and most are not."""
    set_in = [line.hint == "indent" for line, is_full in zip(lines, full, strict=True) if is_full]
    return 0 < sum(set_in) <= 0.7 * len(set_in)


def _joined(lines: Sequence[Line], column: _Column) -> tuple[Piece, ...]:
    pieces: list[list[Line]] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if pieces and _runs_on(pieces[-1], line, after, column):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return tuple(Piece(tuple(group)) for group in pieces)


def _runs_on(group: Sequence[Line], line: Line, after: Line | None, column: _Column) -> bool:
    last = group[-1]
    if not column.is_full(last) or line.number - last.number > column.gap:
        return False
    if last.hint in SINGLE or line.hint in SINGLE:
        return False
    if column.indents and line.hint == "indent":
        return False
    if len(group) == 1 and not column.indents and _stands_alone(fold(last.text)):
        return False
    folded = fold(line.text)
    finished = ends_sentence(fold(last.text))
    if finished and not column.indents and not _forced(last, line, column):
        return False
    short = not column.is_full(line)
    if finished and short and not ends_sentence(folded):
        return False  # a heading after a paragraph that happens to fill its last line
    if finished and (_ENUMERATOR.match(folded) or read_caption(folded)):
        return False
    byline = read_byline(folded) if short else None
    if byline and len(group) == 1 and (byline.sure or byline.strength == 1):
        return False  # the title above happens to fill its line
    return not (read_furniture(folded) or read_credits(folded) or read_dateline(folded))


_NAMES_COLUMN = re.compile(r"[^(。]{5,}[(][^()\d]{2,24}[)]")
"""A title with the column that it stands in: `一渠清水进山来（深聚焦）`."""
_COUPLET = re.compile(f"[{HAN}“”]{{4,}} [{HAN}“”]{{4,}}")


def _stands_alone(folded: str) -> bool:
    """Whether a line as long as the column is a heading, a byline or a caption all the same."""
    if _COUPLET.fullmatch(folded) or read_aside(folded) or _NAMES_COLUMN.fullmatch(folded):
        return True
    byline = read_byline(folded)
    if byline is not None and (byline.sure or byline.kind == "organisation"):
        return True
    caption = read_caption(folded)
    return caption is not None and bool(caption.credit)


_UNIT = re.compile(r"[A-Za-z0-9.,:%/-]+|[“《(【\[]*.[,。、;:?!”’》)】\]…—]*", re.DOTALL)
"""What no line may be broken within: a number or word, a character with its marks."""


def _forced(last: Line, line: Line, column: _Column) -> bool:
    """Whether the line had to end where it did, because what follows did not fit."""
    unit = _UNIT.match(fold(line.text))
    return column.taken(last) + column.measure(unit.group() if unit else "") > column.width


_ENUMERATOR = re.compile(
    r"[一二三四五六七八九十]{1,2}、|[(][一二三四五六七八九十\d]{1,2}[)]|[①-⑳]|[问答]:"
)
