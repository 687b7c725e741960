"""Real clusters on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PATIENCE = 90.0
"""Seconds after which something has failed, on the slowest machine."""

ROOT = Path(__file__).parents[2]
TESTS = str(ROOT / "tests")
"""What this module is imported from, by workers that are asked who they are."""


@dataclass
class Running:
    """A scheduler, and the workers that were started for it."""

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, what: str, *arguments: str, **environ: str) -> subprocess.Popen[bytes]:
        """One process of Dask; what it says goes into a file beside the others."""
        log = self.folder / f"{what}-{len(self.workers)}.log"
        with log.open("wb") as stream:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", what, *arguments],
                stdout=stream,
                stderr=subprocess.STDOUT,
                # Where it is called, the program lies too, and would come before any other.
                cwd=self.folder,
                env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{TESTS}"} | environ,
            )

    def add_worker(self, *arguments: str, **environ: str) -> subprocess.Popen[bytes]:
        """One more worker; it is there when `wait_for_workers` says so."""
        process = self.start(
            "worker",
            *(self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"),
            *("--host", "127.0.0.1", "--local-directory", str(self.folder), *arguments),
            **environ,
        )
        self.workers.append(process)
        return process

    def pids(self) -> Mapping[str, int]:
        """The id of each worker, as its boxes are called, to that of its process."""
        from distributed import Client

        with Client(self.address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(sum(w.poll() is None for w in self.workers), timeout=PATIENCE)
            return dict(client.run(_who).values())

    def stop(self) -> None:
        """End every process that is still there."""
        started = [*self.workers, *([self.scheduler] if self.scheduler else [])]
        for process in started:
            process.kill()
        for process in started:
            process.wait()


def _who(dask_worker: object) -> tuple[str, int]:
    return str(dask_worker.id), os.getpid()  # type: ignore[attr-defined]


@contextlib.contextmanager
def cluster(folder: Path, workers: int = 3, **scheduler: str) -> Iterator[Running]:
    """A scheduler with so many workers; `scheduler` are its variables of the environment."""
    pytest.importorskip("distributed", reason="Dask is missing: pip install '.[cluster]'")
    folder.mkdir(parents=True, exist_ok=True)
    running = Running(folder)
    contact = folder / "scheduler.json"
    try:
        running.scheduler = running.start(
            "scheduler",
            *("--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
            *("--scheduler-file", str(contact)),
            **scheduler,
        )
        until(lambda: bool(contact.is_file() and contact.read_bytes()))
        running.address = json.loads(contact.read_text())["address"]
        for _ in range(workers):
            running.add_worker()
        if workers:
            running.pids()
        yield running
    finally:
        running.stop()


def until(holds: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait for something to be so."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "it did not come to be"
        time.sleep(0.01)


def boxes_of(site: Path) -> list[str]:
    """The workers that have a box open, or on its way."""
    # What is listed may be gone in the next moment.
    with contextlib.suppress(FileNotFoundError):
        found = sorted(site.parent.glob(f".{site.name}.boxes/*/*"))
        return [path.name.rpartition("-")[0] for path in found]
    return []


@contextlib.contextmanager
def frozen(pids: Sequence[int]) -> Iterator[None]:
    """Processes that do nothing for a while."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
