"""Whether the folders can be written, have room, are free, and are kept under version control."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.cache import FOLDER as CACHE
from generator.doctor.records import Found, State
from generator.locking import locked
from generator.problems import Phrase
from generator.project import Project

LEAST_ROOM = 500 * 1024 * 1024
"""Bytes: a build writes a whole site beside the old one."""

LOCK = ".site.lock"
"""The lock of a build into `site/`."""


def writable(project: Project) -> Iterator[Found]:
    """The folder of the digest, its content, its cache and its site."""
    for path in (project.folder, project.content, project.folder / CACHE, project.folder / "site"):
        name = path.name or "."
        if not path.exists():
            if path == project.content:
                what = Phrase("没有 content/，这里不是文摘", "no content/: this is no digest")
                mend = Phrase("用 -C 指定文件夹，或 wenzhai init", "name one with -C")
                yield Found("folder/content", State.BAD, what, mend)
            continue
        if os.access(path, os.R_OK | os.W_OK | os.X_OK):
            what = Phrase(f"{path} 可写", f"{path} can be written")
            yield Found(f"folder/{name}", State.GOOD, what)
        else:
            what = Phrase(f"{path} 不能写", f"{path} cannot be written")
            mend = Phrase("改它的权限或属主", "change its mode or owner")
            yield Found(f"folder/{name}", State.BAD, what, mend)


def free_space(project: Project) -> Iterator[Found]:
    """Room for a site beside the old one."""
    free = shutil.disk_usage(project.folder).free
    what = Phrase(f"磁盘还有 {free // 2**20} MB", f"{free // 2**20} MB of room")
    if free >= LEAST_ROOM:
        yield Found("room", State.GOOD, what)
    else:
        mend = Phrase("腾出一些地方", "make some room")
        yield Found("room", State.LACKING, what, mend)


def locks(project: Project) -> Iterator[Found]:
    """Whether a build is going on. A lock dies with its process; none is left behind."""
    path = project.folder / LOCK
    if not path.exists():
        yield Found("lock", State.GOOD, Phrase("没有构建在进行", "no build is going on"))
        return
    try:
        with locked(path, BlockingIOError()):
            yield Found("lock", State.GOOD, Phrase("没有构建在进行", "no build is going on"))
    except BlockingIOError:
        what = Phrase("另一个构建正在进行", "another build is going on")
        mend = Phrase("等它结束", "wait for it")
        yield Found("lock", State.LACKING, what, mend)
    except OSError:
        what = Phrase(f"打不开 {path}", f"cannot open {path}")
        yield Found("lock", State.BAD, what, Phrase("改它的权限", "change its mode"))


def versions(project: Project) -> Iterator[Found]:
    """Git, and whether the digest is kept in it."""
    if not shutil.which("git"):
        what = Phrase("没有装 git", "git is not installed")
        mend = Phrase("要发布到 Pages 或记录改动，就装上", "install it to publish to Pages")
        yield Found("git", State.LACKING, what, mend)
    elif _repository(project.folder.resolve()):
        yield Found("git", State.GOOD, Phrase("文摘在 git 里", "the digest is kept in git"))
    else:
        what = Phrase("文摘不在 git 里，改错了找不回来", "the digest is not kept in git")
        yield Found("git", State.LACKING, what, Phrase("运行 git init", "run `git init`"))


def _repository(folder: Path) -> bool:
    return any((above / ".git").exists() for above in (folder, *folder.parents))
