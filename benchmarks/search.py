"""What the search costs: `python benchmarks/search.py [--articles 1000] [--forms zh-Hant-TW …]`.

Builds a made-up digest in this process and prints the time that the index takes beside the pages,
the size of its files, and, if there is a Chromium (and Playwright) to ask, what a query transfers:
every query in a browser that has seen nothing yet, with the words around the matches that come
into view in a window of 1280 × 800. Also asks every query of the plain texts, and says how many
answers were right.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gzip
import http.server
import os
import random
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus import write_digest
from one_by_one import make_all

from generator import build
from generator.addresses import file_path
from generator.declaring import declare
from generator.page import Page
from generator.project import Project
from generator.search.folding import Folding
from generator.variants import simplified_characters
from generator.views import FoundIssue, SearchView

QUERIES = 40
LONGEST = 8
SECONDS_TO_SETTLE = 1.5

Texts = Mapping[str, tuple[str, ...]]
"""Address of an article to the paragraphs of its page."""


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the search on a made-up newspaper.")
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--forms", nargs="*", default=["zh-Hant-TW"], help="beside zh-Hans")
    parser.add_argument("--queries", type=int, default=QUERIES)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wenzhai-search-") as folder:
        digest = Path(folder)
        write_digest(arguments.articles, digest)
        with (digest / "content" / "site.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"variants: [{', '.join(arguments.forms)}]\n")
        texts = _build(Project(digest))
        _print_sizes(digest / "site")
        for tag, said in texts.items() if arguments.queries else ():
            with contextlib.suppress(_NoBrowser):
                _print_queries(digest / "site", tag, said, arguments.queries)


def _build(project: Project) -> Mapping[str, Texts]:
    """The site, written; prints the time of the index, gives what the articles say in each form."""
    begun = time.process_time()
    site, theme, _ = build.read(project)
    pages = declare(project, site, theme)
    spent: Counter[str] = Counter(read=time.process_time() - begun)
    texts: dict[str, dict[str, tuple[str, ...]]] = {}
    begun = time.process_time()
    for page, made in make_all(pages, theme, site):
        now = time.process_time()
        spent["index" if _is_search(page) else "pages"] += now - begun
        if made.said:
            texts.setdefault(page.variant.tag, {})[page.url] = made.said
        path = project.folder / "site" / file_path(page.url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.data)
        begun = time.process_time()
    # What was heard while the pages were made: the same work once more, alone.
    begun = time.process_time()
    folding = Folding(simplified_characters())
    for said in texts.values():
        for blocks in said.values():
            folding.folded(blocks)
    heard = time.process_time() - begun
    index, others = spent["index"] + heard, spent["pages"] - heard
    before = spent["read"]
    print(
        f"CPU: read and plan {before:.2f} s, pages {others:.2f} s, search {index:.2f} s, which is"
    )
    print(
        f"{index / others:.0%} of the pages, {index / (others + before):.0%} of all before writing"
    )
    return texts


def _is_search(page: Page) -> bool:
    return page.kind in (SearchView, FoundIssue) or page.url.startswith("/search/")


def _print_sizes(site: Path) -> None:
    groups: dict[str, list[Path]] = {}
    for path in sorted(site.rglob("*")):
        inside = path.relative_to(site).as_posix()
        if path.is_file() and "search/" in f"/{inside}".replace("/assets", ""):
            results = "search/issues/" in inside
            name = "titles, one file an issue and form" if results else path.suffix
            name = path.name if path.suffix == ".json" and not results else name
            groups.setdefault(name, []).append(path)
    print(f"\n{'':36}{'files':>7}{'bytes':>12}{'gzip':>12}")
    total: Counter[str] = Counter()
    for name, paths in groups.items():
        sizes = Counter(
            files=len(paths),
            raw=sum(path.stat().st_size for path in paths),
            gzip=sum(len(gzip.compress(path.read_bytes())) for path in paths),
        )
        total += sizes
        print(f"{name:36}{sizes['files']:7,}{sizes['raw']:12,}{sizes['gzip']:12,}")
    print(f"{'all':36}{total['files']:7,}{total['raw']:12,}{total['gzip']:12,}")


class _NoBrowser(Exception):
    pass


@contextlib.contextmanager
def _served(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _queries(said: Texts, count: int) -> Iterator[str]:
    """Pieces of two to eight characters of what the articles say."""
    chance = random.Random(1)
    blocks = [block for some in said.values() for block in some if len(block) >= LONGEST]
    for number in range(count):
        length = 2 + number % (LONGEST - 1)
        piece = ""
        while len(piece.strip()) < length:
            block = chance.choice(blocks)
            start = chance.randrange(len(block) - length + 1)
            piece = block[start : start + length]
        yield piece


def _print_queries(site: Path, tag: str, said: Texts, count: int) -> None:
    """What queries transfer, and whether what they find is what the plain texts hold."""
    chromium = os.environ.get("WENZHAI_CHROMIUM") or shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        print(f"\n{tag}: no browser to ask")
        raise _NoBrowser
    folding = Folding(simplified_characters())
    folded = {url: folding.folded(blocks) for url, blocks in said.items()}
    prefix = next(iter(said)).partition("/issues/")[0]
    raw, packed, requests, right = [], [], [], 0
    with _served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for query in _queries(said, count):
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            page = context.new_page()
            page.goto(f"{address}{prefix}/search.html", wait_until="networkidle")
            answers: list[Any] = []
            page.on("response", lambda answer, to=answers: to.append(answer))
            page.fill("#search-q", query)
            page.press("#search-q", "Enter")
            page.wait_for_selector("#search-results", state="visible")
            page.wait_for_timeout(SECONDS_TO_SETTLE * 1_000)
            bodies = [(urlsplit(one.url).path, one.body()) for one in answers]
            raw.append(sum(len(body) for _, body in bodies))
            packed.append(sum(_packed(*one) for one in bodies))
            requests.append(len(bodies))
            found = page.evaluate("query => wenzhai.search(query)", query)
            needle = folding.fold(query)
            expected = {url for url, text in folded.items() if needle in text}
            right += expected == {urlsplit(url).path for url in found}
            context.close()
        browser.close()
    print(f"\n{tag}: {right} of {count} queries find what a plain scan finds and nothing else")
    for what, values in (("bytes", raw), ("bytes, gzip", packed), ("requests", requests)):
        print(f"  {what:14}{_spread(values)}")


def _packed(path: str, body: bytes) -> int:
    """What a host that compresses text sends; `.bin` files are sent as they are."""
    return len(body) if path.endswith(".bin") else len(gzip.compress(body))


def _spread(values: Sequence[int]) -> str:
    ordered = sorted(values)
    return f"median {ordered[len(ordered) // 2]:,}, most {ordered[-1]:,}"


if __name__ == "__main__":
    main()
