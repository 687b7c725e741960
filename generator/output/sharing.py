"""The older tree beside a site: of what lies there, only the site's very files are believed."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.output.listing import Noted, below


@dataclass(frozen=True, slots=True)
class Shared:
    """The older tree as it was found: it has the shared files of the site, but for these."""

    absent: Collection[str] = ()
    """Files of the site with a second name, which is not the same one there."""
    strays: Collection[str] = ()
    """What lies there and is no file of the site of that name."""
    noted: Noted = field(default_factory=Noted)
    """When that was so."""


def shared(folder: Path, inodes: Mapping[str, int], now: int) -> Shared | None:
    """What `folder` shares with the site whose files with second names have these inodes.

    None when it is no folder, or shares nothing. `now` as in `Noted`.
    """
    if folder.is_symlink() or not inodes or not folder.is_dir():
        return None
    strays: list[str] = []
    there: list[str] = []
    noted = Noted(now)
    for prefix, entries in below(folder, noted):
        for entry in entries:
            path = prefix + entry.name
            # The inode comes with the name: to ask for the status of every file would take longer.
            is_shared = entry.inode() == inodes.get(path)
            # A link would lead what is written below it out of the tree.
            if is_shared and not entry.is_symlink():
                there.append(path)
            elif not entry.is_dir(follow_symlinks=False):
                strays.append(path)
    absent = inodes.keys() - there if len(there) < len(inodes) else ()
    return Shared(absent, strays, noted)


def leave_what_is_shared(folder: Path, found: Shared | None) -> None:
    """Remove every file of the older tree that is not also the file of that name in the site."""
    if found is None:
        remove(folder)
        return
    for path in found.strays:
        Path(f"{folder}/{path}").unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Take a file, a link or a folder away, where there is one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def sibling(site: Path, name: str) -> Path:
    """A hidden file or folder of ours beside the site."""
    return site.parent / f".{site.name}.{name}"
