"""The raw files that a user names, one by one or by their folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.importers import IMPORTERS
from generator.problems import Phrase, Place, Problem, Severity

_READABLE = frozenset(suffix for suffix in IMPORTERS if suffix)
_BESIDE = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".md", ".db", ".ini"))
"""What lies in a folder of raw pages and is none: pictures, notes, what file managers leave."""


def gather(paths: Iterable[Path], problems: list[Problem]) -> tuple[Path, ...]:
    """The files to import, those of a folder in the order in which people count: 2版 before 10版.

    A file without an ending is taken only when it is named. What a browser saved beside a page
    (`新闻_files/`), hidden files, and links out of the folder are passed over; other files that
    nothing can read are named in one warning, a folder with none to read in an error.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        inside = list(_below(path, path.resolve()))
        readable = [file for file in inside if file.suffix.lower() in _READABLE]
        others = [
            file.relative_to(path).as_posix()
            for file in inside
            if file.suffix.lower() not in _READABLE | _BESIDE
        ]
        found |= dict.fromkeys(readable)
        if others:
            problems.append(_passed_over(path, others))
        if not readable:
            problems.append(_nothing_there(path))
    return tuple(found)


def _below(folder: Path, root: Path) -> Iterator[Path]:
    entries = sorted(folder.iterdir(), key=_in_counting_order)
    pages = {entry.stem for entry in entries if entry.suffix.lower() in (".html", ".htm")}
    for entry in entries:
        if entry.name.startswith((".", "~")) or not _is_within(entry, root):
            continue
        if not entry.is_dir():
            yield entry
        elif not entry.is_symlink() and re.sub("[_.]files$", "", entry.name) not in pages:
            yield from _below(entry, root)


def _is_within(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _in_counting_order(path: Path) -> list[tuple[int, str]]:
    """A name with its numbers as numbers."""
    parts = re.split(r"(\d+)", path.name)
    return [(int(part) if part.isascii() and part.isdigit() else -1, part) for part in parts]


def _passed_over(folder: Path, names: list[str]) -> Problem:
    said = "、".join(names[:5]) + ("……" if len(names) > 5 else "")
    return Problem(
        "raw-passed-over",
        Place(folder.as_posix()),
        Phrase(
            f"{len(names)} 个文件不会读取，没有导入：{said}",
            f"{len(names)} files are of no kind that can be read: {said}",
        ),
        Phrase(
            f"另存为下列格式之一：{' '.join(sorted(_READABLE))}",
            f"save them as one of: {' '.join(sorted(_READABLE))}",
        ),
        Severity.WARNING,
    )


def _nothing_there(folder: Path) -> Problem:
    return Problem(
        "no-raw-files",
        Place(folder.as_posix()),
        Phrase("文件夹里没有可以导入的文件", "the folder holds no file that can be imported"),
    )
