"""Which lines sign an article: the settling of everything that could be a byline.

A line of names between a heading and text is a byline; the surname list only helps. Names alone
under a finished text sign from below. Names on several lines are a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.segmentation.fragments import OPENS_SENTENCE
from generator.segmentation.kinds import LONGEST_HEADING, Reading
from generator.segmentation.neighbours import after, before, put_apart
from generator.segmentation.people import is_name
from generator.segmentation.seams import is_open, opens_quotation


def settle_bylines(readings: Sequence[Reading]) -> None:
    """Settle every line that could be a byline, and see which sign from below."""
    headings = sum(
        reading.kind == "head" and _opens_text(readings, index)
        for index, reading in enumerate(readings)
    )
    known = sum(
        (reading.kind == "byline" and not _is_below(readings, index))
        or (reading.kind == "maybe" and _stands_as_byline(readings, index))
        for index, reading in enumerate(readings)
    )
    customary = known >= 2 and known * 2 >= headings
    for index, reading in enumerate(readings):
        if reading.kind == "byline" and _is_below(readings, index):
            reading.ends_article = True
        if reading.kind != "maybe" or not reading.byline:
            continue
        reason = _byline_reason(readings, index, known, customary)
        if reason:
            reading.becomes("byline", reason)
        elif _signs_below(readings, index):
            reading.becomes("byline", "文末署名 / a signature under the article")
            reading.ends_article = True
        else:
            reading.becomes("head", "")


def _stands_as_byline(readings: Sequence[Reading], index: int) -> bool:
    reading = readings[index]
    above, below = _over(readings, index), after(readings, index, "caption")
    return (
        reading.byline is not None
        and (reading.byline.strength == 1 or reading.byline.kind == "organisation")
        and above is not None
        and above.kind in ("head", "maybe")
        and below is not None
        and below.kind == "body"
    )


def _over(readings: Sequence[Reading], index: int) -> Reading | None:
    """What stands over a line; a web page has the source between its title and its author."""
    above = before(readings, index)
    if above is not None and above.kind == "credits":
        title = before(readings, index, "credits")
        return title if title is not None and title.told else above
    return above


def _opens_text(readings: Sequence[Reading], index: int) -> bool:
    """Whether text follows a heading directly, so that nobody signs it."""
    below = after(readings, index, "caption")
    return below is not None and below.kind == "body"


def _is_below(readings: Sequence[Reading], index: int) -> bool:
    """Whether a sure byline stands under the text that it signs."""
    above, below = before(readings, index, "caption"), after(readings, index, "caption", "credits")
    return (
        above is not None
        and above.kind == "body"
        and above.finished
        and (below is None or below.kind in ("head", "maybe"))
    )


def _byline_reason(readings: Sequence[Reading], index: int, known: int, customary: bool) -> str:
    """Why a line that may be a byline is one; empty when it is not."""
    byline = readings[index].byline
    above, below = _over(readings, index), after(readings, index, "caption")
    if byline is None or above is None or above.kind not in ("head", "byline"):
        return ""
    under = "上为标题、下为正文 / between a heading and text"
    short = all(len(author.name) <= 3 or "·" in author.name for author in byline.authors)
    if byline.kind == "organisation" and above.kind == "head":
        broken = below is not None and below.kind == "head" and known
        if broken or (below is not None and below.kind == "body"):
            return under
    if below is not None and (below.kind == "body" or (known and _breaks_off(below))):
        if byline.strength == 1 or (byline.strength >= 0.5 and known):
            return under
        # Two words that both lack a surname are people only where others sign as well.
        told = byline.strength > 0 or len(byline.authors) == 1
        long_enough = told and above.length >= (6 if byline.strength else 8)
        if short and (known or long_enough) and not _reads_on(above):
            return under
        if (
            customary
            and not _reads_on(above)
            and not readings[index].folded.endswith(("中", "后", "前"))
        ):
            return "上为标题、下为正文，别篇皆有署名 / between a heading and text, as elsewhere"
        return ""
    if below is not None and below.kind in ("head", "maybe") and byline.strength == 1:
        title_like = above.kind == "head" and above.length >= 6
        verse = (
            all(other.kind in ("head", "maybe") for other in readings[index + 1 : index + 5])
            and len(readings) > index + 5
        )
        if (title_like and (known or len(byline.authors) >= 2)) or (verse and above.kind == "head"):
            return "标题之下的姓名 / names under a heading"
    if below is None and byline.strength == 1 and above.kind == "byline":
        return "续上一行署名 / goes on the byline above"
    return ""


def _breaks_off(below: Reading) -> bool:
    """Whether what is no longer than a heading begins a paragraph that was cut all the same."""
    text = below.folded
    return below.kind == "head" and (
        below.length > LONGEST_HEADING
        or is_open(text)
        or opens_quotation(text)
        or (OPENS_SENTENCE.match(text) is not None and re.search("[,:]", text) is not None)
    )


def _reads_on(above: Reading) -> bool:
    """Whether what stands above is rather a piece of text than a title."""
    text = above.folded
    if "," in text and (above.length > 30 or OPENS_SENTENCE.match(text)):
        return True
    return len(re.findall("[,;、]", text)) >= 2 and above.length <= LONGEST_HEADING


def _signs_below(readings: Sequence[Reading], index: int) -> bool:
    """Whether names stand alone under a finished text: 林晓 after a comment."""
    reading = readings[index]
    above, below = before(readings, index, "caption"), after(readings, index, "caption", "credits")
    if above is None or above.kind != "body" or not above.finished or reading.byline is None:
        return False
    if above.folded.endswith(":"):
        return False
    if below is not None and below.kind == "body":
        return False
    if reading.byline.kind == "organisation":
        return below is None or _dated(readings, index)
    names = reading.byline.authors
    # Set without spaces and without brackets, names are too like a short heading.
    apart = len(names) == 1 or re.search("[ 、()]", reading.folded) is not None
    if reading.folded.startswith("("):
        return len(names) <= 3 and all(is_name(name.name) for name in names)
    return reading.byline.strength == 1 and apart and all(len(name.name) <= 4 for name in names)


def _dated(readings: Sequence[Reading], index: int) -> bool:
    """Whether the next line is a date, as under a document."""
    below = readings[index + 1].furniture if index + 1 < len(readings) else None
    return below is not None and below.kind == "date"


_NAME_LIST = 3


def settle_name_lists(readings: Sequence[Reading]) -> None:
    """Names on three lines and more are a list of names, not a byline."""
    run: list[Reading] = []
    for reading in [*readings, None]:
        if reading is not None and reading.kind == "maybe":
            run.append(reading)
            continue
        names = sum(len(line.byline.authors) for line in run if line.byline is not None)
        if len(run) >= _NAME_LIST and names > 2 * len(run):
            put_apart(run)
        run = []
