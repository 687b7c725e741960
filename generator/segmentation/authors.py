"""Who signs an article: the byline, else the dateline, else the names that close the text."""

from __future__ import annotations

from collections.abc import Sequence

from generator.draft import Decision, DraftAuthor
from generator.model import AuthorKind
from generator.segmentation.fold import as_printed
from generator.segmentation.kinds import Reading

Signed = tuple[tuple[DraftAuthor, ...], AuthorKind, tuple[Decision, ...]]
"""The authors, what they are, and how they were found when no line is wholly byline."""


def authors_of(
    bylines: Sequence[Reading],
    paragraphs: Sequence[Sequence[Reading]],
    credited: Sequence[DraftAuthor],
) -> Signed:
    """The authors of an article.

    `credited` are those that a line of credits names (`来源:… 作者:张三`). Names taken out of a
    paragraph leave the paragraph whole.
    """
    signed = [(reading, reading.byline) for reading in bylines if reading.byline is not None]
    if signed:
        everyone = [
            _printed(author, reading) for reading, byline in signed for author in byline.authors
        ]
        bodies = all(byline.kind == "organisation" for _, byline in signed)
        return tuple(dict.fromkeys(everyone)), "organisation" if bodies else "person", ()
    for readings in paragraphs:
        dateline = readings[0].dateline
        if dateline is not None and dateline.authors:
            return _taken(readings[0], dateline.authors, "电头里的姓名 / in the dateline")
    if credited:
        return tuple(dict.fromkeys(credited)), "person", ()
    for readings in reversed(paragraphs):
        closing = readings[-1].closing
        if closing is not None and closing.authors:
            return _taken(readings[-1], closing.authors, "文末括号 / closing brackets")
    return (), "person", ()


def _taken(reading: Reading, authors: Sequence[DraftAuthor], reason: str) -> Signed:
    printed = tuple(_printed(author, reading) for author in authors)
    said = "、".join(author.name for author in printed)
    return printed, "person", (Decision("byline", reading.piece.number, said, reason),)


def _printed(author: DraftAuthor, reading: Reading) -> DraftAuthor:
    return DraftAuthor(as_printed(author.name, reading.text), as_printed(author.role, reading.text))
