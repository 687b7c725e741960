"""What was saved: every change below the folders of a digest, gathered into as few as it takes.

A save is told at once, many together when they have come to rest: an editor saves one file, `git
checkout` two hundred. None is lost: what comes while a rebuild runs is told after it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, awatch

from generator.remembered import state

STEP = 15
"""Milliseconds without a change after which the file system is taken to be at rest."""

LONGEST = 400
"""Milliseconds after which changes are told though more keep coming."""

MANY = 2
"""Files from which on it is no editor who saves but a program, which may not be done."""

REST = 0.25
"""Seconds without a change after which many have come to rest."""

PATIENCE = 3.0
"""Seconds after which many are told though more keep coming."""

EVERY = 1.0
"""Seconds between two looks, where the system does not tell of changes."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Files that were saved, and files that are gone, since the last time."""

    saved: frozenset[Path] = frozenset()
    removed: frozenset[Path] = frozenset()
    anything: bool = False
    """Whether more may have changed that nobody saw."""

    @property
    def paths(self) -> frozenset[Path]:
        return self.saved | self.removed

    def __or__(self, other: Changes) -> Changes:
        removed = (self.removed - other.saved) | other.removed
        saved = (self.saved - other.removed) | other.saved
        return Changes(saved, removed, self.anything or other.anything)


Folders = Callable[[], Iterable[Path]]
Wanted = Callable[[Change, str], bool]


class Watch:
    """Watches folders that may change themselves, until it is closed."""

    def __init__(self, top: Path, folders: Folders, *, polls: bool = False) -> None:
        """`folders` are watched with all below them.

        Of `top`, the folder that they lie in for the most part, only that one of them comes or
        goes is told: then `again` watches what is there now. What `polls` looks again and again,
        and tells that something has changed and not what.
        """
        self._top = top
        self._folders = folders
        self._polls = polls
        self._told: asyncio.Queue[Changes] = asyncio.Queue()
        self._watched: tuple[_Folder, ...] = ()
        self._tasks: list[asyncio.Task[None]] = []
        self._failed: BaseException | None = None

    async def start(self) -> None:
        """From here on nothing is missed."""
        self._watched = tuple(_outermost(self._folders()))
        work = (
            [self._looking(await self._look())]
            if self._polls
            else [self._below(self._watched), self._at_top()]
        )
        self._tasks = [asyncio.create_task(one) for one in work]
        for task in self._tasks:
            task.add_done_callback(self._ended)
        # A task gets as far as its first waiting, and then the watch is set up.
        await asyncio.sleep(0)

    async def again(self) -> bool:
        """Watch other folders where there are others now; whether that was so."""
        if tuple(_outermost(self._folders())) == self._watched:
            return False
        await self.close()
        await self.start()
        return True

    async def close(self) -> None:
        """Stop watching."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def changes(self) -> AsyncIterator[Changes]:
        """What was saved since the last time; waits for it. Raises when nothing can be watched."""
        while True:
            found = await self._told.get()
            if self._failed:
                raise self._failed
            while not self._told.empty():
                found |= self._told.get_nowait()
            if len(found.saved) >= MANY or len(found.removed) >= MANY:
                found |= await self._rest()
            yield found

    async def soon(self, seconds: float) -> Changes | None:
        """What is saved within some time, if anything is."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                return await self._told.get()
        return None

    async def _rest(self) -> Changes:
        found = Changes()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while more := await self.soon(REST):
                    found |= more
        return found

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception():
            self._failed = task.exception()
            self._told.put_nowait(Changes(anything=True))

    async def _below(self, folders: tuple[_Folder, ...]) -> None:
        real = [one.real for one in folders]
        async for found in self._watching(real, _is_watched, recursive=True):
            gone = {Path(path) for change, path in found if change is Change.deleted}
            saved = {Path(path) for change, path in found if change is not Change.deleted}
            # Gone and back at once: another file was renamed to it.
            there = {path for path in gone if path.exists()}
            self._told.put_nowait(
                Changes(_as_named(saved | there, folders), _as_named(gone - there, folders))
            )

    async def _at_top(self) -> None:
        async for _ in self._watching([self._top], _is_folder, recursive=False):
            self._told.put_nowait(Changes(anything=True))

    async def _watching(
        self, folders: list[Path], wanted: Wanted, *, recursive: bool
    ) -> AsyncIterator[set[tuple[Change, str]]]:
        if not folders:
            return
        changes = awatch(
            *folders, watch_filter=wanted, step=STEP, debounce=LONGEST, recursive=recursive
        )
        try:
            async with contextlib.aclosing(changes):
                async for found in changes:
                    yield found
        except (OSError, RuntimeError):
            # The system has no more watches to give.
            self._told.put_nowait(Changes(anything=True))
            await self._looking(None)

    async def _looking(self, before: object) -> None:
        """Look again and again. Not by watchfiles, for which a file saved twice in one second is
        the same: on a network's disk, or in a container, where nothing else is to be had.
        """
        while True:
            await asyncio.sleep(EVERY)
            now = await self._look()
            if now is None or now != before:
                self._told.put_nowait(Changes(anything=True))
            before = now

    async def _look(self) -> object:
        return await asyncio.to_thread(state, tuple(self._folders()))


def _is_watched(change: Change, path: str) -> bool:
    """Not what editors keep beside a file, which readers of the digest pass over."""
    name = Path(path).name
    return not name.startswith((".", "~")) and not name.endswith("~")


def _is_folder(change: Change, path: str) -> bool:
    return Path(path).name in ("content", "themes") and change is not Change.modified


@dataclass(frozen=True, slots=True)
class _Folder:
    real: Path
    named: Path
    """The same as the digest names it, perhaps by way of a link."""
    inode: int
    """Another folder at the same place is not watched yet."""


def _outermost(folders: Iterable[Path]) -> list[_Folder]:
    """The folders that are there, without those that lie in another."""
    there = {
        one.resolve(): _Folder(one.resolve(), one, one.stat().st_ino)
        for one in folders
        if one.is_dir()
    }
    return [
        there[one]
        for one in sorted(there)
        if not any(one != above and one.is_relative_to(above) for above in there)
    ]


def _as_named(paths: Iterable[Path], folders: tuple[_Folder, ...]) -> frozenset[Path]:
    """Real paths as the digest names them."""
    return frozenset(
        one.named / path.relative_to(one.real)
        for path in paths
        for one in folders
        if path.is_relative_to(one.real)
    )
