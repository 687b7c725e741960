"""`file:///srv/www/news`: release folders on this machine, and a link that is swapped.

Files that did not change are hard links to those of the release before. One publisher at a time
(`flock`, which dies with its process).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.locking import locked
from generator.model import Target
from generator.problems import Phrase
from generator.publishing.plans import Plan
from generator.publishing.records import (
    CannotPublish,
    FileState,
    Overtaken,
    Release,
    Surroundings,
    read_release,
    release_name,
    release_number,
    write_release,
)
from generator.publishing.release_folders import (
    CURRENT,
    FEWEST,
    LOCK,
    PART,
    RELEASES,
    chain,
    folders_of,
    next_number,
)
from generator.publishing.site_folder import Source


@contextlib.contextmanager
def opened(target: Target, around: Surroundings, writing: bool) -> Iterator[FolderPublisher]:
    """The publisher of a folder; while it is `writing`, nobody else is."""
    root = _root(target.url, around.project)
    link = root / CURRENT
    if os.path.lexists(link) and not (
        link.is_symlink() and link.readlink().parent.name == RELEASES
    ):
        raise CannotPublish(
            Phrase(f"{link} 不是文摘放的链接", f"{link} is not a link of ours"),
            Phrase("换一个文件夹，或把它移走", "choose another folder, or move it away"),
        )
    if not writing:
        yield FolderPublisher(root, target.keep)
        return
    (root / RELEASES).mkdir(parents=True, exist_ok=True)
    with locked(root / RELEASES / LOCK, Overtaken()):
        yield FolderPublisher(root, target.keep)


def _root(url: str, project: Path) -> Path:
    parts = urlsplit(url)
    path = unquote(parts.path)
    if parts.netloc not in ("", "localhost") or parts.query or parts.fragment or path in ("", "/"):
        raise CannotPublish(
            Phrase(f"“{url}”不是文件夹的地址", f"“{url}” is not the address of a folder"),
            Phrase("写成 file:///srv/www/news", "write it as file:///srv/www/news"),
        )
    root = (project / path).resolve()
    for name in ("site", "content", "themes"):
        dear = (project / name).resolve()
        if root.is_relative_to(dear) or dear.is_relative_to(root / RELEASES):
            raise CannotPublish(
                Phrase(f"发布文件夹与 {name} 重叠", f"the folder overlaps {name}"),
                Phrase("换一个文件夹", "choose another folder"),
            )
    return root


class FolderPublisher:
    """Release folders below `root`."""

    unfinished = False

    def __init__(self, root: Path, keep: int) -> None:
        self.root, self.keep = root, max(keep, FEWEST)
        self.folder = root / RELEASES

    def published(self) -> Release | None:
        """The release that the link leads to."""
        try:
            return self._read(os.path.basename((self.root / CURRENT).readlink()))  # noqa: PTH119
        except OSError:
            return None

    def releases(self) -> list[Release]:
        """The published one and those before it."""
        return list(chain(self.published(), self._read))

    def send(self, plan: Plan, source: Source) -> None:
        """Make a release of the site, beside the others, and lead the link to it."""
        for left in self.folder.glob(f"*{PART}"):
            # Of a publisher that was killed: we hold the lock.
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        current = plan.before.name if plan.before else ""
        names = [path.name for path in self.folder.iterdir() if path.is_dir()]
        name = release_name(next_number(names, current), plan.files)
        part = self.folder / f"{name}{PART}"
        part.mkdir()
        self._fill(part, plan, source)
        self._write(Release(name, plan.files, current, plan.lingering))
        os.sync()  # A rename that outlives its data would leave empty files.
        part.rename(self.folder / name)
        source.check_unchanged()
        self._show(name)
        self._remove_outdated()

    def put_back(self) -> None:
        """Lead the link to the release before; the caller has seen that there is one."""
        self._show(self.releases()[1].name)

    def _fill(self, part: Path, plan: Plan, source: Source) -> None:
        before = plan.before.files if plan.before else {}
        old = self.folder / plan.before.name if plan.before else part
        made: set[Path] = set()
        for path, state in plan.files.items():
            target = part / path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            if before.get(path) != state or not _linked(old / path, target, state):
                target.write_bytes(source.read(path))
        for path, state in plan.lingering.items():
            (part / path).parent.mkdir(parents=True, exist_ok=True)
            _linked(old / path, part / path, state)

    def _show(self, name: str) -> None:
        beside = self.root / f".{CURRENT}{PART}"
        beside.unlink(missing_ok=True)
        beside.symlink_to(f"{RELEASES}/{name}")
        beside.replace(self.root / CURRENT)
        with contextlib.suppress(OSError):
            descriptor = os.open(self.root, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _remove_outdated(self) -> None:
        kept = {release.name for release in self.releases()[: self.keep]}
        for record in sorted(self.folder.glob("*.json")):
            if release_number(record.stem) and record.stem not in kept:
                release = self._record(record.stem)
                if release is not None:
                    self._remove(release)
                    record.unlink()

    def _remove(self, release: Release) -> None:
        """Remove what the release put there; what others put beside it stays."""
        folder = self.folder / release.name
        for path in release.everything:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                (folder / path).unlink()
        for below in (*folders_of(release.everything), ""):
            with contextlib.suppress(OSError):
                (folder / below).rmdir()

    def _read(self, name: str) -> Release | None:
        """A release that is there, folder and record."""
        return self._record(name) if (self.folder / name).is_dir() else None

    def _record(self, name: str) -> Release | None:
        if not release_number(name):
            return None
        try:
            return read_release((self.folder / f"{name}.json").read_bytes())[0]
        except (OSError, ValueError):
            return None

    def _write(self, release: Release) -> None:
        beside = self.folder / f"{release.name}.json{PART}"
        beside.write_bytes(write_release(release))
        beside.replace(self.folder / f"{release.name}.json")


def _linked(old: Path, new: Path, state: FileState) -> bool:
    """Link a file of the release before, if it still is what it was."""
    try:
        with old.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != state.sha256:
                return False
        os.link(old, new, follow_symlinks=False)
    except OSError:
        return False
    return True
