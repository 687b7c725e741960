"""Processes forked while a tree is open: they write into it, hold its lock, and end with the build.

A worker whose build was killed waits for work for ever, and the lock with it. So where the system
can (https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html) such a process is killed
when the thread that forked it ends.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator

_forks = 0
"""How many forks this process is away from the first."""

_open = 0
"""How many trees are open."""


@contextlib.contextmanager
def forks_end_with_this_process() -> Iterator[Callable[[], bool]]:
    """For processes forked in the block; gives what tells whether one is such a process."""
    global _open
    here = _forks
    _open += 1
    try:
        yield lambda: _forks != here
    finally:
        _open -= 1


def _forked() -> None:
    global _forks
    _forks += 1
    if _open and sys.platform.startswith("linux"):
        set_signal_of_parents_death = 1
        ctypes.CDLL(None).prctl(set_signal_of_parents_death, signal.SIGKILL, 0, 0, 0)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
