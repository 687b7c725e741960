"""What the live site really holds, without reading its files again.

A file is what the manifest says if it is the very file that it was when that was written: same
size, same times, same inode. A time of modification alone lies; the time at which an inode was
changed (ctime) can be set by no program. Those states lie beside the site (`.site.states`), bound
to its manifest by a checksum. A file of another state is read, once, and judged by its content.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path

from generator.output.manifest import (
    MANIFEST,
    manifest_bytes,
    manifest_digest,
    parsed_manifest,
)
from generator.states import State

_STATE = struct.Struct("<qqqQ")


@dataclass(frozen=True, slots=True)
class Live:
    """A site as it was found."""

    listed: Mapping[str, str] = field(default_factory=dict)
    """What its manifest lists: path to digest."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Those of the listed files that are what is listed; one that was edited is not among them."""
    states: Mapping[str, State] = field(default_factory=dict)
    """The states of the same files; of another it means nothing."""
    inodes: Mapping[str, int] = field(default_factory=dict)
    """Every file, whosever it is, that has a second name somewhere: perhaps in the older tree."""
    manifest: str = ""
    """The digest of its manifest."""


def state_of(status: os.stat_result) -> State:
    """See `State`."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def look(site: Path, states_file: Path) -> Live:
    """What `site` holds; nothing when there is no such folder or it was not made by us."""
    data = manifest_bytes(site)
    listed = parsed_manifest(data)
    if listed is None:
        return Live()
    known = read_states(states_file, data)
    usual_mode = (site / MANIFEST).lstat().st_mode
    held: list[str] = []
    states = dict(known)
    inodes: dict[str, int] = {}
    for prefix, entries in below(site):
        for entry in entries:
            status = entry.stat(follow_symlinks=False)
            path, mode, inode = prefix + entry.name, status.st_mode, status.st_ino
            if status.st_nlink > 1 and not stat.S_ISDIR(mode):
                inodes[path] = inode
            # `state_of`, without a call for each of very many files.
            if known.get(path) == (status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode):
                held.append(path)
            # A clean build would leave no file of another mode.
            elif mode == usual_mode and path in listed:
                state = state_if_it_holds(site / path, listed[path])
                if state:
                    held.append(path)
                    states[path] = state
    digests = listed if len(held) == len(listed) else {path: listed[path] for path in held}
    return Live(listed, digests, states, inodes, manifest_digest(data))


def state_if_it_holds(file: Path, digest: str) -> State | None:
    """The state of a file, or None when its content has another digest."""
    try:
        with file.open("rb") as opened:
            # Taken first: what is changed while it is read has another state afterwards.
            state = state_of(os.fstat(opened.fileno()))
            return state if hashlib.file_digest(opened, "sha256").hexdigest() == digest else None
    except OSError:
        return None


def below(folder: Path) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Every folder from this one down, as the beginning of the paths in it, with what is in it.

    A folder comes before those that are in it. An entry is good until the next folder is asked for,
    and knows its name only, not its path.
    """
    top, waiting = str(folder), [""]
    while waiting:
        prefix = waiting.pop()
        folder_path = f"{top}/{prefix}"
        # By its descriptor the system need not find the way to every file again.
        opened = os.open(folder_path, os.O_RDONLY) if os.scandir in os.supports_fd else folder_path
        try:
            with os.scandir(opened) as entries:
                there = list(entries)  # before any of them is removed
            waiting += [f"{prefix}{e.name}/" for e in there if e.is_dir(follow_symlinks=False)]
            yield prefix, there
        finally:
            if isinstance(opened, int):
                os.close(opened)


def read_states(file: Path, manifest: bytes) -> Mapping[str, State]:
    """Path to state of the files of the site with this manifest; empty when nothing is known."""
    try:
        checksum, _, data = file.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if checksum != _checksum(manifest, data):
        return {}
    paths, _, packed = data.partition(b"\0\0")
    names = paths.decode("utf-8", "surrogatepass").split("\0")
    return dict(zip(names, _STATE.iter_unpack(packed), strict=True)) if packed else {}


def write_states(file: Path, manifest: bytes, states: Mapping[str, State]) -> None:
    """Keep the states; where that cannot be done, the next build reads the files again.

    After the checksum come the paths with a NUL between them, two NULs, and the states in the same
    order. As JSON it took three times as long to read and to write.
    """
    paths = "\0".join(states).encode("utf-8", "surrogatepass")
    data = b"%s\0\0%s" % (paths, b"".join(starmap(_STATE.pack, states.values())))
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(b"%s\n%s" % (_checksum(manifest, data), data))
        part.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()


def _checksum(manifest: bytes, data: bytes) -> bytes:
    digest = hashlib.sha256(manifest)
    digest.update(b"\0")
    digest.update(data)
    return digest.hexdigest().encode()
