"""Roles in a byline: 本报记者, 通讯员, 文/图, and how the paper's own name goes with them."""

from __future__ import annotations

import re

from generator.segmentation.fold import HAN

PAPER_NAME = (
    f"(?:[{HAN}]{{2,8}}?(?:日报社?|晚报|早报|晨报|时报|都市报|商报|周报|青年报|电视台|广播电台|"
    f"新闻网|在线|"
    f"融媒体中心|杂志社?|通讯社)|[{HAN}]{{2,4}}[网报社台]|本[报刊网台社]|新华社|中新社|中青|温都)"
)
_ADJECTIVE = (
    f"(?:首席|特派|特约|高级|资深|见习|实习|全媒体|融媒体?|融报道|摄影|文字|视频|主任|派驻|主播|"
    f"编外|"
    f"驻[{HAN}]{{1,5}}?)"
)
PERSON_ROLE = re.compile(
    f"{PAPER_NAME}?{_ADJECTIVE}{{0,3}}(?:记者组?|通讯员|评论员|实习生|撰稿人?|撰稿|摄影师|观察员|编译)"
)
WORK_ROLE = re.compile(
    "作者|撰文|撰写|执笔|采写|采访|文字|文[/、&和]?摄影|文[/、&和]?摄|文[/、&和]?图|"
    "图[/、&和]?文|摄影报道|摄影|"
    "供图|供稿|制图|绘图|漫画|插画|口述|整理|编译|译者|统筹|策划|报道|文|图|摄|绘|译|画"
)
_AFTER_WORDS = """
文 图 摄 绘 译 画 文/图 文、图 文&图 文图 图/文 图文 文/摄 文/摄影 摄影 摄影报道 供图 供稿
整理 制图 报道
口述 编译 撰文 绘图 漫画 文字 采写
"""
AFTER = frozenset(_AFTER_WORDS.split())
"""Roles that may be printed after the name they belong to."""

PICTURE = frozenset({"图", "摄", "绘", "画", "摄影", "供图", "制图", "绘图", "漫画"})
"""Roles that say more of a photographer than a 记者 printed before all names."""

NO_ROLE = re.compile(
    "(?:记者|通讯员|评论员|实习生) ?(?:手记|观察|调查|来信|札记|走基层|节|证|站|见闻|快评|点评|"
    "视线|视角|体验|探访|走访|暗访|"
    "追踪|跟踪|连线|提问|问|述评|感言|注|团|们|从|在|了解|获悉|会|协会|队伍|按|培训|之|说|看|帮)"
)

PLACE_TAIL = re.compile(
    f"(?!摄影)(?:[{HAN}]{{2,5}})?(?:综合|联合)?报道|发自[{HAN}]{{2,6}}|(?:[{HAN}]{{2,4}})?电"
)
HOUSE_BYLINE = re.compile(
    f"{PAPER_NAME}(?:特约|首席)?(?:评论员|评论部|编辑部|记者部|综合报道|综合|综合消息|采访组|报道组|"
    f"全媒体报道组?)"
)


_HOUSE_OF_ROLE = re.compile(
    f"^{PAPER_NAME}(?={_ADJECTIVE}{{0,3}}(?:记者|通讯员|评论员|实习生|撰稿|摄影|观察员))"
)


def plain_role(said: str) -> str:
    """A role without the name of the paper, which all its people share; 作者 says nothing."""
    if said == "作者":
        return ""
    return _HOUSE_OF_ROLE.sub("", said)
