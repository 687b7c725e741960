"""What a proof of the Traditional forms holds: places to look at, texts, names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.problems import Place
from generator.proofing.excerpts import Excerpt
from generator.proofing.sheets import Sheet
from generator.variants.decisions import Examined

Reported = Literal["fallback", "glossary", "person", "house"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One decision, at its place in the source."""

    place: Place
    kind: Reported
    passage: int
    """Which of the passages of the sheet, and where in it."""
    start: int
    field: str
    word: str
    chosen: str
    others: tuple[str, ...]
    doubtful: bool
    source: Excerpt
    in_form: Excerpt


@dataclass(frozen=True, slots=True)
class UnsureName:
    """A name that could be written in several ways and is in no glossary."""

    place: Place
    name: str
    chosen: str
    choices: tuple[tuple[str, ...], ...]
    """For each of its characters that are unsure, the ways to write it."""
    glossary: str
    """The file in which `line` would decide it."""

    @property
    def line(self) -> str:
        """The line to add, right if the table happens to be."""
        return f"{self.name}: {self.chosen}"


@dataclass(frozen=True, slots=True)
class SheetProof:
    """One file in one form."""

    sheet: Sheet
    examined: tuple[Examined | None, ...]
    """For each passage; None where an editor has written it for the form."""
    findings: tuple[Finding, ...]
    """By place."""
    by_hand: Mapping[str, str]
    """Fields that an editor has written for the form, and what they say."""
    skipped: bool = False
    """Whether the form goes without it; it is then not examined."""


@dataclass(frozen=True, slots=True)
class FormProof:
    """All that was examined in one form."""

    tag: str
    label: str
    sheets: tuple[SheetProof, ...]
    names: tuple[UnsureName, ...]

    def findings(self, *kinds: Reported) -> Iterator[Finding]:
        """Those of some kinds, by place."""
        for sheet in self.sheets:
            yield from (one for one in sheet.findings if one.kind in kinds)
