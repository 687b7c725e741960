"""Saved web pages: a news page, the page of a 数字报, or whatever a program exports as HTML.

Every block of the page is a line, those around the article with a hint that says so: they are
listed as left out, not forgotten. Title, kicker and author are taken from what the page marks as
such; sources, bylines and datelines are found by the rules that hold for every raw page, because
no library finds them.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from generator.draft import Line
from generator.importers.article_body import (
    body_of,
    is_kicker,
    is_subtitle,
    title_of,
)
from generator.importers.blocks import Block, HtmlPage, read_html
from generator.importers.decode import decode_any
from generator.importers.imported import Imported, Known, RawImage
from generator.importers.moments import read_moment
from generator.importers.refusals import MEGABYTE, too_large
from generator.problems import ProblemsFound, errors
from generator.text_gate import text_problems

LARGEST_HTML = 2 * MEGABYTE
"""Characters without the pictures in it; the page of a portal is a quarter of that."""

_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,20})""")
_DATA = re.compile(r"data:[\w/+.-]*(?:;[\w=.-]*)*,[^\s\"'()<>]{64,}")


def read(data: bytes, encoding: str | None = None, file: str = "") -> Imported:
    html, name = _decoded(data, encoding, file)
    slim = _DATA.sub("data:,", html)
    if len(slim) > LARGEST_HTML:
        raise too_large(file, LARGEST_HTML)
    page = read_html(html)
    within = body_of(page, slim)
    hints = _hints(page, within)
    lines: list[Line] = []
    images: list[RawImage] = []
    for position, block in enumerate(page.blocks):
        if position in within:
            images += (_image(p.address, p.alt, len(lines)) for p in block.pictures)
        hint = hints[position]
        parts = _parts(block.text) if hint in ("", "apart") else [block.text]
        for text in filter(None, parts):
            lines.append(Line(len(lines) + 1, text, hint if len(parts) == 1 else ""))
    problems = text_problems("\n".join(line.text for line in lines), file)
    if errors(problems):
        raise ProblemsFound(problems)
    return Imported(tuple(lines), name, problems, tuple(images), tuple(_known(page, lines)))


def _decoded(data: bytes, encoding: str | None, file: str) -> tuple[str, str]:
    """What the page says of its encoding, if that holds; else what its bytes say."""
    said = _CHARSET.search(data[:4096])
    if encoding is None and said:
        try:
            return decode_any(data, said[1].decode("ascii"), file)
        except ProblemsFound:
            # Many pages say gb2312 and are UTF-8 since the last change of the site.
            pass
    return decode_any(data, encoding, file)


def _hints(page: HtmlPage, within: frozenset[int]) -> list[str]:
    """What each block is."""
    blocks = page.blocks
    inside = [blocks[position] for position in sorted(within)]
    levels = sorted({level for block in inside if (level := _level(block))})
    tops = [block for block in inside if levels and _level(block) == levels[0]]
    title = title_of(page, min(within, default=0)) if len(tops) < 2 else None
    hints = []
    for position, block in enumerate(blocks):
        if position not in within:
            hints.append("outside")
        elif position == title:
            hints.append("title")
        else:
            near = title is not None and abs(position - title) <= 3
            hints.append(_hint(block, levels if title is None else ["", *levels], near))
    return hints


def _hint(block: Block, levels: Sequence[str], near_title: bool) -> str:
    if near_title and is_kicker(block):
        return "kicker"
    if near_title and is_subtitle(block):
        return "subtitle"
    if "founder-author" in block.within:
        return "byline"
    if "figcaption" in block.within:
        return "caption"
    level = _level(block)
    if level:
        return "heading" if level == levels[0] else "subheading"
    if "row" in block.within or "li" in block.within:
        return "apart"
    return "indent" if block.indented else ""


_LABEL = re.compile(
    "(?:来源|稿源|作者|记者|通讯员|摄影|责任编辑|(?<!责任)编辑|责编|(?:发布|更新)时间|"
    r"(?<!发布)(?<!更新)时间|日期)\s*[:：]|(?<![:：\d])(?<![:：] )\d{4}[-年/]\d{1,2}[-月/]\d{1,2}"
)


def _parts(text: str) -> list[str]:
    """A line of labels and values, one part for each: `来源：晚报 作者：王二 2019-11-20`.

    Printed pages have no such lines, web pages have them in any order.
    """
    starts = [found.start() for found in _LABEL.finditer(text)]
    if not starts or starts[0] or len(text) > 120 or re.search("[。！？|]", text):
        return [text]
    return [text[a:b].strip(" \u3000\u00a0") for a, b in pairwise([*starts, len(text)])]


def _level(block: Block) -> str:
    return next((name for name in block.within if re.fullmatch("h[1-6]", name)), "")


def _image(address: str, alt: str, after_line: int) -> RawImage:
    """A picture of the page: in its address, or beside the saved file."""
    if address.startswith("data:"):
        head, _, body = address.partition(",")
        kind = head[5:].split(";")[0]
        try:
            data = base64.b64decode(body) if ";base64" in head else unquote_to_bytes(body)
        except ValueError:
            data = b""
        return RawImage(after_line, f"image.{kind.rpartition('/')[2]}", data, alt)
    if not urlsplit(address).scheme:
        address = unquote(re.split("[?#]", address)[0])
    return RawImage(after_line, address, None, alt)


_PRINTED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?=.{0,4}(?:星期|周))")
_DATES = ("article:published_time", "publishdate", "pubdate", "og:release_date", "datepublished")


def _known(page: HtmlPage, lines: Sequence[Line]) -> Iterator[Known]:
    """What the head of a page with one article says of it."""
    begins = [line.number for line in lines if line.hint in ("kicker", "title")]
    if not begins or sum(line.hint == "title" for line in lines) > 1:
        return
    said = next((page.meta[name] for name in _DATES if page.meta.get(name)), "")
    date, moment = read_moment(said)
    if not said:
        # Above the article a 数字报 has the day of its paper, with the day of the week.
        above = (line.text for line in lines[: begins[0] - 1] if line.hint == "outside")
        printed = next(filter(None, map(_PRINTED.search, above)), None)
        date, moment = read_moment(printed[0]) if printed else (date, moment)
    address = page.meta.get("og:url", "")
    if not re.match("https?://", address):
        address = ""
    if date.year or moment or address:
        yield Known(begins[0], date, moment, address)
