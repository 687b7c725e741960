"""Requests and their answers: the library's protocol behind our guard, and pages from memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError

from generator.headers import content_type
from generator.preview.answers import Found, find
from generator.preview.dressing import LIVERELOAD, SCRIPT, STYLE, Dress, bare, dressed
from generator.preview.guards import Guard
from generator.preview.showing import Showing, Shown, log, our_bug
from generator.preview.site import Snapshot, Unpublished
from generator.problems import Problem, ProblemsFound

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Robots-Tag": "noindex",
}
"""Of every answer: nothing is kept, nothing is for other sites, nothing is what it is not."""


def application(showing: Showing, guard: Guard, language: str) -> Application:
    """The application; its own addresses lie at the root, whatever the path of the site."""
    own = {"guard": guard}
    shared = {**own, "showing": showing}
    return Application(
        [
            ("/livereload", Socket, shared),
            (LIVERELOAD.replace(".", r"\."), Library, own),
            (f"({SCRIPT}|{STYLE})".replace(".", r"\."), Asset, own),
            (".*", PageHandler, {**shared, "language": language}),
        ],
        log_function=lambda handler: None,
        websocket_max_message_size=64 * 1024,
    )


class _Guarded(RequestHandler):
    """Answers nobody whom the guard refuses, and nothing but GET and HEAD."""

    def initialize(self, guard: Guard) -> None:
        self.guard = guard

    def prepare(self) -> None:
        refused = self.guard.refusal(self.request.headers)
        if refused:
            self.set_status(403)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(f"403: {refused}\n")

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def compute_etag(self) -> None:
        """None: what is never kept need not be compared."""

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: {self._reason}\n")


class Library(_Guarded, LiveReloadJSHandler):  # type: ignore[misc]
    """The library's script."""


class Asset(_Guarded):
    """A script or a style sheet of ours."""

    def get(self, path: str) -> None:
        self.set_header("Content-Type", content_type(path))
        self.finish(_asset(path.rsplit("/", 1)[-1]))


@cache
def _asset(name: str) -> bytes:
    return (Path(__file__).parent / "assets" / name).read_bytes()


class PageHandler(_Guarded):
    """A page or a file of the site."""

    def initialize(  # type: ignore[override]
        self, guard: Guard, showing: Showing, language: str
    ) -> None:
        super().initialize(guard)
        self.showing = showing
        self.language = language

    async def head(self) -> None:
        await self.get()

    async def get(self) -> None:
        showing = self.showing
        await showing.settled()
        snapshot, state, stopped_by = showing.snapshot, showing.state, showing.problems
        if snapshot is None:
            self.set_status(500)
            self._finish_html(bare(self._dress(state, stopped_by, stopped=True)))
            return
        found = find(snapshot, self.request.path)
        self.set_status(found.status)
        if found.location:
            self.set_header("Location", found.location)
            self.finish()
        elif not found.url:
            self._finish_html(bare(self._dress(state, stopped_by, stopped=bool(stopped_by))))
        elif isinstance(snapshot.pages[found.url].render, str):
            looked = await showing.in_thread(lambda: look(snapshot, found.url), page=True)
            if looked.html is None:
                self.set_status(500)
            else:
                showing.keep(found.url, looked.html)
            html = looked.html or showing.as_it_was(found.url)
            stopped = bool(stopped_by) or looked.html is None
            dress = self._dress(state, stopped_by or looked.problems, stopped=stopped)
            dress = replace(dress, ribbon=looked.ribbon)
            self._finish_html(bare(dress) if html is None else dressed(html, dress))
        else:
            await self._finish_file(snapshot, found)

    async def _finish_file(self, snapshot: Snapshot, found: Found) -> None:
        try:
            made = await self.showing.in_thread(lambda: snapshot.make(found.url), page=False)
        except (ProblemsFound, OSError) as why:
            self.set_status(500)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(f"{why}\n")
            return
        self.set_header("Content-Type", found.content_type)
        self.finish(made.data)

    def _dress(self, state: str, problems: tuple[Problem, ...], *, stopped: bool) -> Dress:
        return Dress(state, self.request.headers["Host"], self.language, problems, stopped)

    def _finish_html(self, html: bytes) -> None:
        self.set_header("Content-Type", content_type("index.html"))
        self.finish(html)


@dataclass(frozen=True, slots=True)
class Looked:
    """A page as it is now, or why it cannot be made."""

    html: bytes | None
    problems: tuple[Problem, ...]
    ribbon: Unpublished | None = None


def look(snapshot: Snapshot, url: str) -> Looked:
    """The page at an address, and what is wrong with it."""
    source = snapshot.pages[url].source
    try:
        html = snapshot.make(url).data
        found = snapshot.problems(url)
    except ProblemsFound as stopped:
        return Looked(None, stopped.problems)
    except Exception as error:
        log.exception("%s could not be made", url)
        return Looked(None, (our_bug(error),))
    about_it = (warning for warning in snapshot.warnings if warning.place.file == source)
    return Looked(html, (*found, *about_it), snapshot.unpublished.get(source))


class Socket(_Guarded, LiveReloadHandler):  # type: ignore[misc]
    """A browser that waits for saves, in the protocol of the library.

    The library's own way of telling them is not taken: it drops what comes within three seconds.
    """

    def initialize(self, guard: Guard, showing: Showing) -> None:  # type: ignore[override]
        super().initialize(guard)
        self.showing = showing
        self.path = "/"

    def on_message(self, message: str | bytes) -> None:
        """What the browser says; one that joins with an older page is told at once."""
        try:
            said = json.loads(message)
            command, shown = said["command"], _shown(said)
            self.path = urlsplit(str(said.get("url", ""))).path or "/"
        except (ValueError, TypeError, KeyError, AttributeError):
            self.close()
            return
        super().on_message(message)
        if command == "info" and shown is not None and shown != self.showing.state:
            self.say("*")

    def say(self, path: str, there: str = "") -> None:
        """Have the browser load the page again, or the one at `there`, or a style sheet alone."""
        message = {"command": "reload", "path": path, "liveCSS": True, "liveImg": False}
        try:
            sent = self.write_message({**message, "overrideURL": there})
        except WebSocketClosedError:
            return
        # A browser that has gone meanwhile is no fault of anyone.
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())


def _shown(said: Any) -> str | None:
    """Which state of the site the page shows, as our script adds it to the library's message."""
    shown: str | None = said.get("plugins", {}).get("wenzhai", {}).get("shown")
    return shown


def tell(shown: Shown, *, follow: bool) -> None:
    """Tell every browser of a rebuild."""
    for socket in LiveReloadHandler.waiters.copy():
        if shown.only_styles:
            for path in shown.only_styles:
                socket.say(path)
        else:
            socket.say("*", _nearest(shown.follow, socket.path) if follow else "")


def _nearest(urls: Sequence[str], path: str) -> str:
    """Of the forms of a page the one that a browser at `path` is in."""

    def common(url: str) -> int:
        pairs = zip(url.split("/"), path.split("/"), strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

    return max(urls, key=common, default="")


def close_sockets() -> None:
    """Let all browsers go."""
    for socket in LiveReloadHandler.waiters.copy():
        socket.close()
    LiveReloadHandler.waiters.clear()
