"""Datelines 电头 (`本报讯`, `新华社北京1月2日电`) and the names in brackets that close an article.

Both stand inside a paragraph and stay there: what is read here is only what they say. A dateline
is the best sign that an article begins; closing names that one ends. Works on folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.draft import DraftAuthor
from generator.model import Date
from generator.segmentation.bylines import Byline, read_byline
from generator.segmentation.credits import read_agency
from generator.segmentation.dates import FULL, SHORT, date_of
from generator.segmentation.fold import HAN
from generator.segmentation.people import is_likely_name


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the beginning of a paragraph says of when, where and by whom."""

    length: int
    """Characters it takes."""
    source: str = ""
    """The agency, when it is not the paper itself."""
    date: Date = Date()
    authors: tuple[DraftAuthor, ...] = ()


_AGENCY = (
    "新华社|新华网|中新社|中新网|中国新闻网|人民网|央视网|央视新闻|央广网|中央社|法新社|路透社|"
    "美联社|塔斯社|俄新社|韩联社|"
    "共同社|国际在线|光明网|中国网|浙江在线|浙江日报|人民日报|中国日报|经济日报|光明日报|"
    "科技日报|参考消息|环球时报|海外网|澎湃新闻"
)
_OWN = (
    "本[报刊网台社]|[HAN]{2,8}?(?:日报|晚报|早报|晨报|都市报|商报|时报|青年报|在线|[网台]|新闻网|"
    "发布|客户端|融媒|广播)|[HAN]{1,2}报|温都"
)
_SHORT = SHORT.pattern.replace("P<month>", "P<m>").replace("P<day>", "P<d>")
_DAY = f"(?:(?:{FULL.pattern})|(?:{_SHORT})|(?P<only>[0-9]{{1,2}})日)"

_DATELINE = re.compile(
    (
        rf"(?P<open>[【\[(■▲* ]*)(?P<according>综合|据)?(?P<house>{_AGENCY}|"
        rf"{_OWN})(?P<chief>(?:特派|驻[HAN]{{1,6}})?记者[HAN ]{{2,12}}?)?"
        rf"[ ·]?(?P<place>[HAN/、· ]{{0,14}}?)[ ]?(?P<date>{_DAY})?[ ]?(?P<end>专?电|快?讯|消息|"
        rf"报道|特稿)(?P<close>[】\]) ]*)"
    ).replace("HAN", HAN)
)
_PLACE_DATELINE = re.compile(
    rf"[■▲ ]*(?P<place>[{HAN}]{{2,8}}) ?(?P<date>{_DAY}) ?(?P<end>专?电)(?P<close> *)"
)
_PROSE = re.compile("[说从向在为将对与和了的据被让给获]")
_ELECTRIC = re.compile("[话视力子影网商台动]")
_BRACKET = re.compile(r" ?\((?P<inner>[^()]{2,80})\)[ :,]*")
_BARE_ROLE = re.compile("(?:本报|本网)?(?:见习|实习|首席|全媒体|特约|特派)?(?:记者|通讯员|实习生)")


def read_dateline(text: str) -> Dateline | None:
    """The dateline that the folded paragraph begins with, or None.

    >>> read_dateline("新华社北京1月2日电(记者张三)昨天").source
    '新华社'
    """
    found = _DATELINE.match(text)
    if found and not _is_dateline(found, text):
        found = None
    if not found:
        found = _PLACE_DATELINE.match(text)
        if not found or _PROSE.search(found["place"]):
            return _names_only(text)
    said = found.groupdict()
    end = found.end()
    house = said.get("house") or ""
    source = house if re.fullmatch(_AGENCY, house) or _names_a_paper(house) else ""
    authors: tuple[DraftAuthor, ...] = ()
    if said.get("chief"):
        authors += _people(said["chief"] or "")
    programme = re.compile(r"\([^()]{2,10}\)(?=:)").match(text, end)
    if programme:
        end = programme.end()
    names = _BRACKET.match(text, end)
    if names:
        people = _people(names["inner"], in_brackets=True)
        end = names.end() if people else end
    else:
        people, end = _bare_names(text, end)
    authors += people
    while end < len(text) and text[end] in " :,":
        end += 1
    return Dateline(end, source, _date(found), authors)


def _is_dateline(found: re.Match[str], text: str) -> bool:
    """Whether the match is a dateline and not a sentence like 本报报道了…"""
    place, after = found["place"].strip(), text[found.end("end") :]
    if place.endswith("通"):
        return False  # 新华社长篇通讯
    certain = bool(found["date"]) and found["end"].endswith("电") and not _ELECTRIC.match(after)
    if _PROSE.search(place) and not certain:
        return False  # but 本报呼和浩特5月6日电
    own = found["house"].startswith("本") or found["house"] in ("温都",)
    agency = re.fullmatch(_AGENCY, found["house"]) is not None
    if found["end"] in ("报道", "特稿") and not found["date"]:
        return False
    if found["date"]:
        return True
    rest = text[found.end() :]
    closed = (
        not rest
        or bool(found["close"])
        or rest[0] in " (:,【"
        or rest.startswith(("记者", "通讯员"))
    )
    if found["place"].strip():
        # 温州网讯 and 本报温州讯 are datelines; 本市各网点通讯 is not.
        return (own or agency) and closed
    if own or agency or _names_a_paper(found["house"]):
        return True if found["end"].endswith("讯") else closed
    return closed


def _names_a_paper(house: str) -> bool:
    return len(house) >= 3 and not house.startswith("本")


def _names_only(text: str) -> Dateline | None:
    """`(记者 张三)昨日…`: no dateline but the names that belong in one."""
    found = _BRACKET.match(text)
    people = _people(found["inner"]) if found else ()
    if not found or not people or not re.search("记者|通讯员|实习生", found["inner"]):
        return None
    if found.end() == len(text):
        return None  # on a line of its own it signs what stands above
    return Dateline(found.end(), authors=people)


def _people(inner: str, in_brackets: bool = False) -> tuple[DraftAuthor, ...]:
    byline = read_byline(inner)
    if (
        byline
        and byline.kind == "person"
        and (byline.sure or (in_brackets and byline.strength == 1))
    ):
        return byline.authors
    return ()


def _bare_names(text: str, start: int) -> tuple[tuple[DraftAuthor, ...], int]:
    """Roles and names after a dateline without brackets, and where they end.

    `本报讯 记者张三 通讯员李四 近日,…`: word by word, until one is no name.
    """
    end, words = start, list[str]()
    position = start
    while position < len(text):
        found = re.compile(f" *([{HAN}]+)[ 、]*").match(text, position)
        if not found:
            break
        word = found[1]
        role = _BARE_ROLE.match(word)
        name = word[role.end() :] if role else word
        told = name.endswith("报道")
        name = name.removesuffix("报道")
        if not (words or role) or not (not name or is_likely_name(name)):
            break
        words.append(word.removesuffix("报道"))
        position = found.end()
        if name:
            end = position
        if told:
            break
    people = _people(" ".join(words)) if words else ()
    return (people, end) if people else ((), start)


def _date(found: re.Match[str]) -> Date:
    said = found.groupdict()
    if not said.get("date"):
        return Date()
    stated = FULL.match(said["date"] or "") or SHORT.match(said["date"] or "")
    return date_of(stated) if stated else Date()


@dataclass(frozen=True, slots=True)
class Closing:
    """What the brackets at the end of a paragraph say."""

    start: int
    """Where the opening bracket stands."""
    authors: tuple[DraftAuthor, ...] = ()
    source: str = ""


_CLOSING = re.compile(r"[。!?…”》)] ?[(【\[](?P<inner>[^()\[\]【】]{2,60})[)\]】] ?[■▲]?$")
_SIGNED = re.compile(
    rf"[。!?…”] ?(?:—{{1,2}})? ?(?P<inner>(?:本报)?(?:记者|通讯员)[ /:]?[{HAN} 、]{{2,30}})$"
)


def read_closing(text: str) -> Closing | None:
    """The names or the source in brackets after the last full stop of a folded paragraph.

    >>> read_closing("路灯亮了。(张三 李四)").authors[1].name
    '李四'
    """
    found = _CLOSING.search(text) or _SIGNED.search(text)
    if not found:
        return None
    start = found.start("inner") - 1
    inner = found["inner"].strip()
    source = read_agency(inner) or _stated_source(inner)
    if source:
        return Closing(start, source=source)
    byline = read_byline(inner)
    if not byline or not _signs(byline, inner):
        return None
    return Closing(start, byline.authors)


def _signs(byline: Byline, inner: str) -> bool:
    if byline.sure:
        return True
    if byline.kind == "organisation":
        return False
    return byline.strength >= 0.5 and all(
        is_likely_name(author.name) or len(byline.authors) > 1 for author in byline.authors
    )


def _stated_source(inner: str) -> str:
    found = re.fullmatch(
        "(?:稿件|文章)?(?:来源|原载|转自|摘自|摘编自|选自)[: 于]*(?P<name>.{2,30})", inner
    )
    return found["name"].strip() if found else ""
