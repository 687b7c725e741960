"""The trees looked at by another process while the content is read: it sees what is there."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from accidents import PAGES, Files, holds, put
from world import article, digest, snapshot, wenzhai, write

from generator.output import Early, early, looked_at_early, new_tree, publish
from generator.output.live import look
from generator.problems import ProblemsFound


@pytest.fixture
def site(tmp_path: Path) -> Path:
    put(tmp_path / "site", {**PAGES, "old.html": "旧"})
    put(tmp_path / "site", PAGES)
    put(tmp_path / "site", PAGES)
    return tmp_path / "site"


@contextlib.contextmanager
def looked(site: Path) -> Iterator[Early]:
    with looked_at_early(site, 2) as found:
        assert found
        yield found


def put_early(site: Path, files: Files, meanwhile: Callable[[], object]) -> None:
    with looked(site) as found:
        meanwhile()
        with new_tree(site, found) as tree:
            for path, text in files.items():
                tree.write(path, text.encode())
            publish(tree)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads and processes that other tests left do not count."""
    others = set(threading.enumerate()) - {threading.current_thread()}
    monkeypatch.setattr(threading, "active_count", lambda: len(set(threading.enumerate()) - others))
    monkeypatch.setitem(globals(), "STRANGERS", frozenset(_children()))


STRANGERS: frozenset[int] = frozenset()


def children() -> set[int]:
    """Processes that this one has begun in a test and has not waited for."""
    return set(_children()) - STRANGERS


def _children() -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if path.read_text().rpartition(")")[2].split()[1] == str(os.getpid()):
                yield int(path.parent.name)


ACCIDENTS: Mapping[str, Callable[[Path], object]] = {
    "nothing": lambda site: None,
    "a page edited": lambda site: (site / "index.html").write_text("改", encoding="utf-8"),
    "a page taken away": lambda site: (site / "index.html").unlink(),
    "a page a link": lambda site: (
        (site / "index.html").unlink(),
        (site / "index.html").symlink_to("about.html"),
    ),
    "a page of another mode": lambda site: (site / "index.html").chmod(0o600),
    "a page with another time": lambda site: os.utime(site / "index.html", (0, 0)),
    "a page of a second name": lambda site: os.link(site / "index.html", site / "mine.html"),
    "a folder taken away": lambda site: shutil.rmtree(site / "issues"),
    "no states": lambda site: site.with_name(".site.states").unlink(),
    "no older tree": lambda site: shutil.rmtree(site.with_name(".site.older")),
    "an older tree without a page": lambda site: (
        site.with_name(".site.older") / "about.html"
    ).unlink(),
    "strays in the older tree": lambda site: (
        write(site.with_name(".site.older") / "issues/a/x.html", "x"),
        write(site.with_name(".site.older") / "x/y/z.html", "x"),
    ),
    "another's": lambda site: write(site / "up/loads/x", "别人的"),
    "another's in our folder": lambda site: write(site / "issues/a/x", "别人的"),
    "another's empty folder": lambda site: (site / "issues/empty").mkdir(),
}


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_what_is_seen_early_is_what_is_seen_at_once(site: Path, accident: str) -> None:
    ACCIDENTS[accident](site)
    with looked(site) as found, new_tree(site, found) as tree:
        early = tree.found
        shared = tree.older
    with new_tree(site) as tree:
        at_once = tree.found
        assert shared.absent == tree.older.absent or accident == "strays in the older tree"
    for name in ("listed", "digests", "states", "inodes", "manifest", "foreign"):
        assert getattr(at_once, name) == getattr(early, name), name
    assert at_once.noted.folders == early.noted.folders
    assert not children()


@pytest.mark.parametrize("old", [False, True], ids=["just built", "long ago"])
@pytest.mark.parametrize("when", ["before", "meanwhile"])
@pytest.mark.parametrize("accident", ACCIDENTS)
def test_whatever_happens_the_site_is_right(
    site: Path, accident: str, when: str, old: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if old:
        _long_ago(monkeypatch)
    theirs = {
        "another's": {"up/loads/x": "别人的"},
        "another's in our folder": {"issues/a/x": "别人的"},
        "another's empty folder": {"issues/empty": "empty folder"},
        "a page of a second name": {"mine.html": "首页"},
    }.get(accident, {})

    def happen() -> None:
        ACCIDENTS[accident](site)

    if when == "before":
        happen()
    problems = set()
    try:
        put_early(
            site, {**PAGES, "about.html": "新"}, happen if when == "meanwhile" else lambda: None
        )
    except ProblemsFound as error:
        problems = {problem.rule for problem in error.problems}
    assert problems <= ({"site-changed"} if when == "meanwhile" else set())
    put(site, {**PAGES, "about.html": "更新"})
    assert {**PAGES, "about.html": "更新"} | theirs == holds(site)
    assert not children()


def _long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every folder have been changed long before it is looked at."""
    monkeypatch.setattr("generator.output.listing._TICK", 0)
    time.sleep(0.02)


def test_what_comes_while_the_site_is_made_is_carried_over(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _long_ago(monkeypatch)
    (site / "here").mkdir()
    write(site / "here/one", "旧")
    (site / "gone").mkdir()
    with new_tree(site) as tree:
        for path in PAGES:
            tree.keep(path)
        time.sleep(0.02)
        (site / "here").rename(site / "issues/there")
        write(site / "issues/a/new", "新")
        write(site / "up/loads/x", "新")
        (site / "gone").rmdir()
        publish(tree)
    moved = {"issues/there/one": "旧", "issues/a/new": "新", "up/loads/x": "新"}
    assert PAGES | moved == holds(site)


def test_a_folder_that_has_changed_long_ago_is_not_listed_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _long_ago(monkeypatch)
    listed = []
    real = os.scandir
    with new_tree(site) as tree:
        for path in PAGES:
            tree.keep(path)
        monkeypatch.setattr(os, "scandir", lambda folder: (listed.append(folder), real(folder))[1])
        monkeypatch.setattr(os, "supports_fd", {*os.supports_fd, os.scandir})
        publish(tree)
    # The top of the older tree, from which the old manifest went.
    assert 1 == len(listed)
    assert PAGES == holds(site)


def test_a_site_that_was_exchanged_meanwhile_is_looked_at_again(site: Path) -> None:
    def exchange() -> None:
        shutil.copytree(site, site.with_name("copy"))
        site.rename(site.with_name("was"))
        site.with_name("copy").rename(site)
        (site / "index.html").write_text("改", encoding="utf-8")

    put_early(site, PAGES, exchange)
    assert PAGES == holds(site)


def test_nobody_looks_early_where_it_gains_nothing_or_cannot_be(site: Path, tmp_path: Path) -> None:
    def nobody(site: Path, workers: int = 2) -> bool:
        # Whoever looks later has the lock.
        with looked_at_early(site, workers) as found, new_tree(site):
            return found is None

    assert nobody(site, workers=1)
    assert nobody(tmp_path / "new")
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert nobody(site)
    finally:
        over.set()
        other.join()
    (site / ".wenzhai.json").write_text("{", encoding="utf-8")
    assert nobody(site)
    assert not children()


def test_while_another_builds_nobody_looks_early(site: Path) -> None:
    with new_tree(site), looked_at_early(site, 2) as found:
        assert found is None
    with looked(site):
        with pytest.raises(ProblemsFound) as error, new_tree(site):
            pass
        assert ["busy"] == [problem.rule for problem in error.value.problems]


def test_what_is_not_wanted_any_more_ends(site: Path) -> None:
    before = sorted(Path("/proc/self/fd").iterdir())
    with contextlib.suppress(KeyError), looked(site):
        raise KeyError
    assert not children()
    assert before == sorted(Path("/proc/self/fd").iterdir())


def test_when_the_other_process_fails_it_is_done_here(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.getpid()

    def fails(*asked: object) -> object:
        assert os.getpid() != here
        raise PermissionError

    monkeypatch.setattr(early, "sight", fails)
    put_early(site, PAGES, lambda: None)
    assert PAGES == holds(site)
    assert not children()


def test_it_is_killed_with_the_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()

    def for_ever(*asked: object) -> None:
        os.write(writing, str(os.getpid()).encode().rjust(9))
        time.sleep(60)

    monkeypatch.setattr(early, "sight", for_ever)
    build = os.fork()
    if build == 0:
        with looked(site):
            time.sleep(60)
        os._exit(0)
    looking = int(os.read(reading, 9))
    os.kill(build, signal.SIGKILL)
    os.waitpid(build, 0)
    for _ in range(100):
        if not _runs(looking):
            break
        time.sleep(0.05)
    assert not _runs(looking)
    put(site, PAGES)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_content_that_is_bad_leaves_everything_as_it_was(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article()})
    for turn in "甲乙":
        write(project.content / "issues/a/01-a.md", article(turn))
        assert 0 == wenzhai(project, "build", "--workers", "2").returncode
    write(project.content / "issues/a/01-a.md", "---\ntitle: [\n---\n")
    before = snapshot(tmp_path)
    done = wenzhai(project, "build", "--workers", "2")
    assert (1, "") == (done.returncode, done.stdout)
    assert before == snapshot(tmp_path)


def test_look_knows_no_time_when_it_is_told_none(site: Path) -> None:
    assert 0 == look(site, site.with_name(".site.states")).noted.now
