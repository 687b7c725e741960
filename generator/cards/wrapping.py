"""Lines broken as Chinese typography asks: 避头尾, nothing inside a word or a number, balanced.

GB/T 15834—2011 §5.1: no stop, comma, closing quotation mark, closing bracket, interpunct or
connecting mark begins a line, no opening one ends it, and a dash or an ellipsis is never cut in
two; §5.1.9 keeps a slash from both. The rest (percent signs, units) is what newspapers do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

Measure = Callable[[str], float]
"""How wide a piece of text is."""

NOT_FIRST = frozenset(
    "。，、；：？！）》〉」』】〗〕］｝”’．·・‧～—－–/／％‰℃℉°′″々〻,.;:?!)]}%-…⋯¢"
)
NOT_LAST = frozenset("（《〈「『【〖〔［｛“‘([{/／￥＄$¥£€#＃@№")
ELLIPSIS = "…"

_IN_A_WORD = frozenset("'’.,:-–/&+@_#%=~·")
"""Marks that join letters or digits on both sides into one word: `3.5`, `GB/T`, `19:30`, `A-3`."""

_DOUBLED = frozenset("—…⋯")


def wrap(text: str, width: float, measure: Measure, lines: int) -> tuple[str, ...]:
    """`text` on at most so many lines, each no wider than `width`, as even as can be.

    What does not fit ends with `…`. A word wider than a line is cut where the line ends. White
    space at the ends of lines goes; nothing else is lost.
    """
    units = _units(" ".join(text.split()), width, measure)
    if not units or lines < 1:
        return ()
    widths = [measure(unit) for unit in units]
    fewest = _greedy(units, widths, width)
    if len(fewest) > lines:
        return _clipped(units, widths, width, measure, lines)
    return _joined(units, _balanced(units, widths, width, len(fewest)))


def fits(text: str, width: float, measure: Measure, lines: int) -> bool:
    """Whether nothing has to be left out."""
    units = _units(" ".join(text.split()), width, measure)
    return len(_greedy(units, [measure(unit) for unit in units], width)) <= lines


def breaks_between(before: str, after: str, following: str = "") -> bool:
    """Whether a line may end between two characters that stand next to each other.

    `following` comes after them: a dash of two (破折号) may begin a line, a single one (连接号)
    may not, and the two halves stay together.
    """
    if before == " " or after == " ":
        return after != " "
    if after in NOT_FIRST and not (after in _DOUBLED and after == following != before):
        return False
    if before in NOT_LAST or unicodedata.combining(after) or unicodedata.category(after) == "Cf":
        return False
    return not (_of_a_word(before) and _of_a_word(after))


def _of_a_word(character: str) -> bool:
    """Letters and digits of scripts that are written in words."""
    if character in _IN_A_WORD:
        return True
    if "\u2e80" <= character <= "\ua4cf" or "\uac00" <= character <= "\ufaff":
        return False
    if character >= "\U00020000" or unicodedata.east_asian_width(character) in "WF":
        return "\uff10" <= character <= "\uff5a" and character.isalnum()
    return character.isalnum()


def _units(text: str, width: float, measure: Measure) -> list[str]:
    """The text in pieces that no line may cut, white space at the end of the piece before."""
    units: list[str] = []
    for index, character in enumerate(text):
        following = text[index + 1 : index + 2]
        if index and not breaks_between(text[index - 1], character, following):
            units[-1] += character
        else:
            units.append(character)
    return [part for unit in units for part in _no_wider(unit, width, measure)]


def _no_wider(unit: str, width: float, measure: Measure) -> list[str]:
    """A piece that no line can hold, cut into pieces that one can."""
    parts = [""]
    for character in unit:
        if parts[-1] and measure((parts[-1] + character).rstrip()) > width:
            parts.append("")
        parts[-1] += character
    return parts


Lines = list[tuple[int, int]]
"""First unit and the one after the last of each line."""


def _greedy(units: Sequence[str], widths: Sequence[float], width: float) -> Lines:
    lines: Lines = []
    start, used = 0, 0.0
    for index, wide in enumerate(widths):
        if index > start and used + _trimmed(units[index], wide) > width:
            lines.append((start, index))
            start, used = index, 0.0
        used += wide
    return [*lines, (start, len(units))] if units else []


def _trimmed(unit: str, wide: float) -> float:
    """Width without the space at its end, which takes about a quarter of an em."""
    return wide * len(unit.rstrip()) / len(unit) if unit.endswith(" ") else wide


def _balanced(units: Sequence[str], widths: Sequence[float], width: float, count: int) -> Lines:
    """So many lines with the least sum of the squares of what is left empty.

    A space or a stop is where the writer himself paused: a line that ends there is worth some
    unevenness. So is a name or a quotation that stays whole, and a word that leans on another.
    """
    inside = _inside(units)
    best: list[dict[int, tuple[float, Lines]]] = [{0: (0.0, [])}]
    for number in range(count):
        reached: dict[int, tuple[float, Lines]] = {}
        for start, (cost, lines) in best[-1].items():
            used = 0.0
            for stop in range(start + 1, len(units) + 1):
                wide = used + _trimmed(units[stop - 1], widths[stop - 1])
                used += widths[stop - 1]
                if wide > width:
                    break
                if (stop == len(units)) != (number == count - 1):
                    continue
                pause = stop < len(units) and units[stop - 1][-1] in _PAUSES
                spent = cost + ((width - wide) / width) ** 2 - (PAUSE_IS_WORTH if pause else 0)
                spent += CUT_NAME_COSTS if inside[stop - 1] else 0
                spent += TORN_COSTS if stop < len(units) and _torn(units, stop) else 0
                if stop not in reached or spent < reached[stop][0]:
                    reached[stop] = spent, [*lines, (start, stop)]
        best.append(reached)
    found = best[-1].get(len(units))
    return found[1] if found else _greedy(units, widths, width)


_PAUSES = frozenset(" ，。；：！？、,;:!?")
PAUSE_IS_WORTH, CUT_NAME_COSTS, TORN_COSTS = 0.15, 0.1, 0.12
"""In squares of lines: 0.04 is a fifth of a line left empty."""

_LEAN_FORWARD = frozenset(
    "一二三四五六七八九十百千两兩几幾第每各与與和及或在是把被对對从從向为為以将將让讓给給比"
)
"""A numeral or a preposition belongs to what follows it."""

_LEAN_BACK = frozenset("的了着著们們吗嗎呢吧")
"""A particle belongs to what it follows."""


def _torn(units: Sequence[str], stop: int) -> bool:
    """Whether a line that ends before unit `stop` tears two words apart that lean on each other."""
    return units[stop - 1][-1] in _LEAN_FORWARD or units[stop][0] in _LEAN_BACK


_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』", "（": "）", "(": ")"}


def _inside(units: Sequence[str]) -> list[bool]:
    """For each unit whether what follows it is still in quotation marks or brackets."""
    waiting: list[str] = []
    inside = []
    for unit in units:
        for character in unit:
            if character in _PAIRS:
                waiting.append(_PAIRS[character])
            elif waiting and character == waiting[-1]:
                waiting.pop()
        inside.append(bool(waiting))
    return inside


def _clipped(
    units: Sequence[str], widths: Sequence[float], width: float, measure: Measure, lines: int
) -> tuple[str, ...]:
    """Full lines, and a last one that ends with `…`; no opening mark or comma before it."""
    chosen = _greedy(units, widths, width)[:lines]
    shown = list(_joined(units, chosen))
    last = shown[-1]
    while last and (measure(last + ELLIPSIS) > width or last[-1] in _NOT_BEFORE_ELLIPSIS):
        last = last[:-1]
    shown[-1] = last + ELLIPSIS
    return tuple(shown)


_NOT_BEFORE_ELLIPSIS = NOT_LAST | frozenset(" ，、；：。,.;:—…·-")


def _joined(units: Sequence[str], lines: Lines) -> tuple[str, ...]:
    return tuple("".join(units[start:stop]).rstrip() for start, stop in lines)
