"""The headings that nothing around them decides, each against the article before it.

Under a title a new story begins; under a sub-heading the old one goes on. Asked are the words of
the heading (`wording`), what its text shares with the article before (`cohesion`), whether its
neighbours are cut to one measure (`parallels`), how long the sections are and how wide the gaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.segmentation.cohesion import Cohesion, words
from generator.segmentation.groups import Group, enumerated
from generator.segmentation.kinds import Reading
from generator.segmentation.parallels import likeness
from generator.segmentation.settle import COLUMN_OF_BRIEFS
from generator.segmentation.wording import beginning, wording


class Undecided:
    """Reads the undecided groups from the top of the page, each against the article before it."""

    def __init__(self, readings: Sequence[Reading], groups: Sequence[Group]) -> None:
        self._readings, self._groups = readings, groups
        self._heads = [readings[group.heads[-1]].folded for group in groups]
        texts = [
            "\n".join(readings[index].folded for index in [*group.heads, *group.body])
            for group in groups
        ]
        self._cohesion = Cohesion(texts)
        self._words = [words(text) for text in texts]
        self._gap = _usual_gap(readings)
        single = sum(len(group.body) <= 1 for group in groups)
        self._row = single >= _ROW_OF_BRIEFS * len(groups)

    def read(self) -> None:
        """Add to each group what it, its text and the article before it say."""
        article: list[int] = []
        briefs = False
        for number, group in enumerate(self._groups):
            if briefs and not group.marked and not enumerated(self._readings, group):
                group.add(4, "简讯栏内 / in a column of briefs")
            elif group.points > 0:
                briefs = COLUMN_OF_BRIEFS.fullmatch(self._heads[number]) is not None
            if article and not group.marked and not group.first:
                self._by_itself(number, group)
                self._against(article, number, group)
            article = [number] if group.points > 0 or not article else [*article, number]

    def _by_itself(self, number: int, group: Group) -> None:
        for points, why in wording(self._heads[number]):
            group.add(points, why)
        if group.body:
            lead = self._readings[group.body[0]].folded
            for points, why in beginning(self._heads[number], lead):
                group.add(points, why)
            if sum(len(self._readings[index].folded) for index in group.body) > _LONG_SECTION:
                group.add(1, "其下很长 / a long text follows")
        above = self._above(group)
        if above is not None and above.folded[-1:] in ":—":
            group.add(-2.4, "上文引出下文 / what stands before leads on")
        elif above is not None and len(above.folded) < 40:
            group.add(1, "上一段很短 / a short paragraph before")
        if self._gap:
            gap = _gap_above(self._readings, group)
            group.add(*(_WIDE_GAP if gap > self._gap else _USUAL_GAP))

    def _above(self, group: Group) -> Reading | None:
        above = self._readings[group.heads[0] - 1]
        return above if above.kind == "body" else None

    def _against(self, article: Sequence[int], number: int, group: Group) -> None:
        if group.body:
            group.add(*_cohesion_points(self._cohesion.likeness(article, number)))
        told = frozenset().union(*(self._words[index] for index in article))
        named = words(self._heads[number])
        if named and len(named & told) / len(named) > 0.15:
            group.add(-0.5, "标题的词上文说过 / its words stand in the text before")
        if len(article) > 1:
            group.add(-0.8, "上文已有小标题 / the article before has sub-headings")
        parallel = self._parallel(article, number, group)
        paragraphs = sum(len(self._groups[index].body) for index in article)
        if paragraphs >= 12:
            group.add(0.8, "上文已长 / the article before is long")
        if self._row and not parallel:
            return  # of a row of briefs each has but one paragraph
        if paragraphs <= 1:
            group.add(-1, "上文才一段 / a single paragraph stands before")
        if len(group.body) == 1:
            group.add(-0.5, "其下只有一段 / a single paragraph follows")

    def _parallel(self, article: Sequence[int], number: int, group: Group) -> bool:
        """Sub-headings are cut to one measure, and the title above them is not."""
        text = self._heads[number]
        if likeness(self._heads[article[0]], text):
            return False
        before = likeness(self._heads[number - 1], text) if len(article) > 1 else 0.0
        follows = number + 1 < len(self._groups) and not self._groups[number + 1].marked
        after = likeness(text, self._heads[number + 1]) if follows else 0.0
        run = len(article) > 2 and self._alike(article[-2], article[-1])
        if run and not before:
            why = "与上文的小标题不同句式 / not of one measure with the sub-headings before"
            group.add(0.7, why)
        points = (-3.0 if run else -2.0) * bool(before) - 0.8 * (before == 2) - 1.8 * bool(after)
        if points:
            group.add(points, "与相邻标题句式、字数相同 / of one measure with its neighbours")
        return points < 0

    def _alike(self, one: int, two: int) -> bool:
        return likeness(self._heads[one], self._heads[two]) > 0


_ROW_OF_BRIEFS = 0.6
_LONG_SECTION = 800
"""Characters from one heading to the next that sub-headings seldom leave between them."""
_WIDE_GAP = (3.5, "前有较大的空行 / a wider gap before it")
_USUAL_GAP = (-3.0, "前无较大的空行 / no wider gap before it")
_REGULAR = 0.93


def _usual_gap(readings: Sequence[Reading]) -> int:
    """Line numbers from one paragraph to the next, where wider gaps mean something; else 0.

    Most pages have blank lines everywhere, nowhere or at random. Some have them before titles.
    """
    gaps: Counter[int] = Counter()
    widest = 0
    for above, below in pairwise(readings):
        gap = below.piece.number - above.piece.numbers[-1]
        if above.kind == below.kind == "body":
            gaps[gap] += 1
        elif above.kind == "body" and below.kind == "head":
            widest = max(widest, gap)
    if not gaps:
        return 0
    usual, times = gaps.most_common(1)[0]
    return usual if times >= _REGULAR * gaps.total() and widest > usual else 0


def _gap_above(readings: Sequence[Reading], group: Group) -> int:
    first = group.heads[0]
    return readings[first].piece.number - readings[first - 1].piece.numbers[-1] if first else 0


_COHESION = (
    (0.01, 2.4, "下文另说一事 / the text is about something else"),
    (0.02, 1.4, "下文另说一事 / the text is about something else"),
    (0.05, 0.0, "下文似另说一事 / the text may be about something else"),
    (0.09, -0.9, "下文与上文相近 / the text is like what stands before"),
    (1.01, -1.6, "下文续说上文之事 / the text goes on about the same things"),
)


def _cohesion_points(likeness: float) -> tuple[float, str]:
    return next((points, why) for limit, points, why in _COHESION if likeness < limit)
