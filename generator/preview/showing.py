"""What is shown at this moment: the newest whole snapshot, and what keeps a newer one from it.

Rebuilds run in a thread of their own, one at a time; answers are made in others. What is asked for
while a rebuild runs waits for it, so that nobody sees an older page than the one just saved.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from generator.files import unreadable
from generator.preview.site import Reader, Snapshot
from generator.preview.watching import Changes
from generator.problems import Phrase, Place, Problem, ProblemsFound

T = TypeVar("T")

log = logging.getLogger("wenzhai.preview")

KEPT_PAGES = 200
"""Pages that are remembered as they were, for when they cannot be made."""

CALM = 3.0
"""Seconds without a save after which there is time to look for garbage."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of one rebuild, for who tells people."""

    changes: Changes
    seconds: float
    pages: int
    """Of the snapshot that is shown; 0 while there is none."""
    problems: tuple[Problem, ...]
    """What keeps the saves from being shown; else warnings."""
    stopped: bool
    only_styles: tuple[str, ...] = ()
    """Addresses of the style sheets, when nothing else has changed."""
    follow: tuple[str, ...] = ()
    """Addresses of the page that was saved, in all forms."""


class Showing:
    """See the module. All its methods but `in_thread` are called from the event loop."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.snapshot: Snapshot | None = None
        self.problems: tuple[Problem, ...] = ()
        """What keeps the newest saves from being shown."""
        self._begun = time.monotonic_ns()
        self._rebuilds = 0
        self._settled = asyncio.Event()
        self._building = ThreadPoolExecutor(1, "wenzhai-rebuild")
        self._pages = ThreadPoolExecutor(1, "wenzhai-page")
        self._files = ThreadPoolExecutor(2, "wenzhai-file")
        self._as_it_was: OrderedDict[str, bytes] = OrderedDict()
        self._cleaning: asyncio.TimerHandle | None = None

    @property
    def state(self) -> str:
        """A name of what is shown now, which no other preview of the digest has for anything."""
        return f"{self._begun}-{self._rebuilds}"

    async def settled(self) -> None:
        """Wait until every save that is known of is shown."""
        await self._settled.wait()

    async def in_thread(self, work: Callable[[], T], *, page: bool) -> T:
        """Do some work beside the event loop; `page` says that a reader waits for the text."""
        pool = self._pages if page else self._files
        return await asyncio.get_running_loop().run_in_executor(pool, work)

    async def rebuild(self, changes: Changes) -> Shown:
        """Read what was saved, and show it if it is whole."""
        self._settled.clear()
        if self._cleaning:
            self._cleaning.cancel()
        begun = time.perf_counter()
        loop = asyncio.get_running_loop()
        before, styles = self.snapshot, self._styles(changes)
        try:
            if before and styles:
                again = lambda: self.reader.restyle(before)  # noqa: E731
            else:
                again = lambda: self._read(changes)  # noqa: E731
            self.snapshot = await loop.run_in_executor(self._building, again)
            self.problems = ()
        except ProblemsFound as found:
            self.problems = found.problems
        except OSError as error:
            # A file that came and went; what took its place is told next.
            self.problems = (unreadable(error, str(error.filename or self.reader.project.folder)),)
        except Exception as error:
            log.exception("the rebuild failed")
            self.problems = (our_bug(error),)
        self._rebuilds += 1
        self._settled.set()
        self._cleaning = loop.call_later(CALM, _look_for_garbage)
        shown, stopped = self.snapshot, bool(self.problems)
        return Shown(
            changes,
            time.perf_counter() - begun,
            len(shown.pages) if shown else 0,
            self.problems if stopped or not shown else shown.warnings,
            stopped,
            styles if not stopped else (),
            self._follow(changes) if not stopped and not styles else (),
        )

    def _read(self, changes: Changes) -> Snapshot:
        self.reader.forget(changes.saved, changes.removed)
        # Hardly anything of what is read and planned is garbage, and there is a lot of it.
        gc.disable()
        try:
            return self.reader.read()
        finally:
            gc.enable()

    def _styles(self, changes: Changes) -> tuple[str, ...]:
        """The addresses of style sheets if they are all that was saved, and nothing was wrong."""
        snapshot = self.snapshot
        if not snapshot or self.problems or changes.anything or changes.removed:
            return ()
        theme, found = snapshot.theme, []
        by_path = {path: url for url, path in theme.assets.values()}
        for path in changes.saved:
            own = any(path == folder / "assets" / f"{folder.name}.css" for folder in theme.folders)
            url = theme.style[0] if own else by_path.get(path, "")
            if not url.endswith(".css"):
                return ()
            found.append(snapshot.root + url[1:])
        return tuple(sorted(set(found)))

    def _follow(self, changes: Changes) -> tuple[str, ...]:
        """Where the page of the file stands, if one was saved."""
        snapshot, folder = self.snapshot, self.reader.project.folder
        sources = [path for path in changes.saved if path.suffix == ".md"]
        if snapshot is None or len(sources) != 1 or not sources[0].is_relative_to(folder):
            return ()
        urls = snapshot.pages_of(sources[0].relative_to(folder).as_posix())
        return tuple(snapshot.root + url[1:] for url in urls)

    def keep(self, url: str, html: bytes) -> None:
        """Remember a page as it is."""
        self._as_it_was[url] = html
        self._as_it_was.move_to_end(url)
        if len(self._as_it_was) > KEPT_PAGES:
            self._as_it_was.popitem(last=False)

    def as_it_was(self, url: str) -> bytes | None:
        """A page as it was when it could last be made."""
        return self._as_it_was.get(url)

    def close(self) -> None:
        """Begin nothing more."""
        if self._cleaning:
            self._cleaning.cancel()
        for pool in (self._building, self._pages, self._files):
            pool.shutdown(wait=False, cancel_futures=True)


def our_bug(error: Exception) -> Problem:
    """A fault of ours, as the panel says it; the terminal has it in full."""
    said = f"{type(error).__name__}: {error}"
    return Problem(
        "our-bug",
        Place("wenzhai"),
        Phrase(f"程序出错了：{said}", f"Wenzhai itself failed: {said}"),
        Phrase("终端里有详情，请报告", "the terminal has the details; please report them"),
    )


def _look_for_garbage() -> None:
    """Records are held and are no garbage: what a rebuild left is all there is to look through.

    What is set aside here is still freed when nothing holds it; only circles never are, and a
    snapshot has none (a test looks).
    """
    gc.collect()
    gc.freeze()
