"""Runs a command and says what it cost: wall, processor, memory of the largest process."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command cost, with all processes that it started and waited for."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, user and system."""
    megabytes: float
    """Peak of the largest single process."""


class Failed(Exception):
    """A command that was to be measured did not end well; carries what it said last."""


def run(
    command: Sequence[str],
    output: Path,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Cost:
    """Run a command, its output and errors into the file `output`. Raises Failed.

    It works in `folder`, if one is given, with the variables of `environment` beside ours.

    Linux counts the memory of the process that forks as that of the child until the child has
    begun its own program, so the program that calls this must itself stay small.
    """
    with output.open("wb") as stream:
        begun = time.monotonic()
        process = subprocess.Popen(
            command,
            stdout=stream,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, **(environment or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        lines = output.read_text(encoding="utf-8", errors="replace").splitlines()
        # Of a problem or a traceback the indented lines only show where.
        said = [line for line in lines if line[:1].strip()] or [f"exit {process.returncode}"]
        raise Failed(f"{' '.join(command[:6])}: {said[-1]}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure on its own."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.megabytes for cost in costs),
    )
