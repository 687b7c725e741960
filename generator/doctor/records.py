"""What an examination found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.problems import NOTHING, Phrase


class State(StrEnum):
    """How things are."""

    GOOD = "good"
    LACKING = "lacking"
    """Something goes without; all that is needed works."""
    BAD = "bad"
    """Something that is needed does not work."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked at."""

    name: str
    """Stable, for programs: `python`, `library/click`, `font/zh-Hans`."""
    state: State
    what: Phrase
    mend: Phrase = NOTHING
