"""What builds read of the issues, kept from one to the next: an issue that has not changed is not
read again.

One entry of `.wenzhai-cache/` for each issue, replaced when the issue has changed. It is believed
when the folder and everything in it have the sizes, times and inodes that they had, and what else
the reading depends on (the program, the names of terms) is the same. The time at which an inode was
changed can be set by no program; only two saves within one tick of the file system's clock leave it
as it was, so an issue that was saved as late as this build began is not kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.cache import Cache, cache_key
from generator.packing import packed, unpacked
from generator.problems import Problem
from generator.remembered import Read, T, state

_FORMAT = 2


class Kept:
    """A `Recall` for the issues below a folder. Nothing else is kept: it is read in a blink."""

    def __init__(self, cache: Cache, issues: Path, program: str) -> None:
        self._cache = cache
        self._issues = issues
        self._program = program
        self._begun: int | None = None
        self._asked: dict[int, tuple[object, str]] = {}
        self._states: dict[Path, Any] = {}

    def known(self, paths: Sequence[Path], asked: object) -> Any | None:
        """What was read the last time, None if it is not known to be the same."""
        if not self._is_issue(paths):
            return None
        now = self._states[paths[0]] = self._state(paths)
        entry = self._cache.read(self._key(paths[0]))
        if now is None or entry is None:
            return None
        head, _, data = entry.partition(b"\n")
        if head.decode() != self._head(now, asked):
            return None
        with contextlib.suppress(ValueError, TypeError, LookupError):
            return unpacked(data)
        return None

    def __call__(
        self, paths: Sequence[Path], asked: object, read: Read[T], problems: list[Problem]
    ) -> T:
        """Read, and keep it. What came with a problem is not: what mends it may lie elsewhere."""
        if not self._is_issue(paths):
            return read(problems)
        # Before reading: a file that is saved meanwhile is then read again, never missed.
        now = self._states.pop(paths[0], None) or self._state(paths)
        found: list[Problem] = []
        value = read(found)
        problems += found
        if not found and now is not None and max(_changes(now), default=0) < (self._begun or 0):
            with contextlib.suppress(KeyError):
                data = packed(value)
                head = self._head(now, asked).encode()
                self._cache.write(self._key(paths[0]), (head, b"\n", data))
        return value

    def _state(self, paths: Sequence[Path]) -> Hashable | None:
        if self._begun is None:
            self._begun = self._cache.now()
        return state(paths)

    def _is_issue(self, paths: Sequence[Path]) -> bool:
        return len(paths) == 1 and paths[0].parent == self._issues

    def _key(self, path: Path) -> str:
        return cache_key("issue", _FORMAT, str(path))

    def _head(self, now: object, asked: object) -> str:
        held = self._asked.get(id(asked))
        if held is None:
            # Held, so that nothing else can come to stand at the same address.
            held = asked, hashlib.sha256(repr(asked).encode()).hexdigest()
            self._asked[id(asked)] = held
        return json.dumps([self._program, held[1], hashlib.sha256(repr(now).encode()).hexdigest()])


def _changes(state: object) -> Iterator[int]:
    """The times at which the files of a `state` were changed, in nanoseconds."""
    if isinstance(state, tuple):
        if len(state) == 4 and all(isinstance(one, int) for one in state):
            yield state[2]
        else:
            for one in state:
                yield from _changes(one)
