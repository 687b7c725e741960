"""Lines under an article that say where it came from and who prepared it: 来源, 责编, 校对.

Such a line is read as a row of labels and values: `来源:温州网 编辑:张三`. It counts only if
labels and their values fill it. Everything here works on folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.draft import DraftAuthor
from generator.model import Date
from generator.segmentation.dates import FULL, TIME, date_of
from generator.segmentation.fold import HAN
from generator.segmentation.people import NAME, is_likely_name, is_name, split_run_on
from generator.segmentation.roles import plain_role


@dataclass(frozen=True, slots=True)
class Credits:
    """What a line of credits tells."""

    source: str = ""
    editors: tuple[str, ...] = ()
    authors: tuple[DraftAuthor, ...] = ()
    date: Date = field(default=Date())
    whole_page: bool = False
    """Whether it speaks of the page (本版编辑) rather than of one article."""


_SOURCE = (
    "(?:稿件|文章|信息|消息|资料|本文|新闻|内容)?来源(?:于|自)?|稿源|原载(?:于)?|原刊(?:于)?|"
    "转载自?|转自|摘编?自|选自|综合自|出处|首发"
)
_EDITOR = (
    "责任编[辑审]|责编|编辑|值班编[辑委]|执行编辑|文字编辑|本版编辑|本版责编|美术编辑|美编|"
    "图片编辑|图编|视觉|视觉设计|设计|"
    "版式设计|版式|版面设计|版面|组版|排版|制版|主编|执行主编|副主编|值班主[编任]|值班总编|编审|"
    "审核|审读|审校|"
    "初审|复审|终审|[一二三]审|[一二三]校|校对|责任校对|责校|检校|监制|总监制|签发|签审|编委|"
    "执行总编|校审|统筹|策划|编播|剪辑|制图"
)
_AUTHOR = "作者|记者|本报记者|通讯员|撰文|文|文字|执笔|采写|撰稿|见习记者|实习生"
_PICTURE = "摄影|图片|摄"
_DATE_LABEL = "(?:发布|更新|发表|刊发)?(?:时间|日期)"

_LABEL = re.compile(
    rf"(?P<page>本[版期报])?(?:(?P<source>{_SOURCE})|(?P<editor>{_EDITOR})|(?P<author>{_AUTHOR})|"
    rf"(?P<picture>{_PICTURE})|(?P<date>{_DATE_LABEL}))(?P<colon> ?[:/] ?| (?=[{HAN}]{{1,4}}(?: |"
    rf"$))|(?=[《“]))"
)
_GLUED_EDITOR = re.compile(rf"(?P<page>本[版期报])?(?P<label>{_EDITOR})(?P<name>[{HAN}]{{2,9}})")
_SPACED_LABEL = re.compile(f"(?<![{HAN}])(责|编|校) (编|辑|对)(?![{HAN}])")

_ACCORDING = re.compile(
    "(?:综合|均|本报综合|稿件)?据?(?P<name>(?:新华社|新华网|中新社|中新网|人民网|人民日报|"
    "央视(?:网|新闻)?|央广网|中国新闻网|"
    "光明日报|经济日报|科技日报|法治日报|参考消息|澎湃新闻|《[^》]{2,16}》|[HAN]{2,10}(?:社|网|"
    "日报|晚报|时报|发布|客户端|公众号))"
    "(?:[、 和](?:新华社|新华网|中新社|人民日报|[HAN]{2,8}(?:社|网|报)|《[^》]{2,16}》))*)"
    "(?:[HAN]{0,8}(?:\\d{1,2}月)?(?:\\d{1,2}日)?(?:专?电|消息|报道|讯|综合|供[稿图])?)".replace(
        "HAN", HAN
    )
)
_BARE_AGENCY = re.compile("(?P<name>新华社|中新社|新华网|人民网|中新网|央视网|央广网)(?:供?稿)?")


def read_credits(text: str) -> Credits | None:
    """The folded line as credits, or None when it is anything else.

    >>> read_credits("(责任编辑:张三 校对:李四)").editors
    ('张三', '李四')
    """
    bracketed = text[:1] in "([【" and text[-1:] in ")]】"
    inner = text.strip(" ()[]【】■▲*|—-。")
    if not inner or len(inner) > 120:
        return None
    inner = _SPACED_LABEL.sub(lambda found: found[1] + found[2], inner)
    according = read_agency(inner) if bracketed or inner.startswith(("据", "综合")) else ""
    if according:
        return Credits(source=according)
    return _labelled(inner) or _glued(inner)


def read_agency(text: str) -> str:
    """The agency or paper in `据新华社电` or `据《人民日报》报道`, as printed; else empty."""
    inner = text.strip(" ()。")
    if len(inner) > 40:
        return ""
    found = _BARE_AGENCY.fullmatch(inner) or _ACCORDING.fullmatch(inner.replace(" ", ""))
    if not found or (found.end() == len(found["name"]) and not inner.startswith(("据", "综合"))):
        return found["name"] if found and _BARE_AGENCY.fullmatch(inner) else ""
    return found["name"]


def _labelled(text: str) -> Credits | None:
    labels = list(_LABEL.finditer(text))
    if not labels:
        return None
    source, page, date = "", False, Date()
    editors: list[str] = []
    authors: list[DraftAuthor] = []
    before = text[: labels[0].start()].strip(" |·")
    if before:
        date = _date(before)
        if not date.month:
            return None
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        value = text[label.end() : end].strip(" |;,、·/")
        kind = label.lastgroup if label.lastgroup != "colon" else _kind(label)
        if kind == "source":
            stated = FULL.search(value)
            if stated:
                date, value = date_of(stated), value[: stated.start()].strip(" |")
            if not value or len(value) > 40 or re.search("[。!?]", value):
                return None
            source = value
        elif kind == "date":
            date = _date(value)
        else:
            names = _names(value, told=":" in label["colon"] or "/" in label["colon"])
            if not names:
                return None
            page = page or bool(label["page"])
            if kind == "editor":
                editors += names
            else:
                role = plain_role(label.group().strip(" :/"))
                authors += (DraftAuthor(name, role) for name in names)
    if not source and not editors:
        return None  # 作者:张三 is a byline
    return Credits(source, tuple(editors), tuple(authors), date, page)


def _kind(label: re.Match[str]) -> str:
    return next(
        kind
        for kind in ("source", "editor", "author", "picture", "date")
        if label[kind] is not None
    )


def _glued(text: str) -> Credits | None:
    """`责编张三 校对李四`, without colons: only where every value is a likely name."""
    editors: list[str] = []
    page = False
    for part in text.split():
        found = _GLUED_EDITOR.fullmatch(part)
        names = _names(found["name"]) if found else ()
        if not found or not names or not all(map(is_likely_name, names)):
            return None
        page = page or bool(found["page"])
        editors += names
    return Credits(editors=tuple(editors), whole_page=page) if editors else None


def _names(value: str, *, told: bool = False) -> tuple[str, ...]:
    """The names of a value, or () when it is not names: 张三、李四, 王 伟, 张三李四.

    After a colon (`told`) any short word is taken for a name; pen names are words.
    """
    if re.fullmatch(f"[{HAN}] [{HAN}]{{1,2}}", value):
        value = value.replace(" ", "")
    names: list[str] = []
    for word in re.split(r"[ 、,/;&]+", re.sub(r"\([^)]*\)", " ", value).strip()):
        several = () if is_likely_name(word) else split_run_on(word)
        named = NAME.fullmatch(word) is not None if told else is_name(word)
        if not several and not named and not re.fullmatch("[A-Za-z][A-Za-z .]{1,20}", word):
            return ()
        names += several or (word,)
    return tuple(names)


def _date(value: str) -> Date:
    rest = TIME.sub("", value).strip()
    found = FULL.match(rest)
    return date_of(found) if found and found.end() == len(rest) else Date()
