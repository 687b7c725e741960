"""The raw file itself: under which name it goes, how large it may be, its lines, its issues."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.files import unreadable
from generator.importers import read_raw
from generator.importers.imported import Imported
from generator.importers.refusals import (
    LARGEST_FILE,
    LARGEST_TEXT,
    LONGEST_LINE,
    line_too_long,
    too_large,
)
from generator.model import Date
from generator.problems import NOTHING, Phrase, Place, Problem, ProblemsFound
from generator.project import Project

CLIPBOARD = Path("-")
"""What stands for a page that comes through standard input and has no file."""


def origin_name(path: Path, project: Project) -> str:
    """The raw page as `origin` names it: below the project, or else the bare name of the file."""
    if path == CLIPBOARD:
        return str(path)
    try:
        return path.resolve().relative_to(project.folder.resolve()).as_posix()
    except ValueError:
        return path.name


def read_lines(path: Path, name: str, encoding: str | None, data: bytes | None = None) -> Imported:
    """The lines of the raw page; `data` are its bytes where it has no file.

    Raises ProblemsFound for a file that cannot be read, is too large or holds no text.
    """
    imported = read_raw(_bytes(path, name) if data is None else data, name, encoding)
    if not any(line.text for line in imported.lines):
        raise ProblemsFound([_empty(name, bool(imported.images) or path.suffix.lower() == ".pdf")])
    for line in imported.lines:
        if len(line.text) > LONGEST_LINE:
            raise line_too_long(name, line.number)
    return imported


def _empty(name: str, pictured: bool) -> Problem:
    mend = Phrase("扫描件要先识别成文字", "a scanned page wants its text recognised (OCR) first")
    what = Phrase("文件里没有文字", "the file holds no text")
    return Problem("empty-page", Place(name), what, mend if pictured else NOTHING)


def _bytes(path: Path, name: str) -> bytes:
    try:
        data = read_bytes(path, LARGEST_FILE)
    except OSError as error:
        raise ProblemsFound([unreadable(error, name)]) from error
    if data is None:
        raise too_large(name)
    return data


def read_bytes(path: Path, limit: int) -> bytes | None:
    """The bytes of a file, or None where there are more than `limit`; a pipe may be read too."""
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if stat.S_ISREG(status.st_mode) and status.st_size > limit:
            return None
        data = file.read(limit + 1)
    return data if len(data) <= limit else None


def beside(path: Path) -> Callable[[str], bytes | None]:
    """What reads a picture by its address, a path from the raw file, and nothing elsewhere."""
    folder = path.resolve().parent

    def look(address: str) -> bytes | None:
        try:
            there = (folder / address).resolve()
            if not there.is_relative_to(folder) or not there.is_file():
                return None
            return read_bytes(there, LARGEST_FILE)
        except (OSError, ValueError, RuntimeError):
            return None

    return look


def issues_of(imported: Imported, name: str, *, whole: bool) -> tuple[tuple[Date, Imported], ...]:
    """The page, with `whole` as it is; else cut into months. Raises for one with too much text."""
    parts = ((Date(), imported),) if whole else by_month(imported)
    for _, part in parts:
        if sum(len(line.text) for line in part.lines) > LARGEST_TEXT:
            raise too_large(name, LARGEST_TEXT)
    return parts


def by_month(imported: Imported) -> tuple[tuple[Date, Imported], ...]:
    """The page cut where the format knows the months of its articles; else the page as it is.

    A feed may hold the articles of years, and each belongs into the issue of its month. The
    months come in the order of their first articles, the articles as they stood.
    """
    if len({known.date for known in imported.known}) == 1:
        return ((imported.known[0].date, imported),)
    months = [Date(known.date.year, known.date.month) for known in imported.known]
    if len(set(months)) < 2:
        return ((months[0] if months else Date(), imported),)
    begins = [known.line for known in imported.known]
    ends = [*begins[1:], len(imported.lines) + 1]
    parts = []
    for month in dict.fromkeys(months):
        spans = [
            range(begin if number else 1, end)
            for number, (begin, end) in enumerate(zip(begins, ends, strict=True))
            if months[number] == month
        ]
        parts.append((month, _within(imported, spans)))
    return tuple(parts)


def _within(imported: Imported, spans: list[range]) -> Imported:
    def has(number: int) -> bool:
        return any(number in span for span in spans)

    return replace(
        imported,
        lines=tuple(line for line in imported.lines if has(line.number)),
        images=tuple(image for image in imported.images if has(max(1, image.after_line))),
        known=tuple(known for known in imported.known if has(known.line)),
    )
