"""One article while it is put together, and the draft that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.draft import Block, BlockKind, Decision, Draft, DraftAuthor, DraftCaption
from generator.model import Date
from generator.segmentation.authors import authors_of
from generator.segmentation.datelines import Dateline
from generator.segmentation.kinds import Reading
from generator.segmentation.seams import join


@dataclass(slots=True)
class Article:
    """The readings of an article by their part, in the order of the page."""

    sheet: str = ""
    kicker: list[Reading] = field(default_factory=list)
    title: list[Reading] = field(default_factory=list)
    subtitle: list[Reading] = field(default_factory=list)
    bylines: list[Reading] = field(default_factory=list)
    blocks: list[tuple[BlockKind, list[Reading]]] = field(default_factory=list)
    captions: list[DraftCaption] = field(default_factory=list)
    words_of_caption: list[Reading] = field(default_factory=list)
    """A line whose photo credit comes on the next."""
    source: str = ""
    source_lines: list[int] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    editor_readings: list[Reading] = field(default_factory=list)
    credited: list[DraftAuthor] = field(default_factory=list)
    stated_date: Date = Date()
    decisions: list[Decision] = field(default_factory=list)
    turns: bool = False
    """Whether it goes on on another page (下转第2版)."""

    @property
    def paragraphs(self) -> list[list[Reading]]:
        return [readings for kind, readings in self.blocks if kind == "paragraph"]

    @property
    def last_paragraph(self) -> list[Reading] | None:
        """The paragraph that the next line may go on, if the last block is one."""
        kind, readings = self.blocks[-1] if self.blocks else ("heading", [])
        return readings if kind == "paragraph" else None

    def decide(self, about: str, reading: Reading, reason: str, doubtful: bool = False) -> None:
        """Note a decision about a whole line."""
        self.decisions.append(Decision(about, reading.piece.number, reading.text, reason, doubtful))

    def draft(self) -> Draft | None:
        """The draft; None for an article without a line."""
        while self.words_of_caption:
            self.blocks.append(("paragraph", [self.words_of_caption.pop()]))
        authors, kind, found = authors_of(self.bylines, self.paragraphs, self.credited)
        dateline = self._dateline()
        source, told = self._source(dateline)
        blocks = tuple(
            Block(kind, join(reading.text for reading in readings), numbers_of(readings))
            for kind, readings in self.blocks
        )
        numbers = self._numbers()
        if not numbers:
            return None
        return Draft(
            lines=(min(numbers), max(numbers)),
            title=stacked(self.title),
            title_lines=numbers_of(self.title),
            kicker=stacked(self.kicker),
            kicker_lines=numbers_of(self.kicker),
            subtitle=stacked(self.subtitle),
            subtitle_lines=numbers_of(self.subtitle),
            byline=stacked(self.bylines),
            byline_lines=numbers_of(self.bylines),
            authors=authors,
            author_kind=kind,
            blocks=blocks,
            captions=tuple(self.captions),
            source=source,
            source_lines=tuple(self.source_lines),
            editors=tuple(self.editors),
            editors_raw=stacked(self.editor_readings),
            editor_lines=numbers_of(self.editor_readings),
            sheet=self.sheet,
            dateline_date=dateline.date if dateline is not None else Date(),
            stated_date=self.stated_date,
            decisions=(*self.decisions, *found, *told),
        )

    def _numbers(self) -> list[int]:
        """All lines of the article."""
        groups = [self.kicker, self.title, self.subtitle, self.bylines, self.editor_readings]
        groups += [readings for _, readings in self.blocks]
        numbers = [number for readings in groups for number in numbers_of(readings)]
        numbers += [number for caption in self.captions for number in caption.lines]
        return numbers + self.source_lines

    def _dateline(self) -> Dateline | None:
        """The first dateline of the article."""
        datelines = (readings[0].dateline for readings in self.paragraphs)
        return next((dateline for dateline in datelines if dateline is not None), None)

    def _source(self, dateline: Dateline | None) -> tuple[str, tuple[Decision, ...]]:
        """A line that names the source wins over the dateline, and that over closing brackets."""
        if self.source:
            return self.source, ()
        for readings in self.paragraphs:
            if readings[0].dateline is dateline is not None and dateline.source:
                why = "电头 / the dateline"
                number = readings[0].piece.number
                return dateline.source, (Decision("source", number, dateline.source, why),)
        for readings in reversed(self.paragraphs):
            closing = readings[-1].closing
            if closing is not None and closing.source:
                why = "文末括号 / closing brackets"
                number = readings[-1].piece.number
                return closing.source, (Decision("source", number, closing.source, why),)
        return "", ()


def numbers_of(readings: Sequence[Reading]) -> tuple[int, ...]:
    """The numbers of all raw lines in these readings, in order."""
    return tuple(number for reading in readings for number in reading.piece.numbers)


def stacked(readings: Sequence[Reading]) -> str:
    """The lines of one part of the heading, kept apart by a space."""
    return " ".join(reading.text for reading in readings)
