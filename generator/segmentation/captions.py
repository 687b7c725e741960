"""Captions 图片说明: the words under a photograph, and who took it.

A caption is known by the credit that ends it (`林晓 摄`, `(新华社记者张三摄)`) or by how it
begins (`图为…`). A line that merely ends in 图 without a name before it is none. Works on
folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.segmentation.bylines import read_byline
from generator.segmentation.fold import HAN
from generator.segmentation.organisations import is_organisation
from generator.segmentation.people import is_likely_name, is_name, split_run_on


@dataclass(frozen=True, slots=True)
class CaptionParts:
    """A caption cut at positions of its line: text before `text_end`, the credit, its role."""

    text_end: int
    credit: str = ""
    role: str = ""
    sure: bool = True
    """Whether it is a caption wherever it stands."""


LONGEST = 190
"""Characters; photographs with more words than this have an article of their own."""

_OPENING = re.compile(
    "(?:图为|图片为|图[①②③④⑤⑥⑦⑧⑨⑩一二三四五六1-9]{1,2}[:,为 ]|[上下左右]图|本版图片|图说[:]|"
    "图片说明[:]|图[:]|[▲①②③④⑤⑥]+ ?图|▲(?=.*[图摄]))"
)
_ROLE = "摄影报道|摄影|摄制|摄|供图|提供图片|图片提供|提供|翻拍|制图|绘图|绘制|绘|漫画|图表|图|发布"
_CREDIT_END = re.compile(
    rf"(?P<open>[(\[【]?) ?(?P<credit>[^()\[\]【】。!?;,:]{{2,40}}?)[ /:]*"
    rf"(?P<role>{_ROLE})[)\]】]?[。 ]?$"
)
_CREDIT_START = re.compile(
    r"(?P<open>[(\[【]?) ?(?P<role>摄影|图片摄影|图片来源|图片|图|摄|供图|制图|"
    r"漫画)[/:]? ?(?P<credit>[^()\[\]【】。!?;,]{2,30})[)\]】]?[。 ]?$"
)
_SENT = re.compile(
    rf"[(\[]?(?P<role0>新华社|"
    rf"中新社)[发供](?:图)? ?(?:\((?P<credit>[{HAN}· ]{{2,16}}?) ?(?P<role>摄|供图)?\))?[)\]]?$"
)
_LIBRARY = re.compile(
    r"[(\[]?(?P<role>资料图片?|资料照片|视频截图|网络图片|效果图|示意图|网络截图|AI生成)[)\]]$"
)
_AGENCY_AFTER = re.compile(
    f"(?<=[摄影道图])[(](?:新华社发|中新社发|东方IC|[{HAN}]{{2,6}}(?:中国|视觉|图片|图库|供图))[)]$"
)
"""The library that a photograph came through, after the credit: `张三摄（影像中国）`."""
_CREDIT_WORD = re.compile(f"(?<![{HAN}])[{HAN}] [{HAN}](?=$|[ 、/&|])|[^ 、/&|]+")
"""A word of a credit; 王 伟, set with a space, is one."""
_GIVER = re.compile(rf"(?:^|(?<= ))(?P<who>(?![的在了])[{HAN}·]{{2,16}})$")
"""Who gave a photograph: a person, a bureau, 受访者."""
_PERSON_ROLE = re.compile(
    f"(?:(?:[{HAN}]{{2,6}}?(?:日报|晚报|都市报|网|社)|本[报刊网台])?(?:首席|特派|见习|实习|"
    f"全媒体|摄影|特约)*"
    "(?:记者|通讯员|实习生|摄影师))"
)


def read_caption(text: str) -> CaptionParts | None:
    """The folded line cut into caption, credit and role, or None.

    >>> parts = read_caption("渠边的稻田 林晓 摄")
    >>> parts.text_end, parts.credit, parts.role
    (6, '林晓', '摄')
    """
    if not text or len(text) > LONGEST:
        return None
    text = _AGENCY_AFTER.sub("", text)
    opened = _OPENING.match(text) is not None
    for reader in (_sent_by_agency, _credit_last, _credit_after_role, _from_library):
        parts = reader(text)
        if parts and (opened or _no_prose(text, parts)):
            return parts
    if opened and not re.match("上图书|下图书|右图书|图为主|图[:]", text):
        return CaptionParts(len(text))
    return None


def _no_prose(text: str, parts: CaptionParts) -> bool:
    """Whether nothing but a caption stands before the credit: one sentence, or a closed bracket."""
    before = text[: parts.text_end].rstrip(" (")
    inner = before[:-1]
    if text.rstrip("。 ")[-1:] in ")]】":
        return inner.count("。") <= 2 and len(before) <= 150
    return inner.count("。") <= 1 and not re.search("[:“]$", before)


def _sent_by_agency(text: str) -> CaptionParts | None:
    found = _SENT.search(text)
    if not found:
        return None
    return CaptionParts(found.start(), found["credit"] or found["role0"], found["role"] or "发")


def _from_library(text: str) -> CaptionParts | None:
    found = _LIBRARY.search(text)
    if not found or not found.group().startswith(("(", "[")):
        return None
    return CaptionParts(found.start(), "", found["role"], sure=len(text) < 60)


def _credit_after_role(text: str) -> CaptionParts | None:
    """`…。图/张三`, `(摄影:张三)`."""
    start = max(text.rfind(mark) for mark in "。( !?[【") + 1
    found = _CREDIT_START.match(text, start)
    if not found or not re.search("[/: ]", text[found.end("role") : found.start("credit")]):
        return None
    names = found["credit"].strip()
    if found["role"] != "图片来源" and not _are_people(names, strict=True):
        return None
    end = start - 1 if start and text[start - 1] in "([【" else start
    return CaptionParts(end, names, found["role"])


def _credit_last(text: str) -> CaptionParts | None:
    """`… 张三 摄`, `…。(本报记者张三摄)`, `…(县委宣传部供图)`."""
    tail = _CREDIT_END.search(text)
    if not tail or (tail["role"] == "提供" and not tail["open"] and "图" not in text):
        return None
    start, credit, role = tail.start("credit"), tail["credit"], tail["role"]
    bracketed = bool(tail["open"])
    # The credit is what the last words before the role are: walk back word by word while
    # they are names or roles.
    words = list(_CREDIT_WORD.finditer(credit))
    taken = len(words)
    if role == "供图" or (role in ("提供", "图") and bracketed):
        giver = _GIVER.search(credit)
        first_word = not text[:start].strip(" (【[")
        if giver and not (giver.start() == 0 and first_word and not bracketed):
            end = tail.start("open") if bracketed and not giver.start() else start + giver.start()
            return CaptionParts(end, _without_role(giver["who"]), role)
    strict = role not in ("摄", "供图") and not bracketed
    while taken and _are_people(credit[words[taken - 1].start() :], strict):
        taken -= 1
    if taken == len(words):
        return _after_opening_words(text, tail, strict)
    first = words[taken].start()
    whole = taken == 0
    if whole and not bracketed and start and text[start - 1] not in " 。!?;,:▲":
        return None
    names = credit[first:].strip()
    spaced = not whole or bracketed or start > 0
    sure = bool(_PERSON_ROLE.match(names)) or strict is False
    if whole and not bracketed and not start and role not in ("摄", "摄影", "摄制", "供图"):
        return None  # 张三 文/图 signs an article, 高清图 is a word
    end = start + first
    if bracketed and whole:
        end = tail.start("open")
    return CaptionParts(end, _without_role(names), role, sure and (spaced or whole))


def _after_opening_words(text: str, tail: re.Match[str], strict: bool) -> CaptionParts | None:
    """A credit whose role word stands in the middle: `现场本报记者张三摄`."""
    roles = list(_PERSON_ROLE.finditer(tail["credit"]))
    if not roles:
        return None
    role = roles[-1]
    names = tail["credit"][role.start() :].strip()
    if not _are_people(names, strict):
        return None
    return CaptionParts(tail.start("credit") + role.start(), _without_role(names), tail["role"])


def _are_people(names: str, strict: bool) -> bool:
    """Whether the words can be a credit; strictly, only with a surname or a role before them."""
    plain = names.strip()
    role = _PERSON_ROLE.match(plain)
    if role:
        rest = plain[role.end() :].strip(" :/")
        return not rest or _are_people(rest, strict=False)
    if re.fullmatch(f"[{HAN}] [{HAN}]{{1,2}}", plain):
        return is_likely_name(plain.replace(" ", ""))
    if re.fullmatch(f"(?:[{HAN}] [{HAN}](?: |$)){{2,4}}", plain):
        return all(map(is_likely_name, re.findall("..", plain.replace(" ", ""))))
    words = [word for word in re.split("[ 、/&]+", plain) if word]
    if not words or len(words) > 5:
        return False
    for word in words:
        likely = is_likely_name(word) or bool(split_run_on(word)) or is_organisation(word)
        role = _PERSON_ROLE.match(word)
        if not likely and not (role and read_byline(word)) and (strict or not _could_be(word)):
            return bool(role) and not word[role.end() :] if role else False
    return True


def _could_be(word: str) -> bool:
    return is_name(word) and len(word) <= 3


def _without_role(names: str) -> str:
    role = _PERSON_ROLE.match(names)
    rest = names[role.end() :].strip(" :/") if role else names
    return rest or names
