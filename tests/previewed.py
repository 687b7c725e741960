"""A preview in a process of its own, and what tests ask of it."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeVar

from world import environment

from generator.project import Project

T = TypeVar("T")

PATIENCE = 30.0
"""Seconds after which something has failed, on the slowest machine."""


@dataclass
class Preview:
    """`said` is what it printed so far, line by line."""

    project: Project
    process: subprocess.Popen[bytes]
    url: str = ""
    said: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.url.split(":")[2].split("/")[0])

    def hear(self, pattern: str, patience: float = PATIENCE) -> str:
        """Wait for a line with `pattern` in it that was not heard before."""
        assert self.process.stdout
        until = time.monotonic() + patience
        while (left := until - time.monotonic()) > 0:
            line = _line(self.process.stdout, left)
            self.said.append(line)
            if re.search(pattern, line):
                return line
            if not line:
                break
        raise AssertionError(f"no “{pattern}” in {self.said}")

    def hears_nothing(self, seconds: float) -> bool:
        """Whether it says nothing for a while."""
        assert self.process.stdout
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        return not ready

    def get(self, path: str = "/", method: str = "GET", **headers: str) -> Answer:
        """An answer, the path sent as it is written; `_` in names of headers is `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()


def _line(stream: IO[bytes], seconds: float) -> str:
    """The next line of an unbuffered stream; empty at its end, or when it does not come."""
    found = b""
    until = time.monotonic() + seconds
    while not found.endswith(b"\n"):
        ready, _, _ = select.select([stream], [], [], max(0, until - time.monotonic()))
        one = os.read(stream.fileno(), 1) if ready else b""
        if not one:
            break
        found += one
    return found.decode()


@contextlib.contextmanager
def previewed(project: Project, *arguments: str, **environ: str) -> Iterator[Preview]:
    """A preview at a free port, ended with the block as people end it."""
    command = [sys.executable, "-m", "generator", "-C", str(project.folder), "preview"]
    # A shell that starts tests in the background has them ignore the key that ends programs.
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(
            [*command, "--port", "0", *arguments],
            env=environment(**environ),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
        )
    finally:
        signal.signal(signal.SIGINT, previous)
    with process:
        preview = Preview(project, process)
        try:
            line = preview.hear("http://")
            preview.url = line[line.index("http://") :].split("（")[0].split(" ")[0].rstrip()
            yield preview
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def save(project: Project, name: str, text: str) -> Path:
    """Save a file below the folder of a digest as an editor does: in place, in one go."""
    path = project.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def apart(work: Coroutine[Any, Any, T]) -> T:
    """What some asynchronous work gives, done in a thread of its own.

    The browser of other tests has an event loop running in this one.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
