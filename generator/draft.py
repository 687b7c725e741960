"""An article as an importer found it, each decision with its reason.

Text in these records is what stood on the raw page, character for character: entities decoded,
white space at the ends of lines gone, nothing widened or mended. Line numbers count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model import AuthorKind, Date, DateKind

BlockKind = Literal["paragraph", "heading"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a raw page."""

    number: int
    text: str
    """Entities decoded, white space at both ends removed (U+3000 too); may be empty."""
    hint: str = ""
    """What a richer format says of it; empty for plain text.

    `indent` is set in from the margin. `title`, `kicker`, `subtitle`, `byline` and `caption` are
    what they say; `heading` and `subheading` are in such a style; `apart` is a row of a list or
    table. In no article are `outside` (around the text of a web page), `margin` (in the head or
    foot of a printed one), `unpublished` and `standing` (of a feed).
    """


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that the importer decided, so that an editor can check it."""

    about: str
    """`title`, `kicker`, `subtitle`, `byline`, `subheading`, `caption`, `join`, `county` …"""
    line: int
    said: str
    """The words decided on."""
    reason: str
    """In Chinese, with an English half after ` / `: `其后是署名行 / a byline follows`."""
    doubtful: bool = False
    """Whether an editor should look."""


@dataclass(frozen=True, slots=True)
class Block:
    """One true paragraph or sub-heading, joined from the lines that it was broken into."""

    kind: BlockKind
    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DraftCaption:
    """A caption: `raw` is the whole line, `text` and `credit` its parts."""

    line: int
    raw: str
    text: str
    credit: str
    role: str
    after_paragraph: int
    lines: tuple[int, ...] = ()
    """All lines it takes, `line` first; a caption broken at the width of a column has several."""
    image: str = ""
    """Name of the photograph's file, where the raw page brought it; then `raw` may be empty."""


@dataclass(frozen=True, slots=True)
class DraftAuthor:
    """A name in a byline, with the role printed beside it (empty when there was none)."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One article of a raw page."""

    lines: tuple[int, int]
    """First and last line."""
    title: str
    title_lines: tuple[int, ...]
    kicker: str = ""
    kicker_lines: tuple[int, ...] = ()
    subtitle: str = ""
    subtitle_lines: tuple[int, ...] = ()
    byline: str = ""
    """The byline as printed, all its lines joined by a space; empty when the page has none."""
    byline_lines: tuple[int, ...] = ()
    """Lines that are wholly byline; a name taken out of a paragraph leaves the paragraph whole."""
    authors: tuple[DraftAuthor, ...] = ()
    author_kind: AuthorKind = "person"
    blocks: tuple[Block, ...] = ()
    captions: tuple[DraftCaption, ...] = ()
    source: str = ""
    """From a 来源 line or the agency of the dateline."""
    source_lines: tuple[int, ...] = ()
    editors: tuple[str, ...] = ()
    editors_raw: str = ""
    editor_lines: tuple[int, ...] = ()
    sheet: str = ""
    """Page of the printed paper (版) in force, when the raw text marks it."""
    dateline_date: Date = Date()
    """As far as a dateline 电头 says it; the year is 0 when it is not printed."""
    stated_date: Date = Date()
    """From a line of its own inside the article that is only a date."""
    decisions: tuple[Decision, ...] = ()

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind == "paragraph")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A raw line that is in no article, and why: a page mark, a masthead."""

    line: int
    text: str
    why: str
    """In Chinese, with an English half after ` / `."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """A raw page taken apart. Every line with a visible character is in one draft or left out."""

    drafts: tuple[Draft, ...]
    left_out: tuple[LeftOut, ...] = ()
    masthead_date: Date = Date()
    """From a masthead or date line above the articles."""
    source: str = ""
    """Name of the paper, when a masthead prints it."""
    issue_number: str = ""
    """总第 N 期 or 第 N 期, when a masthead prints it."""


@dataclass(frozen=True, slots=True)
class Filing:
    """Where an article is filed, and when it is from. Labels, not keys; nothing is invented."""

    counties: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    date: Date = Date()
    date_kind: DateKind | None = None
    date_reason: str = ""
    decisions: tuple[Decision, ...] = ()
