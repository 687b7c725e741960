"""Colours of a theme, and whether one can be read on another (WCAG 2.2, relative luminance)."""

from __future__ import annotations

import re

LEAST_CONTRAST = 4.5
"""Of text with its ground: WCAG 2.2, success criterion 1.4.3."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def colours_in(text: str) -> tuple[str, str] | None:
    """`#9b1c1c #f2a097`: a colour by day and one by night, or one for both; None if it is not."""
    colours = text.split()
    if len(colours) not in (1, 2) or not all(_COLOUR.fullmatch(one) for one in colours):
        return None
    return colours[0].lower(), colours[-1].lower()


def contrast(one: str, other: str) -> float:
    """From 1 to 21.

    >>> round(contrast("#000000", "#ffffff")), round(contrast("#9b1c1c", "#fffcf7"), 1)
    (21, 8.0)
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
