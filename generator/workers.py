"""Work shared out among processes.

Workers are forked, so that they have all that was read and planned without a copy of it, and give
back only what the parent must know. Where a system cannot fork, or there is one processor, the work
is done here: what comes out is the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from generator.problems import Phrase, Place, Problem, ProblemsFound

Job = TypeVar("Job")
Done = TypeVar("Done")


def default_workers() -> int:
    """As many as there are processors that this process may use; one where it cannot fork."""
    if not sys.platform.startswith("linux"):
        return 1
    return len(os.sched_getaffinity(0))


class Pool(Protocol):
    """Where work is shared out: processes of this machine (`Forked`), or of many (`cluster`)."""

    @property
    def inherits(self) -> bool:
        """Whether workers have all that this process has; else a job carries what it needs."""
        ...

    def shared_out(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[Done]:
        """`work(job)` for each of the jobs, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Forked:
    """Up to so many processes, forked from this one."""

    workers: int
    inherits: bool = True

    def shared_out(self, work: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[Done]:
        """See `shared_out`."""
        return shared_out(work, jobs, self.workers)


_work: Callable[[Any], Any] | None = None
"""What a forked worker does: inherited, since a function with all its records is not sent."""


def shared_out(work: Callable[[Job], Done], jobs: Sequence[Job], workers: int) -> Iterator[Done]:
    """`work(job)` for each of the jobs, in their order, by up to so many processes.

    Jobs and results are sent between processes and should be small. Raises what `work` raises, and
    ProblemsFound when a process was killed.
    """
    if workers < 2 or len(jobs) < 2:
        yield from map(work, jobs)
        return
    # They take long to load, and where nothing is shared out nobody needs them.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    global _work
    _work = work
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(min(workers, len(jobs)), mp_context=context) as pool:
            try:
                yield from pool.map(_one, jobs)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    except BrokenProcessPool:
        raise ProblemsFound([_killed()]) from None
    finally:
        _work = None


def _one(job: Any) -> Any:
    assert _work is not None
    return _work(job)


def _killed() -> Problem:
    return Problem(
        "worker-killed",
        Place("site"),
        Phrase("一个工作进程被系统终止了", "a worker process was killed"),
        Phrase(
            "可能是内存不足；试试 --workers 1",
            "the machine may be short of memory; try --workers 1",
        ),
    )
