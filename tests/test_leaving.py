"""A build ends at once, without freeing what it read; nobody who watches may see a difference."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from world import article, digest, environment, snapshot

from generator.cli import leaving
from generator.cli.build import command
from generator.project import Project

FIRST = "issues/2019-11/01.md"

AT_THE_END = """
import atexit, sys
atexit.register(print, "handlers are called")
from generator.cli import main
{before}
main()
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return digest(tmp_path, {FIRST: article()})


def run(project: Project, before: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", AT_THE_END.format(before=before), "-C", project.folder, "build"],
        env=environment(WENZHAI_LANG="en"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_all_is_said_and_done_before_the_end(project: Project) -> None:
    done = run(project)
    assert (0, "") == (done.returncode, done.stderr)
    assert "1 articles" in done.stdout
    assert done.stdout.endswith("handlers are called\n")


def test_a_build_ends_without_freeing_what_it_read(project: Project) -> None:
    noticed = """
from dataclasses import replace
from generator import build
class Freed:
    def __del__(self): print("freed", flush=True)
whole = build.build
build.build = lambda *a, **k: replace(whole(*a, **k), records=(Freed(),))
"""
    done = run(project, noticed)
    assert (0, "") == (done.returncode, done.stderr)
    assert "1 articles" in done.stdout
    assert "freed" not in done.stdout


def test_where_another_thread_runs_it_is_waited_for(project: Project) -> None:
    thread = "import threading; threading.Timer(3, print, ['so is the thread']).start()"
    done = run(project, thread)
    assert (0, "") == (done.returncode, done.stderr)
    assert "so is the thread" in done.stdout


def test_whoever_reads_only_the_beginning_is_no_fault(project: Project) -> None:
    build = subprocess.Popen(
        [sys.executable, "-m", "generator", "-C", project.folder, "build"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert build.stdout
    assert build.stderr
    build.stdout.close()
    assert b"" == build.stderr.read()
    build.stderr.close()
    assert 1 == build.wait(), "as click has it"
    assert snapshot(project.folder / "site")


def test_a_command_that_is_called_by_a_program_holds_nothing(project: Project) -> None:
    done = CliRunner().invoke(command, ["-q"], obj=project)
    assert 0 == done.exit_code, done.output
    assert leaving._held is None
    leaving.hold(project)
    assert leaving._held is None
