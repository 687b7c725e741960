"""What the words of a heading, and of the text under it, say of whether it is a title.

The points are logarithms of odds, fitted on 12,000 headings of newspaper and broadcast text of
which it was known what they are, and rounded. Works on folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.segmentation.cohesion import words
from generator.segmentation.fold import HAN

Evidence = Iterator[tuple[float, str]]
"""Points for a title, with the reason."""

_WORDING = (
    (r"[^(]{4,}[(][^()\d]{2,24}[)]$", 3.0, "末尾注明栏目 / ends with the name of a column"),
    (r"【", 2.0, "以栏目开头 / begins with the name of a column"),
    (f".*[{HAN}”》] [{HAN}“《]", 0.6, "两句式 / in two parts"),
    (r".*,", -1.5, "有逗号 / has a comma"),
    (r"“[^”]*”$", -1.5, "全是引语 / all of it a quotation"),
    (r".*[!?]$", -1.4, "以问号或叹号结尾 / ends with a question or an exclamation"),
    (r".*[:—]$", -3.0, "引出下文 / leads on to the text"),
    (r"—", -1.5, "以破折号开头 / begins with a dash"),
    (
        "让|以|把|用|从|推动|坚持|加强|提升|创新|打造|构建|深化|完善|强化|聚焦|突出",
        -0.8,
        "以要求开头 / begins as a demand",
    ),
    (f"[{HAN}A-Za-z0-9“”]{{2,9}}:.", -0.8, "冒号前是小题目 / a label and a colon"),
)
_PATTERNS = tuple((re.compile(pattern), points, why) for pattern, points, why in _WORDING)

_LENGTHS = ((5, -0.8), (8, -1.0), (11, -0.6), (24, 0.0), (99, 0.5))
"""Up to how many characters, and the points."""

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


def wording(text: str) -> Evidence:
    """What a heading says by itself."""
    for pattern, points, why in _PATTERNS:
        if pattern.match(text):
            yield points, why
    points = next(points for length, points in _LENGTHS if len(text) < length or length == 99)
    if points:
        yield points, "长短 / its length"


def beginning(text: str, lead: str) -> Evidence:
    """What the first paragraph under the heading says: it begins as news does, or goes on."""
    if _GOES_ON.match(lead):
        yield -0.6, "正文承上而来 / the text goes on from before"
    elif begins_as_news(lead):
        yield 1.5, "正文首句有时间，是导语 / the text begins as news does"
    named = words(text)
    own = len(named & words(lead)) / len(named) if named else 0.0
    if own > 0.3:
        yield 1.3 if own > 0.6 else 0.8, "首段重说标题 / the text begins with its words"


def begins_as_news(text: str) -> bool:
    """Whether the first sentence of a folded text names the day or the reporter."""
    return _NEWS_LEAD_WITHIN.match(text) is not None or _NEWS_LEAD.match(text) is not None
