"""Whether a build would only make again what is there: asked before anything heavy is loaded.

It would when every file that the last build could have read, and every file that it left in the
site, is the very file that it was: same size, same times, same inode. A time of modification alone
lies (a file saved twice in one tick, a clock set back, `cp -p`); the time at which an inode was
changed (ctime) can be set by no program. A link counts with what it leads to, a file or a folder (a
theme may be one). Where something cannot be read nothing is known, and the site is built.

What the last build read and said is kept in `.wenzhai-cache/`, with a checksum like all entries.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.cache import FOLDER, Cache, cache_key
from generator.project import STARTER, Project
from generator.schedule import Span

if TYPE_CHECKING:
    from generator.build import Built

LIBRARIES: tuple[str, ...] = ("click", "jinja2", "markdown_it", "markupsafe", "mdit_py_plugins")
LIBRARIES += ("opencc", "PIL", "yaml")
"""Outside packages that pages are made with: another version of one may make other pages."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build may read, as it was at one moment."""

    trees: tuple[str, ...]
    """Folders that are read with all that is below them."""
    folders: tuple[str, ...]
    """Folders that say by their own times whether anything was put into them: of libraries."""
    state: str
    """A digest; empty when nothing can be known."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the last build said; it holds still."""

    articles: int
    pages: int
    has_address: bool
    said: Mapping[str, Sequence[str]]
    """Language of messages to the warnings."""


def recall(
    project: Project, output: Path, asked: str, clock: datetime | None = None
) -> Recalled | None:
    """What the last build said, if building again would change nothing; else None.

    `asked` is what the site depends on beside its files: the time that a build was told. `clock`
    says whether an article has come or gone since; without it that is not known.
    """
    entry = _cache(project).read(_key(output))
    if entry is None:
        return None
    kept = json.loads(entry)
    if (
        kept["asked"] != [asked, *_tools()]
        # A time that was told is the same as then; only a clock goes on.
        or not (asked or _holds(Span(*kept["span"]), clock))
        or kept["inputs"] != _state(kept["trees"], kept["folders"])
        or kept["site"] != _state([str(output)], [])
    ):
        return None
    return Recalled(kept["articles"], kept["pages"], kept["has_address"], kept["said"])


def _holds(span: Span, clock: datetime | None) -> bool:
    return span.holds(clock) if clock else span == Span()


def inputs(project: Project) -> Inputs:
    """What a build that begins now may read; taken before it, lest a file change meanwhile."""
    from generator.cards.fonts import FOLDERS

    trees = [project.content, project.folder / "themes", STARTER / "themes", project.package]
    paths = tuple(str(path.expanduser()) for path in (*trees, *FOLDERS))
    folders = tuple(sorted(set(_homes())))
    return Inputs(paths, folders, _state(paths, folders))


def remember(project: Project, output: Path, asked: str, read: Inputs, built: Built) -> None:
    """Keep for the next build what this one read, left and said."""
    site = _state([str(output)], [])
    if not (read.state and site):
        return
    kept = {
        "asked": [asked, *_tools()],
        "trees": read.trees,
        "folders": read.folders,
        "inputs": read.state,
        "site": site,
        "articles": built.articles,
        "pages": built.pages,
        "has_address": built.has_address,
        "span": [built.span.since, built.span.until],
        "said": {
            language: [problem.report(language) for problem in built.warnings]
            for language in ("zh", "en")
        },
    }
    _cache(project).write(_key(output), json.dumps(kept).encode())


def _cache(project: Project) -> Cache:
    return Cache(project.folder / FOLDER)


def _key(output: Path) -> str:
    # The number is that of the form of the entry.
    return cache_key("unchanged", 2, str(output.resolve()))


def _tools() -> list[str]:
    return [__version__, sys.version]


def _homes() -> Iterator[str]:
    """Where the libraries are installed: installing another version changes that folder."""
    for name in LIBRARIES:
        file = getattr(sys.modules.get(name), "__file__", None)
        if file:
            yield str(Path(file).parents[1])


def _state(trees: Iterable[str], folders: Iterable[str]) -> str:
    """A digest of every file below the trees; empty when something cannot be read."""
    digest = hashlib.sha256()
    try:
        for tree in trees:
            listed = "\n".join(_listed(tree))
            digest.update(listed.encode("utf-8", "surrogateescape") + b"\0")
        for folder in folders:
            digest.update(
                f"{folder} {Path(folder).stat().st_mtime_ns}\n".encode("utf-8", "surrogateescape")
            )
    except OSError:
        return ""
    return digest.hexdigest()


def _listed(tree: str) -> list[str]:
    """A line for each file and folder below a folder, in a fixed order."""
    lines = [tree]
    waiting = [tree]
    linked: set[tuple[int, int]] = set()
    while waiting:
        folder = waiting.pop()
        try:
            entries = os.scandir(folder)
        except FileNotFoundError:
            continue
        with entries:
            for entry in sorted(entries, key=_name):
                if entry.name == "__pycache__":
                    continue
                lines.append(_line(entry))
                if entry.is_dir() and not (entry.is_symlink() and _is_known(entry, linked)):
                    waiting.append(entry.path)
    return lines


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_known(link: os.DirEntry[str], linked: set[tuple[int, int]]) -> bool:
    """Whether another link led to the same folder: one that leads upwards does so for ever."""
    status = link.stat()
    folder = status.st_dev, status.st_ino
    if folder in linked:
        return True
    linked.add(folder)
    return False


def _line(entry: os.DirEntry[str]) -> str:
    leads = str(Path(entry.path).readlink()) if entry.is_symlink() else ""
    if entry.is_dir() or (leads and not entry.is_file()):
        return f"{entry.path}\0{leads}"
    one = entry.stat()
    times = f"{one.st_mtime_ns} {one.st_ctime_ns}"
    return f"{entry.path}\0{leads}\0{one.st_size} {times} {one.st_ino}"
