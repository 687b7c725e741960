"""The two trees looked at by a process of its own, while the content is read.

It is forked with what is said of the site, and gives back in what the site differs from that. The
lock is held from then on, so what was seen is what is there. Where it cannot be had, or nothing is
gained, nobody looks early: the build looks when it comes to it, and says what it would have said.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.locking import locked
from generator.output.forks import forks_end_with_this_process
from generator.output.listing import clock
from generator.output.live import Known, Live, Sight, seen, sight, told
from generator.output.manifest import MANIFEST
from generator.output.sharing import Shared, shared, sibling
from generator.states import state_of
from generator.workers import default_workers


@dataclass(slots=True)
class Early:
    """What somebody is looking at; good once, for a tree of this site."""

    site: Path
    known: Known
    _child: _Child
    _identity: object

    def taken(self) -> tuple[Live, Shared | None] | None:
        """What was seen; None when it is not known, or the site has become another."""
        found: tuple[Sight, Shared | None] | None = self._child.result()
        if found is None or self._identity != _identity(self.site):
            return None
        return seen(self.known, found[0]), found[1]


@contextlib.contextmanager
def looked_at_early(site: Path, workers: int | None) -> Iterator[Early | None]:
    """For a build of `site` in the block, by so many processes; None where nobody looks early.

    `workers` as for a build. Nothing is changed. A process with other threads forks none.
    """
    site = site.resolve()
    workers = default_workers() if workers is None else workers
    lock = sibling(site, "lock")
    with contextlib.ExitStack() as stack:
        early = None
        if workers > 1 and _can_fork() and lock.is_file() and not sibling(site, "old").exists():
            with contextlib.suppress(_Taken, OSError), contextlib.ExitStack() as begun:
                begun.enter_context(locked(lock, _Taken()))
                early = _begun(site, lock, begun)
                if early:  # else the lock is for who looks later
                    stack.push(begun.pop_all())
        yield early


class _Taken(Exception):
    """Another build has the lock."""


def _can_fork() -> bool:
    # Elsewhere the process would not end with this one (`forks.py`).
    return sys.platform.startswith("linux") and threading.active_count() == 1


def _begun(site: Path, lock: Path, stack: contextlib.ExitStack) -> Early | None:
    known = told(site, sibling(site, "states"))
    if known is None:
        return None
    identity, now, older = _identity(site), clock(lock), sibling(site, "older")

    def look() -> tuple[Sight, Shared | None]:
        found = sight(site, known, now)
        return found, shared(older, seen(known, found).inodes, now)

    is_forked = stack.enter_context(forks_end_with_this_process())
    child = _Child(look)
    stack.callback(lambda: None if is_forked() else child.end())
    return Early(site, known, child, identity)


def _identity(site: Path) -> object:
    """Another when the site has been exchanged, by whomever."""
    with contextlib.suppress(OSError):
        return os.lstat(site).st_ino, state_of(os.lstat(site / MANIFEST))
    return None


class _Child:
    """A forked process that does one thing, and gives what comes of it."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._pipe, writing = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            _do(work, self._pipe, writing)
        os.close(writing)

    def result(self) -> Any:
        """What came of it, as soon as it is known; None when nothing did."""
        if not self._pid:
            return None
        with open(self._pipe, "rb", closefd=False) as pipe:
            data = pipe.read()
        return pickle.loads(data) if self._status() == 0 else None

    def end(self) -> None:
        """It is over now, whatever it was at."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            self._status()

    def _status(self) -> int:
        ended, self._pid = self._pid, 0
        os.close(self._pipe)
        return os.waitpid(ended, 0)[1]


def _do(work: Callable[[], object], reading: int, writing: int) -> None:
    """Ends this process: nothing else of it may go on, nor be told of what went wrong."""
    status = 1
    try:
        gc.disable()
        os.close(reading)
        with open(writing, "wb") as pipe:
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)
