"""A passage of copy, and what a rule finds in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.problems import Phrase

COVER = "\ufffc"
"""Stands for a character that is no copy. No rule matches it, and Han does not speak to it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with all that is not copy covered, character for character: see `covered`."""

    text: str
    running: bool = True
    """Whether it is running text; in titles a space is a mark of its own."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Words that the house does not use, with those that it uses."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a passage, from character `start` up to `stop`, counted from 0."""

    rule: str
    start: int
    stop: int
    what: Phrase
    mend: Phrase
    new: str | None = None
    """What is right in its place; None where only an editor can tell."""
