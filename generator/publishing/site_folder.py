"""What is in `site/` to be published: the files that the manifest calls ours, by their content.

A file is hashed again only when its size or its time changed; the times decide nothing else. What
is sent is held against these hashes, so that a build in the middle of a publication cannot mix two
sites.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.output import MANIFEST, read_manifest
from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.publishing.records import Files, FileState

HIDDEN_AND_PUBLISHED = (".well-known", ".nojekyll")
"""Of the names that begin with a dot; any other is somebody's state."""


def read_site_folder(site: Path, hashes: Hashes | None = None) -> dict[str, FileState]:
    """Path to content of every file that Wenzhai put into `site`, in the order of paths.

    What others put there is not ours to publish. Raises ProblemsFound when the folder was not
    made by Wenzhai, or lacks a file that it should have.
    """
    ours = read_manifest(site)
    if ours is None:
        raise _wrong(site, "not-built", "这里没有文摘建的网站", "there is no built site here")
    hashes = hashes or Hashes(None)
    files: dict[str, FileState] = {}
    for path in _walk(site):
        if path in ours and _is_published(path):
            files[path] = hashes.state(site / path)
    missing = [path for path in ours if _is_published(path) and path not in files]
    if missing:
        raise _wrong(
            site, "site-incomplete", f"网站缺了 {missing[0]}", f"the site lacks {missing[0]}"
        )
    hashes.write()
    return files


@dataclass(frozen=True, slots=True)
class Source:
    """A site that is being published: its folder, and what was in it when that was planned."""

    folder: Path
    files: Files
    hashes: Hashes

    def read(self, path: str) -> bytes:
        """The bytes of a file, which are those that were planned."""
        data = (self.folder / path).read_bytes()
        if hashlib.sha256(data).hexdigest() != self.files[path].sha256:
            raise _changed(self.folder)
        return data

    def check_unchanged(self) -> None:
        """Raise ProblemsFound when the site is no longer the one that was planned."""
        if read_site_folder(self.folder, self.hashes) != dict(self.files):
            raise _changed(self.folder)


def _walk(folder: Path, below: str = "") -> Iterator[str]:
    with os.scandir(folder / below) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{below}/{entry.name}" if below else entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder, path)
        elif entry.is_file(follow_symlinks=False):
            yield path


def _is_published(path: str) -> bool:
    hidden = [part for part in path.split("/") if part.startswith(".")]
    return path != MANIFEST and all(part in HIDDEN_AND_PUBLISHED for part in hidden)


@dataclass(slots=True)
class Hashes:
    """SHA-256 of files, remembered by size and time of change in a file with a checksum."""

    file: Path | None
    _known: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    _used: dict[str, tuple[int, int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            stored = json.loads(self.file.read_bytes()) if self.file else {}
            if stored and stored["checksum"] == _checksum(stored["hashes"]):
                self._known = {path: tuple(row) for path, row in stored["hashes"].items()}

    def state(self, path: Path) -> FileState:
        """The content of a file."""
        status = path.stat()
        known = self._used.get(str(path)) or self._known.get(str(path))
        if known is None or known[:2] != (status.st_size, status.st_mtime_ns):
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            known = (status.st_size, status.st_mtime_ns, digest)
        self._used[str(path)] = known
        return FileState(known[2], known[0])

    def write(self) -> None:
        """Keep what was asked for; where that cannot be done, everything is hashed every time."""
        if self.file is None or self._used == self._known:
            return
        text = {"checksum": _checksum(self._used), "hashes": self._used}
        beside = self.file.with_name(f"{self.file.name}.part")
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(text), encoding="utf-8")
            beside.replace(self.file)


def _checksum(hashes: object) -> str:
    return hashlib.sha256(json.dumps(hashes).encode()).hexdigest()


def _wrong(site: Path, rule: str, zh: str, en: str) -> ProblemsFound:
    mend = Phrase("先运行 wenzhai build", "run `wenzhai build` first")
    return ProblemsFound([Problem(rule, Place(str(site)), Phrase(zh, en), mend)])


def _changed(site: Path) -> ProblemsFound:
    return ProblemsFound(
        [
            Problem(
                "site-changed",
                Place(str(site)),
                Phrase("发布到一半，网站变了", "the site changed while it was being published"),
                Phrase("再发布一次", "publish again"),
            )
        ]
    )
