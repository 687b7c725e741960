"""The state of all that lies below some folders, as one digest: the very files that they were?

A file is the very file that it was when its size, its times and its inode are the same. A time of
modification alone lies (a file saved twice in one tick, a clock set back, `cp -p`); the time at
which an inode was changed (ctime) can be set by no program. A link counts with what it leads to, a
file or a folder (a theme may be one).

Asked before anything heavy is loaded, of a hundred thousand files: so without pathlib, and with one
call of the system for each.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct

TYPE_CHECKING = False
if TYPE_CHECKING:  # the module typing takes as long to load as a thousand files take to be asked
    from collections.abc import Iterable, Iterator, Mapping

State = bytes
"""What tells a file from itself after any change: size, times of modification and of the inode's
change in nanoseconds, inode; as `PACKED`, since four numbers for each file of a large site would be
tens of megabytes."""

PACKED = struct.Struct("<qqqQ")


def state_of(status: os.stat_result) -> State:
    """See `State`."""
    return PACKED.pack(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def inode_of(state: State) -> int:
    """The inode of a file of this state."""
    return int.from_bytes(state[-8:], "little")


def state(
    trees: Iterable[str], folders: Iterable[str] = (), known: Mapping[str, State] | None = None
) -> str:
    """A digest of every file below the trees; empty when something cannot be read.

    A folder of `folders` says by its own time whether anything was put into it. A file is not asked
    where its state is `known`, by its path below the tree, and it has that inode still: who knows
    what he left gets the digest of that, and not of what became of it since.
    """
    digest = hashlib.sha256()
    try:
        for tree in trees:
            for part in _parts(tree, known or {}):
                digest.update(part)
            digest.update(b"\0")
        for folder in folders:
            digest.update(os.fsencode(f"{folder} {os.stat(folder).st_mtime_ns}\n"))
    except OSError:
        return ""
    return digest.hexdigest()


def _parts(tree: str, known: Mapping[str, State]) -> Iterator[bytes]:
    """What there is to be said of each folder, in an order that is the same while nothing changes.

    That is the order in which the system lists a folder: to sort the names would take longer than
    to digest them.
    """
    waiting = [tree]
    linked: set[tuple[int, int]] = set()
    while waiting:
        folder = waiting.pop()
        try:
            opened = _opened(folder)
        except FileNotFoundError:
            continue
        names, numbers = [folder], list[int]()
        prefix = f"{folder}/"[len(tree) + 1 :]
        try:
            with os.scandir(opened) as entries:
                for entry in entries:
                    # The inode comes with the name.
                    if (
                        known
                        and (left := known.get(prefix + entry.name))
                        and inode_of(left) == entry.inode()
                    ):
                        names.append(entry.name)
                        numbers += PACKED.unpack(left)
                        continue
                    one = entry.stat(follow_symlinks=False)
                    kind = one.st_mode & _KIND
                    if kind == stat.S_IFDIR:
                        if entry.name != "__pycache__":
                            waiting.append(f"{folder}/{entry.name}")
                        continue
                    names.append(entry.name)
                    if kind == stat.S_IFLNK:
                        path = f"{folder}/{entry.name}"
                        names.append(os.readlink(path))
                        if not os.path.exists(path):
                            continue
                        one = os.stat(path)
                        if stat.S_ISDIR(one.st_mode):
                            way = one.st_dev, one.st_ino
                            # A link that leads upwards leads to the same folder for ever.
                            if way not in linked:
                                linked.add(way)
                                waiting.append(path)
                            continue
                    numbers += (one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino)
        finally:
            if isinstance(opened, int):
                os.close(opened)
        yield "\0".join(names).encode("utf-8", "surrogatepass")
        yield _packed(numbers)


def _opened(folder: str) -> int | str:
    """By its descriptor, where there is such a thing: the way to each file is then not sought."""
    if os.scandir in os.supports_fd:
        return os.open(folder, os.O_RDONLY)
    os.stat(folder)
    return folder


_KIND = 0o170000
"""What of a mode is the kind of file (`stat.S_IFMT`, without the call)."""


def _packed(numbers: list[int]) -> bytes:
    try:
        return struct.pack(f"{len(numbers)}q", *numbers)
    except struct.error:  # an inode of more than 63 bits, as some file systems number them
        return repr(numbers).encode()
