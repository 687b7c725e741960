"""Traditional characters in a text that is written in Simplified ones.

A character that the standard of Simplified Chinese has too (著, 乾) is no sign of anything, nor one
that the standard keeps for names (昇, 甯). Those of the standard are taken to be what GB 2312 has.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.copy_lint.passages import Finding, Passage
from generator.problems import Phrase
from generator.variants import simplified_characters

_OF_NAMES = frozenset("昇甯迺陞於餘鍾徵瞭頫")
"""Of 通用规范汉字表 (2013) and not in GB 2312: kept for names and single meanings."""

_SHOWN = 8


def find(passage: Passage) -> Iterator[Finding]:
    """One finding for a whole passage, at the first such character."""
    if passage.text.isascii():
        return
    traditional = _traditional()
    found = [(at, one) for at, one in enumerate(passage.text) if one in traditional]
    if found:
        start = found[0][0]
        characters = list(dict.fromkeys(one for _, one in found))
        shown = "".join(characters[:_SHOWN]) + ("……" if len(characters) > _SHOWN else "")
        simple = "".join(traditional[one] for one in characters[:_SHOWN])
        yield Finding(
            "mixed-script",
            start,
            start + 1,
            Phrase(
                f"简体文字里有 {len(found)} 个繁体字：{shown}",
                f"{len(found)} Traditional characters in a Simplified text: {shown}",
            ),
            Phrase(f"写成“{simple}”", f"write “{simple}”"),
        )


@cache
def _traditional() -> dict[str, str]:
    return {
        one: simple
        for one, simple in simplified_characters().items()
        if one not in _OF_NAMES and not _is_in_gb2312(one) and _is_in_gb2312(simple)
    }


def _is_in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
