"""Lines in brackets under an article: who wrote it, where it was printed, what goes with it.

`(作者为东海市水利学会会长)`, `(本报东海5月6日电)`, `(未完待续)`: text that stays a paragraph of
its own, and a good sign that the article is over. Works on folded text.
"""

from __future__ import annotations

import re

from generator.segmentation.bylines import read_byline
from generator.segmentation.datelines import Closing, read_dateline

_SAYS_SO = re.compile(
    "(?:本文|本系列|本篇)?(?:作者|译者|摘|原载|原刊|转|选自|据|本报|本刊|新华社|中新社|人民网|央视|"
    "记者|通讯员|参与|采访|执笔|整理|图片|照片|资料|视频|影像|未完|待续|连载|讲话|全文|详见|相关|"
    "下转|上接|标题|题目|来源|综合)|.*(?:采写|整理|翻译|编译|供稿|摄|电|讯|报道|提供|转载|结束|待续)$"
)
_NOTE = re.compile("(?:数据来源|图表来源|附件|附表|附图)[一二三1-9]?:.{1,40}")
"""What stands under an article without brackets."""
_LONG = 14
"""Characters in brackets that no heading and no name of a column has."""


def read_aside(text: str) -> Closing | None:
    """A whole folded line about the article above it, in round brackets or a note, or None.

    >>> read_aside("(作者为东海市水利学会会长)") is not None
    True
    """
    if _NOTE.fullmatch(text):
        return Closing(0)
    if not (text.startswith("(") and _encloses(text)):
        return None
    inner = text[1:-1].strip()
    if len(inner) < 3 or not (_SAYS_SO.match(inner) or len(inner) > _LONG):
        return None
    dateline = read_dateline(inner)
    if dateline is not None:
        return Closing(0, dateline.authors, dateline.source)
    byline = read_byline(inner)
    return Closing(0, byline.authors if byline is not None and byline.sure else ())


def _encloses(text: str) -> bool:
    """Whether the bracket that opens the text is closed by its last character."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return place == len(text) - 1
    return False
