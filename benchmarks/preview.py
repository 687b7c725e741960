"""Measures previews in a real browser: `python benchmarks/preview.py [--articles 1000]`.

From a save on the disk to the new text in the page of a Chromium that shows it, Wenzhai's beside
Hugo's and Eleventy's, in turn, so that what else the machine does falls upon all. A program that is
not here is left out, and that is said.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright
from previews import START, Server
from programs import Missing

HERE = Path(__file__).parent
LOST = 20.0
"""Seconds after which a save is lost."""

PAUSE = 0.6
"""Seconds before each save: the page that was loaded last has connected by then."""

REST = 15.0
"""Seconds without a rebuild after which all that was saved is shown."""

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


@dataclass
class Figures:
    """What was measured of one preview; seconds."""

    text: list[float] = field(default_factory=list)
    style: list[float] = field(default_factory=list)
    lost: int = 0
    navigated: int = 0
    """Exchanges of the style sheet for which the page was loaded again."""
    start: float = 0.0
    burst: int = 0
    """Rebuilds for two hundred files saved at once."""
    idle: float = 0.0
    """Of one processor, while nothing happens."""
    megabytes: float = 0.0


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wenzhai-preview-") as temporary:
        folder = arguments.folder or Path(temporary)
        results: dict[str, Any] = {}
        for articles in arguments.articles:
            results[str(articles)] = _measure(folder, articles, arguments)
    if arguments.json:
        print(json.dumps({a: {n: vars(f) for n, f in r.items()} for a, r in results.items()}))
    else:
        print("\n".join(_report(results)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure previews in a real browser.")
    parser.add_argument("--articles", type=int, nargs="*", default=[1_000])
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--programs", nargs="*", choices=list(START), default=list(START))
    parser.add_argument("--folder", type=Path, help="where to make the corpora, and keep them")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _measure(folder: Path, articles: int, arguments: argparse.Namespace) -> dict[str, Figures]:
    digest, work = folder / f"digest-{articles}", folder / f"previews-{articles}"
    if not digest.is_dir():
        subprocess.run(
            [sys.executable, str(HERE / "corpus.py"), str(articles), str(digest)], check=True
        )
    shutil.rmtree(work, ignore_errors=True)
    figures: dict[str, Figures] = {}
    servers: list[Server] = []
    with sync_playwright() as playwright:
        path = os.environ.get("WENZHAI_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            for name in arguments.programs:
                try:
                    servers.append(START[name](digest, work, folder))
                except Missing as why:
                    print(f"not measured: {why}", file=sys.stderr)
                    continue
                figures[name] = Figures(start=servers[-1].start)
            _measure_saves(browser, servers, figures, arguments.saves)
            for server in servers:
                _measure_rest(server, figures[server.name])
        finally:
            for server in servers:
                server.stop()
            browser.close()
    return figures


def _measure_saves(
    browser: Browser,
    servers: list[Server],
    figures: dict[str, Figures],
    saves: int,
) -> None:
    tabs = {}
    for server in servers:
        tabs[server.name] = browser.new_page()
        tabs[server.name].goto(server.url + server.page)
    # Scripts connect, and what a program does at its first rebuild only is done.
    for number in range(-2, saves):
        for server in servers:
            tab, found = tabs[server.name], figures[server.name]
            time.sleep(PAUSE)
            seconds = _save_text(server, tab, number)
            if number >= 0:
                found.text += [seconds] if seconds < LOST else []
                found.lost += seconds >= LOST
            time.sleep(PAUSE)
            tab.evaluate("window.same = true")
            seconds = _save_style(server, tab, number)
            if number >= 0:
                found.style += [seconds] if seconds < LOST else []
                found.lost += seconds >= LOST
                found.navigated += not _asked(tab, "window.same === true")


def _save_text(server: Server, tab: Page, number: int) -> float:
    mark = f"第{number}回存盘"
    text = server.article.read_text(encoding="utf-8").split("\n\n存盘：")[0]
    return _until(
        tab,
        lambda: server.article.write_text(f"{text}\n\n存盘：{mark}。\n", encoding="utf-8"),
        f"document.body.textContent.includes('{mark}')",
    )


def _save_style(server: Server, tab: Page, number: int) -> float:
    colour = f"rgb({number + 100}, 20, 30)"
    text = server.style.read_text(encoding="utf-8").split("\n/* bench */")[0]
    return _until(
        tab,
        lambda: server.style.write_text(
            f"{text}\n/* bench */body {{ background-color: {colour} }}\n", encoding="utf-8"
        ),
        f"getComputedStyle(document.body).backgroundColor === '{colour}'",
    )


def _until(tab: Page, save: Callable[[], object], shown: str) -> float:
    """Seconds from a save until something is true in the page."""
    save()
    begun = time.perf_counter()
    while not _asked(tab, shown):
        if time.perf_counter() - begun > LOST:
            return LOST
        time.sleep(0.002)
    return time.perf_counter() - begun


def _asked(tab: Page, question: str) -> bool:
    try:
        return bool(tab.evaluate(question))
    except Error:
        # The page is just being loaded.
        return False


def _measure_rest(server: Server, found: Figures) -> None:
    before, begun = server.cpu(), time.monotonic()
    time.sleep(10)
    found.idle = (server.cpu() - before) / (time.monotonic() - begun)
    rebuilds = server.rebuilds()
    for path in server.others:
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n一起存盘。\n", encoding="utf-8")
    found.burst = _at_rest(server) - rebuilds
    found.megabytes = server.megabytes()


def _at_rest(server: Server) -> int:
    """How often a preview has built, once it has not done so for a while."""
    counted, since = server.rebuilds(), time.monotonic()
    while time.monotonic() - since < REST:
        time.sleep(0.5)
        if server.rebuilds() > counted:
            counted, since = server.rebuilds(), time.monotonic()
    return counted


def _report(results: dict[str, dict[str, Figures]]) -> Iterator[str]:
    head = ("", "start s", "text ms", "p95", "worst", "style ms", "worst", "lost")
    head += ("loads for a style", "builds for 200", "idle %", "MB")
    for articles, figures in results.items():
        yield f"\n{int(articles):,} articles, {max(len(f.text) for f in figures.values())} saves"
        rows = [head, *(_row(name, found) for name, found in figures.items())]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))


def _row(name: str, found: Figures) -> tuple[str, ...]:
    text, style = found.text or [LOST], found.style or [LOST]
    return (
        name,
        f"{found.start:.1f}",
        _ms(statistics.median(text)),
        _ms(sorted(text)[int(len(text) * 0.95)]),
        _ms(max(text)),
        _ms(statistics.median(style)),
        _ms(max(style)),
        str(found.lost),
        str(found.navigated),
        str(found.burst),
        f"{found.idle * 100:.1f}",
        f"{found.megabytes:.0f}",
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


if __name__ == "__main__":
    main()
