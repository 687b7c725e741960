"""Proof that a page was taken apart without loss, made without knowing how.

It counts the visible characters of every line against what the drafts and the lines left out say
they hold. It shares no code with the segmentation but the definition of a visible character.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.draft import Draft, Line, RawPage
from generator.segmentation.fold import visible


def unaccounted(lines: Sequence[Line], page: RawPage) -> tuple[tuple[int, str], ...]:
    """The lines that are not in exactly one place with every character, and their text.

    Empty when all is well. A line with another line's text, or that is in two articles, or whose
    paragraph lacks a character, is in the answer.
    """
    printed = {line.number: visible(line.text) for line in lines}
    claims: Counter[int] = Counter()
    wrong: set[int] = set()
    for numbers, text in _parts(page):
        claims.update(numbers)
        if text is not None and "".join(printed.get(n, "") for n in numbers) != visible(text):
            wrong.update(numbers)
    wrong.update(number for number, text in printed.items() if text and claims[number] != 1)
    wrong.update(number for number in claims if not printed.get(number))
    texts = {line.number: line.text for line in lines}
    return tuple((number, texts.get(number, "")) for number in sorted(wrong))


def _parts(page: RawPage) -> Iterator[tuple[tuple[int, ...], str | None]]:
    """Each part of the page: its lines, and its text where the part keeps the whole of it."""
    for draft in page.drafts:
        yield from _parts_of(draft)
    for gone in page.left_out:
        yield (gone.line,), gone.text


def _parts_of(draft: Draft) -> Iterator[tuple[tuple[int, ...], str | None]]:
    yield draft.title_lines, draft.title
    yield draft.kicker_lines, draft.kicker
    yield draft.subtitle_lines, draft.subtitle
    yield draft.byline_lines, draft.byline
    for block in draft.blocks:
        yield block.lines, block.text
    for caption in draft.captions:
        yield caption.lines or (caption.line,), caption.raw
    # The source is kept as a name, not as its line: here only the line is claimed.
    yield draft.source_lines, None
    yield draft.editor_lines, draft.editors_raw
