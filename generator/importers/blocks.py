"""HTML of any origin to blocks of text, as a reader would see them one below the other.

For whatever comes as HTML: a saved page, an entry of a feed, a Word document on its way through
mammoth. Nothing here is ever shown as HTML again; what comes out is plain text with a name for
what it was. It never fails: HTML cannot be wrong, only odd.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.importers.html_tokens import Tag, tokens
from generator.markup import VOID

_BREAKS = """
address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre
search section select summary table tbody td tfoot th thead tr ul caption title
founder-title founder-pretitle founder-subtitle founder-author founder-content
"""
BREAKS = frozenset(_BREAKS.split())
"""Elements before and after which a new line begins; the last are those of Founder's 数字报."""

_UNSEEN = """
script style template noscript iframe object embed applet canvas svg math audio video map noembed
noframes param source track rp datalist head
"""
UNSEEN = frozenset(_UNSEEN.split())
"""Elements of which nothing is text; `title` is looked for by itself."""

APPARATUS = {"nav", "header", "footer", "aside", "form", "select", "button", "menu", "dialog"}
"""Elements that hold what is around the text."""

_CLOSES_P = BREAKS - {"body", "html", "option", "select", "legend", "title", "caption"}


@dataclass(frozen=True, slots=True)
class Picture:
    """An `img`: the address, and what it is called where it cannot be seen."""

    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class Block:
    """One line of text. `within` names the elements around it, the outermost first."""

    text: str
    within: tuple[str, ...]
    marks: str = ""
    """The classes and ids of the elements around it, for those who know a maker's habits."""
    linked: int = 0
    """Characters that are in links."""
    indented: bool = False
    pictures: tuple[Picture, ...] = ()
    """Those that stand before it; a last block without text may carry those at the end."""

    @property
    def element(self) -> str:
        """The innermost element that breaks lines."""
        return next((name for name in reversed(self.within) if name in BREAKS), "")

    @property
    def is_apparatus(self) -> bool:
        """Whether it belongs to what is around the text, by its elements or being all links."""
        links = self.linked > 0.7 * len(re.sub(r"\s", "", self.text))
        return links or any(name in APPARATUS for name in self.within)


@dataclass(slots=True)
class HtmlPage:
    """What a piece of HTML holds."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    """Name or property, in lower case, to content; the first of each."""


def read_html(html: str) -> HtmlPage:
    """The blocks of a whole page or of a piece of one.

    >>> [block.text for block in read_html("<h1>新渠</h1><p>水渠<b>通</b>水<br>今天</p>").blocks]
    ['新渠', '水渠通水', '今天']
    """
    reader = _Reader()
    for token in tokens(html):
        if isinstance(token, str):
            reader.read_text(token)
        elif token.closes:
            reader.close(token.name)
        else:
            reader.open(token)
    reader.break_line()
    if reader.pictures:
        reader.page.blocks.append(Block("", (), pictures=tuple(reader.pictures)))
    return reader.page


@dataclass(slots=True)
class _Row:
    """A row of a table on its way: where its blocks begin, and those of each cell."""

    begin: int
    cells: list[int] = field(default_factory=list)
    nested: bool = False


class _Reader:
    """Takes tags and text in turn; what is not closed, or closed twice, does no harm."""

    def __init__(self) -> None:
        self.page = HtmlPage()
        self.pictures: list[Picture] = []
        self._open: list[tuple[str, str, bool]] = []
        """Name, class and id, whether it is hidden."""
        self._text: list[str] = []
        self._linked = 0
        self._rows: list[_Row] = []
        self._in_title = False

    def open(self, begun: Tag) -> None:
        """Take a start tag; a slash at its end means nothing in HTML."""
        tag, attributes = begun.name, begun.attributes
        if tag == "meta":
            name = (attributes.get("property") or attributes.get("name", "")).lower()
            self.page.meta.setdefault(name, attributes.get("content", ""))
            return
        if tag == "title":
            self._in_title = not self.page.title
            return
        if tag == "body":
            # Not every page closes its head.
            self._open = [one for one in self._open if one[0] != "head"]
        if tag in _CLOSES_P and any(name == "p" for name, _, _ in self._open[-8:]):
            self.close("p")
        if tag in ("li", "td", "th", "tr", "dt", "dd", "option"):
            self._close_alike(tag)
        if tag in BREAKS or tag == "br":
            self.break_line()
        if tag == "img" and not self._hidden:
            self._take_picture(attributes)
        if tag == "tr":
            self._rows.append(_Row(len(self.page.blocks)))
        if tag in ("td", "th") and self._rows:
            self._rows[-1].cells.append(len(self.page.blocks))
        if tag not in VOID and len(self._open) < _DEEPEST:
            said = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()
            self._open.append((tag, said, _is_hidden(tag, attributes)))

    def close(self, tag: str) -> None:
        """Take an end tag, and with it all that was opened since and not closed."""
        if tag == "title":
            self._in_title = False
        if tag == "p" and not any(name == "p" for name, _, _ in self._open):
            self.break_line()
        if all(name != tag for name, _, _ in self._open):
            return
        if tag in BREAKS:
            self.break_line()
        while self._open:
            name, _, _ = self._open.pop()
            if name == "tr" and self._rows:
                self._end_row(self._rows.pop())
            if name == tag:
                return

    def read_text(self, data: str) -> None:
        """Take what stands between two tags."""
        if self._in_title:
            self.page.title += data
            return
        if self._hidden:
            return
        if any(name == "pre" for name, _, _ in self._open):
            for number, line in enumerate(re.split(r"\r\n|[\r\n]", data)):
                if number:
                    self.break_line()
                self._add(line)
        else:
            self._add(data)

    def _add(self, data: str) -> None:
        self._text.append(data)
        if any(name == "a" for name, _, _ in self._open):
            self._linked += len(re.sub(r"\s", "", data))

    @property
    def _hidden(self) -> bool:
        return any(hidden for _, _, hidden in self._open)

    def break_line(self) -> None:
        """End the line in hand, if there is anything in it."""
        raw = "".join(self._text)
        text = _collapsed(raw)
        if text:
            within = tuple(name for name, _, _ in self._open)
            marks = " ".join(said for _, said, _ in self._open if said)
            indented = bool(_INDENT.match(raw.lstrip("\r\n")))
            block = Block(text, within, marks, self._linked, indented, tuple(self.pictures))
            self.page.blocks.append(block)
            self.pictures = []
        self._text, self._linked = [], 0

    def _take_picture(self, attributes: dict[str, str]) -> None:
        names = ("data-original", "data-src", "data-lazy-src", "src")
        address = next((attributes[name] for name in names if attributes.get(name)), "")
        if address:
            self.pictures.append(Picture(address.strip(), attributes.get("alt", "").strip()))

    def _close_alike(self, tag: str) -> None:
        """`<li>` ends the item before it, `<td>` the cell: their end tags may be left out."""
        family = {"td": ("td", "th"), "th": ("td", "th"), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
        holders = {"li": ("ul", "ol", "menu"), "option": ("select",)}.get(tag, ("table", "dl"))
        for name, _, _ in reversed(self._open):
            if name in holders:
                return
            if name in family.get(tag, (tag,)):
                self.close(name)
                return

    def _end_row(self, row: _Row) -> None:
        """Make one line of the cells of a row that are a few words each: that row is data."""
        for outer in self._rows:
            outer.nested = True
        made = self.page.blocks[row.begin :]
        ends = [*row.cells[1:], len(self.page.blocks)]
        one_each = bool(row.cells) and all(
            end - begin <= 1 for begin, end in zip(row.cells, ends, strict=True)
        )
        short = all(len(block.text) <= _LONGEST_CELL for block in made)
        if len(made) < 2 or row.nested or not one_each or not short:
            return
        first = made[0]
        self.page.blocks[row.begin :] = [
            Block(
                "　".join(block.text for block in made),
                (*first.within, "row"),
                first.marks,
                sum(block.linked for block in made),
                pictures=tuple(picture for block in made for picture in block.pictures),
            )
        ]


_DEEPEST = 256
"""Elements within each other that are told apart; a bomb has a million, and each is looked at."""
_LONGEST_CELL = 40
_INDENT = re.compile("\u3000|[\u00a0 ]{2}|\t")
_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_SEAM = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n]+\\s*(?=[{_WIDE}])")
"""A line of the source that ends between two Chinese characters: nobody typed a space there."""


def _collapsed(text: str) -> str:
    text = _SEAM.sub("", text)
    return re.sub("[ \t\r\n\f\v\x85\u2028\u2029]+", " ", text).strip(" \u00a0\u3000\ufeff\u200b")


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    style = re.sub(r"\s", "", attributes.get("style", "")).lower()
    return (
        tag in UNSEEN
        or "hidden" in attributes
        or "display:none" in style
        or "visibility:hidden" in style
    )
