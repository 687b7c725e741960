"""A Document as HTML, without touching its tokens.

The HTML is well-formed, has no inline style or script, and shows every character of the text
escaped. What a block becomes is in two tables; anything not in them is its plain tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape as escape_html
from typing import TYPE_CHECKING

from mdurl import encode

from generator.markdown.text import inline_text
from generator.markdown.urls import is_external
from generator.model import Picture

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.markdown.document import Document

Resolve = Callable[[str], str]
NO_PICTURES: Mapping[str, Picture] = {}

_SPECIAL = re.compile("[&<>\"']")
_PLAIN_ADDRESS = re.compile(r"[!#$%(-;=?-Z_a-z~]*\Z")


def render(
    document: Document,
    resolve: Resolve | None = None,
    pictures: Mapping[str, Picture] = NO_PICTURES,
) -> str:
    """The HTML of a document.

    `resolve` is asked for the address to print for every link and image target, as written in
    the source; without it they are printed as they are. `pictures` are the photographs of the
    text, by what `resolve` gives for them, with addresses as they are to be printed.
    """
    writer = _Writer(resolve or str, pictures)
    return writer.blocks(document.tokens)


class _Writer:
    def __init__(self, resolve: Resolve, pictures: Mapping[str, Picture]) -> None:
        self._resolve = resolve
        self._pictures = pictures
        self._labels: dict[str, int] = {}

    def blocks(self, tokens: Sequence[Token]) -> str:
        out: list[str] = []
        last = len(tokens) - 1
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                self.inline(token.children or (), out)
            elif token.hidden:
                # The paragraph of a tight list item: a block that follows it begins a line.
                if token.nesting < 0 and index < last and tokens[index + 1].nesting >= 0:
                    out.append("\n")
            elif kind in _SIMPLE:
                out.append(_SIMPLE[kind])
            elif kind in _BLOCKS:
                out.append(_BLOCKS[kind](self, tokens, index))
            elif token.nesting < 0:
                out.append(f"</{token.tag}>\n")
            else:
                out.append(f"<{token.tag}{_attributes(token)}>")
                follower = tokens[index + 1] if token.nesting and index < last else None
                if follower is None or not (
                    follower.type == "inline" or follower.hidden or follower.nesting < 0
                ):
                    out.append("\n")
        return "".join(out)

    def inline(self, tokens: Sequence[Token], out: list[str]) -> None:
        for token in tokens:
            kind = token.type
            if kind == "text" or kind == "variant_mark":
                out.append(_text(token.content))
            elif kind in _SIMPLE:
                out.append(_SIMPLE[kind])
            elif kind == "softbreak":
                if not token.hidden:
                    out.append("\n")
            elif kind in _INLINES:
                out.append(_INLINES[kind](self, token))
            elif token.nesting < 0:
                out.append(f"</{token.tag}>")
            else:
                out.append(f"<{token.tag}{_attributes(token)}>")

    def link(self, token: Token) -> str:
        address = self._resolve(str(token.attrs["href"]))
        title = token.attrs.get("title")
        return (
            f'<a href="{_address(address)}"'
            + (f' title="{_escaped(str(title))}"' if title else "")
            + (' rel="noopener">' if is_external(address) else ">")
        )

    def image(self, token: Token) -> str:
        address = self._resolve(str(token.attrs["src"]))
        picture = self._pictures.get(address)
        attributes = {name: str(value) for name, value in token.attrs.items()}
        attributes["src"] = address
        if picture is None:
            return _tag("img", attributes)
        shown = _picture_attributes(picture)
        attributes |= shown[-1]
        if "fetchpriority" in attributes:
            del attributes["loading"]
        image = _tag("img", attributes)
        others = "".join(_tag("source", source) for source in shown[:-1])
        return f"<picture>{others}{image}</picture>" if others else image

    def table(self, tokens: Sequence[Token], index: int) -> str:
        label = _escaped(self._label(tokens, index))
        region = f'role="region" tabindex="0" aria-label="{label}"'
        return f'<div class="table-scroll" {region}>\n<table>\n'

    def _label(self, tokens: Sequence[Token], index: int) -> str:
        """Name of a table for those who cannot see it: its column heads, numbered if repeated."""
        heads: list[str] = []
        while tokens[index].type != "thead_close":
            if tokens[index].type == "inline":
                heads.append(inline_text(tokens[index]))
            index += 1
        label = "、".join(head for head in heads if head) or "—"
        count = self._labels[label] = self._labels.get(label, 0) + 1
        return label if count == 1 else f"{label} {count}"


def _picture_attributes(picture: Picture) -> tuple[dict[str, str], ...]:
    """Attributes for each `<source>` of a photograph, and at the end those for its `<img>`.

    The `<img>` gets no `src` and no `alt`.
    """
    chosen = []
    for source in picture.sources:
        files = ", ".join(f"{file.url} {file.width}w" for file in source.files)
        chosen.append({"type": source.type, "srcset": files, "sizes": picture.sizes})
    image = chosen.pop() if chosen else {}
    image.pop("type", None)
    image |= {"width": str(picture.width), "height": str(picture.height), "decoding": "async"}
    image |= {"fetchpriority": "high"} if picture.lead else {"loading": "lazy"}
    return (*chosen, image)


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    written = "".join(
        f' {key}="{_address(value) if key == "src" else _escaped(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>"


def _fence(_: _Writer, tokens: Sequence[Token], index: int) -> str:
    token = tokens[index]
    language = token.info.split()[0] if token.info.split() else ""
    name = f' class="language-{_escaped(language)}"' if language else ""
    return f"<pre><code{name}>{_text(token.content)}</code></pre>\n"


def _note(_: _Writer, tokens: Sequence[Token], index: int) -> str:
    meta = tokens[index].meta
    return f'<li id="{_escaped(meta.get("prefix", ""))}fn{meta["id"] + 1}" class="footnote-item">'


def _back(_: _Writer, tokens: Sequence[Token], index: int) -> str:
    # The second sign asks for the text form of the arrow; phones would draw an emoji.
    return (
        f' <a href="#{_reference(tokens[index])}" class="footnote-backref" role="doc-backlink">'
        "\u21a9\ufe0e</a>"
    )


def _note_reference(_: _Writer, token: Token) -> str:
    number = token.meta["id"] + 1
    prefix = _escaped(token.meta.get("prefix", ""))
    return (
        f'<sup class="footnote-ref"><a href="#{prefix}fn{number}" id="{_reference(token)}"'
        f' role="doc-noteref">[{number}]</a></sup>'
    )


def _reference(token: Token) -> str:
    use = token.meta["subId"]
    repeat = f"-{use + 1}" if use else ""
    return f"{_escaped(token.meta.get('prefix', ''))}fnref{token.meta['id'] + 1}{repeat}"


def _ruby(_: _Writer, token: Token) -> str:
    base, reading = _escaped(token.content), _escaped(token.meta["reading"])
    return f"<ruby>{base}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>"


def _code(_: _Writer, token: Token) -> str:
    return f"<code>{_text(token.content)}</code>"


def _raw(_: _Writer, tokens: Sequence[Token], index: int) -> str:
    return _escaped(tokens[index].content)


_SIMPLE = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<s>",
    "s_close": "</s>",
    "link_close": "</a>",
    "hardbreak": "<br>\n",
    "table_close": "</table>\n</div>\n",
    "footnote_block_open": '<section class="footnotes" role="doc-endnotes">\n'
    '<ol class="footnotes-list">\n',
    "footnote_block_close": "</ol>\n</section>\n",
    "footnote_close": "</li>\n",
}

_BLOCKS: dict[str, Callable[[_Writer, Sequence[Token], int], str]] = {
    "fence": _fence,
    "code_block": _fence,
    "html_block": _raw,
    "table_open": _Writer.table,
    "footnote_open": _note,
    "footnote_anchor": _back,
}

_INLINES: dict[str, Callable[[_Writer, Token], str]] = {
    "link_open": _Writer.link,
    "image": _Writer.image,
    "ruby": _ruby,
    "code_inline": _code,
    "html_inline": lambda _, token: _escaped(token.content),
    "footnote_ref": _note_reference,
}


def _text(text: str) -> str:
    """Text between tags: quotation marks are harmless there and stay readable."""
    return escape_html(text, quote=False) if _SPECIAL.search(text) else text


def _escaped(text: str) -> str:
    return escape_html(text) if _SPECIAL.search(text) else text


def _address(address: str) -> str:
    """An address for an attribute: what is not ASCII is percent-encoded, `%` escapes are kept."""
    if _PLAIN_ADDRESS.match(address):
        return address
    return escape_html(encode(address))


def _attributes(token: Token) -> str:
    return "".join(f' {name}="{_escaped(str(value))}"' for name, value in token.attrs.items())
