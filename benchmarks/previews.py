"""Previews that run: of Wenzhai, and of others on the sites of the comparison (`peer_sites.py`).

All show the same articles on the same pages, in the same style sheet.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import programs
from peer_sites import WRITERS, languages

TICKS = os.sysconf("SC_CLK_TCK")

THEME = programs.ROOT / "themes" / "broadsheet"


@dataclass
class Server:
    """A preview that runs. `log` holds what it printed."""

    name: str
    process: subprocess.Popen[bytes]
    url: str
    log: Path
    article: Path
    """A file to save; its page is at `page`."""
    page: str
    style: Path
    others: tuple[Path, ...]
    """Two hundred files to save at once."""
    rebuilt: str
    """What it prints once for each rebuild, as a regular expression."""
    start: float
    """Seconds until its first page."""

    def rebuilds(self) -> int:
        """How often it has built until now."""
        return len(re.findall(self.rebuilt, self.log.read_text(encoding="utf-8", errors="replace")))

    def cpu(self) -> float:
        """Seconds of processor time until now, of it and of its children."""
        return sum(_ticks(one) for one in _with_children(self.process.pid)) / TICKS

    def megabytes(self) -> float:
        """Resident memory now."""
        pages = (
            int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[1])
            for one in _with_children(self.process.pid)
        )
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def stop(self) -> None:
        """End it, with its children."""
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)


def wenzhai(digest: Path, folder: Path, kept: Path) -> Server:
    """Our own, on a copy of the digest with a theme of its own to edit."""
    site = folder / "wenzhai"
    shutil.copytree(digest / "content", site / "content")
    theme = shutil.copytree(THEME, site / "themes" / "broadsheet")
    articles = sorted((site / "content" / "issues").glob("*/*.md"))
    port = _free_port()
    command = (sys.executable, "-m", "generator", "-C", str(site), "preview", "--port", str(port))
    style = theme / "assets" / "broadsheet.css"
    return _started("wenzhai", command, site, port, articles, style, "(?m) ms$")


def hugo(digest: Path, folder: Path, kept: Path) -> Server:
    """`hugo server`, which renders to memory, on the site of the comparison."""
    site = _peer("hugo", digest, folder)
    program = programs.hugo(site).command[0]
    articles = sorted((site / "content" / "zh-hans" / "issues").glob("*/[0-9]*.md"))
    port = _free_port()
    command = (program, "server", "--port", str(port), "--bind", "127.0.0.1")
    return _started(
        "hugo", command, site, port, articles, _style(site), "(?m)^Rebuilt in|^Total in"
    )


def eleventy(digest: Path, folder: Path, kept: Path) -> Server:
    """`eleventy --serve` on the site of the comparison."""
    site = _peer("eleventy", digest, folder)
    node, program, *_ = programs.eleventy(site, kept).command
    articles = sorted((site / "content" / "issues").glob("*/[0-9]*.md"))
    port = _free_port()
    command = (node, program, "--serve", f"--port={port}", "--quiet")
    return _started("eleventy", command, site, port, articles, _style(site), "Wrote .* files")


START = {"wenzhai": wenzhai, "hugo": hugo, "eleventy": eleventy}
"""Each takes the digest, a folder of its own, and where fetched programs are kept."""


def _peer(name: str, digest: Path, folder: Path) -> Path:
    site = folder / name
    site.mkdir(parents=True)
    WRITERS[name].write_site(languages(digest, 1), site)
    style = _style(site)
    style.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(THEME / "assets" / "broadsheet.css", style)
    return site


def _style(site: Path) -> Path:
    return site / "static" / "assets" / "broadsheet.css"


def _started(
    name: str,
    command: Sequence[str],
    folder: Path,
    port: int,
    articles: Sequence[Path],
    style: Path,
    rebuilt: str,
) -> Server:
    """The server, once it answers."""
    log = folder.parent / f"{name}.log"
    number = articles[0].stem.partition("-")[0]
    page = f"/issues/{articles[0].parent.name}/{number}.html"
    begun = time.monotonic()
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(programs.ROOT), "WENZHAI_LANG": "en"},
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    _wait(lambda: urllib.request.urlopen(url + page, timeout=60).status == 200, log)
    start = time.monotonic() - begun
    others = tuple(articles[-200:])
    return Server(name, process, url, log, articles[0], page, style, others, rebuilt, start)


def _wait(ready: Callable[[], bool], log: Path, patience: float = 300) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            if ready():
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(log.read_text(encoding="utf-8", errors="replace")[-2000:])


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _with_children(process: int) -> list[int]:
    found = [process]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += map(int, task.read_text(encoding="ascii").split())
    return found


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
