"""What a card says and in which colours, for those who declare it and draw none."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Prose

WIDTH, HEIGHT = 1200, 630
"""Of a card, in pixels."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says."""

    lang: str
    """BCP 47 tag of the written form, by which the font is chosen."""
    site: Prose
    title: Prose
    kicker: Prose = Prose("")
    number: str = ""
    """In the theme's words, which stand in their form already: `总第12期`."""
    headlines: tuple[Prose, ...] = ()
    """Of the first articles of an issue."""
    facts: tuple[Prose, ...] = ()
    """Date, county, topic."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Of a theme, as `#rrggbb`."""

    paper: str = "#ffffff"
    ink: str = "#1c1917"
    accent: str = "#9b1c1c"
