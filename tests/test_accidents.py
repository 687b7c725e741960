"""Accidents while a site is put up: it is the old one or the new one, byte for byte.

And the next build makes the same as one that never met an accident, whatever was left.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from accidents import (
    OVER,
    Files,
    disk_full,
    holds,
    in_child,
    kill,
    no_hard_links,
    put,
    with_accident,
)
from world import article, digest, snapshot, wenzhai, write

from generator.output import Tree, new_tree, swapping
from generator.problems import ProblemsFound
from generator.project import Project

OLDER: Files = {"index.html": "旧旧", "a/1.html": "一", "a/2.html": "二", "gone/x.html": "去"}
OLD: Files = {"index.html": "旧", "a/1.html": "一", "a/2.html": "二", "old/x.html": "旧"}
NEW: Files = {"index.html": "新", "a/1.html": "一", "a/2.html": "改", "new/deep/x.html": "新"}
THEIRS: Files = {"CNAME": "example.com", "up/loads/x": "别人的"}

KEPT = {"site", ".site.lock", ".site.older", ".site.states"}


def ready(folder: Path, first: bool = False) -> Path:
    """A site whose last two states were `OLDER` and `OLD`; or only `OLD`, and no older tree."""
    shutil.rmtree(folder, ignore_errors=True)
    site = folder / "site"
    if not first:
        put(site, OLDER)
    put(site, OLD)
    for name, text in THEIRS.items():
        write(site / name, text)
    return site


def _exchanged() -> None:
    pass


def _renamed() -> None:
    swapping.exchange = lambda one, other: False


WAYS: dict[str, Callable[[], None]] = {
    "exchanged": _exchanged,
    "renamed": _renamed,
    "copied": no_hard_links,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("accident", [kill, disk_full])
@pytest.mark.parametrize("first", [False, True], ids=["with an older tree", "without"])
def test_an_accident_at_any_operation_leaves_the_old_site_or_the_new(
    tmp_path: Path, accident: Callable[[], None], way: str, first: bool
) -> None:
    def build() -> None:
        WAYS[way]()
        put(tmp_path / "site", NEW)

    def build_well() -> None:
        WAYS[way]()
        put(tmp_path / "site", NEW | {"index.html": "更新"})

    old, new = dict(OLD | THEIRS), dict(NEW | THEIRS)
    outcomes = []
    for turn in range(1, 200):
        site = ready(tmp_path, first)
        status = with_accident(build, turn, accident)
        if not site.exists():
            # Between the two renames, which no system that can exchange needs: mended below.
            assert (way, old) == ("renamed", holds(tmp_path / ".site.old"))
            outcomes.append("aside")
        else:
            now = holds(site)
            outcomes.append("old" if now == old else "new" if now == new else f"torn: {now}")
        assert 0 == in_child(build_well)
        assert NEW | THEIRS | {"index.html": "更新"} == holds(site)
        assert {path.name for path in tmp_path.iterdir()} <= KEPT
        if status == OVER:
            break
    assert OVER == status
    assert {"old", "new"} | ({"aside"} if way == "renamed" else set()) == set(outcomes)
    assert outcomes.count("aside") <= 1
    assert outcomes.count("old") > 15


@pytest.mark.parametrize("size", [0, 1, 200, 400])
def test_a_write_that_is_cut_short_leaves_the_old_site(tmp_path: Path, size: int) -> None:
    site = ready(tmp_path)
    large = {f"{size}.html": "长" * 300 for size in range(3)}

    def build() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        put(site, NEW | large)

    assert 4 == in_child(build)
    assert OLD | THEIRS == holds(site)
    put(site, NEW | large)
    assert NEW | large | THEIRS == holds(site)


def test_killed_at_forty_random_moments_a_site_is_never_torn(tmp_path: Path) -> None:
    site = tmp_path / "site"
    states = [
        {f"{n // 40}/{n}.html": f"{turn if n % 3 == 0 else ''}{n}" * 50 for n in range(600)}
        for turn in "甲乙"
    ]
    put(site, states[0])
    begun = time.monotonic()
    put(site, states[1])
    whole = time.monotonic() - begun
    moments = random.Random(7)
    ends = set()
    for number in range(40):
        wanted = states[number % 2]
        ends.add(_killed(moments.uniform(0.05, 1.3) * whole, site, wanted))
        assert holds(site) in states
        if number % 8 == 7:
            put(site, wanted)
            assert wanted == holds(site)
            # Twenty builds may have been killed: the disk holds no more than two sites.
            assert len(states[0]) * 2 + 2 >= len(_distinct_files(tmp_path))
    assert -signal.SIGKILL in ends


def _killed(after: float, site: Path, files: Files) -> int:
    """The status of a build of `files` that is killed after some seconds, unless it has ended."""
    child = os.fork()
    if child == 0:
        put(site, files)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


_tree: list[Tree] = []
"""The tree of forked workers."""


def _write(number: int) -> None:
    _tree[0].write(f"{number}.html", b"x" * number)
    time.sleep(0.01)


def test_workers_end_with_the_build_that_is_killed_and_the_next_one_works(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, OLD)

    def build() -> None:
        with new_tree(site) as tree:
            _tree[:] = [tree]
            with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as workers:
                for number in workers.map(_write, range(2000)):
                    assert number is None

    child = os.fork()
    if child == 0:
        build()
        os._exit(0)
    while not (tmp_path / ".site.older/50.html").exists():
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    _put_when_free(site, NEW)
    time.sleep(0.1)
    assert NEW == holds(site)
    assert OLD == holds(tmp_path / ".site.older")


def _put_when_free(site: Path, files: Files) -> None:
    """A build as soon as the workers of a killed one are gone, which is at once."""
    for _ in range(100):
        with contextlib.suppress(ProblemsFound):
            put(site, files)
            return
        time.sleep(0.05)
    pytest.fail("the workers of a killed build hold the lock for ever")


def _distinct_files(folder: Path) -> set[int]:
    return {path.stat().st_ino for path in folder.rglob("*.html")}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a file system of a size of its own, and again with other options."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def mount(options: str) -> Path:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("only root can mount a small disk to fill")
        return disk

    yield mount
    subprocess.run(["umount", "-l", disk], capture_output=True, check=False)


def test_a_disk_that_is_full_sooner_or_later_leaves_the_old_site(
    small_disk: Callable[[str], Path],
) -> None:
    block, blocks = 4096, 400
    disk = small_disk(f"size={block * blocks}")
    new = NEW | {f"new/{n}.html": "长" * 3000 for n in range(6)}
    outcomes = []
    for room in range(60):
        site = ready(disk / "digest")
        free = shutil.disk_usage(disk).free // block
        (disk / "ballast").write_bytes(b"x" * block * (free - room))
        status = in_child(lambda site=site: put(site, new))
        outcomes.append(holds(site) == new | THEIRS)
        assert (0 if outcomes[-1] else 4) == status
        assert outcomes[-1] or OLD | THEIRS == holds(site)
        (disk / "ballast").unlink()
        put(site, new)
        assert new | THEIRS == holds(site)
        shutil.rmtree(disk / "digest")
    assert sorted(outcomes) == outcomes
    assert {True, False} == set(outcomes)


def test_a_full_disk_and_a_read_only_one_are_one_clear_line(
    small_disk: Callable[[str], Path],
) -> None:
    disk = small_disk("size=16m")
    project = digest(disk, {"issues/a/01-a.md": article("旧")})
    assert 0 == wenzhai(project, "build").returncode
    before = snapshot(disk / "site")
    write(project.content / "issues/a/01-a.md", article("新"))
    (disk / "ballast").write_bytes(b"x" * (shutil.disk_usage(disk).free - 8192))
    _fails_in_one_line(project, "磁盘满了")
    (disk / "ballast").unlink()
    small_disk("remount,ro")
    read_only = wenzhai(project, "build", WENZHAI_LANG="zh")
    assert (4, "", 1) == (
        read_only.returncode,
        read_only.stdout,
        len(read_only.stderr.splitlines()),
    )
    assert "这个位置是只读的" in read_only.stderr
    assert before == snapshot(disk / "site")
    small_disk("remount,rw")
    assert 0 == wenzhai(project, "build").returncode
    assert "新" in (disk / "site/issues/a/01.html").read_text(encoding="utf-8")


def _fails_in_one_line(project: Project, said: str) -> None:
    done = wenzhai(project, "build", WENZHAI_LANG="zh")
    assert (4, "", 1) == (done.returncode, done.stdout, len(done.stderr.splitlines()))
    assert said in done.stderr
