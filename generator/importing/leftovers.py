"""Words of bylines, source lines and editors' lines that no field of the article keeps.

`责任编辑：王二` becomes `editors: [王二]`; the four characters before the name are in no article.
They are listed like every other line that is left out, so that nothing goes without a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.draft import Draft, LeftOut, Line
from generator.importing.proof import visible

_WHY = "字段已经说明 / said by the field"


def leftovers(drafts: Iterable[Draft], lines: Sequence[Line]) -> Iterator[LeftOut]:
    """For each such line what remains of it without the names, roles and marks of its fields."""
    text = {line.number: line.text for line in lines}
    for draft in drafts:
        names = [part for author in draft.authors for part in (author.name, author.role)]
        numbers = {*draft.byline_lines, *draft.editor_lines, *draft.source_lines}
        yield from _remains(sorted(numbers), text, [*names, *draft.editors, draft.source])


def _remains(
    numbers: Iterable[int], text: Mapping[int, str], kept: Sequence[str]
) -> Iterator[LeftOut]:
    for number in numbers:
        rest = visible(text[number])
        for words in sorted({visible(words) for words in kept if words}, key=len, reverse=True):
            rest = rest.replace(words, " ")
        rest = "".join(c for c in rest if unicodedata.category(c)[0] not in "PZ")
        if rest:
            yield LeftOut(number, rest, _WHY)
