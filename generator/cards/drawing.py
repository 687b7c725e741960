"""A share card drawn: 1200 × 630 pixels in three colours and what lies between them.

A card is drawn in levels of one channel, ink at one end, paper in the middle, the accent at the
other, so that the soft edges of letters are levels too. Fifteen of them are kept and become the
palette: a card is a PNG of four bits a pixel, which no encoder has to guess colours for.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache

import PIL
from PIL import Image, ImageDraw, features

from generator.cards.fonts import Face
from generator.cards.records import HEIGHT, WIDTH, Card, Colours
from generator.cards.wrapping import Measure, fits, wrap

MARGIN = 80
_ROOM = WIDTH - 2 * MARGIN

_STEP = 17
_INK, _MUTED, _PAPER, _ACCENT = 0, 2 * _STEP, 7 * _STEP, 14 * _STEP
_LEVELS = [(value + _STEP // 2) // _STEP for value in range(256)]

TITLE_SIZES = ((88, 2), (76, 3), (60, 4))
"""Size in pixels and the lines it may take; the last also when not all of the title fits."""

TITLE_OVER_HEADLINES = (76, 2)

_NAME, _KICKER, _HEADLINE, _FACTS, _GAP = 44, 38, 38, 32, 18
_LINE_HEIGHT = 1.32

GETA = "〓"
"""What printers set for a character that they do not have."""

PRESS = ("cards", 1, PIL.__version__, str(features.version("freetype2")))
"""Part of every key of the cache: what else decides the bytes, besides text, fonts and colours."""


def draw(card: Card, faces: Sequence[Face], colours: Colours) -> bytes:
    """The card as a PNG; without a face only its rules and colours."""
    image = Image.new("L", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((MARGIN, 126, WIDTH - MARGIN - 1, 131), _INK)
    pen.rectangle((MARGIN, 136, WIDTH - MARGIN - 1, 137), _INK)
    pen.rectangle((0, 0, WIDTH, 15), _ACCENT)
    if faces:
        _set(card, _Setter(pen, faces))
    else:
        pen.rectangle((MARGIN, 60, MARGIN + 300, 104), _ACCENT)
    return _png(image, colours)


def _set(card: Card, setter: _Setter) -> None:
    number_at = WIDTH - MARGIN
    if card.number:
        number_at -= round(setter.at(_FACTS)(card.number))
        setter.line(card.number, number_at, 104, _FACTS, _MUTED)
    name = wrap(card.site, number_at - MARGIN - 40, setter.at(_NAME), 1)
    setter.line("".join(name), MARGIN, 104, _NAME, _ACCENT)
    facts = " · ".join(fact for fact in card.facts if fact)
    if facts:
        shown = wrap(facts, _ROOM, setter.at(_FACTS), 1)
        setter.line(shown[0], MARGIN, 578, _FACTS, _MUTED)
    _centre(card, setter, top=150, bottom=536 if facts else 590)


def _centre(card: Card, setter: _Setter, top: int, bottom: int) -> None:
    """Kicker, title and headlines, in the middle of the room between the rules and the facts."""
    size, lines = _title(card, setter)
    rows = [(line, size, _INK) for line in lines]
    if card.kicker:
        kicker = wrap(card.kicker, _ROOM, setter.at(_KICKER), 1)
        rows = [*((line, _KICKER, _ACCENT) for line in kicker), *rows]
    if card.headlines:
        rows.append(("", _GAP, _INK))
    for headline in card.headlines:
        shown = wrap(headline, _ROOM, setter.at(_HEADLINE), 1)
        rows += [(line, _HEADLINE, _MUTED) for line in shown]
    heights = [round(size * _LINE_HEIGHT) for _, size, _ in rows]
    above = top + max(0, (bottom - top - sum(heights)) // 2)
    for (line, size, level), height in zip(rows, heights, strict=True):
        # The baseline of Chinese lies an eighth of the size above the foot of the character.
        setter.line(line, MARGIN, above + (height + size) // 2 - size // 8, size, level)
        above += height


def _title(card: Card, setter: _Setter) -> tuple[int, tuple[str, ...]]:
    choices = (TITLE_OVER_HEADLINES,) if card.headlines else TITLE_SIZES
    for size, lines in choices:
        if fits(card.title, _ROOM, setter.at(size), lines):
            break
    return size, wrap(card.title, _ROOM, setter.at(size), lines)


class _Setter:
    """Sets text in the first face that has each character."""

    def __init__(self, pen: ImageDraw.ImageDraw, faces: Sequence[Face]) -> None:
        self._pen = pen
        self._faces = tuple(faces)

    def at(self, size: int) -> Measure:
        """How wide a text is at a size."""
        return lambda text: sum(_advance(self._faces, one, size) for one in text)

    def line(self, text: str, x: float, baseline: int, size: int, level: int) -> None:
        for face, run in self._runs(text):
            font = face.at(size)
            self._pen.text((x, baseline), run, fill=level, font=font, anchor="ls")
            x += font.getlength(run)

    def _runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """The text in pieces of one face each, what no face has replaced."""
        run, used = "", self._faces[0]
        for character in text:
            face, shown = _glyph(self._faces, character)
            if face != used and run and shown:
                yield used, run
                run = ""
            run, used = run + shown, face if shown else used
        if run:
            yield used, run


@lru_cache(maxsize=65536)
def _glyph(faces: tuple[Face, ...], character: str) -> tuple[Face, str]:
    """The face that has a character, and what to set: itself, nothing, or the sign of a gap."""
    if _invisible(character):
        return faces[0], ""
    face = next((one for one in faces if _has(one, character)), None)
    if face:
        return face, character
    return faces[0], GETA if _has(faces[0], GETA) else " "


@lru_cache(maxsize=65536)
def _advance(faces: tuple[Face, ...], character: str, size: int) -> float:
    face, shown = _glyph(faces, character)
    return face.at(size).getlength(shown) if shown else 0.0


def _invisible(character: str) -> bool:
    """Joiners and selectors of glyphs, for which a simple setting has no use."""
    return (
        character in "\u200b\u200c\u200d\u2060\ufeff"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _has(face: Face, character: str) -> bool:
    """Whether a face draws a character as something else than what it draws for unknown ones."""
    return character.isspace() or _small(face, character) != _unknown(face)


@lru_cache(maxsize=64)
def _unknown(face: Face) -> tuple[tuple[int, int], bytes]:
    return _small(face, "\U0010fffd")


def _small(face: Face, character: str) -> tuple[tuple[int, int], bytes]:
    mask = face.at(24).getmask(character, "L")
    return mask.size, bytes(mask)


def _png(image: Image.Image, colours: Colours) -> bytes:
    levels = Image.frombytes("P", image.size, image.point(_LEVELS).tobytes())
    levels.putpalette(_palette(colours))
    file = io.BytesIO()
    levels.save(file, "PNG", bits=4, compress_level=5)
    return file.getvalue()


@lru_cache(maxsize=8)
def _palette(colours: Colours) -> bytes:
    ink, paper, accent = (_rgb(one) for one in (colours.ink, colours.paper, colours.accent))
    ramp = [_between(ink, paper, step) for step in range(7)]
    ramp += [_between(paper, accent, step) for step in range(8)]
    return bytes(part for colour in ramp for part in colour)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _between(one: tuple[int, ...], other: tuple[int, ...], step: int) -> tuple[int, ...]:
    """`step` sevenths of the way."""
    return tuple((a * (7 - step) + b * step + 3) // 7 for a, b in zip(one, other, strict=True))
