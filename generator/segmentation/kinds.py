"""What each piece of a page is by itself: the first reading, before its neighbours are asked.

First match wins. `maybe` is a line that could be a byline and could be a heading; `head` is all
that is short and ends nothing. `settle` decides between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.segmentation.asides import read_aside
from generator.segmentation.bylines import Byline, read_byline
from generator.segmentation.captions import CaptionParts, read_caption
from generator.segmentation.credits import Credits, read_credits
from generator.segmentation.datelines import Closing, Dateline, read_closing, read_dateline
from generator.segmentation.fold import HAN, visible
from generator.segmentation.furniture import Furniture, read_furniture
from generator.segmentation.pieces import Piece
from generator.segmentation.seams import ends_sentence
from generator.segmentation.told import HEADINGS, OUTSIDE, told_byline

Kind = Literal["furniture", "credits", "caption", "byline", "maybe", "body", "head"]

LONGEST_HEADING = 46
"""Visible characters; a longer line is a heading only when what follows says so."""

LONGEST_TITLE = 90


@dataclass(slots=True)
class Reading:
    """A piece with what it was read as. `kind` changes while the neighbours are asked."""

    piece: Piece
    kind: Kind
    reason: str = ""
    furniture: Furniture | None = None
    credits: Credits | None = None
    caption: CaptionParts | None = None
    byline: Byline | None = None
    dateline: Dateline | None = None
    closing: Closing | None = None
    apart: bool = False
    """A row of a list, table or poem: never joined to its neighbours."""
    ends_unmarked: bool = False
    """Whether its paragraph is over although no mark says so."""
    ends_article: bool = False
    """A signature under an article, which therefore is over."""

    @property
    def text(self) -> str:
        return self.piece.text

    @property
    def folded(self) -> str:
        return self.piece.folded

    @property
    def length(self) -> int:
        return len(visible(self.piece.text))

    @property
    def finished(self) -> bool:
        """Whether it ends as a paragraph may."""
        return self.apart or self.ends_unmarked or ends_sentence(self.folded)

    @property
    def told(self) -> str:
        """The hint of a line that the format marks as a heading."""
        return self.piece.hint if self.piece.hint in HEADINGS else ""

    def becomes(self, kind: Kind, reason: str) -> None:
        """Change the kind; of a heading that the format marks, no neighbour makes a text."""
        if not self.told or kind == "furniture":
            self.kind, self.reason = kind, reason


def read_all(pieces: Sequence[Piece]) -> list[Reading]:
    """The first reading of every piece."""
    speakers = _speakers(pieces)
    return [_read(piece, speakers) for piece in pieces]


def _read(piece: Piece, speakers: frozenset[str]) -> Reading:
    text = piece.folded
    told = _told(piece)
    if told:
        return told
    furniture = read_furniture(text)
    if furniture:
        return Reading(piece, "furniture", furniture.why, furniture=furniture)
    named = read_credits(text)
    if named:
        return Reading(piece, "credits", "来源或编辑行 / a source or editor line", credits=named)
    byline = read_byline(text)
    aside = read_aside(text)
    if aside and not (byline and byline.sure):
        return Reading(piece, "body", "括注一行 / a line in brackets", closing=aside, apart=True)
    dateline = read_dateline(text)
    if dateline:
        return _body(piece, "以电头开头 / begins with a dateline", dateline)
    caption = read_caption(text)
    pictures_only = byline is not None and _only_pictures(byline)
    if byline and byline.sure and not (pictures_only and caption):
        return Reading(piece, "byline", "有职务和姓名 / roles and names fill it", byline=byline)
    if caption and caption.sure:
        return Reading(piece, "caption", _caption_reason(caption), caption=caption, byline=byline)
    if _is_body(text, speakers):
        return _body(piece, "正文 / running text", None)
    if byline:
        return Reading(piece, "maybe", byline=byline, caption=caption)
    return Reading(piece, "head", caption=caption)


def _told(piece: Piece) -> Reading | None:
    """A line of which the format says what it is."""
    hint, text = piece.hint, piece.folded
    if hint in OUTSIDE:
        furniture = Furniture("mark", OUTSIDE[hint])
        return Reading(piece, "furniture", furniture.why, furniture=furniture)
    if hint == "title" or (hint in HEADINGS and _may_head(text)):
        return Reading(piece, "head", "格式注明 / the format says so")
    if hint == "byline":
        reason = "格式注明的作者 / the author that the format names"
        return Reading(piece, "byline", reason, byline=told_byline(text))
    if hint == "caption":
        parts = read_caption(text) or CaptionParts(len(piece.text))
        return Reading(piece, "caption", "格式注明的图说 / marked as a caption", caption=parts)
    if hint == "apart" and not (read_furniture(text) or read_credits(text)):
        reading = _body(piece, "列表或表格的一行 / a row of a list or table", None)
        reading.apart = True
        return reading
    return None


def _may_head(text: str) -> bool:
    """Whether a line in the style of a heading is one: some writers choose it for everything."""
    return len(visible(text)) <= LONGEST_TITLE and not read_furniture(text) and "。" not in text


def _body(piece: Piece, reason: str, dateline: Dateline | None) -> Reading:
    return Reading(piece, "body", reason, dateline=dateline, closing=read_closing(piece.folded))


def _caption_reason(caption: CaptionParts) -> str:
    if caption.credit:
        return "以摄影者或供图者结尾 / ends with a photo credit"
    return "以“图为”等语开头 / begins as captions do"


def _only_pictures(byline: Byline) -> bool:
    return all(
        author.role in ("摄", "摄影", "供图", "制图", "图", "绘") for author in byline.authors
    )


_SPEAKER = re.compile(f"(?P<who>问|答|记者|主持人|嘉宾|专家|网友|[{HAN}]{{1,6}}) ?:(?=.)")
_ALWAYS_SPEAKING = frozenset({"问", "答", "记者", "主持人", "嘉宾", "网友", "本报记者", "读者"})
_QUOTED = re.compile("“[^”]*[。!?…]”[。!?]?")
_LABEL = re.compile(
    "(?:时间|地点|电话|联系电话|咨询电话|热线|地址|邮箱|网址|微信|报名|主办|承办|协办|联系人|"
    "开户行|账号|票价|购票|电子信箱|电子邮箱|电子邮件|"
    "[HAN]{2,8}(?:热线|电话|网址|邮箱|地址|时间|地点)):.+".replace("HAN", HAN)
)
_ENDS_OPEN = re.compile("[,、;]$")
_STOP = re.compile(r"。|[A-Za-z]\.$")


def _is_body(text: str, speakers: frozenset[str]) -> bool:
    length = len(visible(text))
    if _STOP.search(text):
        return True
    if length > LONGEST_TITLE or _ENDS_OPEN.search(text):
        return True
    if text.endswith(":") and length > 14 and "," in text:
        return True
    speaker = _SPEAKER.match(text)
    if speaker and (speaker["who"] in _ALWAYS_SPEAKING or speaker["who"] in speakers):
        return True
    return bool(_QUOTED.fullmatch(text) or _LABEL.fullmatch(text) or re.search("https?:", text))


def _speakers(pieces: Sequence[Piece]) -> frozenset[str]:
    """Who speaks in an interview: what stands before a colon at the beginning of several lines."""
    times: dict[str, int] = {}
    for piece in pieces:
        found = _SPEAKER.match(piece.folded)
        if found:
            times[found["who"]] = times.get(found["who"], 0) + 1
    return frozenset(who for who, count in times.items() if count >= 3)
