"""Titles told from sub-headings, one decision for each group of headings.

Evidence is added up in points, roughly the logarithm of odds; a group above zero is a title. What
weighs most is how the page signs its articles: where titles are followed by a byline (or a
dateline, or follow names in brackets), a group that lacks it is a sub-heading. Where nothing is
signed, the text is asked: whether it goes on about the same things (`cohesion`), whether it begins
as news does, and whether neighbouring headings are cut to one measure (`parallels`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.segmentation.groups import Group, enumerated
from generator.segmentation.kinds import Reading
from generator.segmentation.settle import COLUMN_OF_BRIEFS
from generator.segmentation.told import told_points
from generator.segmentation.undecided import Undecided

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
    Undecided(readings, groups).read()
    _what_is_told(readings, groups)
    if not regime.certain:
        _lone_subheadings(readings, groups)
    for group in groups:
        group.is_title = group.points > 0
        group.doubtful = abs(group.points) < (DOUBT if regime.certain else DOUBT_UNSIGNED)


def _what_is_told(readings: Sequence[Reading], groups: Sequence[Group]) -> None:
    """What the format says, which plain text does not."""
    hints = [_hint(readings, group) for group in groups]
    for group, hint in zip(groups, hints, strict=True):
        told = told_points(hint, hints)
        if told:
            group.add(*told)


def _hint(readings: Sequence[Reading], group: Group) -> str:
    """Of a stack of headings, that of the line which is marked most strongly."""
    hints = {readings[index].told for index in group.heads}
    return next((hint for hint in ("title", "heading", "subheading") if hint in hints), "")


class _Regime:
    """How the articles of a page are signed."""

    def __init__(self, groups: Sequence[Group]) -> None:
        inner = [group for group in groups if not group.first]
        self.first_only = (
            sum(group.marked for group in groups) == 1
            and groups[0].marked
            and not self._closed(inner)
        )
        self.signed = sum(group.signed for group in groups)
        self.bylines = _holds(self.signed, len(groups))
        self.datelines = _holds(sum(group.dated for group in groups), len(groups))
        self.mostly_dated = sum(group.dated for group in groups) >= 0.6 * len(groups)
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
        group.add(0.7, "全页无署名 / nothing on the page is signed")
        return
    if regime.bylines:
        # The more articles are signed, the surer it is that one without a name is none.
        points = -min(5.0, 2 + 0.6 * regime.signed)
        group.add(points, "其后没有署名，而别处都有 / no byline follows, as elsewhere")
    if regime.datelines:
        points = -2.5 if regime.mostly_dated else -1.0
        group.add(points, "其后没有电头，而别处都有 / no dateline follows, as elsewhere")
    if regime.endings and not group.after_end and not (regime.bylines or regime.datelines):
        group.add(
            -2, "上文没有收尾的署名，而别处都有 / no names close the text before, as elsewhere"
        )


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
