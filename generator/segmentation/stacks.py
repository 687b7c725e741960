"""Kicker 引题, title 主题 and subtitle 副题: which line of several headings is which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.segmentation.fold import HAN, visible
from generator.segmentation.seams import CHAPTER, is_open


@dataclass(frozen=True, slots=True)
class Stack:
    """Positions of the heading lines by their part; every line is in one."""

    kicker: tuple[int, ...]
    title: tuple[int, ...]
    subtitle: tuple[int, ...]
    subheadings: tuple[int, ...] = ()
    """Numbered headings under the title that belong to the text."""
    reason: str = ""
    doubtful: bool = False


def stack(lines: Sequence[str]) -> Stack:
    """The parts of a stack of folded heading lines.

    >>> stack(("全市水利会议强调", "把水渠修到每块田")).title
    (1,)
    """
    positions = list(range(len(lines)))
    numbered: list[int] = []
    while len(positions) > 1 and CHAPTER.match(lines[positions[-1]]):
        numbered.insert(0, positions.pop())
    parts = _parts(lines, positions)
    if len(parts) == 1:
        return Stack((), parts[0], (), tuple(numbered), "只有一行 / one line only")
    main, reason, doubtful = _main(lines, parts) if len(parts) > 1 else (0, "", False)
    above, below = parts[:main], parts[main + 1 :]
    # ——访市发改委主任 is a subtitle even where it was typed above the title.
    dashed = [part for part in above if _DASH.match(lines[part[0]])]
    return Stack(
        tuple(index for part in above if part not in dashed for index in part),
        parts[main],
        tuple(index for part in (*dashed, *below) for index in part),
        tuple(numbered),
        reason,
        doubtful,
    )


def _parts(lines: Sequence[str], positions: Sequence[int]) -> list[tuple[int, ...]]:
    """Lines put together where one breaks off in the middle."""
    parts: list[tuple[int, ...]] = []
    for index in positions:
        if parts and _breaks_off(lines[parts[-1][-1]]):
            parts[-1] = (*parts[-1], index)
        else:
            parts.append((index,))
    return parts


def _breaks_off(text: str) -> bool:
    return (
        is_open(text) or text.count("“") > text.count("”") or bool(re.search("[、,的和与]$", text))
    )


_DASH = re.compile("—{1,2}|--")
_COLUMN = re.compile(
    "[【\\[(].{2,12}[】\\])]|■.{2,10}|.{2,8}(?:专栏|专题|系列报道|之[一二三四五六七八九十]+|特稿|"
    "专版)"
)
_KICKER_END = re.compile(
    "(?:强调|指出|要求|提出|提醒|表示|认为|呼吁|透露|部署|宣布|:|会上|会议|大会|活动|行动|精神|"
    "论坛|专题|背后|之际|以来|"
    "系列报道|特别报道|调查|观察|聚焦|关注|在行动|进行时|新时代|新作为|[①-⑳]|"
    "\\([一二三四五六七八九十]{1,2}\\))$"
)
_KICKER_BEGIN = re.compile(
    "(?:贯彻|学习|深入|围绕|为了?|随着|面对|关于|聚焦|关注|走进|对话|探访|从.+到|在.+中|全面|"
    "落实|牢记|喜迎|庆祝|纪念|"
    "不忘初心|新时代|今日|记者)"
)
_SUBTITLE_BEGIN = re.compile(
    "(?:—|首批|共|总|全长|全程|历时|覆盖|惠及|最[高快大低]|年内|每年|预计|计划|力争|到\\d{4}年|今年|明年|全市|全省|涉及|其中|并|还|\\d)"
)
_SUBTITLE_WORDS = re.compile(
    "出席|讲话|主持|致辞|参加|宣布|揭牌|率队|作报告|陪同|等领导|点评|寄语|记者|访"
)


def _main(lines: Sequence[str], parts: Sequence[tuple[int, ...]]) -> tuple[int, str, bool]:
    """Which part is the title, why, and whether an editor should look."""
    if len(parts) == 1:
        return 0, "只有一行 / one line only", False
    texts = ["".join(lines[index] for index in part) for part in parts]
    if _DASH.match(texts[0]):
        main, reason, doubtful = _main(lines, parts[1:])
        return main + 1, reason, doubtful
    for number, text in enumerate(texts[1:], 1):
        if _DASH.match(text):
            if number == 1:
                return 0, "下一行是破折号副题 / the next line is a subtitle with a dash", False
            main, _, _ = _main(lines, parts[:number])
            return main, "末行是破折号副题 / the last line is a subtitle with a dash", False
    if len(parts) == 2:
        lead = _lead(texts[0], texts[1])
        if lead > 0:
            return 1, "上行是引题 / the upper line is a kicker", lead < 2
        return 0, "下行是副题 / the lower line is a subtitle", lead > -2
    if len(parts) == 3:
        if _lead(texts[0], texts[1]) < -2:
            return 0, "首行为主题 / the first line is the title", True
        return 1, "三行标题，居中为主题 / of three lines the middle one is the title", False
    scores = [_main_points(text) for text in texts]
    best = max(range(len(texts)), key=lambda number: (scores[number], -number))
    return best, "多行标题中最像主题的一行 / the most title-like of several lines", True


_NOUN_PHRASE = re.compile("^从.+到.+$|(?:[里中上下间]|背后|时代|路上|之)的?[^,]{1,8}$")
_TWO_PARTS = re.compile(f".*[{HAN}”》] [{HAN}“《]")
_TAGGED = re.compile(r".+[(][^()\d]{2,}[)]$")
_UPPER = (
    (_COLUMN.fullmatch, 4.0),
    (re.compile(".*—$").match, 2.2),
    (_KICKER_END.search, 1.5),
    (re.compile(".{1,7}$").match, 1.2),
    (re.compile(".*,").match, 1.2),
    (_KICKER_BEGIN.match, 0.7),
    (_NOUN_PHRASE.search, 0.7),
    (_TWO_PARTS.match, 0.4),
    (re.compile(".*[!?]$").match, -1.0),
    (_SUBTITLE_WORDS.search, -1.2),
    (_TAGGED.match, -1.6),
)
_LOWER = (
    (_TAGGED.match, 1.9),
    (re.compile(".*[!?]$").match, 1.0),
    (_TWO_PARTS.match, 0.9),
    (re.compile("“[^”]*”$").match, 0.6),
    (_SUBTITLE_BEGIN.match, -0.8),
    (re.compile(".{1,4}$").match, -2.0),
    (re.compile(r".*\d").match, -1.2),
    (_SUBTITLE_WORDS.search, -2.6),
    (re.compile(r"[(].*[)]$").match, -5.0),
)
_LONGER = ((-9, 0.0), (-4, -0.7), (4, 0.0), (9, 1.1))
"""By how many characters the upper line is longer, from the first figure down: points."""
_MUCH_LONGER = 0.3


def _lead(upper: str, lower: str) -> float:
    """How much the upper of two lines looks like a kicker of the lower, and not the other way.

    The points are logarithms of odds, fitted on 650 pairs of lines that a paper marks as kicker
    and title or as title and subtitle, and rounded.
    """
    points = sum(worth for matches, worth in _UPPER if matches(upper))
    points += sum(worth for matches, worth in _LOWER if matches(lower))
    points += 0.8 * (_acts(lower) and not _acts(upper)) - 0.5 * (_acts(upper) and not _acts(lower))
    longer = len(visible(upper)) - len(visible(re.sub("[(][^()]*[)]$", "", lower)))
    return points + next((worth for limit, worth in _LONGER if longer < limit), _MUCH_LONGER)


_VERBS = """
合龙 竣工 贯通 开建 动工 奠基 问世 出炉 起航 落成 投产 首航 首飞 揭幕 摘牌
夺冠 登顶 回归 铺平 通水
启动 召开 举行 开幕 入选 获评 上线 开工 通车 出台 发布 实施 落户 签约 挂牌 揭牌 投用 打造
助力 推进 推动 建成 完成 实现 突破 增长 亮相 走进 点亮 守护 织密 激活 擦亮 跑出 绘就 办起
变身 成为 带来 解决 破解 加快 提升 迎来 来了 开始 新增 获得 荣获 夺得 闭幕 通过 公布 设立
成立 引进 开通 恢复 试点 落地 开花 收官 开赛 上岗 带动 促进
"""
_ACTS = re.compile("|".join(_VERBS.split()) + "|[让把将被了建办搬送接迎破解变跑走飞赢增降涨开启]")


def _acts(text: str) -> bool:
    """Whether a headline has a verb in it, as far as a short list can tell."""
    return _ACTS.search(text) is not None


def _main_points(text: str) -> float:
    length = len(visible(text))
    points = 2.0 if 8 <= length <= 24 else 0.0
    if _KICKER_END.search(text) or _COLUMN.fullmatch(text):
        points -= 2
    if _DASH.match(text) or _SUBTITLE_WORDS.search(text):
        points -= 2
    return points
