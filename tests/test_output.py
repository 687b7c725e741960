"""The folder `site/`: wholly old or wholly new whatever happens; what is not ours is not lost."""

from __future__ import annotations

import fcntl
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from world import article, digest, environment, found, snapshot, wenzhai, write

from generator.build import build
from generator.output import MANIFEST, swapping
from generator.problems import ProblemsFound
from generator.project import PACKAGE, Project

KEPT = {".site.lock", ".site.older", ".site.states"}
"""All that a build may leave beside the site: a lock that nobody holds, the tree that was the site
before, and the states of files."""


def small(folder: Path, title: str = "新渠通水", articles: int = 2) -> Project:
    files = {f"issues/a/0{number}-a.md": article(title) for number in range(1, articles + 1)}
    return digest(folder, files)


def beside(project: Project) -> set[str]:
    return {path.name for path in project.folder.iterdir()} - {"content", "site", ".wenzhai-cache"}


def refused(project: Project, target: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as error:
        build(project, target)
    return [problem.rule for problem in error.value.problems]


@pytest.mark.parametrize(
    "name",
    [".", "..", "content", "content/issues", "content/new", "themes", "themes/own", ".git/x"],
)
def test_no_dear_folder_is_written_to(tmp_path: Path, name: str) -> None:
    project = small(tmp_path / "digest")
    write(tmp_path / "digest/themes/own/theme.yaml", "name: own\n")
    write(tmp_path / "digest/.git/HEAD", "x")
    before = snapshot(tmp_path)
    assert ["dear-folder"] == refused(project, project.folder / name)
    assert before == snapshot(tmp_path)


@pytest.mark.parametrize(
    "target", [Path("/"), Path.home(), PACKAGE, PACKAGE / "site", PACKAGE.parent]
)
def test_nor_is_the_root_the_home_folder_or_the_package(tmp_path: Path, target: Path) -> None:
    assert ["dear-folder"] == refused(small(tmp_path), target)


def test_nor_are_they_by_a_way_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small(tmp_path / "digest")
    (tmp_path / "link").symlink_to(project.content)
    for name in ("x/../content", "../digest/content", "../link", "../link/new"):
        assert ["dear-folder"] == refused(project, project.folder / name), name
    monkeypatch.chdir(project.folder)
    assert ["dear-folder"] == refused(project, Path())


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    project = small(tmp_path / "digest")
    (tmp_path / "elsewhere").mkdir()
    (project.folder / "site").symlink_to(tmp_path / "elsewhere")
    assert ["not-a-folder"] == refused(project, project.folder / "site")
    assert [] == list((tmp_path / "elsewhere").iterdir())


def test_a_link_to_nowhere_is_not_written_through(tmp_path: Path) -> None:
    project = small(tmp_path / "digest")
    (project.folder / "site").symlink_to(tmp_path / "nowhere")
    assert ["not-a-folder"] == refused(project, project.folder / "site")


def test_a_file_in_place_of_the_site_is_not_replaced(tmp_path: Path) -> None:
    project = small(tmp_path)
    write(tmp_path / "site", "我的")
    assert ["not-a-folder"] == refused(project, tmp_path / "site")
    assert "我的" == (tmp_path / "site").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["photo.jpg", ".hidden", "index.html"])
def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path, name: str) -> None:
    project = small(tmp_path)
    write(tmp_path / "site" / name, "我的")
    before = snapshot(tmp_path)
    assert ["foreign-folder"] == refused(project, tmp_path / "site")
    assert before == snapshot(tmp_path)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"files": []}', '{"files": 3}', "\0"])
def test_a_site_whose_manifest_is_damaged_is_not_touched(tmp_path: Path, damage: str) -> None:
    project = small(tmp_path)
    build(project, tmp_path / "site")
    write(tmp_path / "site" / MANIFEST, damage)
    before = snapshot(tmp_path)
    assert ["damaged-manifest"] == refused(project, tmp_path / "site")
    assert before == snapshot(tmp_path)


def test_an_empty_folder_and_a_new_one_deep_down_will_do(tmp_path: Path) -> None:
    project = small(tmp_path / "digest")
    (tmp_path / "empty").mkdir()
    for target in (tmp_path / "empty", tmp_path / "deep/down/here"):
        build(project, target)
        assert (target / "index.html").is_file()


def test_the_folder_one_stands_in_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small(tmp_path / "digest")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    build(project, Path())
    assert (tmp_path / "here/index.html").is_file()
    kept = {".here.lock", ".here.older", ".here.states"}
    assert {"digest", "here"} | kept == {path.name for path in tmp_path.iterdir()}


FOREIGN = [
    "CNAME",
    ".well-known/x.txt",
    "issues/a/mine.html",
    "assets/logo.svg",
    "new/deep/x",
    "水.txt",
]


def test_files_that_others_put_into_the_site_stay_there(tmp_path: Path) -> None:
    project = small(tmp_path)
    build(project, tmp_path / "site")
    for name in FOREIGN:
        write(tmp_path / "site" / name, f"别人的 {name}")
    (tmp_path / "site/uploads").mkdir()
    (tmp_path / "site/latest").symlink_to("issues/a")
    (tmp_path / "site/nowhere").symlink_to("not/there")
    for turn in range(3):
        small(tmp_path, f"第{turn}次")
        build(project, tmp_path / "site")
        for name in FOREIGN:
            assert f"别人的 {name}" == (tmp_path / "site" / name).read_text(encoding="utf-8")
        assert (tmp_path / "site/uploads").is_dir()
        assert Path("issues/a") == (tmp_path / "site/latest").readlink()
        assert Path("not/there") == (tmp_path / "site/nowhere").readlink()


def test_a_page_that_is_no_more_goes_and_its_neighbours_stay(tmp_path: Path) -> None:
    project = small(tmp_path, articles=3)
    build(project, tmp_path / "site")
    write(tmp_path / "site/issues/a/mine.html", "别人的")
    (project.content / "issues/a/03-a.md").unlink()
    build(project, tmp_path / "site")
    names = {path.name for path in (tmp_path / "site/issues/a").iterdir()}
    expected = {"01.html", "02.html", "a.epub", "index.html", "mine.html", "whole.html"}
    assert expected == names


def test_a_folder_that_holds_no_page_any_more_goes_with_the_last_one(tmp_path: Path) -> None:
    project = small(tmp_path)
    write(project.content / "issues/b/01-a.md", article())
    build(project, tmp_path / "site")
    (project.content / "issues/b/01-a.md").unlink()
    (project.content / "issues/b").rmdir()
    build(project, tmp_path / "site")
    assert not (tmp_path / "site/issues/b").exists()


@pytest.mark.parametrize("name", ["about.html", "about.html/mine.txt"])
def test_a_file_that_stands_where_a_new_page_goes_is_named(tmp_path: Path, name: str) -> None:
    project = small(tmp_path)
    build(project, tmp_path / "site")
    write(tmp_path / "site" / name, "别人的")
    write(project.content / "pages/about.md", article("关于"))
    before = snapshot(tmp_path / "site")
    with pytest.raises(ProblemsFound) as error:
        build(project, tmp_path / "site")
    assert [f"{tmp_path / 'site/about.html'} foreign-file"] == found(error.value)
    assert before == snapshot(tmp_path / "site")


def test_a_site_that_loses_most_of_its_pages_is_only_built_when_forced(tmp_path: Path) -> None:
    project = small(tmp_path, articles=9)
    for number in range(1, 10):
        for issue in "bcdef":
            write(project.content / f"issues/{issue}/0{number}-a.md", article())
    build(project, tmp_path / "site")
    before = snapshot(tmp_path / "site")
    for path in sorted(project.content.glob("issues/[b-f]/*.md")):
        path.unlink()
    assert ["mass-loss"] == refused(project, tmp_path / "site")
    assert before == snapshot(tmp_path / "site")
    build(project, tmp_path / "site", force=True)
    assert not (tmp_path / "site/issues/b/01.html").exists()


def test_a_second_build_at_the_same_time_is_refused_in_one_line(tmp_path: Path) -> None:
    project = small(tmp_path)
    build(project, tmp_path / "site")
    before = snapshot(tmp_path / "site")
    with (tmp_path / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = wenzhai(project, "build")
    assert (3, "") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert "[busy]" in done.stderr
    assert before == snapshot(tmp_path / "site")
    assert 0 == wenzhai(project, "build").returncode


def test_of_builds_that_begin_together_each_is_whole_or_refused(tmp_path: Path) -> None:
    project = small(tmp_path)
    command = [sys.executable, "-m", "generator", "-C", str(tmp_path), "build", "-q"]
    running = [subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE) for _ in "abc"]
    codes = []
    for process in running:
        process.communicate(timeout=120)
        codes.append(process.returncode)
    assert set(codes) <= {0, 3}
    assert 0 in codes
    whole = snapshot(tmp_path / "site")
    build(project, tmp_path / "alone")
    assert snapshot(tmp_path / "alone") == whole


def test_a_folder_where_nothing_may_be_written_is_one_clear_line(tmp_path: Path) -> None:
    project = small(tmp_path / "digest")
    locked = tmp_path / "locked"
    if os.geteuid() == 0:
        locked = Path("/sys")  # where even root may not write
        if not locked.is_dir():
            pytest.skip("no folder in which root may not write")
    else:
        locked.mkdir(mode=0o555)
    done = wenzhai(project, "build", "-o", locked / "site")
    assert (4, "") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert str(locked) in done.stderr


def test_where_folders_cannot_be_exchanged_they_are_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swapping, "exchange", lambda one, other: False)
    project = small(tmp_path, "旧")
    build(project, tmp_path / "site")
    small(tmp_path, "新")
    build(project, tmp_path / "site")
    assert "新" in (tmp_path / "site/issues/a/01.html").read_text(encoding="utf-8")
    assert beside(project) <= KEPT


def test_a_reader_never_meets_a_site_without_its_front_page(tmp_path: Path) -> None:
    project = small(tmp_path)
    build(project, tmp_path / "site")
    over = threading.Event()
    read, missing = [0], [0]

    def poll() -> None:
        while not over.is_set():
            try:
                whole = (tmp_path / "site/index.html").read_bytes().rstrip().endswith(b"</html>")
            except FileNotFoundError:
                whole = False
            read[0] += 1
            missing[0] += not whole

    reader = threading.Thread(target=poll)
    reader.start()
    try:
        for turn in range(10):
            small(tmp_path, f"第{turn}次")
            build(project, tmp_path / "site")
    finally:
        over.set()
        reader.join()
    assert read[0] > 100
    assert 0 == missing[0]


def before_and_after(tmp_path: Path) -> tuple[Project, dict[str, str], dict[str, str]]:
    """A digest whose site is of an older state, and both states of the site."""
    small(tmp_path / "new", "新")
    build(Project(tmp_path / "new"), tmp_path / "new/site")
    project = small(tmp_path / "old", "旧", articles=3)
    build(project, tmp_path / "old/site")
    before = snapshot(tmp_path / "old/site")
    (project.content / "issues/a/03-a.md").unlink()
    small(tmp_path / "old", "新")
    return project, before, snapshot(tmp_path / "new/site")


def test_ten_builds_killed_at_random_moments_leave_the_old_site_or_the_new(tmp_path: Path) -> None:
    project, before, after = before_and_after(tmp_path)
    command = [sys.executable, "-m", "generator", "-C", str(project.folder), "build", "-q"]
    begun = time.monotonic()
    subprocess.run([*command, "-o", str(tmp_path / "timed")], env=environment(), check=True)
    whole = time.monotonic() - begun
    moments = random.Random(7)
    for _ in range(10):
        process = subprocess.Popen(command, env=environment())
        time.sleep(moments.uniform(0.2, 1.1) * whole)
        process.kill()
        process.wait()
        assert snapshot(project.folder / "site") in (before, after)
    assert 0 == wenzhai(project, "build").returncode
    assert after == snapshot(project.folder / "site")
    assert beside(project) <= KEPT
