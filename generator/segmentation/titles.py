"""Titles told from sub-headings, one decision for each group of headings.

Evidence is added up in points, roughly the logarithm of odds; a group above zero is a title. What
weighs most is how the page signs its articles: where titles are followed by a byline (or a
dateline, or follow names in brackets), a group that lacks it is a sub-heading. Where nothing is
signed, the text is asked: whether it goes on about the same things (`cohesion`), whether it begins
as news does, and whether neighbouring headings are cut to one measure (`parallels`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.segmentation.cohesion import Cohesion, words
from generator.segmentation.groups import Group, enumerated
from generator.segmentation.kinds import Reading
from generator.segmentation.parallels import likeness
from generator.segmentation.settle import COLUMN_OF_BRIEFS
from generator.segmentation.wording import beginning, wording

DOUBT = 1.2
"""Decisions closer to zero than this are shown to the editor …"""
DOUBT_UNSIGNED = 2.5
"""… and on a page that signs nothing, these."""


def decide(readings: Sequence[Reading], groups: Sequence[Group]) -> None:
    """Set `is_title`, `points`, `reasons` and `doubtful` of every group."""
    if not groups:
        return
    regime = _Regime(groups)
    for group in groups:
        _surroundings(readings, group)
        _customs(group, regime)
    _Reader(readings, groups).read()
    if not regime.certain:
        _lone_subheadings(readings, groups)
    for group in groups:
        group.is_title = group.points > 0
        group.doubtful = abs(group.points) < (DOUBT if regime.certain else DOUBT_UNSIGNED)


class _Regime:
    """How the articles of a page are signed."""

    def __init__(self, groups: Sequence[Group]) -> None:
        inner = [group for group in groups if not group.first]
        self.first_only = (
            sum(group.marked for group in groups) == 1
            and groups[0].marked
            and not self._closed(inner)
        )
        self.bylines = _holds(sum(group.signed for group in groups), len(groups))
        self.datelines = _holds(sum(group.dated for group in groups), len(groups))
        self.endings = _holds(sum(group.after_end for group in inner), len(inner))

    @staticmethod
    def _closed(inner: Sequence[Group]) -> bool:
        return any(group.after_end for group in inner)

    @property
    def certain(self) -> bool:
        return self.bylines or self.datelines or self.endings


def _holds(having: int, groups: int) -> bool:
    return having >= 2 and having >= 0.3 * groups


_PICTURE_NOTE = re.compile(r"[(\[](?:图片|附图|图|组图|附照片|图文)[^()]{0,6}[)\]]$")
_STANDING_SUBHEAD = re.compile(
    "■?(?:相关链接|新闻链接|新闻背景|背景链接|背景资料|背景|名词解释|延伸阅读|链接|记者手记|"
    "采访手记|编后|编后语|"
    "编者按|编辑点评|专家观点|专家点评|专家解读|核心提示|阅读提示|新闻延伸|小贴士|温馨提示|"
    "人物名片|人物简介|记者点评|"
    "点评|数据链接|政策链接|提醒|相关新闻|前情回顾|事件回顾|尾声|结语|引子|启示)(?:[:].{0,8})?"
)


_STANDING_TITLE = re.compile(
    "■?(?:下期(?:预告|话题)|(?:征稿|迁址|更名|停电|停水|招聘)?启事|更正(?:启事|说明)?|致歉|敬告读者|"
    "编读往来|读者来信|来函照登|天气预报)"
)


def _surroundings(readings: Sequence[Reading], group: Group) -> None:
    """What stands directly above and below, whatever the page is like."""
    text = readings[group.heads[-1]].folded
    if group.first:
        group.add(6, "全文第一个标题 / the first heading of the file")
    if group.signed:
        group.add(4.5, "其后是署名行 / a byline follows")
    if group.dated:
        group.add(4.5, "其后是电头 / a dateline follows")
    if _PICTURE_NOTE.search(text):
        group.add(3, "注明附图 / names its picture")
    if group.after_end:
        group.add(3.5, "上文已收尾 / what stands before is closed")
    if group.after_sheet and not group.unfinished_before:
        group.add(1.5, "在版面标记之后 / follows a page mark")
    if len(group.heads) > 1 and not enumerated(readings, group):
        group.add(1, "多行标题 / several heading lines")
    if (group.captioned or group.after_caption) and not group.unfinished_before:
        group.add(1, "旁有图片说明 / a caption stands beside it")
    if group.unfinished_before:
        group.add(-2.5, "上文未完 / what stands before is unfinished")
    if enumerated(readings, group):
        group.add(-5, "有序号 / carries a number")
    if group.marked:
        return
    if _STANDING_SUBHEAD.fullmatch(text):
        group.add(-5, "栏目式小标题 / a customary sub-heading")
    if _STANDING_TITLE.fullmatch(text):
        group.add(5, "常设栏目 / a standing column")
    if COLUMN_OF_BRIEFS.fullmatch(text):
        group.add(4, "简讯栏 / a column of briefs")
    if group.after_byline:
        group.add(-6, "紧接署名行 / directly under a byline")


def _customs(group: Group, regime: _Regime) -> None:
    """What the page does elsewhere and does not do here."""
    if group.marked or group.first:
        return
    if regime.first_only:
        group.add(-1.0, "只有首篇有署名，或许仅此一篇 / only the first heading is signed")
        return
    if not regime.certain:
        group.add(1.0, "全页无署名 / nothing on the page is signed")
        return
    if regime.bylines:
        group.add(-3, "其后没有署名，而别处都有 / no byline follows, as elsewhere")
    if regime.datelines:
        group.add(-2.5, "其后没有电头，而别处都有 / no dateline follows, as elsewhere")
    if regime.endings and not group.after_end and not (regime.bylines or regime.datelines):
        group.add(
            -2, "上文没有收尾的署名，而别处都有 / no names close the text before, as elsewhere"
        )


class _Reader:
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

    def read(self) -> None:
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
            if len(group.body) == 1:
                group.add(-0.5, "其下只有一段 / a single paragraph follows")
            elif len(group.body) >= 5:
                group.add(0.5, "其下段落多 / many paragraphs follow")
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
        paragraphs = sum(len(self._groups[index].body) for index in article)
        if paragraphs >= 12:
            group.add(0.8, "上文已长 / the article before is long")
        elif paragraphs <= 1:
            group.add(-1, "上文才一段 / a single paragraph stands before")
        self._parallel(article, number, group)

    def _parallel(self, article: Sequence[int], number: int, group: Group) -> None:
        """Sub-headings are cut to one measure, and the title above them is not."""
        text = self._heads[number]
        if likeness(self._heads[article[0]], text):
            return
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

    def _alike(self, one: int, two: int) -> bool:
        return likeness(self._heads[one], self._heads[two]) > 0


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


def _lone_subheadings(readings: Sequence[Reading], groups: Sequence[Group]) -> None:
    """One sub-heading alone divides nothing: unless it is sure, it is a title."""
    for number, group in enumerate(groups):
        if group.points > 0 or enumerated(readings, group):
            continue
        above = groups[number - 1] if number else None
        below = groups[number + 1] if number + 1 < len(groups) else None
        alone = (above is None or above.points > 0) and (below is None or below.points > 0)
        if alone and group.points > -1:
            group.add(1, "文中仅此一个 / the only one in its article")
