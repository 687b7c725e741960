"""A text with everything that the importer did to it marked, as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape


def marked(
    text: str, mended: str, seams: Sequence[int], places: Sequence[tuple[int, int, str]]
) -> str:
    """`mended` as HTML: restored marks, seams and names of places each in an element of its own.

    `mended` has a character for each of `text`; `places` are (start, end, what is said of it), in
    order and not overlapping.

    >>> marked("渠,通", "渠，通", (2,), ())
    '渠<mark class="restored">，</mark><span class="seam"></span>通'
    """
    starts = {start: (end, said) for start, end, said in places}
    out: list[str] = []
    position = 0
    while position < len(mended):
        if position in seams:
            out.append('<span class="seam"></span>')
        end, said = starts.get(position, (position + 1, ""))
        inner = "".join(_characters(text, mended, position, end, seams))
        out.append(f'<mark class="place" title="{escape(said)}">{inner}</mark>' if said else inner)
        position = end
    return "".join(out)


def _characters(
    text: str, mended: str, begin: int, end: int, seams: Sequence[int]
) -> Iterator[str]:
    for position in range(begin, end):
        if position in seams and position > begin:
            yield '<span class="seam"></span>'
        character = escape(mended[position])
        changed = position < len(text) and text[position] != mended[position]
        yield f'<mark class="restored">{character}</mark>' if changed else character


def restored(text: str, mended: str) -> int:
    """How many marks were widened."""
    return sum(before != after for before, after in zip(text, mended, strict=False))
