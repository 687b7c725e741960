"""Two folders exchanged, in one system call where there is one, and made to last.

`renameat2` with RENAME_EXCHANGE: https://man7.org/linux/man-pages/man2/rename.2.html
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path


def swap(site: Path, folder: Path, aside: Path) -> None:
    """Make `folder` the site; the old site, if there was one, is then `folder`.

    `aside` is where the old site waits, on a system without an exchange, until the new one has its
    name.
    """
    if not site.exists():
        folder.rename(site)
    elif not exchange(folder, site):
        site.rename(aside)
        folder.rename(site)
        aside.rename(folder)


def exchange(one: Path, other: Path) -> bool:
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
        raise _failure(other)
    return not failed


def sync(folder: Path) -> None:
    """Everything in `folder` to disk: a rename that outlives its data leaves empty files.

    Raises OSError when the disk has no room for what the system took without writing it.
    """
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None
    if libc is None or not hasattr(libc, "syncfs"):
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if libc.syncfs(descriptor):
            if ctypes.get_errno() != errno.ENOSYS:
                raise _failure(folder)
            os.sync()
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """The names in `folder` to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _failure(path: Path) -> OSError:
    return OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(path))
