"""What every importer gives back: the lines of a raw page, and what was odd about the file."""

from __future__ import annotations

from dataclasses import dataclass

from generator.draft import Line
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """A raw page as lines, ready to be taken apart."""

    lines: tuple[Line, ...]
    encoding: str = ""
    """Of the file, as Python names it; empty where the format does not let the user choose."""
    problems: tuple[Problem, ...] = ()
    """Warnings only: what stops the import is raised."""
