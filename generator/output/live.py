"""What the live site really holds, without reading its files again.

A file is what the manifest says if it is the very file that it was when that was written: same
size, same times, same inode. A time of modification alone lies; the time at which an inode was
changed (ctime) can be set by no program. Those states lie beside the site (`.site.states`), bound
to its manifest by a checksum. A file of another state is read, once, and judged by its content.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.output.manifest import MANIFEST, manifest_bytes, parsed_manifest


@dataclass(frozen=True, slots=True)
class Live:
    """A site as it was found."""

    listed: Mapping[str, str] = field(default_factory=dict)
    """What its manifest lists: path to digest."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Those of the listed files that are what is listed; one that was edited is not among them."""
    states: Mapping[str, str] = field(default_factory=dict)
    """The states of the same files."""
    inodes: Mapping[str, int] = field(default_factory=dict)
    """Every file, whosever it is, that has a second name somewhere: perhaps in the older tree."""


def state_of(status: os.stat_result) -> str:
    """What tells a file from itself after any change, as text."""
    times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{status.st_size} {times} {status.st_ino}"


def look(site: Path, states_file: Path) -> Live:
    """What `site` holds; nothing when there is no such folder or it was not made by us."""
    data = manifest_bytes(site)
    listed = parsed_manifest(data)
    if listed is None:
        return Live()
    known = read_states(states_file, data)
    usual_mode = (site / MANIFEST).lstat().st_mode
    digests: dict[str, str] = {}
    states: dict[str, str] = {}
    inodes: dict[str, int] = {}
    for path, entry in below(site):
        if entry.is_dir(follow_symlinks=False):
            continue
        status = entry.stat(follow_symlinks=False)
        if status.st_nlink > 1:
            inodes[path] = status.st_ino
        digest = listed.get(path)
        if digest is None or not stat.S_ISREG(status.st_mode):
            continue
        state = state_of(status)
        if state != known.get(path):
            if status.st_mode != usual_mode:  # a clean build would not leave it so
                continue
            state = state_if_it_holds(site / path, digest)
        if state:
            digests[path], states[path] = digest, state
    return Live(listed, digests, states, inodes)


def state_if_it_holds(file: Path, digest: str) -> str:
    """The state of a file, or nothing when its content has another digest."""
    try:
        with file.open("rb") as opened:
            # Taken first: what is changed while it is read has another state afterwards.
            state = state_of(os.fstat(opened.fileno()))
            return state if hashlib.file_digest(opened, "sha256").hexdigest() == digest else ""
    except OSError:
        return ""


def below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder, with its path; a folder before what is in it."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{folder}/{prefix}") as entries:
            listed = list(entries)  # before any of them is removed
        for entry in listed:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{path}/")
            yield path, entry


def read_states(file: Path, manifest: bytes) -> Mapping[str, str]:
    """Path to state of the files of the site with this manifest; empty when nothing is known."""
    try:
        checksum, _, data = file.read_bytes().partition(b"\n")
        if checksum.decode() == _checksum(manifest, data):
            return {str(path): str(state) for path, state in json.loads(data).items()}
    except (OSError, ValueError, AttributeError):
        pass
    return {}


def write_states(file: Path, manifest: bytes, states: Mapping[str, str]) -> None:
    """Keep the states; where that cannot be done, the next build reads the files again."""
    data = json.dumps(states, ensure_ascii=False, separators=(",\n", ": ")).encode()
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(_checksum(manifest, data).encode() + b"\n" + data)
        part.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()


def _checksum(manifest: bytes, data: bytes) -> str:
    return hashlib.sha256(manifest + b"\0" + data).hexdigest()
