"""The one way that files of the project are found and read, with every trap behind it.

Links that lead out of the folder, loops, devices and pipes are not followed; text is UTF-8 or it
is refused at its byte; a file that is too large to be an article is not read.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.problems import Phrase, Place, Problem, errors, with_excerpts
from generator.text_gate import text_problems

MAXIMUM_SIZE = 4 * 1024 * 1024
"""Bytes of one text file; the longest newspaper page is a fiftieth of that."""


def read_text(path: Path, name: str, problems: list[Problem]) -> str | None:
    """The text of a file with its line ends as `\\n`, or None when it cannot be read.

    `name` is the file as problems print it.
    """
    try:
        data = _read_regular(path)
    except OSError as error:
        problems.append(unreadable(error, name))
        return None
    if data is None:
        size = MAXIMUM_SIZE // 1024 // 1024
        what = Phrase(f"不是普通文件，或者大于 {size} MB", f"not a plain file, or over {size} MB")
        problems.append(Problem("unreadable-file", Place(name), what))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem(
                "not-utf-8",
                Place(name, line),
                Phrase(
                    f"第 {error.start} 字节处不是 UTF-8 文字",
                    f"byte {error.start} is not UTF-8 text",
                ),
                Phrase("用编辑器另存为 UTF-8", "save the file as UTF-8"),
            )
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = text_problems(text, name)
    problems += with_excerpts(found, name, text)
    return None if errors(found) else text


_REASONS = {
    errno.ENOENT: Phrase("没有这个文件", "there is no such file"),
    errno.EISDIR: Phrase("这是文件夹，不是文件", "this is a folder, not a file"),
    errno.ENOTDIR: Phrase("这是文件，不是文件夹", "this is a file, not a folder"),
    errno.EACCES: Phrase("没有权限", "permission denied"),
    errno.EPERM: Phrase("没有权限", "permission denied"),
    errno.EROFS: Phrase("这个位置是只读的", "this place is read-only"),
    errno.ENOSPC: Phrase("磁盘满了", "the disk is full"),
    errno.ENAMETOOLONG: Phrase("文件名太长", "the name of the file is too long"),
    errno.ELOOP: Phrase("链接绕成了圈", "the links go round in a circle"),
}


def why(error: OSError) -> Phrase:
    """What went wrong with a file, in the words of a person."""
    said = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Phrase(said, said))


def unreadable(error: OSError, name: str) -> Problem:
    """The problem of a file that cannot be read."""
    reason = why(error)
    return Problem(
        "unreadable-file",
        Place(name),
        Phrase(f"读不了：{reason.zh}", f"cannot be read: {reason.en}"),
    )


def _read_regular(path: Path) -> bytes | None:
    """The bytes of a plain file; a pipe would hang, a device would never end."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAXIMUM_SIZE:
            return None
        # One read for all, and one that finds the end; a file object would cost twice the time.
        data = os.read(descriptor, status.st_size + 1)
        while len(data) <= MAXIMUM_SIZE and (more := os.read(descriptor, 65536)):
            data += more
        return data
    finally:
        os.close(descriptor)


def entries(folder: Path, root: Path, problems: list[Problem]) -> Iterator[Path]:
    """What lies in `folder`, by name; nothing hidden, and no link that leads out of `root`."""
    if not folder.is_dir() or leads_outside(folder, root, problems):
        return
    with os.scandir(folder) as found:
        links = {one.name: one.is_symlink() for one in found}
    for name in sorted(links):
        if name.startswith((".", "~")) or name.endswith("~"):
            continue
        path = folder / name
        if not (links[name] and leads_outside(path, root, problems)):
            yield path


def below(path: Path, root: Path) -> str:
    """Where a file lies below `root`, with slashes; ValueError if it does not."""
    whole, start = str(path), f"{root}{os.sep}"
    if whole.startswith(start):
        return whole[len(start) :].replace(os.sep, "/")
    return path.relative_to(root).as_posix()


def leads_outside(path: Path, root: Path, problems: list[Problem]) -> bool:
    """Whether `path`, somewhere below `root`, is a link that leads out of it or nowhere."""
    if path == root or not path.is_symlink() or _leads_inside(path, root):
        return False
    problems.append(
        Problem(
            "link-outside",
            Place(path.relative_to(root.parent).as_posix()),
            Phrase(f"这个链接指向 {root.name} 之外", f"this link leads out of {root.name}"),
            Phrase("把文件本身放进来", "put the file itself here"),
        )
    )
    return True


def _leads_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False
