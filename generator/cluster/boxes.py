"""The files that a worker made of one job, on their way to the tree.

Every try of a job has a box of its own. So a job may be done twice, a worker may die in the middle
or be given up and go on writing: what it leaves is in a box that nobody opens. All boxes of a build
lie in one place, which is new for every build and gone after it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from generator.cluster.refusals import damaged, out_of_sight, unusable
from generator.output import Tree

PARCEL = 64 * 2**20
"""Bytes from which on a box goes into a store in several parcels: a worker holds no more."""


@dataclass(frozen=True, slots=True)
class Box:
    """What is in a box."""

    name: str
    files: tuple[tuple[str, str, int], ...]
    """Path below the site, SHA-256 in hexadecimal and size in bytes of each, in order."""
    parcels: tuple[int, ...] = ()
    """How many of the files are in each parcel."""


class Way(Protocol):
    """How boxes travel. A worker calls `open`, `put` for each file and `close`; the build the rest.

    A box that was opened and never closed is as if it had not been.
    """

    def begin(self) -> None:
        """Make the place for the boxes of a build; raises ProblemsFound where there can be none."""
        ...

    def open(self, name: str) -> None:
        """Begin a box."""
        ...

    def put(self, path: str, data: bytes) -> None:
        """Put a file into the box."""
        ...

    def close(self) -> tuple[int, ...]:
        """The box is full; gives its parcels."""
        ...

    def land(self, box: Box, tree: Tree) -> None:
        """Take the files of a box into the folder of the tree, which then has to record them."""
        ...

    def end(self) -> None:
        """Remove the place with all that is left in it."""
        ...


def way(boxes: str, worker: str = "") -> Way:
    """The way to a folder or to the URL of a store; `worker` is who asks, for what it says."""
    return Store(boxes) if "://" in boxes else SharedFolder(Path(boxes), worker)


class SharedFolder:
    """A folder beside the site, on the same file system, that workers see at the same path."""

    def __init__(self, folder: Path, worker: str) -> None:
        self._folder = folder
        self._worker = worker
        self._box = folder
        self._made: set[str] = set()

    def begin(self) -> None:
        """What a build that was killed left goes: only one is writing (`output.new_tree`)."""
        shutil.rmtree(self._folder.parent, ignore_errors=True)
        self._folder.mkdir(parents=True)

    def open(self, name: str) -> None:
        """Raises ProblemsFound when this worker does not see the folder."""
        self._box = self._folder / name
        try:
            self._box.mkdir()
        except FileNotFoundError:
            raise out_of_sight(self._worker, self._folder.parent.parent) from None
        self._made = {""}

    def put(self, path: str, data: bytes) -> None:
        """Raises FileNotFoundError when the build has ended meanwhile."""
        self._make(path.rpartition("/")[0])
        with (self._box / path).open("xb") as file:
            file.write(data)

    def _make(self, folder: str) -> None:
        # Not with its parents: a worker that was given up would begin the place of boxes anew.
        if folder not in self._made:
            self._make(folder.rpartition("/")[0])
            (self._box / folder).mkdir()
            self._made.add(folder)

    def close(self) -> tuple[int, ...]:
        """A box in a folder is not packed."""
        return ()

    def land(self, box: Box, tree: Tree) -> None:
        """Files change their folder; not a byte is copied."""
        folder = self._folder / box.name
        for path, digest, _ in box.files:
            if tree.live.get(path) != digest:
                tree.take_in(path, folder / path)
        shutil.rmtree(folder, ignore_errors=True)

    def end(self) -> None:
        """See `Way`."""
        shutil.rmtree(self._folder.parent, ignore_errors=True)


class Store:
    """Any store that fsspec knows. A box is one object, or a few: a store answers in milliseconds.

    Keys come from where the libraries of a store look for them, on each machine; the URL has none.
    """

    def __init__(self, url: str) -> None:
        import fsspec

        self._url = url
        try:
            self._store: Any
            self._store, self._root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise unusable(url, error) from None
        self.open("")

    def begin(self) -> None:
        """One object is written and read back: what is wrong is said before anything is made."""
        try:
            # To make folders is to make the bucket too, and one with a wrong name is no use.
            bucket = self._root.partition("/")[0]
            if bucket and not self._store.exists(bucket):
                raise FileNotFoundError(f"no such bucket: {bucket}")
            self._write("try", b"?")
            found = self._read("try")
        except Exception as error:
            # Every store has exceptions of its own, and whatever it is, the store is of no use.
            raise unusable(self._url, error) from error
        if found != b"?":
            raise unusable(self._url, ValueError(repr(found)))

    def open(self, name: str) -> None:
        """See `Way`."""
        self._box = name
        self._parts: list[bytes] = []
        self._held = 0
        self._parcels: list[int] = []

    def put(self, path: str, data: bytes) -> None:
        """Files are held until they are a parcel."""
        self._parts.append(data)
        self._held += len(data)
        if self._held >= PARCEL:
            self._send()

    def close(self) -> tuple[int, ...]:
        """What is held is sent."""
        if self._parts:
            self._send()
        return tuple(self._parcels)

    def land(self, box: Box, tree: Tree) -> None:
        """Raises ProblemsFound when a file is not what the worker said."""
        files = iter(box.files)
        for number, count in enumerate(box.parcels):
            parcel = f"{box.name}.{number}"
            data = memoryview(self._read(parcel))
            at = 0
            for _ in range(count):
                path, digest, size = next(files)
                content = data[at : at + size]
                at += size
                if hashlib.sha256(content).hexdigest() != digest:
                    raise damaged(f"{self._url}/{parcel}")
                tree.write(path, content)
            self._store.rm_file(f"{self._root}/{parcel}")

    def end(self) -> None:
        """What cannot be removed costs a little and harms nobody."""
        try:
            self._store.rm(self._root, recursive=True)
        except Exception:
            # As above: exceptions of many kinds, and here none that matters.
            return

    def _send(self) -> None:
        self._write(f"{self._box}.{len(self._parcels)}", b"".join(self._parts))
        self._parcels.append(len(self._parts))
        self._parts, self._held = [], 0

    def _write(self, name: str, data: bytes) -> None:
        # Where there are folders they must be made; where there are none this does nothing.
        self._store.makedirs(self._root, exist_ok=True)
        self._store.pipe_file(f"{self._root}/{name}", data)

    def _read(self, name: str) -> bytes:
        return bytes(self._store.cat_file(f"{self._root}/{name}"))


class Outbox:
    """What a worker has for a tree: whatever is written goes into the box that is open."""

    def __init__(self, site: Path, way: Way) -> None:
        self.site = site
        self.live: Mapping[str, str] = {}
        self._way = way
        self._name = ""
        self._files: list[tuple[str, str, int]] = []

    def open(self, name: str) -> None:
        """Begin a box; what is in one that was never closed stays behind."""
        self._name, self._files = name, []
        self._way.open(name)

    def write(self, path: str, data: bytes) -> str:
        """Put a file into the box, and give its digest."""
        digest = hashlib.sha256(data).hexdigest()
        self._way.put(path, data)
        self._files.append((path, digest, len(data)))
        return digest

    def close(self) -> Box:
        """The box, as the build is to open it."""
        return Box(self._name, tuple(self._files), self._way.close())
