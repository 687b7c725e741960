"""A build with nothing to do says so and touches nothing; whatever changed, it builds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from world import article, digest, environment, photograph, snapshot, wenzhai, write

from generator import unchanged
from generator.build import build as build_site
from generator.project import Project

FIRST = "issues/2019-11/01.md"
NOTHING = "Nothing changed"


@pytest.fixture
def built(tmp_path: Path) -> Project:
    project = digest(tmp_path, {FIRST: article()})
    shutil.copytree(Path(__file__).parents[1] / "themes", tmp_path / "themes")
    assert NOTHING not in build(project)
    return project


def build(project: Project, *arguments: str) -> str:
    done = wenzhai(project, "build", *arguments, WENZHAI_LANG="en")
    assert 0 == done.returncode, done.stderr
    return done.stdout


def test_a_second_build_touches_nothing(built: Project) -> None:
    site = built.folder / "site"
    before = snapshot(site)
    inode = site.stat().st_ino
    assert f"{NOTHING}: 1 articles" in build(built)
    assert (before, inode) == (snapshot(site), site.stat().st_ino)


def test_it_is_built_when_asked_for_in_full(built: Project) -> None:
    before = snapshot(built.folder / "site")
    assert NOTHING not in build(built, "--full")
    assert before == snapshot(built.folder / "site")


def _same_length_and_time(project: Project) -> None:
    file = project.content / FIRST
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("昨天", "今天"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (before.st_size, before.st_mtime_ns) == (file.stat().st_size, file.stat().st_mtime_ns)


def _in_place_of_another(project: Project) -> None:
    file = project.content / FIRST
    other = project.folder / "other.md"
    other.write_text(article("旧渠通水"), encoding="utf-8")
    shutil.copystat(file, other)
    other.replace(file)


CHANGES: dict[str, Callable[[Project], object]] = {
    "an article": lambda p: write(p.content / FIRST, article("旧渠通水")),
    "an article of the same length and time": _same_length_and_time,
    "another file with the times of the old": _in_place_of_another,
    "one article more": lambda p: write(p.content / "issues/2019-11/02.md", article("再通")),
    "the settings": lambda p: write(p.content / "site.yaml", "title: 海城文摘\n"),
    "a template": lambda p: (p.folder / "themes/broadsheet/templates/404.html").write_text("404"),
    "a page of the site": lambda p: (p.folder / "site/index.html").write_text("mine"),
    "a page taken away": lambda p: (p.folder / "site/index.html").unlink(),
    "the site taken away": lambda p: shutil.rmtree(p.folder / "site"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_built(built: Project, what: str) -> None:
    CHANGES[what](built)
    assert NOTHING not in build(built)
    fresh = built.folder / "fresh"
    build(built, "-o", str(fresh))
    assert snapshot(fresh) == snapshot(built.folder / "site")
    assert NOTHING in build(built)


def test_another_time_is_another_site(built: Project) -> None:
    assert NOTHING not in build(built, "--now", "2019-11-21T08:00+08:00")
    assert NOTHING in build(built, "--now", "2019-11-21T08:00+08:00")
    assert NOTHING not in build(built, "--now", "2019-11-22T08:00+08:00")


def test_another_program_of_the_same_version_builds_itself(built: Project, tmp_path: Path) -> None:
    copied = tmp_path / "elsewhere"
    for name in ("generator", "themes"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(Path(__file__).parents[1] / name, copied / name, ignore=ignored)
    command = [sys.executable, "-m", "generator", "-C", str(built.folder), "build"]
    for is_first in (True, False):
        # In its folder, that is the program which is found.
        said = subprocess.run(
            command, cwd=copied, env=environment(WENZHAI_LANG="en"), capture_output=True, check=True
        )
        assert is_first == (NOTHING.encode() not in said.stdout)


def test_a_theme_behind_a_link_is_watched(tmp_path: Path) -> None:
    project = digest(tmp_path / "digest", {FIRST: article()})
    elsewhere = tmp_path / "shared"
    shutil.copytree(Path(__file__).parents[1] / "themes" / "broadsheet", elsewhere)
    (elsewhere / "loop").symlink_to(elsewhere)
    (project.folder / "themes").mkdir()
    (project.folder / "themes/broadsheet").symlink_to(elsewhere)
    build(project)
    assert NOTHING in build(project)
    (elsewhere / "templates/404.html").write_text("404")
    assert NOTHING not in build(project)
    assert "404" == (project.folder / "site/404.html").read_text(encoding="utf-8")


def test_an_article_taken_away_is_gone(built: Project) -> None:
    write(built.content / "issues/2019-11/02.md", article("再通"))
    build(built)
    (built.content / "issues/2019-11/02.md").unlink()
    assert NOTHING not in build(built)
    assert not (built.folder / "site/issues/2019-11/02.html").exists()


def test_warnings_are_said_every_time(built: Project) -> None:
    write(built.content / "issues/2019-11/a.jpg", photograph())
    write(built.content / FIRST, article(body="![](a.jpg)\n"))
    first, again = (wenzhai(built, "build", WENZHAI_LANG="en") for _ in range(2))
    assert "warning" in first.stderr
    assert NOTHING in again.stdout
    assert first.stderr == again.stderr
    assert "警告" in wenzhai(built, "build", WENZHAI_LANG="zh").stderr


def test_a_failed_build_fails_again(built: Project) -> None:
    write(built.content / FIRST, "---\ntitle: [\n---\n")
    assert [1, 1] == [wenzhai(built, "build").returncode for _ in range(2)]


def test_what_was_kept_and_is_damaged_is_not_believed(built: Project) -> None:
    for entry in (built.folder / ".wenzhai-cache").rglob("*"):
        if entry.is_file():
            data = bytearray(entry.read_bytes())
            data[-1] ^= 1
            entry.write_bytes(data)
    assert NOTHING not in build(built)


def test_however_it_is_asked_the_answer_is_the_same(built: Project) -> None:
    said = build(built)
    assert NOTHING in said
    for arguments in (["--force"], ["--workers", "1"], ["--output", str(built.folder / "site")]):
        assert said == build(built, *arguments)
    assert "" == build(built, "-q") == build(built, "-q", "--workers", "1")


def test_nothing_heavy_is_loaded_to_say_that_nothing_changed(built: Project) -> None:
    loaded = "import sys; from generator.cli import main; main(); print(*sys.modules, sep='\\n')"
    command = [sys.executable, "-c", loaded, "-C", str(built.folder), "build"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=True)
    heavy = {"click", "pathlib", "dataclasses", "typing", "json", "generator.problems"}
    heavy -= set(loaded_by_python_itself())
    assert set() == heavy & set(done.stdout.split())


def loaded_by_python_itself() -> list[str]:
    command = [sys.executable, "-c", "import sys; print(*sys.modules)"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_a_link_to_a_file_of_the_theme_is_watched(built: Project) -> None:
    template = built.folder / "themes/broadsheet/templates/404.html"
    template.rename(built.folder / "404.html")
    template.symlink_to(built.folder / "404.html")
    assert NOTHING not in build(built)
    assert NOTHING in build(built)
    write(built.folder / "404.html", "404")
    assert NOTHING not in build(built)
    (built.folder / "404.html").rename(built.folder / "other.html")
    assert (1, "") == _fails(built)


def _fails(project: Project) -> tuple[int, str]:
    done = wenzhai(project, "build")
    return done.returncode, done.stdout


def test_a_file_that_someone_puts_into_the_site_is_noticed(built: Project) -> None:
    write(built.folder / "site/issues/x.html", "mine")
    assert NOTHING not in build(built)
    assert NOTHING in build(built)


def test_a_page_that_someone_edits_while_the_site_is_made_is_noticed(built: Project) -> None:
    build(built, "--full")  # and both trees share the page
    write(built.content / FIRST, article("旧渠通水"))
    site = built.folder / "site"

    def edit(made: int, of: int) -> None:
        (site / "404.html").write_text("mine", encoding="utf-8")

    read = unchanged.inputs(built)
    done = build_site(built, site, progress=edit)
    assert "mine" == (site / "404.html").read_text(encoding="utf-8")
    unchanged.remember(built, site, "", read, done)
    assert NOTHING not in build(built)
    assert "mine" != (site / "404.html").read_text(encoding="utf-8")
    assert NOTHING in build(built)
