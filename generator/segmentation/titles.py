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

from generator.segmentation.cohesion import Cohesion
from generator.segmentation.groups import Group, enumerated
from generator.segmentation.kinds import Reading
from generator.segmentation.parallels import mark_parallels
from generator.segmentation.settle import COLUMN_OF_BRIEFS

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
        if not group.marked and not group.first:
            _beginning(readings, group)
    mark_parallels(readings, groups, certain=regime.bylines or regime.datelines)
    _in_order(readings, groups)
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


_NEWS_LEAD = re.compile(
    r"近日|日前|昨[日天晚]|今[日天晨早]|前[天日]|连日来|近期|最近|\d{1,2}月\d{1,2}日|"
    r"\d{1,2}日[,上下晚]|"
    r"本周|上周|记者|\d{4}年\d{1,2}月\d{1,2}日"
)
_NEWS_LEAD_WITHIN = re.compile(
    r"[^。]{0,40}?(?:近日|日前|昨[日天]|今[日天]|记者从.{2,20}(?:获悉|了解到)|"
    r"\d{1,2}月\d{1,2}日(?:上午|下午|晚|,)?|"
    r"\d{1,2}日(?:上午|下午|晚|,))"
)
_GOES_ON = re.compile(
    "此外|同时|另外|其中|对此|因此|为此|该[^怎如]|此次|这|据了解|据介绍|据悉|他|她|它|与此同时|"
    "不仅|而|但|然而|目前,|随后|接下来|"
    "在.{1,6}看来|下一步|接着|当时|后来|除了|除此"
)


def begins_as_news(text: str) -> bool:
    """Whether the first sentence of a folded text names the day or the reporter."""
    return _NEWS_LEAD_WITHIN.match(text) is not None or _NEWS_LEAD.match(text) is not None


def _beginning(readings: Sequence[Reading], group: Group) -> None:
    """How the text under the heading begins: as news does, or as a story goes on."""
    if not group.body:
        return
    lead = readings[group.body[0]].folded
    if _GOES_ON.match(lead):
        group.add(-1.2, "正文承上而来 / the text goes on from before")
    elif begins_as_news(lead):
        group.add(1.2, "正文首句有时间，是导语 / the text begins as news does")
    else:
        group.add(-0.3, "正文不是导语 / the text does not begin as news does")


def _in_order(readings: Sequence[Reading], groups: Sequence[Group]) -> None:
    """Compare each undecided group with the article before it, from the top of the page."""
    cohesion = Cohesion(
        [
            "\n".join(readings[index].folded for index in [*group.heads, *group.body])
            for group in groups
        ]
    )
    article: list[int] = []
    briefs = False
    for number, group in enumerate(groups):
        if briefs and not group.marked and not enumerated(readings, group):
            group.add(4, "简讯栏内 / in a column of briefs")
        elif group.points > 0:
            briefs = COLUMN_OF_BRIEFS.fullmatch(readings[group.heads[-1]].folded) is not None
        if article and group.body and not group.marked and not group.first:
            _compare(group, cohesion.likeness(article, number))
            length = len(readings[group.heads[-1]].folded)
            if length <= 6:
                group.add(-0.7, "很短 / very short")
            elif length >= 18:
                group.add(0.7, "较长 / rather long")
        article = [number] if group.points > 0 or not article else [*article, number]


def _compare(group: Group, likeness: float) -> None:
    if likeness < 0.02:
        group.add(1.3, "下文另说一事 / the text is about something else")
    elif likeness > 0.09:
        group.add(-1.5, "下文续说上文之事 / the text goes on about the same things")
    elif likeness > 0.05:
        group.add(-0.8, "下文与上文相近 / the text is like what stands before")


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
