"""Which part of a web page is the article: trafilatura says where, our own rules how far.

The library finds the text and loses what stands above it (title, kicker, byline, source) and now
and then a short paragraph. So it is only asked for the place: what it found is looked up among the
blocks of the page, and from the first to the last of them the page is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import trafilatura

from generator.importers.blocks import Block, HtmlPage

_SHORT = 8
"""Characters below which a block is in the text only if a whole line of the text is the same."""
_FURTHEST = 12
"""Blocks without a word of the text after which what follows is another part of the page."""

_WORDS = (
    "分享|收藏|关闭(?:窗口)?|返回(?:顶部|首页|目录|列表)|打印(?:本[页文])?|扫一扫|微信扫码|评论|点赞|举报|纠错|"
    "放大|缩小|默认|朗读|听新闻|T[+-]|A[+-]|大|中|小|微信|微博|QQ空间|手机看|复制链接|更多|"
    "上一[篇版页条期]|下一[篇版页条期]|相关(?:新闻|阅读|链接|文章|报道|推荐)|推荐阅读|热门(?:新闻|文章|推荐|排行)|"
    "点击排行|今日热点|当前位置|您的位置"
)
_TOOLS = re.compile(
    rf"(?:(?:{_WORDS})[\s|/·:：>【】\[\]()（）]*)+|(?:分享(?:到|至)|【?字[体号]|扫一扫|微信扫|"
    "上一篇[:：]|下一篇[:：]|当前位置[:：]|您的位置[:：]|版权所有|Copyright|©).{0,60}"
)
"""The tools of a page; a whole block is held against it."""


def body_of(page: HtmlPage, html: str) -> frozenset[int]:
    """The positions of the blocks of the article; the others are around it."""
    blocks = page.blocks
    tools = sum(map(_is_tool, blocks))
    if tools < 3 and tools * 20 <= len(blocks):
        # No page of a site but a document: there is nothing around the text.
        return frozenset(range(len(blocks)))
    found = _found(blocks, _text_of(html))
    if not found:
        return frozenset(i for i, block in enumerate(blocks) if not _is_tool(block))
    first, last = _stretch(blocks, found)
    head = title_of(page, first)
    begin = first if head is None else min(first, head)
    while begin > 0 and (is_kicker(blocks[begin - 1]) or is_marked(blocks[begin - 1])):
        begin -= 1
    while last + 1 < len(blocks) and _closes(blocks[last + 1]):
        last += 1
    return frozenset(i for i in range(begin, last + 1) if i == head or not _is_tool(blocks[i]))


def title_of(page: HtmlPage, before: int) -> int | None:
    """The position of the title: marked as one, or said in the head of the page."""
    blocks = page.blocks
    # A title may be inside of what the library found, but not far down.
    reach = range(min(before + 4, len(blocks)) - 1, -1, -1)
    for element in ("founder-title", "h1"):
        for position in reach:
            if element in blocks[position].within and not _is_tool(blocks[position]):
                return position
    said = [page.meta.get("og:title", ""), page.title, re.split(r"[-_|—–]", page.title)[0]]
    for title in filter(None, map(_bare, said)):
        for position in reach:
            if _bare(blocks[position].text) == title and not blocks[position].is_apparatus:
                return position
    return None


_KICKER = re.compile(r"(?i)(?:^|[ _-])(?:pre-?title|lead-?title|yinti|kicker|eyebrow)(?:$|[ _-])")
_SUBTITLE = re.compile(r"(?i)(?:^|[ _-])(?:sub-?title|futi|deck)(?:$|[ _-])")


def is_kicker(block: Block) -> bool:
    """Whether the maker of the page calls it a kicker 引题."""
    return "founder-pretitle" in block.within or _KICKER.search(_own(block)) is not None


def is_subtitle(block: Block) -> bool:
    """Whether the maker of the page calls it a subtitle 副题."""
    return "founder-subtitle" in block.within or _SUBTITLE.search(_own(block)) is not None


def is_marked(block: Block) -> bool:
    """Whether it is in one of the elements by which Founder's 数字报 marks an article."""
    return any(name.startswith("founder-") for name in block.within)


def _own(block: Block) -> str:
    """The last classes of a block: those further out speak of more than the block."""
    return " ".join(block.marks.split()[-2:])


def _text_of(html: str) -> list[str]:
    try:
        found = trafilatura.bare_extraction(
            html,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            deduplicate=False,
            with_metadata=False,
        )
    except (ValueError, RecursionError):
        return []
    text = getattr(found, "text", None) or ""
    return [line for line in map(_bare, text.split("\n")) if line]


def _found(blocks: Sequence[Block], lines: Sequence[str]) -> frozenset[int]:
    """The blocks that are in the text of the library and are no tools."""
    whole, text = set(lines), "\n".join(lines)
    return frozenset(
        position
        for position, block in enumerate(blocks)
        if not _is_tool(block)
        and (bare := _bare(block.text))
        and (bare in whole or (len(bare) >= _SHORT and bare in text))
    )


def _stretch(blocks: Sequence[Block], found: frozenset[int]) -> tuple[int, int]:
    """The first and last block of the longest text among them: a page quotes itself elsewhere."""
    runs: list[list[int]] = []
    for position in sorted(found):
        if runs and position - runs[-1][-1] <= _FURTHEST:
            runs[-1].append(position)
        else:
            runs.append([position])
    best = max(runs, key=lambda run: sum(len(blocks[position].text) for position in run))
    return best[0], best[-1]


def _closes(block: Block) -> bool:
    """Whether a block right under the text is of the article: who edited it, where it is from."""
    return bool(re.match(r"[(（\[【]?(?:责任?编辑|责编|编辑|来源|作者|校对)", block.text))


def _is_tool(block: Block) -> bool:
    return block.is_apparatus or _TOOLS.fullmatch(block.text) is not None


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
