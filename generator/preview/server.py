"""The server: binds, watches, rebuilds, and tells browsers, until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tornado.httpserver import HTTPServer

from generator.preview.guards import Guard, is_loopback
from generator.preview.handlers import application, close_sockets, tell
from generator.preview.showing import Showing, Shown
from generator.preview.site import Reader
from generator.preview.watching import Changes, Watch
from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.project import Project


@dataclass(frozen=True, slots=True)
class Options:
    """How a preview is served."""

    host: str = "127.0.0.1"
    port: int = 8000
    """0 for any that is free."""
    names: tuple[str, ...] = ()
    """By which browsers may ask for it, beside those of this machine."""
    follow: bool = False
    """Whether browsers go to the page of the file that was saved."""
    poll: bool = False
    """Whether to look for changes again and again, where the system does not tell of them."""
    language: str = "zh"
    """Of messages on the pages."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The server answers at this address."""

    url: str
    for_all: bool
    """Whether other machines can ask it."""


Told = Callable[[Opened | Shown], None]
"""Is told what happens, to print it."""


async def serve(
    project: Project, options: Options, now: Callable[[], datetime], told: Told
) -> None:
    """Serve the preview of a digest, for ever.

    `now` tells the time, with an offset. Raises ProblemsFound when the port is taken, and OSError
    when it cannot be bound for another reason.
    """
    bound = _bound(options)
    for_all = not is_loopback(options.host)
    guard = Guard(frozenset(name.lower() for name in (*options.names, options.host)), for_all)
    showing = Showing(Reader(project, now))
    watch = Watch(project.folder, lambda: _folders(project, showing), polls=options.poll)
    server = HTTPServer(application(showing, guard, options.language), max_body_size=64 * 1024)
    # Before the first reading, lest a save during it be missed.
    await watch.start()
    server.add_sockets([bound])
    try:
        first = await showing.rebuild(Changes(anything=True))
        root = showing.snapshot.root if showing.snapshot else "/"
        told(Opened(f"http://{_address(options.host)}:{_port(bound)}{root}", for_all))
        told(first)
        async for changes in watch.changes():
            await _show(showing, watch, changes, options, told)
            while await watch.again():
                await _show(showing, watch, Changes(anything=True), options, told)
    finally:
        server.stop()
        close_sockets()
        # Before the threads end, lest a browser that comes now be told of a fault of ours.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await server.close_all_connections()
        await watch.close()
        showing.close()


SECOND_HALF = 0.05
"""Seconds within which a program that has written half of a file writes the rest."""


async def _show(
    showing: Showing, watch: Watch, changes: Changes, options: Options, told: Told
) -> None:
    shown = await showing.rebuild(changes)
    while shown.stopped and (more := await watch.soon(SECOND_HALF)):
        changes |= more
        shown = await showing.rebuild(changes)
    tell(shown, follow=options.follow)
    told(shown)


def _folders(project: Project, showing: Showing) -> Iterator[Path]:
    """What a preview is made from; a theme may lie elsewhere, behind a link."""
    yield project.content
    yield from project.theme_folders
    if showing.snapshot:
        yield from showing.snapshot.theme.folders


def _bound(options: Options) -> socket.socket:
    """A socket that listens; raises ProblemsFound naming the next free port when it is taken."""
    try:
        return _bind(options.host, options.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
    problem = Problem(
        "busy",
        Place(f"{_address(options.host)}:{options.port}"),
        Phrase("端口已被别的程序占用", "the port is taken by another program"),
        Phrase(*[f"{use} --port {_free_port(options)}" for use in ("用", "use")]),
    )
    raise ProblemsFound([problem])


def _free_port(options: Options) -> int:
    """The next one, or any where there is none near."""
    for port in (*range(options.port + 1, min(options.port + 100, 65536)), 0):
        with contextlib.suppress(OSError), _bind(options.host, port) as bound:
            return _port(bound)
    return 0


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.create_server((host, port), family=family)
    bound.setblocking(False)
    return bound


def _port(bound: socket.socket) -> int:
    port: int = bound.getsockname()[1]
    return port


def _address(host: str) -> str:
    """A host as addresses of pages have it; the one that stands for all, as this machine's own."""
    if host in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
