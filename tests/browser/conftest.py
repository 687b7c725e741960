"""A real Chromium on the sample site, served on the loopback."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from kitchen_sink import add
from playwright.sync_api import Browser, sync_playwright

from generator.build import build
from generator.importing import Given, import_page, open_desk
from generator.project import Project
from generator.starter_content import make_project

ROOT = Path(__file__).parents[2]

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """The Chromium to drive: the one named in WENZHAI_CHROMIUM, or the system's."""
    return os.environ.get("WENZHAI_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: apt-get install chromium, or name one in WENZHAI_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample digest, built from its raw page, with the kitchen sink added."""
    folder = tmp_path_factory.mktemp("browser") / "digest"
    make_project(folder)
    project = Project(folder)
    import_page(open_desk(project), folder / "content" / "raw" / "2019-11.txt", Given())
    add(folder / "content")
    return build(project, folder / "site").site


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the tests have their own output."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder until the tests end, and returns its address."""
    with ExitStack() as servers:

        def start(folder: Path) -> str:
            handler = functools.partial(_Quiet, directory=str(folder))
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            servers.callback(server.server_close)
            servers.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}"

        yield start


@pytest.fixture(scope="session")
def address(serve: Callable[[Path], str], site: Path) -> str:
    return serve(site)
