"""What belongs to the printed page and not to an article: mastheads, page marks, end marks.

A line is furniture when every part of it is, so that `第3版 要闻` is and `第3版有更多内容` is not.
Everything here works on folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.model import Date
from generator.segmentation.dates import FULL, SHORT, TIME, date_of, number
from generator.segmentation.fold import HAN

FurnitureKind = Literal["masthead", "paper", "sheet", "date", "mark"]
"""`paper` is a line with the name of a paper or an address: only its place tells what it is."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line of furniture and what it tells."""

    kind: FurnitureKind
    why: str
    sheet: str = ""
    date: Date = Date()
    paper: str = ""
    issue_number: str = ""


PAPER = re.compile(
    f"[{HAN}]{{2,8}}?(?:日报|晚报|早报|晨报|时报|都市报|商报|导报|快报|青年报|周报|周刊|文摘报|"
    f"文摘|电视报|画报|侨乡报|参考消息)"
    r"(?:社|[·(—-][^ ]{1,8}\)?)?"
)
_NO_PAPER = re.compile("[记走访的和与在获]|读者|订阅|发行")

_SECTIONS = (
    "要闻 头版 综合 时政 经济 社会 民生 文化 体育 国际 国内 教育 副刊 专题 专版 广告 评论 理论 "
    "都市 县市 本地 财经 金融 科技 法治 法制 健康 卫生 旅游 文旅 娱乐 生活 视点 观点 深度 特别报道 "
    "特稿 特刊 周末 天下 中国 世界 城事 乡村 三农 人物 读书 阅读 公告 区域 镇街 县域 党建 政务 "
    "调查 时评 图片 影像 专刊 聚焦 焦点"
)
_SECTION = re.compile(
    f"(?:今日|本地|城市)?(?:{'|'.join(_SECTIONS.split())})(?:·?(?:新闻|要闻|版|周刊|综合|专版))?"
)

_NUMERAL = "[0-9一二三四五六七八九十]{1,3}"
_SHEET = re.compile(
    f"第 ?(?P<a>[A-Z]?{_NUMERAL}) ?[版面]|(?P<b>[A-H] ?-?[0-9]{{1,3}}) ?版?|(?P<c>0?[0-9]{{1,2}}|"
    f"{_NUMERAL})版"
)
_LABELLED_SHEET = re.compile(
    rf"(?:{_SHEET.pattern})[ ·:|/-]{{1,3}}[{HAN}·]{{2,8}}|[{HAN}·]{{2,6}}[ ·:|"
    rf"/-]{{1,3}}(?:{_SHEET.pattern.replace('P<', 'P<z')})"
)
_SHEETS = re.compile(r"\(?[A-Z](?:[、,和-][A-Z])+版\)?")
_PAGE_NUMBER = re.compile(r"[-—·■ ]*(?P<number>\d{1,3})[-—·■ ]*")
_NUMBERED_SECTION = re.compile(
    rf"(?P<a>\d{{1,2}})[ |·:-]{{1,3}}(?:{_SECTION.pattern})|(?:{_SECTION.pattern})[ |"
    rf"·:-]{{1,3}}(?P<b>\d{{1,2}})"
)
_ISSUE = re.compile(
    r"(?:总第|第|总) ?(?P<n>\d{1,6}) ?[期号](?:\(?总第? ?(?P<total>\d{1,6}) ?[期号]\)?)?"
)
_WEEKDAY = re.compile("(?:星期|周|礼拜)[一二三四五六日天]")
_LUNAR = re.compile(
    f"(?:农历|夏历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?[{HAN}]{{0,10}}|农历[{HAN}]{{2,14}}|"
    "闰?[正一二三四五六七八九十冬腊]{1,2}月(?:初|十|廿|三)[一二三四五六七八九十]"
)
_COUNT = "[0-9一二三四五六七八九十]+"
_IMPRINT = re.compile(
    f"(?:今日|本期|共) ?{_COUNT} ?[版张](?:[ 共]*{_COUNT} ?版)?|"
    "(?:国内)?统一(?:连续出版物号|刊号)[: ]*(?:CN)? ?[0-9/-]*|"
    "(?:国内刊号[: ]*)?CN ?[0-9]{2}-[0-9]{4}(?:/[A-Z0-9]+)?|ISSN[0-9X -]*|"
    "(?:国[内外])?(?:邮发|发行)?代号[: ]*[A-Z0-9-]*|(?:零售|定|每份)价[: ]*[0-9.]+ ?元?"
)
_ADDRESS = re.compile(
    "(?:主办|主管|出版|承印|印刷)(?:单位)?[: ].{2,30}|"
    "(?:新闻|读者)?(?:热线|报料|投稿|传真|电话|邮箱|网址|地址|邮编|微信|微博)[^。]{0,6}[: ].*|"
    "https?:.*|www[.].*|[A-Z][A-Z ]{4,}|"
    "(?:多云|晴|阴|小雨|中雨|大雨|阵雨)[^。]{0,8}[0-9][^。]{0,12}|"
    "[0-9]{1,2} ?(?:℃|°C?)?[~-][0-9]{1,2} ?(?:℃|°C?)"
)
"""What a masthead may carry besides; in an article it is part of the text."""
_POINTER = re.compile(
    rf"[(\[]?(?:紧?[上下] ?[转接]|转|接|详见|见|另见|相关报道见|全文见) ?第? ?"
    rf"(?:[A-Z]?{_NUMERAL} ?[版面][^。]{{0,12}}?|[A-Z][0-9]{{1,2}})[)\]]?"
)
_PICTURE_MARK = re.compile(
    r"[(\[]?(?:图片|照片|传真照片|新华社照片|资料图片|附图片?|图|组图|图表|视频|"
    r"音频)[: ]{0,2}略?[)\]]?|\(附图片?\d+张\)"
)
_BUTTON = "打印(?:本页)?|关闭(?:窗口)?|返回(?:顶部|首页|目录)|加入收藏|我要(?:评论|纠错)|复制链接"
_WEB = re.compile(
    r"[【\[(]?(?:字体|字号) ?: ?.{0,12}|[上下]一[篇条页版] ?[:>].{0,40}|"
    rf"(?:[【\[]?(?:{_BUTTON})[】\]]?[ |]*)+|(?:浏览|点击|阅读)(?:次数|量)?[: ]*\d+次?|"
    r"分享(?:到|至)[: ].*|扫一扫.{0,10}二维码.{0,10}"
)
_END_MARK = re.compile(r"[(\[]?(?:完|全文完|本文完|END|end|结束)[)\]]?")
_ORNAMENT = re.compile(r"[-=*·■▲_~※#+| ]+|—{3,}|…{3,}")


def is_section(text: str) -> bool:
    """Whether the folded line is only the name of a section: 要闻, 经济."""
    return _SECTION.fullmatch(text.strip(" ■▲|【】[]·-—")) is not None


def read_furniture(text: str) -> Furniture | None:
    """The folded line as furniture, or None when it is part of an article."""
    for pattern, why in _MARKS:
        if pattern.fullmatch(text):
            return Furniture("mark", why)
    page = _PAGE_NUMBER.fullmatch(text)
    if page:
        return Furniture("sheet", _SHEET_WHY, sheet=sheet_name(page["number"]))
    labelled = _LABELLED_SHEET.fullmatch(text.strip(" ■▲|-—"))
    if labelled:
        printed = next(value for value in labelled.groups() if value)
        return Furniture("sheet", _SHEET_WHY, sheet=sheet_name(printed))
    page = _NUMBERED_SECTION.fullmatch(text.strip(" ■▲|-—"))
    if page:
        return Furniture("sheet", _SHEET_WHY, sheet=sheet_name(page["a"] or page["b"]))
    return _of_parts(text)


_SHEET_WHY = "版面标记 / a page mark"
_MASTHEAD_WHY = "报头 / a masthead"
_TELLING = frozenset({"sheet", "date", "weekday", "lunar", "issue", "imprint", "paper", "address"})

_MARKS = (
    (_POINTER, "转版标记 / a turn-to-page mark"),
    (_PICTURE_MARK, "图片标记 / a picture mark"),
    (_WEB, "网页按钮 / a button of a web page"),
    (_END_MARK, "结束标记 / an end mark"),
    (_SHEETS, _SHEET_WHY),
    (re.compile("[■▲ ]*广告[■▲ ]*"), "广告标记 / marks an advertisement"),
    (_ORNAMENT, "装饰线 / an ornament"),
)


def _of_parts(text: str) -> Furniture | None:
    inner = text.strip(" ■▲*【】[]()|-—_=·<>")
    if not inner or len(inner) > 120 or re.search("[。!?“”]", inner):
        return None
    said = list(_parts(inner))
    kinds = {kind for kind, _ in said}
    if "other" in kinds or not kinds & _TELLING:
        return None
    sheet = next((value for kind, value in said if kind == "sheet"), "")
    paper = next((value for kind, value in said if kind == "paper"), "")
    issue = next((value for kind, value in said if kind == "issue"), "")
    date = next((_full_date(value) for kind, value in said if kind == "date"), Date())
    if kinds <= {"date", "time", "weekday"}:
        return Furniture("date", "日期行 / a date line", date=date)
    if sheet and not kinds & {"paper", "issue", "imprint", "date"}:
        return Furniture("sheet", _SHEET_WHY, sheet=sheet)
    if not kinds & (_TELLING - {"paper"}) and kinds & {"address"}:
        return Furniture("paper", _MASTHEAD_WHY, paper=paper)
    if paper and kinds <= {"paper", "section"}:
        if _NO_PAPER.search(paper):
            return None
        return Furniture("paper", _MASTHEAD_WHY, paper=paper)
    return Furniture("masthead", _MASTHEAD_WHY, sheet, date, paper, issue)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """What each part of the line is and what it says; `other` when it is no furniture."""
    position = 0
    while position < len(text):
        if text[position] in " |/,·:()—-":
            position += 1
            continue
        for kind, pattern in _PARTS:
            found = pattern.match(text, position)
            if found and found.end() > position and _ends_well(text, found.end()):
                yield kind, _value(kind, found)
                position = found.end()
                break
        else:
            yield "other", text[position:]
            return


def _ends_well(text: str, position: int) -> bool:
    """Whether a part may end here: 2019年11月20日 may touch 星期三, but 要闻 not 部."""
    rest = text[position:]
    return (
        not rest
        or rest[0] in " |/,·:()—-"
        or any(pattern.match(rest) for kind, pattern in _PARTS if kind not in ("section", "paper"))
        or (
            rest[0].isdigit()
            or text[position - 1].isdigit()
            or _SECTION.fullmatch(rest) is not None
        )
    )


_PARTS = (
    ("date", FULL),
    ("date", SHORT),
    ("year", re.compile("(?:19|20)[0-9]{2}年?")),
    ("time", TIME),
    ("weekday", _WEEKDAY),
    ("issue", _ISSUE),
    ("sheet", _SHEET),
    ("imprint", _IMPRINT),
    ("address", _ADDRESS),
    ("lunar", _LUNAR),
    ("paper", PAPER),
    ("section", _SECTION),
)


def _value(kind: str, found: re.Match[str]) -> str:
    if kind == "sheet":
        return sheet_name(next(group for group in found.groups() if group))
    if kind == "issue":
        return found["total"] or found["n"]
    return found.group().strip()


def sheet_name(printed: str) -> str:
    """`3` for 第三版 and 第03版, `A03` as it is."""
    plain = printed.replace(" ", "").replace("-", "")
    if plain[0].isalpha() and plain[0].isascii():
        return plain
    return str(number(plain) or plain)


def _full_date(text: str) -> Date:
    found = FULL.match(text) or SHORT.match(text)
    return date_of(found) if found else Date()
