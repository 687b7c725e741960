"""Something the user should mend: where it is, what it is, and how to mend it.

Every reader, check and writer reports in these records and only `cli` prints them, so that all
problems of a run appear together, in the order of the files. Each sentence is written twice, in
Chinese and in English, where it arises: whoever changes one sees the other.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error stops the command, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file of the user's.

    `file` is written as the user would type it, relative to the project where it lies inside.
    `line` and `column` count characters from 1; 0 says that the whole file is meant.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers])


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence in the two languages that Wenzhai speaks to its users."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.zh


NOTHING = Phrase("", "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `rule` is its stable name, in kebab case, for filters and for CI."""

    rule: str
    place: Place
    what: Phrase
    mend: Phrase = NOTHING
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    """The source line at `place`, for the line with the caret; empty when there is none."""

    def report(self, language: str) -> str:
        """The problem as text: one line, then the source with a caret where there is one.

        >>> print(Problem("empty-title", Place("a.md", 2, 1), Phrase("标题是空的", "empty title"),
        ...               Phrase("写上标题", "write one")).report("zh"))
        a.md:2:1: 错误：标题是空的。写上标题。[empty-title]
        """
        label = _LABELS[self.severity].in_language(language)
        stop, colon = (".", ": ") if language == "en" else ("。", "：")
        said = (self.what.in_language(language), self.mend.in_language(language))
        ended = [s if s.endswith(_FINAL) else s + stop for s in said if s]
        gap = " " if language == "en" else ""
        lines = [f"{self.place}: {label}{colon}{gap.join(ended)}{gap}[{self.rule}]"]
        if self.excerpt and self.place.column:
            shown, column = _window(self.excerpt, self.place.column)
            lines += [f"    {shown}", f"    {_under(shown, column)}^"]
        return "\n".join(lines)


_FINAL = ("？", "?", "。", ".", "！", "!")
_LABELS = {
    Severity.ERROR: Phrase("错误", "error"),
    Severity.WARNING: Phrase("警告", "warning"),
}


class ProblemsFound(Exception):
    """Raised when a command cannot go on; carries all that is wrong, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.report("en") for problem in self.problems))

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[tuple[Problem, ...]]]:
        # An exception is pickled by what its `__init__` was given, and comes from other processes.
        return ProblemsFound, (self.problems,)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that must be mended before the command can go on."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """The one of `choices` that was most likely meant by `word`, or None.

    >>> did_you_mean("乡村震兴", ["教育", "乡村振兴"])
    '乡村振兴'
    """
    near = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.5)
    return near[0] if near else None


def _window(line: str, column: int, width: int = 60) -> tuple[str, int]:
    """The part of a long line around `column` (from 1), and the column in that part."""
    start = max(0, column - 1 - width // 2) if len(line) > width else 0
    return line[start : start + width], column - start


def with_excerpts(problems: Iterable[Problem], file: str, text: str) -> tuple[Problem, ...]:
    """The same problems; those at a column of `file` carry their line of `text`."""
    problems = tuple(problems)
    if not problems:
        return problems
    lines = text.split("\n")
    return tuple(
        replace(problem, excerpt=lines[problem.place.line - 1])
        if not problem.excerpt
        and problem.place.file == file
        and problem.place.column
        and problem.place.line <= len(lines)
        else problem
        for problem in problems
    )


def _under(line: str, column: int) -> str:
    """Blanks as wide on a terminal as what stands before `column` (from 1) of `line`."""
    blanks = []
    for character in line[: column - 1]:
        wide = unicodedata.east_asian_width(character) in "WF"
        blanks.append("\t" if character == "\t" else "\u3000" if wide else " ")
    return "".join(blanks)
