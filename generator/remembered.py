"""What was read of a file or a folder, for as long as it is the very same.

Readers that are given a `Recall` ask it for what they would read anew. `read_anew` remembers
nothing: a build reads everything once. `Remembered` is for who reads the same digest again and
again: at ten thousand articles reading takes seconds, and asking whether they are the same a
twentieth of one.

The same is what has the same size, the same times and the same inode. Two saves within one tick of
the file system's clock can leave even those as they were: who knows what was saved says `forget`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from generator.problems import Problem

T = TypeVar("T")

Read = Callable[[list[Problem]], T]
"""Reads, and adds to the problems."""


class Recall(Protocol):
    """Gives what `read` gave before, or would give now."""

    def known(self, paths: Sequence[Path], asked: object) -> Any | None:
        """What `read` would give, if that is known without reading; else None."""
        ...

    def __call__(
        self, paths: Sequence[Path], asked: object, read: Read[T], problems: list[Problem]
    ) -> T:
        """`paths` are the files and folders that `read` looks at; `asked` is all else."""
        ...


class _Anew:
    """A `Recall` that remembers nothing."""

    def known(self, paths: Sequence[Path], asked: object) -> Any | None:
        """Nothing is."""
        return None

    def __call__(
        self, paths: Sequence[Path], asked: object, read: Read[T], problems: list[Problem]
    ) -> T:
        """What `read` gives now."""
        return read(problems)


read_anew: Recall = _Anew()


@dataclass(frozen=True, slots=True)
class _Kept:
    state: Hashable
    """None when it must be read anew all the same."""
    asked: object
    value: Any


class Remembered:
    """A `Recall`. What came with a problem is not kept: what mends it may lie elsewhere."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, ...], _Kept] = {}
        self._looking_at: dict[Path, set[tuple[Path, ...]]] = {}

    def known(self, paths: Sequence[Path], asked: object) -> Any | None:
        """What is remembered, when the paths are as they were."""
        kept = self._kept.get(tuple(paths))
        same = kept and kept.asked == asked and kept.state is not None
        return kept.value if kept and same and kept.state == state(paths) else None

    def __call__(
        self, paths: Sequence[Path], asked: object, read: Read[T], problems: list[Problem]
    ) -> T:
        """What `read` gave when the paths were as they are, or what it gives now."""
        key = tuple(paths)
        kept = self._kept.get(key)
        # Before reading: a file that is saved meanwhile is then read again, never missed.
        now = state(key)
        if kept and now is not None and kept.state == now and kept.asked == asked:
            value: T = kept.value
            return value
        found: list[Problem] = []
        value = read(found)
        problems += found
        if found or now is None:
            self._kept.pop(key, None)
            return value
        if kept and kept.value == value:
            # The old one, so that all that was made with it is known to be the same at a glance.
            value = kept.value
        self._kept[key] = _Kept(now, asked, value)
        for path in key:
            self._looking_at.setdefault(path, set()).add(key)
        return value

    def forget(self, paths: Iterable[Path]) -> None:
        """Read these files anew, and the folders that they lie in, whatever their times say."""
        for path in paths:
            for one in (path, *path.parents):
                for key in self._looking_at.get(one, ()):
                    if key in self._kept:
                        self._kept[key] = replace(self._kept[key], state=None)

    def forget_all(self) -> None:
        """Read everything anew."""
        self._kept.clear()


def state(paths: Iterable[Path]) -> Hashable | None:
    """What the paths and all below them are now; None when that cannot be known."""
    try:
        return tuple(tuple(_lines(str(path))) for path in paths)
    except OSError:
        return None


def _lines(path: str) -> Iterator[Hashable]:
    try:
        status = Path(path).stat()
    except FileNotFoundError:
        return
    yield _line(status)
    if not stat.S_ISDIR(status.st_mode):
        return
    waiting, seen = [path], {(status.st_dev, status.st_ino)}
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                # Of a link, what it leads to; one that leads nowhere is an error, and not kept.
                status = entry.stat()
                yield entry.path, _line(status)
                if stat.S_ISDIR(status.st_mode):
                    folder = status.st_dev, status.st_ino
                    if folder not in seen:
                        seen.add(folder)
                        waiting.append(entry.path)


def _line(status: os.stat_result) -> Hashable:
    if stat.S_ISDIR(status.st_mode):
        # Its times change with files that nobody reads: an editor's own.
        return status.st_ino
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
