"""The server: binds, watches, rebuilds, and tells browsers, until it is stopped."""

from __future__ import annotations

import errno
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

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


async def serve(project: Project, options: Options, today: Callable[[], str], told: Told) -> None:
    """Serve the preview of a digest, for ever.

    `today` says the date as `2019-11-20`. Raises ProblemsFound when the port is taken, and OSError
    when it cannot be bound for another reason.
    """
    sockets = _bound(options)
    port = sockets[0].getsockname()[1]
    for_all = not is_loopback(options.host)
    guard = Guard(frozenset(name.lower() for name in (*options.names, options.host)), for_all)
    showing = Showing(Reader(project, today))
    watch = Watch(project.folder, lambda: _folders(project, showing))
    server = HTTPServer(application(showing, guard, options.language), max_body_size=64 * 1024)
    # Before the first reading, lest a save during it be missed.
    await watch.start()
    server.add_sockets(sockets)
    try:
        first = await showing.rebuild(Changes(anything=True))
        root = showing.snapshot.root if showing.snapshot else "/"
        told(Opened(f"http://{_address(options.host)}:{port}{root}", for_all))
        told(first)
        async for changes in watch.changes():
            await _show(showing, changes, options, told)
            while await watch.again():
                await _show(showing, Changes(anything=True), options, told)
    finally:
        server.stop()
        close_sockets()
        await watch.close()
        showing.close()


async def _show(showing: Showing, changes: Changes, options: Options, told: Told) -> None:
    shown = await showing.rebuild(changes)
    tell(shown, follow=options.follow)
    told(shown)


def _folders(project: Project, showing: Showing) -> Iterator[Path]:
    """What a preview is made from; a theme may lie elsewhere, behind a link."""
    yield project.content
    yield from project.theme_folders
    if showing.snapshot:
        yield from showing.snapshot.theme.folders


def _bound(options: Options) -> list[Any]:
    """Sockets that listen; raises ProblemsFound naming the next free port when it is taken."""
    try:
        return _bind(options.host, options.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
    free = _free_port(options)
    problem = Problem(
        "busy",
        Place(f"{_address(options.host)}:{options.port}"),
        Phrase("端口已被别的程序占用", "the port is taken by another program"),
        Phrase(f"用 --port {free}", f"use --port {free}"),
    )
    raise ProblemsFound([problem])


def _free_port(options: Options) -> int:
    for port in itertools.chain(range(options.port + 1, min(options.port + 100, 65536)), [0]):
        try:
            sockets = _bind(options.host, port)
        except OSError:
            continue
        found: int = sockets[0].getsockname()[1]
        for one in sockets:
            one.close()
        return found
    return 0


def _bind(host: str, port: int) -> list[Any]:
    sockets = bind_sockets(port, host)
    # A name may have two addresses; with any free port they would get two.
    for one in sockets[1:]:
        one.close()
    return sockets[:1]


def _address(host: str) -> str:
    """A host as addresses of pages have it; the one that stands for all, as this machine's own."""
    if host in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
