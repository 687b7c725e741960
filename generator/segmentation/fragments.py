"""Pieces of cut paragraphs that are short enough to look like headings.

A column ends in the middle of a sentence and the text goes on in the next: the first half may be
ten characters without a mark. What shows it is how the two halves fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.segmentation.fold import HAN
from generator.segmentation.kinds import Reading
from generator.segmentation.neighbours import after, before
from generator.segmentation.seams import (
    CHAPTER,
    CONTINUES,
    Seams,
    closes_first,
    is_open,
    opens_quotation,
)


def settle_fragments(readings: Sequence[Reading]) -> None:
    """Find the pieces of cut paragraphs among what looks like headings.

    From the bottom up, because a paragraph may be cut twice: the second piece is known by the
    text below it, and the first by the second.
    """
    seams = Seams(reading.folded for reading in readings)
    bylines = sum(reading.kind == "byline" and not reading.ends_article for reading in readings)
    signed = min(1.0, bylines / 2)
    for index in range(len(readings) - 1, -1, -1):
        reading = readings[index]
        if reading.kind != "head":
            continue
        above, below = before(readings, index, "caption"), after(readings, index, "caption")
        if above is None or (below is not None and (below.kind == "byline" or below.dateline)):
            continue
        if above.kind == "body" and not above.finished and above.closing is None:
            if _goes_on(above, reading, below, seams):
                reading.becomes(
                    "body", "接续上文未完的一段 / goes on the unfinished paragraph above"
                )
        elif below is not None and below.kind == "body" and not below.apart:
            if above.kind == "credits" or above.ends_article or above.closing is not None:
                continue
            # Sub-headings never stand one upon another; pieces of a paragraph do.
            usual = above.kind in ("body", "byline")
            needed = (2.0 if usual else 3.5) - (0.5 if usual else 3.5) * (signed == 1)
            if half_points(reading.folded, below.folded, seams, signed=signed) >= needed:
                reading.becomes("body", "段落的前半行 / the first half of a broken paragraph")


def _goes_on(above: Reading, reading: Reading, below: Reading | None, seams: Seams) -> bool:
    """Whether a short line is the middle or the end of the unfinished paragraph above it."""
    text = reading.folded
    if CHAPTER.match(text):
        return False
    if is_open(above.folded) or above.folded[-1:] in ",、" or CONTINUES.match(text):
        return True
    into = seams.strength(above.folded, text)
    if text[-1:] in "?!:":
        return into > 1
    if below is not None and below.kind == "body":
        out_of = seams.strength(text, below.folded)
        past = seams.strength(above.folded, below.folded)
        return into + out_of >= past or bool(re.search("[,、]", text))
    return into > 1 or bool(re.search("[,、]", text))


OPENS_SENTENCE = re.compile(
    r"此外|目前|今年|今天|近日|近年|去年|截至|据|日前|前不久|当地时间|针对|来自|位于|作为|由|经|因|虽然|"
    r"尽管|连日来|昨日|当天|同时|其中|为了?|自|从|在|对于|根据|随着|通过|不仅|如果|因此|但|而|这|该|"
    r"\d{1,4}[年月日]"
)
"""What a sentence of a report begins with, and a heading hardly ever."""
_SAYS = "表示|介绍|认为|指出|强调|告诉|透露|说|称|了解到|获悉|坦言|显示"
_ENDS_LOOSELY = re.compile(
    "[的了是在和将把与对为及或等有被从向到以于并而也都就还又要会能可至由使让给比据]$"
)
_PREDICATE = re.compile(
    f"(?:{_SAYS}|公布|提升|达到|超过|增长|实现|完成|成为|位于|获得|进行|发生|[将正已均仍也都还却则且再才就被把得地性化])"
)
"""What needs a subject before it, and so does not begin a paragraph."""
_DATE_ASIDE = re.compile(r"[(]\d{1,2}月\d{1,2}日[)]")


_MOST_BY_SOUND = 1.5


def half_points(text: str, below: str, seams: Seams, *, signed: float) -> float:
    """How much a short folded line looks like the first half of the text below it.

    `signed` says how far it is the custom of this page that bylines follow titles (1 it is, 0 it
    is not), so that this is none. Where it is not, that the line sounds like a sentence is not
    enough.
    """
    sound = _sounds_like_text(text, below, seams, signed=signed)
    return _does_not_end(text, below) + (sound if signed else min(sound, _MOST_BY_SOUND))


def _does_not_end(text: str, below: str) -> float:
    """What shows that the line was cut: brackets, endings and beginnings that nothing has."""
    points = 0.0
    if is_open(text) or opens_quotation(text):
        points += 3
    if closes_first(below):
        points += 3
    if text[-1:] in "“(《":
        points += 3
    elif re.search("[0-9A-Za-z]$", text):
        points += 2 if below[:1].isalnum() and below[:1].isascii() else 1
    if len(text) == 1:
        points += 3
    if _ENDS_LOOSELY.search(text):
        points += 2
    if CONTINUES.match(below):
        points += 2.5
    elif _PREDICATE.match(below):
        points += 1.5
    if CHAPTER.match(text):
        points -= 3
    if re.search(f"[{HAN}”] [{HAN}“]", text):
        points -= 2.5
    if text[-1:] in "?!:…":
        points -= 3
    return points


def _sounds_like_text(text: str, below: str, seams: Seams, *, signed: float) -> float:
    """What a sentence has and a heading mostly has not: commas, verbs of saying, length."""
    points = 0.0
    if "," in text and len(text) >= 4:
        points += 0.5 + 2 * signed + (len(text) >= 16)
    if OPENS_SENTENCE.match(text):
        points += 1
    if re.search(_SAYS, text):
        points += 1
    if _DATE_ASIDE.search(text):
        points += 2
    if len(text) >= 22:
        points += 1
    if len(text) >= 15:
        points += signed
    if len(below) < 15:
        points += 1.5  # hardly the whole of what stands under a heading
    seam = seams.strength(text, below)
    if seam:
        points += 1 if seam < 3 else 2
    return points
