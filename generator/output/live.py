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
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.output.listing import FOLDER, Noted, below, folders_of
from generator.output.manifest import (
    MANIFEST,
    manifest_bytes,
    manifest_digest,
    parsed_manifest,
)
from generator.states import PACKED, State, inode_of, state_of


@dataclass(frozen=True, slots=True)
class Known:
    """What is said of a site: by its manifest, path to digest, and by the states beside it."""

    listed: Mapping[str, str]
    states: Mapping[str, State]
    manifest: str
    """The digest of the manifest."""


@dataclass(frozen=True, slots=True)
class Sight:
    """In what a site differs from what is said of it: in little, mostly, that is soon sent."""

    edited: Collection[str]
    """What is listed and is another file, or not there."""
    states: Mapping[str, State]
    """Those of files that are what is listed, and of another state than is said."""
    alone: Collection[str]
    """Files of the state that is said, without a second name."""
    others: Mapping[str, int]
    """The inodes of all other files that have one."""
    foreign: Mapping[str, int]
    noted: Noted


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
    foreign: Mapping[str, int] = field(default_factory=dict)
    """What is not listed: path to inode."""
    noted: Noted = field(default_factory=Noted)
    """When that was so."""


def look(site: Path, states_file: Path, now: int = 0) -> Live:
    """What `site` holds; nothing when there is no such folder or it was not made by us.

    `now` as in `Noted`.
    """
    known = told(site, states_file)
    return seen(known, sight(site, known, now)) if known else Live()


def told(site: Path, states_file: Path) -> Known | None:
    """What is said of `site`; None when there is no such folder or it was not made by us."""
    data = manifest_bytes(site)
    listed = parsed_manifest(data)
    if listed is None:
        return None
    return Known(listed, read_states(states_file, data), manifest_digest(data))


def sight(site: Path, known: Known, now: int) -> Sight:
    """In what `site` differs from what is said of it."""
    usual_mode = (site / MANIFEST).lstat().st_mode
    listed, states = known.listed, known.states
    held: list[str] = []
    alone: list[str] = []
    anew: dict[str, State] = {}
    others: dict[str, int] = {}
    foreign: dict[str, int] = {}
    noted = Noted(now)
    packed = PACKED.pack
    for prefix, entries in below(site, noted):
        for entry in entries:
            status = entry.stat(follow_symlinks=False)
            path, inode = prefix + entry.name, status.st_ino
            # `state_of`, without a call for each of very many files.
            if states.get(path) == packed(
                status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode
            ):
                held.append(path)
                if status.st_nlink < 2:
                    alone.append(path)
                continue
            if stat.S_ISDIR(status.st_mode):
                continue
            if status.st_nlink > 1:
                others[path] = inode
            if path not in listed:
                foreign[path] = inode
            # A clean build would leave no file of another mode.
            elif status.st_mode == usual_mode:
                state = state_if_it_holds(site / path, listed[path])
                if state:
                    held.append(path)
                    anew[path] = state
    foreign.pop(MANIFEST, None)
    ours = folders_of(listed)
    foreign |= {one[:-1]: FOLDER for one in noted.folders if one and one[:-1] not in ours}
    edited = listed.keys() - held if len(held) < len(listed) else ()
    return Sight(edited, anew, alone, others, foreign, noted)


def seen(known: Known, sight: Sight) -> Live:
    """What the site holds of which that is said, and in which that was seen."""
    inodes = {path: inode_of(state) for path, state in known.states.items()}
    for path in (*sight.edited, *sight.states, *sight.alone):
        inodes.pop(path, None)
    inodes |= sight.others
    digests = known.listed
    if sight.edited:
        digests = {path: one for path, one in digests.items() if path not in sight.edited}
    return Live(
        known.listed,
        digests,
        {**known.states, **sight.states} if sight.states else known.states,
        inodes,
        known.manifest,
        sight.foreign,
        # Without hard links it is a file system of which less can be believed.
        sight.noted if inodes else Noted(),
    )


def state_if_it_holds(file: Path, digest: str) -> State | None:
    """The state of a file, or None when its content has another digest."""
    try:
        with file.open("rb") as opened:
            # Taken first: what is changed while it is read has another state afterwards.
            state = state_of(os.fstat(opened.fileno()))
            return state if hashlib.file_digest(opened, "sha256").hexdigest() == digest else None
    except OSError:
        return None


def read_states(file: Path, manifest: bytes) -> Mapping[str, State]:
    """Path to state of the files of the site with this manifest; empty when nothing is known."""
    try:
        checksum, _, data = file.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if checksum != _checksum(manifest, (data,)):
        return {}
    paths, _, packed = data.partition(b"\0\0")
    names = paths.decode("utf-8", "surrogatepass").split("\0")
    size = PACKED.size
    each = (packed[start : start + size] for start in range(0, len(packed), size))
    return dict(zip(names, each, strict=True)) if packed else {}


def write_states(file: Path, manifest: bytes, states: Mapping[str, State]) -> None:
    """Keep the states; where that cannot be done, the next build reads the files again.

    After the checksum come the paths with a NUL between them, two NULs, and the states in the same
    order. As JSON it took three times as long to read and to write.
    """
    paths = "\0".join(states).encode("utf-8", "surrogatepass")
    packed = b"".join(states.values())
    # In pieces, lest there be two of what is tens of megabytes for a large site.
    pieces = paths, b"\0\0", packed
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as opened:
            opened.writelines((_checksum(manifest, pieces), b"\n", *pieces))
        part.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()


def _checksum(manifest: bytes, pieces: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256(manifest)
    digest.update(b"\0")
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest().encode()
