"""The tree that a build writes: the one before the live site, brought up to date.

A build says of every file of the new site what it is to hold; `going_live.publish` then makes the
tree hold exactly those and exchanges it with the site. Only one thing is believed of a file that
lies in the older tree: that it is the very file (the inode) of the same name in the live site.
Whatever else is there, left by a build that was killed or put there by anybody, goes first. So
nothing needs to be known of how the last build ended.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.locking import locked
from generator.output.early import Early
from generator.output.forks import forks_end_with_this_process
from generator.output.listing import clock
from generator.output.live import Live, look
from generator.output.sharing import Shared, leave_what_is_shared, remove, shared, sibling
from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.states import State, state_of


@dataclass(slots=True)
class Tree:
    """The tree that a build is writing; becomes the site when `publish` is called.

    Paths are below the site, with forward slashes. Digests are SHA-256 in hexadecimal.
    """

    site: Path
    folder: Path
    found: Live = field(default_factory=Live)
    older: Shared = field(default_factory=Shared)
    """What the folder had before anything was written, but for the strays."""
    digests: dict[str, str] = field(default_factory=dict)
    """Every file that the new site is to have."""
    states: dict[str, State] = field(default_factory=dict)
    """Those of them that were written; the others are kept."""
    is_live: bool = False
    """Whether it has become the site."""
    manifest: str = ""
    """The digest of its manifest, once it is the site."""
    left: Mapping[str, State] = field(default_factory=dict)
    """The states of its files and of its manifest, once it is the site."""

    @property
    def live(self) -> Mapping[str, str]:
        """Path to digest of the files of the live site that hold what its manifest says."""
        return self.found.digests

    def write(self, path: str, data: bytes | memoryview) -> str:
        """Add a file with this content, and give its digest.

        A forked process may call it: what it wrote counts when the process that called `new_tree`
        records it. Where the live site has the same content, it is kept and nothing is written.
        """
        digest = hashlib.sha256(data).hexdigest()
        if self.live.get(path) == digest:
            self.keep(path)
        else:
            self.states[path] = create(self.folder, path, data)
            self.digests[path] = digest
        return digest

    def keep(self, path: str) -> None:
        """Add a file as the live site has it; raises KeyError when it is not in `live`."""
        self.digests[path] = self.live[path]
        self.states.pop(path, None)

    def keep_all(self, paths: Iterable[str]) -> None:
        """The same for many files, of which none was written."""
        live = self.live
        self.digests.update({path: live[path] for path in paths})

    def take_in(self, path: str, file: Path) -> None:
        """Move a file that was written elsewhere on this file system to its place in the tree.

        It counts when it is recorded.
        """
        target = f"{self.folder}/{path}"
        try:
            file.replace(target)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            make_way(self.folder, path)
            file.replace(target)

    def record(self, path: str, digest: str, size: int) -> None:
        """Add a file that another process has put into the tree; `size` is in bytes.

        Raises RuntimeError when it is not in the tree.
        """
        if self.live.get(path) == digest:
            self.keep(path)
            return
        try:
            status = os.lstat(f"{self.folder}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            raise RuntimeError(f"{path} was recorded and never written") from None
        if status.st_ino == self.found.inodes.get(path) or status.st_size != size:
            raise RuntimeError(f"{path} was recorded and is another file")
        self.states[path] = state_of(status)
        self.digests[path] = digest


def create(folder: Path, path: str, data: bytes | memoryview) -> State:
    """Write a new file below `folder`, and give its state.

    What had the name loses it and is not changed: it may be a file of the live site as well.
    """
    target = f"{folder}/{path}"
    try:
        descriptor = os.open(target, _NEW, 0o666)
    except (FileExistsError, FileNotFoundError, NotADirectoryError):
        make_way(folder, path)
        descriptor = os.open(target, _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        return state_of(os.fstat(descriptor))
    except OSError as error:
        error.filename = target
        raise
    finally:
        os.close(descriptor)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
_NEW |= getattr(os, "O_BINARY", 0)


def make_way(folder: Path, path: str) -> None:
    """Nothing has the name `path` below `folder`, and the folder for it is there."""
    target = folder / path
    for parent in target.relative_to(folder).parents:
        above = folder / parent
        if above.is_symlink() or above.is_file():
            above.unlink(missing_ok=True)  # by another worker, perhaps
    remove(target)
    target.parent.mkdir(parents=True, exist_ok=True)


def standing(site: Path) -> Mapping[str, str]:
    """Path to digest of the files of a site that hold what its manifest says."""
    return look(site, sibling(site.resolve(), "states")).digests


@contextlib.contextmanager
def new_tree(site: Path, early: Early | None = None) -> Iterator[Tree]:
    """A tree beside `site` to write into. Left without `publish`, `site` is untouched.

    What was written is then gone. A forked process that leaves the block cleans up nothing, and is
    killed when the one that forked it ends. `early` has looked at the same site beforehand.

    Raises ProblemsFound when another build is writing.
    """
    shown, site = site, site.resolve()  # `.` has no name to put the new tree beside
    site.parent.mkdir(parents=True, exist_ok=True)
    folder, lock = sibling(site, "older"), sibling(site, "lock")
    early = early if early and early.site == site else None
    # Who looked early has the lock.
    held = contextlib.nullcontext() if early else locked(lock, _busy(shown))
    with held, forks_end_with_this_process() as is_forked:
        _recover(site, folder)
        found, older = (early and early.taken()) or _looked_at(site, folder, clock(lock))
        leave_what_is_shared(folder, older)
        folder.mkdir(exist_ok=True)
        tree = Tree(site, folder, found, older or Shared())
        try:
            yield tree
        finally:
            if not tree.is_live and not is_forked():
                with contextlib.suppress(OSError):
                    leave_what_is_shared(folder, shared(folder, found.inodes, 0))


def _looked_at(site: Path, folder: Path, now: int) -> tuple[Live, Shared | None]:
    found = look(site, sibling(site, "states"), now)
    return found, shared(folder, found.inodes, now)


def _recover(site: Path, folder: Path) -> None:
    """Mend what a kill between two renames left (see `swapping.swap`)."""
    aside = sibling(site, "old")
    if aside.is_dir() and not site.exists():
        aside.rename(site)  # what was put aside is still the site
    elif aside.is_dir() and not folder.exists():
        aside.rename(folder)
    remove(aside)


def _busy(site: Path) -> ProblemsFound:
    return ProblemsFound(
        [
            Problem(
                "busy",
                Place(str(site)),
                Phrase("另一个 wenzhai build 正在写", "another build is writing it"),
                Phrase("等它结束再试", "try again when it has finished"),
            )
        ]
    )
