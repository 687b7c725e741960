"""Releases as folders side by side, and a link that says which of them visitors see.

    site/releases/000007-3f9a1c2b4d5e/      a whole site
    site/releases/000007-3f9a1c2b4d5e.json  what of it is ours
    site/current -> releases/000007-…       the root of the web server

A folder becomes a release by its name, in one rename, and the published one by the link, in
another: a visitor is always on one whole release. On the way it is called `….part`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator

from generator.publishing.records import Files, Release, release_number

RELEASES, CURRENT, LOCK = "releases", "current", ".lock"
PART = ".part"

FEWEST = 2
"""Releases that are kept at least: without the one before there is no way back."""


def chain(newest: Release | None, read: Callable[[str], Release | None]) -> Iterator[Release]:
    """A release, the one it replaced, and so on, as far as they are still there."""
    seen: set[str] = set()
    while newest is not None and newest.name not in seen:
        seen.add(newest.name)
        yield newest
        newest = read(newest.previous) if newest.previous else None


def next_number(names: Collection[str], current: str) -> int:
    """One more than any release has that is there, whole or in part."""
    return 1 + max(
        (release_number(name.removesuffix(PART)) for name in (*names, current)), default=0
    )


def outdated(names: Collection[str], kept: Collection[str], current: str) -> list[str]:
    """Of the releases `names` those to remove: older than the published one, or never published.

    A number above that of the published one belongs to somebody who is still sending.
    """
    latest = release_number(current)
    return sorted(name for name in names if 0 < release_number(name) <= latest and name not in kept)


def folders_of(files: Files) -> list[str]:
    """All folders that hold the files, the deepest first."""
    folders: set[str] = set()
    for path in files:
        folder = posixpath.dirname(path)
        while folder and folder not in folders:
            folders.add(folder)
            folder = posixpath.dirname(folder)
    return sorted(folders, key=lambda folder: (-folder.count("/"), folder))
