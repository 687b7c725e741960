"""What a publication will do, before it does anything: the plan, its order and its limit.

The order matters where files go one by one: a page comes after all that it shows, a list after
what it lists, and a feed or a sitemap, which sends readers to pages, after those. Nothing is
removed while anything that is still to be replaced may name it.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from generator.headers import is_hashed
from generator.publishing.records import Files, Release

ASSETS, PAGES, FEEDS = range(3)
"""Stages, in the order of sending; removals follow, in the opposite order."""

_FEEDS = re.compile(
    r"(?:.*/)?(?:[^/]*\.(?:xml|opml|webmanifest)|feed\.json|(?:robots|llms|urls)\.txt"
    r"|_headers|_redirects|CNAME)"
)
_SEARCH = re.compile(r"(?:.*/)?search/")

LEAST_REMOVALS, REMOVED_SHARE = 20, 10
"""More removals than both of these, in files and in per cent, are not made unasked."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be there, and the paths to send and to remove, each in its order."""

    files: Files
    before: Release | None
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    lingering: Files
    """Assets of the release before, under names made from their content, that stay for one more:
    a page that was opened before may ask for them after."""

    @property
    def is_empty(self) -> bool:
        """Whether all is in place already."""
        return not (self.new or self.changed or self.gone)

    @property
    def sent(self) -> tuple[str, ...]:
        """New and changed paths in the order of sending."""
        new = set(self.new)
        return tuple(sorted((*self.new, *self.changed), key=lambda path: order(path, path in new)))

    @property
    def bytes(self) -> int:
        """Of the files to send."""
        return sum(self.files[path].size for path in (*self.new, *self.changed))

    @property
    def removes_too_much(self) -> bool:
        """Whether the publisher should be asked first."""
        there = len(self.before.everything) if self.before else 0
        return len(self.gone) > max(LEAST_REMOVALS, there * REMOVED_SHARE // 100)


def make_plan(files: Files, before: Release | None) -> Plan:
    """What changes when `files` take the place of a release; by content, never by time."""
    there = dict(before.files) if before else {}
    if before:
        # What still lingers is there, too, if it is wanted again.
        there |= {path: s for path, s in before.lingering.items() if files.get(path) == s}
    left = {path: state for path, state in there.items() if path not in files}
    lingering = {path: state for path, state in left.items() if is_hashed(path)}
    ours = before.everything if before else {}
    return Plan(
        files,
        before,
        lingering=lingering,
        new=tuple(sorted(path for path in files if path not in there)),
        changed=tuple(sorted(p for p, state in files.items() if there.get(p, state) != state)),
        gone=tuple(
            sorted(
                (path for path in ours if path not in files and path not in lingering),
                key=order,
                reverse=True,
            )
        ),
    )


def stage(path: str) -> int:
    """The stage at which a file is sent.

    >>> [stage(p) for p in ("assets/a.css", "issues/a/01.html", "atom.xml", "search/index.json")]
    [0, 1, 2, 0]
    """
    if path.endswith(".html"):
        return PAGES
    if _SEARCH.match(path):
        return ASSETS
    return FEEDS if _FEEDS.fullmatch(path) else ASSETS


def order(path: str, is_new: bool = True) -> tuple[int, bool, bool, str]:
    """Sorts paths into the order of sending: new pages before the lists that will name them."""
    return stage(path), not is_new, posixpath.basename(path) == "index.html", path
