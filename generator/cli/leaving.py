"""The end of a process that holds all records of a digest: at once, nothing of it freed.

To free half a million records one by one took a third of a second, for which only the one who
builds was kept waiting. Loaded before `wenzhai build` says that nothing changed, so without imports
that take time.
"""

from __future__ import annotations

import os
import sys

_held: list[object] | None = None
"""What lasts to the end; None where a command runs in a process that goes on without it."""


def prepare() -> None:
    """From now on the process is there for one command, and ends with it."""
    global _held
    _held = []


def hold(records: object) -> None:
    """Let these be the system's to free, if the process ends with the command."""
    if _held is not None:
        _held.append(records)


def leave(status: object) -> None:
    """End the process with the `code` of a SystemExit, if it holds anything.

    Returns where it had better end in the usual way: nothing is held, the code is a sentence, other
    threads run, or what was written cannot be flushed, which the interpreter knows how to report.
    """
    threading = sys.modules.get("threading")
    is_alone = threading is None or threading.active_count() == 1
    if not (_held and is_alone and isinstance(status, int | None)):
        return
    import atexit

    # What others want done at the end (temporary folders, measurements of coverage) is done.
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(status or 0)
