"""A photograph that stands alone in a paragraph is a figure, its title the caption.

`![主席台](a.jpg "开幕式现场 记者 张三 摄")`: the name at the end of a caption is its credit. All
words of the title are printed; the credit only gets a class of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.markdown.marks import VARIANT
from generator.markdown.text import inline_text

_NAME = r"[\u3400-\u9fff·•]"
_ROLE = r"[ \u3000]*[/／]?(?:摄影报道|摄影|供图|摄)"
_CREDIT = re.compile(
    rf"""(?:\A|(?<=[\s，。；：！？、,;:!?（(]))
    (?: {_NAME}{{0,8}}(?:记者|通讯员)[ \u3000:：]*              # 新华社记者 张三 李四 摄
        {_NAME}{{2,15}}(?:[ \u3000、，]+{_NAME}{{2,15}}){{0,3}}{_ROLE}
      | {_NAME}{{2,15}}(?:[、，]{_NAME}{{2,15}}){{0,3}}{_ROLE}   # without a title, one word: the
                                                          # word before may be the caption
      | {_NAME}{{2,15}}[ \u3000/／]+图                     # 效果图 is no credit
    )[）)]?\Z""",
    re.VERBOSE,
)


def install(md: MarkdownIt) -> None:
    """Give images their alternative text and their attributes, and lone ones a figure."""
    md.core.ruler.after("text_join", "figures", _figures)


def credit_start(caption: str) -> int:
    """Where the credit begins in a caption; its length when there is none.

    >>> credit_start("水渠通水 王小明 摄")
    5
    """
    # No caption has its credit beyond this; the limit keeps the search short.
    offset = max(0, len(caption) - 60)
    found = _CREDIT.search(caption, offset)
    return found.start() if found else len(caption)


def _figures(state: StateCore) -> None:
    if "![" not in state.src:
        return
    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type != "inline":
            continue
        for child in token.children or ():
            if child.type == "image":
                child.attrs["alt"] = inline_text(child)
                child.attrs["loading"] = "lazy"
        opening = tokens[-2]
        if opening.type == "paragraph_open" and _is_lone_image(token) and not opening.hidden:
            opening.type, opening.tag = "figure_open", "figure"
            tokens.extend(_caption(token))
    _close(tokens)
    state.tokens = tokens


def _is_lone_image(inline: Token) -> bool:
    return [child.type for child in inline.children or ()] == ["image"]


def _caption(inline: Token) -> list[Token]:
    assert inline.children
    title = inline.children[0].attrs.pop("title", None)
    if not isinstance(title, str) or not title.strip():
        return []
    text = " ".join(title.split())
    start = credit_start(text)
    words = Token("inline", "", 0, map=inline.map, content=text, block=True)
    words.children = list(_texts(text[:start]))
    if start < len(text):
        words.children += [
            Token("span_open", "span", 1, attrs={"class": "credit"}),
            *_texts(text[start:]),
            Token("span_close", "span", -1),
        ]
    return [
        Token("figcaption_open", "figcaption", 1, block=True),
        words,
        Token("figcaption_close", "figcaption", -1, block=True),
    ]


def _texts(text: str) -> Iterator[Token]:
    """Text tokens, and one for every `-{…}-` between them."""
    at = 0
    for found in VARIANT.finditer(text):
        if at < found.start():
            yield Token("text", "", 0, content=text[at : found.start()])
        yield Token("variant_mark", "", 0, content=found[0])
        at = found.end()
    if at < len(text):
        yield Token("text", "", 0, content=text[at:])


def _close(tokens: list[Token]) -> None:
    """Turn the end of each paragraph that became a figure into the end of the figure."""
    inside = False
    for token in tokens:
        if token.type == "figure_open":
            inside = True
        elif inside and token.type == "paragraph_close":
            token.type, token.tag, inside = "figure_close", "figure", False
