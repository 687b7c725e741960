"""Folders listed, and not listed again while nothing has come into them or gone.

A folder is changed (ctime, which can be set by no program) with every name that comes or goes. So
one that is as it was has the names that it had: it is asked with one call of the system, where its
files would be named one by one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = 0
"""Stands for the inode of a folder; no file has it."""

_TICK = 2_000_000_000
"""Nanoseconds within which a file system may give two changes one time; usual are four million."""

Times = tuple[int, int, int]
"""Times of modification and of the inode's change in nanoseconds, inode."""


@dataclass(frozen=True, slots=True)
class Noted:
    """The folders of a tree as they were when they were listed, by the beginning of their paths.

    `now` is when that began, in nanoseconds of the file system's clock; 0 when nobody knows: no
    folder is then believed.
    """

    now: int = 0
    folders: dict[str, Times] = field(default_factory=dict)


def clock(file: Path) -> int:
    """What time it is for the file system, in nanoseconds; `file` is given it. 0 where it is not.

    Never the time of the machine: the disk may be that of another.
    """
    try:
        os.utime(file)
        return file.stat().st_ctime_ns
    except OSError:
        return 0


def below(folder: Path, noted: Noted | None = None) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Every folder from this one down, as the beginning of the paths in it, with what is in it.

    A folder comes before those that are in it. An entry is good until the next folder is asked for,
    and knows its name only, not its path. Folders are noted, if that is wished.
    """
    top, waiting = str(folder), [""]
    while waiting:
        prefix = waiting.pop()
        with _opened(f"{top}/{prefix}") as opened:
            if noted is not None:  # before what comes meanwhile
                noted.folders[prefix] = _times(os.stat(opened))  # noqa: PTH116
            with os.scandir(opened) as entries:
                there = list(entries)  # before any of them is removed
            waiting += [f"{prefix}{e.name}/" for e in there if e.is_dir(follow_symlinks=False)]
            yield prefix, there


def below_again(folder: Path, noted: Noted) -> Iterator[tuple[str, list[os.DirEntry[str]] | None]]:
    """The same, with None for what is in a folder that holds the names that it held when noted."""
    top, waiting = str(folder), [""]
    inner: dict[str, list[str]] = {}
    for prefix in noted.folders.keys() - {""}:
        inner.setdefault(prefix[: prefix.rfind("/", 0, -1) + 1], []).append(prefix)
    while waiting:
        prefix = waiting.pop()
        path = f"{top}/{prefix}"
        then = noted.folders.get(prefix)
        # Without the slash, which would lead through a link.
        if then and then[1] < noted.now - _TICK and then == _times(os.lstat(path[:-1])):
            waiting += inner.get(prefix, ())
            yield prefix, None
            continue
        with _opened(path) as opened:
            with os.scandir(opened) as entries:
                there = list(entries)
            waiting += [f"{prefix}{e.name}/" for e in there if e.is_dir(follow_symlinks=False)]
            yield prefix, there


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders above these files, without the topmost."""
    new = {path.rpartition("/")[0] for path in paths} - {""}
    found: set[str] = set()
    while new:
        found |= new
        new = {path.rpartition("/")[0] for path in new} - {""} - found
    return found


@contextlib.contextmanager
def _opened(folder: str) -> Iterator[int | str]:
    """By its descriptor the system need not find the way to every file again."""
    if os.scandir not in os.supports_fd:
        yield folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _times(status: os.stat_result) -> Times:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino
