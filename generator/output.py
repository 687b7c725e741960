"""The folder `site/`: wholly old or wholly new, and nothing in it removed that is not ours.

A build writes a whole tree beside the old one and exchanges the two at the end, in one system
call where there is one (`renameat2` with RENAME_EXCHANGE; https://man7.org/linux/man-pages/man2/rename.2.html).
The manifest travels inside the tree that it describes, and marks the folder as ours: a folder
with content and without it is refused before the first write.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import hashlib
import itertools
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.locking import locked
from generator.problems import Phrase, Place, Problem, ProblemsFound

MANIFEST = ".wenzhai.json"
_LOCK_SUFFIX, _NEXT_SUFFIX, _OLD_SUFFIX = ".lock", ".next", ".old"


@dataclass
class Tree:
    """The tree that a build is writing; becomes the site when `publish` is called."""

    site: Path
    folder: Path
    digests: dict[str, str] = field(default_factory=dict)
    _made: set[Path] = field(default_factory=set)

    @functools.cached_property
    def live(self) -> Mapping[str, str]:
        """The files of the site that are as its manifest says, with their digests."""
        found = {}
        for path, digest in (read_manifest(self.site) or {}).items():
            with contextlib.suppress(OSError):
                if hashlib.sha256((self.site / path).read_bytes()).hexdigest() == digest:
                    found[path] = digest
        return found

    def keep(self, path: str) -> None:
        """Take a file over as the site has it."""
        self.write(path, (self.site / path).read_bytes(), self.live[path])

    def record(self, path: str, digest: str) -> None:
        """Take note of a file that another process has written."""
        self.digests[path] = digest

    def write(self, path: str, data: bytes, digest: str) -> None:
        """Add a file; `path` is below the site, with forward slashes."""
        target = self.folder / path
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        target.write_bytes(data)
        self.digests[path] = digest


def read_manifest(site: Path) -> Mapping[str, str] | None:
    """The files that Wenzhai put into `site`, with their digests, or None when it made none."""
    try:
        stored = json.loads((site / MANIFEST).read_bytes())
        files = stored["files"]
        return {str(path): str(digest) for path, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def refusal(site: Path, project: Path, package: Path) -> Problem | None:
    """Why `site` may not be written to, or None when it may."""
    target = site.resolve()
    dear = [project / "content", project / "themes", project / ".git", package, Path.home()]
    holds = [folder for folder in (*dear, project) if folder.resolve().is_relative_to(target)]
    inside = [f for f in dear[:4] if target.is_relative_to(f.resolve())]
    place = Place(str(site))
    if holds or inside:
        return Problem(
            "dear-folder",
            place,
            Phrase(
                f"输出文件夹与 {(holds or inside)[0]} 重叠",
                f"the output folder overlaps {(holds or inside)[0]}",
            ),
            Phrase("换一个文件夹", "choose another folder"),
        )
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        return Problem(
            "not-a-folder",
            place,
            Phrase("这不是普通文件夹", "this is not a plain folder"),
            Phrase("换一个文件夹", "choose another folder"),
        )
    if site.is_dir() and any(site.iterdir()) and read_manifest(site) is None:
        return Problem(
            "foreign-folder",
            place,
            Phrase(
                f"文件夹里有东西，而且没有 {MANIFEST}，不是文摘建的",
                f"the folder holds files and no {MANIFEST}: it was not made by Wenzhai",
            ),
            Phrase("换一个文件夹，或先把它清空", "choose another folder, or empty it first"),
        )
    return None


@contextlib.contextmanager
def new_tree(site: Path) -> Iterator[Tree]:
    """A tree beside `site` to write into. Left without `publish`, it is gone and `site` untouched.

    Raises ProblemsFound when another build is writing.
    """
    shown, site = site, site.resolve()  # `.` has no name to put the new tree beside
    site.parent.mkdir(parents=True, exist_ok=True)
    folder = site.parent / f".{site.name}{_NEXT_SUFFIX}"
    with locked(site.parent / f".{site.name}{_LOCK_SUFFIX}", _busy(shown)):
        if _aside(site).is_dir() and not site.exists():
            # Killed between two renames: what was put aside is still the site.
            _aside(site).rename(site)
        shutil.rmtree(_aside(site), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield Tree(site, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def publish(tree: Tree) -> None:
    """Make the tree the site: carry over what is not ours, write the manifest, sync, exchange."""
    _carry_over(tree)
    files = dict(sorted(tree.digests.items()))
    manifest = json.dumps({"made_by": "wenzhai", "files": files}, ensure_ascii=False, indent=0)
    (tree.folder / MANIFEST).write_text(manifest + "\n", encoding="utf-8")
    _sync(tree.folder)
    if not tree.site.exists():
        tree.folder.rename(tree.site)
    elif not _exchange(tree.folder, tree.site):
        tree.site.rename(_aside(tree.site))
        tree.folder.rename(tree.site)
        shutil.rmtree(_aside(tree.site), ignore_errors=True)
    _sync_folder(tree.site.parent)


def _aside(site: Path) -> Path:
    """Where the old site waits, on a system without an exchange, until the new one has its name."""
    return site.parent / f".{site.name}{_OLD_SUFFIX}"


def _carry_over(tree: Tree) -> None:
    """Files in the old site that its manifest does not list: someone put them there."""
    ours = read_manifest(tree.site) or {}
    our_folders = {parent.as_posix() for path in ours for parent in PurePosixPath(path).parents}
    for path in sorted(tree.site.rglob("*")) if tree.site.exists() else ():
        name = path.relative_to(tree.site).as_posix()
        is_folder = path.is_dir() and not path.is_symlink()
        if name == MANIFEST or name in (our_folders if is_folder else ours):
            continue
        target = tree.folder / name
        if _stands_in_the_way(target, tree.folder, is_folder):
            raise ProblemsFound([_foreign_file(path)])
        target.parent.mkdir(parents=True, exist_ok=True)
        if is_folder:
            target.mkdir(exist_ok=True)
        else:
            shutil.copy2(path, target, follow_symlinks=False)


def _stands_in_the_way(target: Path, tree: Path, is_folder: bool) -> bool:
    """Whether the new site has a file at `target` or in place of one of the folders above it."""
    there = target.exists() and not (is_folder and target.is_dir())
    above = itertools.takewhile(lambda parent: parent != tree, target.parents)
    return there or any(parent.is_file() for parent in above)


def _foreign_file(path: Path) -> Problem:
    return Problem(
        "foreign-file",
        Place(str(path)),
        Phrase(
            "这个文件不是文摘建的，却占了一个页面的位置",
            "this file was not made by Wenzhai and stands where a page goes",
        ),
        Phrase("把它移走", "move it away"),
    )


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    at_current_folder, rename_exchange = -100, 2
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    failed = libc.renameat2(
        at_current_folder, os.fsencode(one), at_current_folder, os.fsencode(other), rename_exchange
    )
    if failed and ctypes.get_errno() not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return not failed


def _sync(folder: Path) -> None:
    """Everything in `folder` to disk: a rename that outlives its data leaves empty files."""
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None
    if libc is not None and hasattr(libc, "syncfs"):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            libc.syncfs(descriptor)
        finally:
            os.close(descriptor)
    else:
        os.sync()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


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
