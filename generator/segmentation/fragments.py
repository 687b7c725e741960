"""Pieces of cut paragraphs that are short enough to look like headings.

A column ends in the middle of a sentence and the text goes on in the next: the first half may be
ten characters without a mark. What shows it is how the two halves fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import log

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
    usual = _SIGNED_PAGE * signed + page_points(readings) * (1 - signed)
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
            needed = 0.0 if above.kind in ("body", "byline") else 2.0 - 3.5 * signed
            if usual + half_points(reading.folded, below.folded, seams) > needed:
                reading.becomes("body", "段落的前半行 / the first half of a broken paragraph")


_SIGNED_PAGE = 2.4
"""On a page that signs its articles a heading without a byline can only be a sub-heading."""
_USUALLY_CUT = 0.12


def page_points(readings: Sequence[Reading]) -> float:
    """How much to expect halves on this page, by the long lines that break off: 0 or less.

    A long page on which every line ends as paragraphs do has no halves among its headings either.
    """
    bodies = [reading for reading in readings if reading.kind == "body"]
    cut = sum(not reading.finished and reading.closing is None for reading in bodies)
    return min(0.0, 1.6 * log((cut + 1) / (len(bodies) + 8) / _USUALLY_CUT))


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
    r"如今|记者|会议|我们|他|她|\d{1,4}[年月日]"
)
"""What a sentence of a report begins with, and a heading hardly ever."""
_OPENS_PARAGRAPH = re.compile(
    r"此外|据|近[年日期]|对于|除了|截至|日前|如今|去年|随着|今[年天]|这[是些]|当前|目前|本届|针对|"
    r"根据|当地|为了?|面对|会议|记者|同时|[“《]|连日|一[直走到]|在|从|当|作为|第[一二三]|"
    r"\d{1,4}[年月日]|——|习近平|党的|中共|国务|全[国市省县]|我[国市省县]|由|经|自|首|上午|下午|清晨|"
    r"走进|位于|来自|昨[天日]"
)
_SAYS = re.compile("表示|介绍|认为|指出|告诉|透露|说[:,]|了解到|获悉|坦言|显示")
BREAKS_OFF = re.compile(
    "[的和有将也从以比把让而于在了由并被不近自总这提各推两深他第更得如同之要我们中因很您你她它所某该每]$"
)
_MAY_BREAK_OFF = re.compile("[到或又还等是都一十共正着与为及]$")
"""Measured on 18,000 headings and 27,000 cuts of newspaper text: the first stand at the end of a
cut line ten times as often as at the end of a heading, the second three times."""
_GOES_ON = re.compile(f"[a-z,。、;:”》)!?%]|[了化的者们表务度场员济示技力]|[{HAN}](?=[,、。;])")
_MAY_GO_ON = re.compile("[能个区入是部院子里将和]")
_PREDICATE = re.compile(
    "(?:表示|介绍|认为|指出|强调|告诉|透露|说|称|公布|提升|达到|超过|增长|实现|完成|成为|位于|获得|"
    "进行|发生|[将正已均仍也都还却则且再才就被把得地性化])"
)
"""What needs a subject before it, and so does not begin a paragraph."""
_COUPLET = re.compile(f"[{HAN}”] [{HAN}“]")
_LABEL = re.compile(f"[{HAN}A-Za-z0-9“”]{{2,9}}:")
_DATE = re.compile(r"\d+[年月日]")


def half_points(text: str, below: str, seams: Seams) -> float:
    """How much a short folded line looks like the first half of the text below it.

    The points are logarithms of odds, fitted on the headings and cut paragraphs of 600 pages.
    """
    return (
        -2.0
        + _does_not_end(text, below)
        + seam_points(text, below, seams)
        + _sounds_like_text(text)
        + _sounds_like_heading(text, below)
    )


def _does_not_end(text: str, below: str) -> float:
    """What shows that the line was cut: brackets, endings and beginnings that nothing has."""
    points = 0.0
    if is_open(text) or opens_quotation(text):
        points += 3
    if closes_first(below):
        points += 2.5
    if BREAKS_OFF.search(text):
        points += 2.5
    elif _MAY_BREAK_OFF.search(text):
        points += 1.5
    if cuts_a_number(text, below):
        points += 3.5
    elif re.search("[0-9A-Za-z]$", text):
        points += 1.5
    if len(text) < 6:
        points += 3 if len(text) == 1 else -0.5
    elif not points and len(text) <= _USUAL_HEADING:
        points = -1.5
    return points


_USUAL_HEADING = 14
"""Characters: three sub-headings in four have no more, and one cut in five leaves as few."""


def cuts_a_number(text: str, below: str) -> bool:
    """Whether one line ends in digits and the next goes on with digits or their unit."""
    return text[-1:].isdigit() and re.match(r"[\d年月日%个万亿米人元名]", below) is not None


def seam_points(text: str, below: str, seams: Seams) -> float:
    """What shows that the text below is no beginning, or that the two are one word."""
    points = 0.0
    if _GOES_ON.match(below):
        points += 4.5
    elif _MAY_GO_ON.match(below) or _PREDICATE.match(below):
        points += 2
    if _OPENS_PARAGRAPH.match(below):
        points -= 2
    seam = seams.strength(text, below)
    if seam:
        points += 2 if seam < 3 else 4.5
    return points


def _sounds_like_text(text: str) -> float:
    """What a sentence has and a heading mostly has not: commas, verbs of saying, dates."""
    points = 0.0
    if OPENS_SENTENCE.match(text):
        points += 1.5
    if "," in text:
        points += 1.5
    elif "、" in text:
        points += 0.5
    if len(re.findall("[,、]", text)) >= 2:
        points += 1
    if _SAYS.search(text):
        points += 2
    if _DATE.search(text):
        points += 2
    if re.search("是|了", text[:-1]):
        points += 1
    if len(text) >= 32:
        points += 1.5
    return points


def _sounds_like_heading(text: str, below: str) -> float:
    """What a heading has: the words of the text under it, a space, a column name in brackets."""
    points = 0.0
    pairs = {
        pair for pair in map("".join, pairwise(text)) if len(re.findall(f"[{HAN}]", pair)) == 2
    }
    shared = sum(pair in below for pair in pairs) / max(1, len(pairs))
    if shared > 0.2:
        points -= 2.5 if shared > 0.5 else 1
    if text.endswith(")") and not is_open(text):
        points -= 3
    if _COUPLET.search(text):
        points -= 3.5
    if text.endswith("”"):
        points -= 2.5
    if text[-1:] in "?!:…":
        points -= 2
    if _LABEL.match(text):
        points -= 1
    if CHAPTER.match(text):
        points -= 2
    return points
