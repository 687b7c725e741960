"""An imported page as rows: on the left lines of the raw page, on the right what became of them.

Every line with text is in one row, so that the page to review shows the whole of the raw page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.draft import Decision, Draft, DraftCaption, Line
from generator.importing import ImportedArticle, ImportedPage
from generator.segmentation.seams import join
from generator.segmentation.told import OUTSIDE

FILING = frozenset({"county", "mention", "topic", "date"})
"""What decisions are about that concern an article as a whole."""


@dataclass(frozen=True, slots=True)
class Row:
    """One part of an article, or lines that are in none."""

    kind: str
    """`title`, `kicker`, `subtitle`, `byline`, `heading`, `paragraph`, `caption`, `source`,
    `editors`, `picture`; `out` for lines left out."""
    lines: tuple[Line, ...]
    text: str
    """As the raw page has it, lines joined; of lines left out the reason."""
    decisions: tuple[Decision, ...] = ()
    seams: tuple[int, ...] = ()
    """Positions in `text` where a line was joined to the one before it."""
    names: tuple[str, ...] = ()
    """Of people or a paper, as the fields have them."""

    @property
    def doubtful(self) -> bool:
        return any(decision.doubtful for decision in self.decisions)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article with its rows in the order of the raw page."""

    article: ImportedArticle
    rows: tuple[Row, ...]
    filing: tuple[Decision, ...]

    @property
    def doubts(self) -> tuple[Decision, ...]:
        rows = (decision for row in self.rows for decision in row.decisions)
        return tuple(decision for decision in (*rows, *self.filing) if decision.doubtful)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The page: what stands before the articles, the articles, and what surrounds them all."""

    before: tuple[Row, ...]
    sheets: tuple[Sheet, ...]
    around: tuple[Row, ...]
    """Lines of menus and the like, which nobody reads one by one."""


def review(page: ImportedPage) -> Reviewed:
    """The rows of a page. Lines left out stand with the article after which they come."""
    lines = {line.number: line for line in page.lines if line.text}
    sheets = [(article, list(_parts(article.draft, lines))) for article in page.articles]
    claimed = {line.number for _, rows in sheets for row in rows for line in row.lines}
    before: list[Row] = []
    around: list[Row] = []
    whys = {left.line: left.why for left in page.left_out}
    starts = [(article.draft.lines[0], rows) for article, rows in sheets]
    for number, line in lines.items():
        if number in claimed:
            continue
        row = Row("out", (line,), whys.get(number, ""))
        if row.text in OUTSIDE.values():
            around.append(row)
            continue
        owner = next((rows for first, rows in reversed(starts) if first <= number), before)
        owner.append(row)
    return Reviewed(
        tuple(before),
        tuple(_sheet(article, rows) for article, rows in sheets),
        tuple(around),
    )


def _sheet(article: ImportedArticle, rows: Sequence[Row]) -> Sheet:
    ordered = sorted(rows, key=lambda row: row.lines[0].number if row.lines else 0)
    about = (*article.draft.decisions, *article.filing.decisions)
    return Sheet(article, tuple(ordered), tuple(d for d in about if d.about in FILING))


def _parts(draft: Draft, lines: Mapping[int, Line]) -> Iterator[Row]:
    told = tuple(decision for decision in draft.decisions if decision.about not in FILING)

    def row(kind: str, numbers: Sequence[int], text: str, names: tuple[str, ...] = ()) -> Row:
        shown = tuple(lines[number] for number in numbers if number in lines)
        decisions = tuple(decision for decision in told if decision.line in numbers)
        return Row(kind, shown, text, decisions, _seams(shown, text), names)

    people = tuple(f"{one.name}（{one.role}）" if one.role else one.name for one in draft.authors)
    heads = (
        ("kicker", draft.kicker_lines, draft.kicker, ()),
        ("title", draft.title_lines, draft.title, ()),
        ("subtitle", draft.subtitle_lines, draft.subtitle, ()),
        ("byline", draft.byline_lines, draft.byline, people),
        ("source", draft.source_lines, draft.source, (draft.source,)),
        ("editors", draft.editor_lines, draft.editors_raw, draft.editors),
    )
    for kind, numbers, text, names in heads:
        if numbers:
            yield row(kind, numbers, text, names)
    if not draft.title:
        missing = tuple(d for d in draft.decisions if d.about == "title")
        yield Row("title", (), "", missing)
    for block in draft.blocks:
        yield row("heading" if block.kind == "heading" else "paragraph", block.lines, block.text)
    for caption in draft.captions:
        yield _caption(caption, row("caption", caption.lines, caption.text))


def _caption(caption: DraftCaption, row: Row) -> Row:
    names = (f"{caption.credit} {caption.role}".strip(), caption.image)
    kind = "caption" if row.lines else "picture"
    return Row(kind, row.lines, caption.text, row.decisions, (), tuple(filter(None, names)))


def _seams(lines: Sequence[Line], text: str) -> tuple[int, ...]:
    """Where in the joined text each line but the first begins; nothing if it is not so joined."""
    texts = [line.text for line in lines]
    if join(texts) != text:
        return ()
    return tuple(len(join(texts[:number])) for number in range(1, len(texts)))
