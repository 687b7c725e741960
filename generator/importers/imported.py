"""What every importer gives back: the lines of a raw page, and what was odd about the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.draft import Line
from generator.model import Date
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class RawImage:
    """A picture of a raw page. Its name and its bytes are whatever the file says: untrusted."""

    after_line: int
    """Number of the last line before it; 0 when it stands above them all."""
    name: str
    """As the file has it; where there are no bytes, the address: a path beside the raw file."""
    data: bytes | None = None
    """None when it is not inside the file."""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the format says of one article beside its text: of an entry in a feed."""

    line: int
    """Number of the line at which the article begins."""
    date: Date = Date()
    moment: datetime | None = None
    """When it was published, with an offset from UTC; the day depends on where the paper is."""
    address: str = ""
    """Where it was published, with the host."""
    is_own: bool = False
    """Whether that was on the site which moves into this digest."""
    labels: tuple[str, ...] = ()
    """Categories that it was in."""
    aliases: tuple[str, ...] = ()
    """Addresses to keep, from the root of the site: `/2019/11/canal.html`; follows from others."""
    source_url: str = ""
    """Follows from others too."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A raw page as lines, ready to be taken apart."""

    lines: tuple[Line, ...]
    encoding: str = ""
    """Of the file, as Python names it; empty where the format does not let the user choose."""
    problems: tuple[Problem, ...] = ()
    """Warnings only: what stops the import is raised."""
    images: tuple[RawImage, ...] = ()
    """In the order of the page."""
    known: tuple[Known, ...] = ()
    """In the order of the page; formats that know nothing of articles have none."""
