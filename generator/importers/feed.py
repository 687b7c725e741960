"""Feeds and exports: Atom, RSS, WordPress. What a page has to be asked, a feed says.

Every entry is one article, the oldest first, so that a later export goes on where this one ended.
Its title is marked as such, its address and its day are told beside the text, and its text is read
as that of any web page.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from generator.draft import Line
from generator.importers.blocks import Block, read_html
from generator.importers.decode import decode_any
from generator.importers.feed_entries import Entry, entries_of, is_own, site_of
from generator.importers.imported import Imported, Known, RawImage
from generator.importers.refusals import MEGABYTE, check_xml, refusal, too_large
from generator.problems import Phrase, Place, Problem, ProblemsFound, Severity, errors
from generator.text_gate import text_problems

LARGEST_FEED = 32 * MEGABYTE
"""Bytes; WordPress cuts its exports itself at half of that."""

UNTITLED = "无题"

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,20})["']""")


def read(data: bytes, encoding: str | None = None, file: str = "") -> Imported:
    if len(data) > LARGEST_FEED:
        raise too_large(file, LARGEST_FEED)
    root, name = _root(data, encoding, file)
    entries = entries_of(root)
    if entries is None:
        raise refusal(
            "unknown-feed",
            file,
            (
                "这个 XML 不是 Atom、RSS 或 WordPress 导出的文件",
                "this XML is no Atom, no RSS and no export of WordPress",
            ),
            ("另存为网页或文本再导入", "save the page as HTML or text"),
        )
    page = _Page(site_of(root), is_own(root))
    for entry in sorted(entries, key=_order):
        page.take(entry)
    problems = [*text_problems("\n".join(line.text for line in page.lines), file)]
    if errors(problems):
        raise ProblemsFound(problems)
    if page.untitled:
        problems.append(_untitled(file, page.untitled))
    return Imported(tuple(page.lines), name, tuple(problems), tuple(page.images), tuple(page.known))


def _root(data: bytes, encoding: str | None, file: str) -> tuple[ElementTree.Element, str]:
    """The tree, once it is known that building it does no harm."""
    declared = _DECLARED.match(data[:400])
    said = encoding or (declared[1].decode("ascii") if declared else None)
    text, name = decode_any(data, said, file)
    # Python's parser knows few encodings, and believes what is declared.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    plain = text.encode("utf-8", "surrogatepass")
    check_xml(plain, file)
    return ElementTree.fromstring(plain), name


def _order(entry: Entry) -> tuple[bool, bool, datetime]:
    """The oldest first; what has no date, and what is no article, comes last as it stands."""
    never = datetime.max.replace(tzinfo=UTC)
    day = entry.date
    try:
        moment = entry.moment or datetime(day.year, day.month, day.day, tzinfo=UTC)
    except ValueError:
        moment = never
    return bool(entry.left_out), moment == never, moment


class _Page:
    """The lines of all entries, one below the other."""

    def __init__(self, site: str, own: bool) -> None:
        self._host, self._own = urlsplit(site).netloc, own
        self.lines: list[Line] = []
        self.images: list[RawImage] = []
        self.known: list[Known] = []
        self.untitled = 0

    def take(self, entry: Entry) -> None:
        """Put the lines of an entry below the others."""
        if entry.left_out:
            for text in (entry.title, *(block.text for block in read_html(entry.html).blocks)):
                self._add(text, entry.left_out)
            return
        if not entry.title:
            self.untitled += 1
        self._add(entry.title or UNTITLED, "title")
        web = urlsplit(entry.address).scheme in ("http", "https")
        self.known.append(
            Known(
                len(self.lines),
                entry.date,
                entry.moment,
                address=entry.address if web else "",
                is_own=self._own,
                labels=entry.labels,
            )
        )
        self._add(entry.author, "byline")
        self.images += (RawImage(len(self.lines), self._beside(one)) for one in entry.images)
        for block in read_html(entry.html).blocks:
            self.images += (
                RawImage(len(self.lines), self._beside(picture.address), alt=picture.alt)
                for picture in block.pictures
            )
            self._add(block.text, _hint(block))

    def _add(self, text: str, hint: str) -> None:
        if text:
            self.lines.append(Line(len(self.lines) + 1, text, hint))

    def _beside(self, address: str) -> str:
        """A picture of the site itself may lie beside the file: `wp-content/uploads/…`."""
        parts = urlsplit(address)
        same = not parts.netloc or parts.netloc == self._host
        return unquote(parts.path).lstrip("/") if same and parts.path else address


def _hint(block: Block) -> str:
    if "figcaption" in block.within:
        return "caption"
    if any(re.fullmatch("h[1-6]", name) for name in block.within):
        return "subheading"
    if "row" in block.within or "li" in block.within:
        return "apart"
    return "indent" if block.indented else ""


def _untitled(file: str, entries: int) -> Problem:
    return Problem(
        "untitled-entry",
        Place(file),
        Phrase(
            f"{entries} 条没有标题，写作“{UNTITLED}”",
            f"{entries} entries have no title and are called “{UNTITLED}”",
        ),
        Phrase("请补上标题", "write titles for them"),
        Severity.WARNING,
    )
