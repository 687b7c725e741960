"""PDF files with a text layer: pypdf gives the pieces of text, `page_layout` their order.

What is seen of a PDF is ink at places. Sizes of type tell headings, gutters tell columns, and
lines that run on become one; the segmentation does the rest. A scan has no text and says so.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdf
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from generator.draft import Line
from generator.importers.imported import Imported, RawImage
from generator.importers.page_columns import Run, width_of
from generator.importers.page_layout import Paragraph, continued, goes_over, paragraphs_of
from generator.importers.refusals import LARGEST_FILE, MEGABYTE, damaged, locked, refusal, too_large
from generator.problems import Phrase, Place, Problem, ProblemsFound, Severity
from generator.text_gate import refused, text_problems

MOST_PAGES = 400
_LARGEST_PAGE = 8 * MEGABYTE
"""Bytes of what is drawn on one page, unpacked; a full newspaper page has a tenth of that."""
_MOST_STROKES = 400_000
"""Operators on one page."""
_LARGEST_PICTURE = 50_000_000
"""Pixels."""


def read(data: bytes, encoding: str | None = None, file: str = "") -> Imported:
    with _Quiet() as quiet:
        try:
            pages, images = _read(data, file)
        except ProblemsFound:
            raise
        except LimitReachedError:
            raise too_large(file, _LARGEST_PAGE) from None
        except DependencyError:
            raise locked(file) from None
        except Exception:
            # A damaged file may bring pypdf to any exception; none of them is ours to explain.
            raise damaged(file, "PDF") from None
    paragraphs = _without_margins(pages)
    lines: list[Line] = []
    placed: list[RawImage] = []
    for paragraph, hint in _hinted(_over_columns(paragraphs)):
        if paragraph.picture >= 0:
            placed.append(replace(images[paragraph.picture], after_line=len(lines)))
        else:
            lines.append(Line(len(lines) + 1, paragraph.text.strip(" \u3000"), hint))
    problems = list(text_problems("\n".join(line.text for line in lines), file))
    if quiet.lost:
        problems.append(_not_read(file))
    return Imported(tuple(lines), problems=tuple(problems), images=tuple(placed))


def _read(data: bytes, file: str) -> tuple[list[list[Paragraph]], list[RawImage]]:
    """The paragraphs of every page, and the pictures, not yet in their places."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise locked(file)
    if len(reader.pages) > MOST_PAGES:
        raise refusal(
            "raw-too-large",
            file,
            (f"超过 {MOST_PAGES} 页", f"it has more than {MOST_PAGES} pages"),
            ("分成几个文件再导入", "split it into several files"),
        )
    pages: list[list[Paragraph]] = []
    images: list[RawImage] = []
    for number, page in enumerate(reader.pages, 1):
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _LARGEST_PAGE:
            raise too_large(file, _LARGEST_PAGE)
        drawn = _Page(page, file)
        runs = drawn.runs()
        for image in drawn.pictures:
            if sum(len(one.data or b"") for one in images) > LARGEST_FILE:
                raise too_large(file)
            runs.append(replace(image[0], picture=len(images)))
            images.append(RawImage(0, f"page{number}-{image[1]}", image[2]))
        pages.append(list(paragraphs_of(runs)))
    return pages, images


class _Page:
    """One page while pypdf walks over it."""

    def __init__(self, page: Any, file: str) -> None:
        self._page, self._file = page, file
        self._runs: list[Run] = []
        self._strokes = 0
        self._shown: dict[str, tuple[float, float, float, float]] = {}
        self.pictures: list[tuple[Run, str, bytes]] = []

    def runs(self) -> list[Run]:
        """Every piece of text that is not empty."""
        self._page.extract_text(
            visitor_text=self._take_text, visitor_operand_before=self._take_operator
        )
        if self._strokes > _MOST_STROKES:
            raise too_large(self._file, _LARGEST_PAGE)
        self._take_pictures()
        return self._runs

    def _take_operator(self, operator: bytes, operands: Any, cm: Any, _tm: Any) -> None:
        self._strokes += 1
        if self._strokes > _MOST_STROKES:
            raise too_large(self._file, _LARGEST_PAGE)
        if operator == b"Do" and operands:
            self._shown.setdefault(str(operands[0]), (cm[4], cm[5], abs(cm[0]), abs(cm[3])))

    def _take_text(self, text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        for line in text.split("\n"):
            # A space without a font is none of the page: pypdf adds it where a font changes.
            if line.strip() or (line and font is not None and self._runs):
                self._take_line(line, cm, tm, size)

    def _take_line(self, text: str, cm: Any, tm: Any, size: float) -> None:
        a, b, c, d, e, f = (float(value) for value in tm)
        height = abs(size) * max(abs(d * cm[3]) + abs(c * cm[1]), 0.01)
        x = e * cm[0] + f * cm[2] + cm[4]
        y = e * cm[1] + f * cm[3] + cm[5]
        scale = (abs(a) + abs(b)) / max(abs(d) + abs(c), 0.01)
        clean = "".join("\ufffd" if refused(c) else c for c in text) if refused(text) else text
        self._runs.append(Run(x, y, height, clean, width_of(clean, height) * min(scale, 3.0)))

    def _take_pictures(self) -> None:
        """Pictures that are more than ornaments, where they stand."""
        for name, (x, y, width, height) in self._shown.items():
            if width < 60 or height < 60:
                continue
            found = _picture(self._page, name)
            if found is not None:
                self.pictures.append((Run(x, y + height, 0.0, "", width), *found))


def _picture(page: Any, name: str) -> tuple[str, bytes] | None:
    """Name and bytes of a picture of a page; None for a form, and for what pypdf cannot read."""
    try:
        drawn = page["/Resources"]["/XObject"][name]
        if drawn["/Subtype"] != "/Image" or drawn["/Width"] * drawn["/Height"] > _LARGEST_PICTURE:
            return None
        filters = drawn.get("/Filter", "")
        if filters in ("/DCTDecode", ["/DCTDecode"]):
            return f"{name.strip('/')}.jpg", drawn._data  # as the camera made it
        image = page.images[name]
    except (KeyError, TypeError, ValueError, OSError, PyPdfError, ImportError, AttributeError):
        return None
    return image.name, image.data


def _without_margins(pages: Sequence[list[Paragraph]]) -> list[list[tuple[Paragraph, str]]]:
    """The pages with a hint for what stands alike at the head or foot of most of them."""
    edges = Counter(
        pattern
        for page in pages
        for pattern in {_pattern(paragraph) for paragraph in (*page[:1], *page[-1:])}
    )
    often = {
        pattern for pattern, times in edges.items() if pattern and times >= max(3, len(pages) / 2)
    }
    return [
        [
            (one, "margin" if one in (page[0], page[-1]) and _pattern(one) in often else "")
            for one in page
        ]
        for page in pages
    ]


def _pattern(paragraph: Paragraph) -> str:
    """A text with its numbers made alike."""
    return re.sub(r"\d+", "0", paragraph.text.strip()) if len(paragraph.text) < 60 else ""


def _over_columns(
    pages: Sequence[Sequence[tuple[Paragraph, str]]],
) -> list[tuple[Paragraph, str]]:
    """The paragraphs of all pages, those that go on over the end of a page put together."""
    whole: list[tuple[Paragraph, str]] = []
    for page in pages:
        for paragraph, hint in page:
            last = next((i for i in range(len(whole) - 1, -1, -1) if not whole[i][1]), None)
            begins = not hint and all(h for _, h in page[: page.index((paragraph, hint))])
            if begins and last is not None and goes_over(whole[last][0], paragraph):
                whole[last] = (continued(whole[last][0], paragraph), "")
            else:
                whole.append((paragraph, hint))
    return whole


def _hinted(paragraphs: Sequence[tuple[Paragraph, str]]) -> Iterator[tuple[Paragraph, str]]:
    """Every paragraph with its hint: type larger than that of the text is a heading."""
    sizes: Counter[float] = Counter()
    for paragraph, _ in paragraphs:
        sizes[round(paragraph.size, 1)] += len(paragraph.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    large = Counter(
        round(one.size, 1)
        for one, hint in paragraphs
        if not hint and one.size > 1.25 * usual and len(one.text) < 60
    )
    # The largest type may be that of one leading article, or of the name of the paper.
    titles = max((size for size, times in large.items() if times > 1), default=0.0)
    titles = titles or max(large, default=0.0)
    for paragraph, hint in paragraphs:
        if not hint and paragraph.size > 1.25 * usual and len(paragraph.text) < 60:
            hint = "heading" if paragraph.size >= 0.9 * titles else "subheading"
        yield paragraph, hint or ("indent" if paragraph.indented else "")


class _Quiet(logging.Handler):
    """Keeps what pypdf logs from the terminal, and notes whether text was lost."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lost = False

    def __enter__(self) -> _Quiet:
        self._logger = logging.getLogger("pypdf")
        self._propagate = self._logger.propagate
        self._logger.addHandler(self)
        self._logger.propagate = False
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)
        self._logger.propagate = self._propagate

    def emit(self, record: logging.LogRecord) -> None:
        """Note one record."""
        self.lost = self.lost or record.getMessage().startswith(("Impossible", "Exceeded"))


def _not_read(file: str) -> Problem:
    return Problem(
        "text-not-read",
        Place(file),
        Phrase("PDF 里有一部分读不出", "a part of the PDF could not be read"),
        Phrase("请对照原文件核对", "check against the document"),
        Severity.WARNING,
    )
