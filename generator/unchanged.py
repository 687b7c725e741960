"""Whether a build would only make again what is there: asked before anything heavy is loaded.

It would when every file that the last build could have read, and every file that it left in the
site, is the very file that it was (`states.py`). Where something cannot be read nothing is known,
and the site is built. What the last build read and said is kept in `.wenzhai-cache/`.

What is imported here at the top takes time when there is nothing to do: no dataclasses, no pathlib.
"""

from __future__ import annotations

import os
import sys

from generator import __version__
from generator.entries import FOLDER, cache_key, read_entry, write_entry
from generator.states import state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from generator.build import Built
    from generator.project import Project

    Clock = Callable[[], datetime]
    """Tells the time, with an offset."""

LIBRARIES: tuple[str, ...] = ("click", "jinja2", "markdown_it", "markupsafe", "mdit_py_plugins")
LIBRARIES += ("opencc", "PIL", "yaml")
"""Outside packages that pages are made with: another version of one may make other pages."""


class Inputs:
    """Everything that a build may read, as it was at one moment.

    `trees` are folders that are read with all that is below them; `folders` say by their own times
    whether anything was put into them: those of libraries. `state` is a digest; empty when nothing
    can be known.
    """

    def __init__(self, trees: tuple[str, ...], folders: tuple[str, ...]) -> None:
        self.trees, self.folders = trees, folders
        self.state = _seen.pop((trees, folders), "") or state(trees, folders)


_seen: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
"""The state of inputs that were found to be others: so they were before the build, which need not
look again."""


class Recalled:
    """What the last build said; it holds still.

    `said` are its warnings, as they were printed, by the language of messages.
    """

    def __init__(self, articles: str, pages: str, has_address: bool, said: dict[str, str]) -> None:
        self.articles, self.pages = articles, pages
        self.has_address = has_address
        self.said = said


def recall(
    folder: str | os.PathLike[str], output: str | os.PathLike[str], asked: str, clock: Clock
) -> Recalled | None:
    """What the last build said, if building again would change nothing; else None.

    `folder` is that of the digest. `asked` is what the site depends on beside its files: the time
    that a build was told. `clock` says whether an article has come or gone since.
    """
    kept = read_entry(f"{os.fspath(folder)}/{FOLDER}", _key(output))
    if kept is None:
        return None
    fields = kept.decode("utf-8", "surrogatepass").split("\0")
    now_asked = [asked, *_tools()]
    then, fields = fields[: len(now_asked)], fields[len(now_asked) :]
    inputs, site, since, until, articles, pages, has_address, zh, en, trees, *paths = fields
    read = tuple(paths[: int(trees)]), tuple(paths[int(trees) :])
    if (
        then != now_asked
        # A time that was told is the same as then; only a clock goes on.
        or not (asked or holds(since, until, clock))
    ):
        return None
    now = state(*read)
    if now != inputs:
        _seen[read] = now
        return None
    if site != state([os.fspath(output)]):
        return None
    return Recalled(articles, pages, bool(has_address), {"zh": zh, "en": en})


def holds(since: str, until: str, clock: Clock) -> bool:
    """Whether it is the time between the two, which may be missing (`schedule.Span`)."""
    if not (since or until):
        return True
    from datetime import datetime

    now = clock()
    started = not since or datetime.fromisoformat(since) <= now
    return started and (not until or now < datetime.fromisoformat(until))


def inputs(project: Project) -> Inputs:
    """What a build that begins now may read; taken before it, lest a file change meanwhile."""
    from generator.cards.fonts import FOLDERS
    from generator.project import STARTER

    trees = [project.content, project.folder / "themes", STARTER / "themes", project.package]
    paths = tuple(str(path.expanduser()) for path in (*trees, *FOLDERS))
    return Inputs(paths, tuple(sorted(set(_homes()))))


def remember(
    project: Project, output: os.PathLike[str], asked: str, read: Inputs, built: Built
) -> None:
    """Keep for the next build what this one read, left and said.

    As it was left, not as it is: what somebody edited in the site since must be noticed.
    """
    site = state([os.fspath(output)], known=built.left)
    said = ["\n".join(one.report(language) for one in built.warnings) for language in ("zh", "en")]
    fields = [asked, *_tools(), read.state, site, built.span.since, built.span.until]
    fields += [str(built.articles), str(built.pages), "yes" if built.has_address else "", *said]
    fields += [str(len(read.trees)), *read.trees, *read.folders]
    if read.state and site and not any("\0" in field for field in fields):
        kept = "\0".join(fields).encode("utf-8", "surrogatepass")
        write_entry(str(project.folder / FOLDER), _key(output), (kept,))


def _key(output: str | os.PathLike[str]) -> str:
    # The number is that of the form of the entry.
    return cache_key("unchanged", 4, os.path.realpath(output))


def _tools() -> list[str]:
    # Where the program lies: what is watched is the one that built, and this may be another.
    return [__version__, sys.version, os.path.dirname(os.path.realpath(__file__))]


def _homes() -> Iterator[str]:
    """Where the libraries are installed: installing another version changes that folder."""
    from importlib.util import find_spec

    for name in LIBRARIES:
        found = find_spec(name)  # also of one that is loaded later, or never
        if found and found.origin:
            yield os.path.dirname(os.path.dirname(found.origin))
