"""Sites made of a few files, put up by `generator.output` alone, and processes that fail at it."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.output import MANIFEST, Tree, new_tree, publish

Files = Mapping[str, str]
"""Path to text."""

PAGES: Files = {
    "index.html": "首页",
    "issues/a/01.html": "一",
    "issues/a/02.html": "二",
    "about.html": "关于",
}
"""A small site."""

WRITES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.utime"}
WRITES |= {"os.chmod", "shutil.rmtree", "ctypes.dlsym"}
"""Audit events of operations that change files; the last is the exchange and the sync."""


def put(site: Path, files: Files) -> Tree:
    """Make `site` hold these files; gives the tree that it is now."""
    with new_tree(site) as tree:
        for path, text in files.items():
            tree.write(path, text.encode())
        publish(tree)
    return tree


def holds(site: Path) -> dict[str, str]:
    """Every file and link in `site` but the manifest; a folder only when it is empty."""
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_text(encoding="utf-8")
        elif not any(path.iterdir()):
            found[name] = "empty folder"
    found.pop(MANIFEST, None)
    return found


def in_child(work: Callable[[], object]) -> int:
    """The status with which a forked process ends that does `work`; no test code runs after it.

    0 when it is done, 4 when the system refused something, 5 for any other exception; less than 0
    when it was killed.
    """
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except OSError:
            os._exit(4)
        except BaseException:
            os._exit(5)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def watching(seen: Callable[[str, tuple[object, ...]], object]) -> None:
    """Call `seen` before every operation of this process that changes a file. For children only."""

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        opens = event == "open" and isinstance(arguments[2], int)
        if event in WRITES or (
            opens and int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        ):
            seen(event, arguments)

    sys.addaudithook(watch)


def operations(work: Callable[[], object]) -> int:
    """How many operations that change files `work` needs."""
    read, write = os.pipe()

    def counted() -> None:
        watching(lambda event, arguments: os.write(write, b"."))
        work()

    status = in_child(counted)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        done = len(pipe.read())
    assert 0 == status
    return done


OVER = 9
"""The work had ended before the accident was due."""


def with_accident(work: Callable[[], object], turn: int, accident: Callable[[], None]) -> int:
    """The status of a child that does `work`, with an accident before its `turn`th operation."""

    def interrupted() -> None:
        count = 0

        def seen(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal count
            count += 1
            if count == turn:
                accident()

        watching(seen)
        work()
        if count < turn:
            os._exit(OVER)

    return in_child(interrupted)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def disk_full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def no_hard_links() -> None:
    """From now on this process is one on a file system without hard links. For children only."""

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.link":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    watching(refuse)
