"""Workers, schedulers and builds that die on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from world import environment, snapshot, wenzhai

from cluster.clusters import PATIENCE, Running, boxes_of, cluster, frozen, until
from cluster.sites import alone, newspaper
from generator.project import Project


def begun(project: Project, running: Running) -> subprocess.Popen[str]:
    """A build by the cluster, still going on."""
    command = [sys.executable, "-m", "generator", "-C", str(project.folder), "build"]
    return subprocess.Popen(
        [*command, "--full", "--cluster", running.address],
        env=environment(LANG="en_GB.UTF-8"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def ended(build: subprocess.Popen[str]) -> tuple[int, str]:
    _, errors = build.communicate(timeout=PATIENCE)
    return build.returncode, errors


def test_a_worker_that_is_killed_on_the_way_is_not_missed(tmp_path: Path) -> None:
    project = newspaper(tmp_path / "digest")
    site = project.folder / "site"
    with cluster(tmp_path / "cluster") as running:
        pids = running.pids()
        build = begun(project, running)
        until(lambda: any(name in pids for name in boxes_of(site)))
        name = next(name for name in boxes_of(site) if name in pids)
        os.kill(pids[name], signal.SIGKILL)
        assert (0, "") == ended(build)
        assert 2 == sum(process.poll() is None for process in running.workers)
    assert alone(project, tmp_path / "alone") == snapshot(site)


def test_a_worker_that_was_given_up_and_goes_on_does_no_harm(tmp_path: Path) -> None:
    project = newspaper(tmp_path / "digest")
    site = project.folder / "site"
    with cluster(tmp_path / "cluster", DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL="10s") as running:
        pids = running.pids()
        build = begun(project, running)
        until(lambda: any(name in pids for name in boxes_of(site)))
        name = next(name for name in boxes_of(site) if name in pids)
        with frozen([pids[name]]):
            assert (0, "") == ended(build)
            made = snapshot(site)
        # It goes on, learns that it was given up, and ends.
        (given_up,) = (one for one in running.workers if one.pid == pids[name])
        until(lambda: given_up.poll() is not None)
        assert made == snapshot(site)
        assert not site.with_name(".site.boxes").exists()
    assert alone(project, tmp_path / "alone") == made


@pytest.fixture
def site(tmp_path: Path) -> Callable[[Project], dict[str, str]]:
    """Builds the site of a digest as it was before, and changes what it is made of."""

    def before(project: Project) -> dict[str, str]:
        assert 0 == wenzhai(project, "build").returncode
        old = snapshot(project.folder / "site")
        path = project.content / "site.yaml"
        path.write_text(path.read_text("utf-8").replace("江城", "山城"), "utf-8")
        return old

    return before


def test_pages_that_kill_every_worker_stop_the_build_and_leave_the_site(
    tmp_path: Path, site: Callable[[Project], dict[str, str]]
) -> None:
    project = newspaper(tmp_path / "digest")
    old = site(project)
    # As if those before had died already: the next one is the last.
    with cluster(
        tmp_path / "cluster", 1, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0"
    ) as running:
        (pid,) = running.pids().values()
        build = begun(project, running)
        until(lambda: bool(boxes_of(project.folder / "site")))
        os.kill(pid, signal.SIGKILL)
        status, errors = ended(build)
    assert (1, 1) == (status, errors.count("\n"))
    assert errors.startswith(f"{running.address}: error: 1 worker")
    assert errors.endswith("[worker-killed]\n")
    assert old == snapshot(project.folder / "site")


def test_a_scheduler_that_goes_away_stops_the_build_and_leaves_the_site(
    tmp_path: Path, site: Callable[[Project], dict[str, str]]
) -> None:
    project = newspaper(tmp_path / "digest")
    old = site(project)
    with cluster(tmp_path / "cluster", 1) as running:
        build = begun(project, running)
        until(lambda: bool(boxes_of(project.folder / "site")))
        assert running.scheduler is not None
        running.scheduler.kill()
        status, errors = ended(build)
    assert (1, 1) == (status, errors.count("\n"))
    assert errors.startswith(f"{running.address}: error: the scheduler went away")
    assert old == snapshot(project.folder / "site")


def test_what_a_killed_build_left_is_gone_after_the_next(running: Running, tmp_path: Path) -> None:
    project = newspaper(tmp_path / "digest")
    site = project.folder / "site"
    build = begun(project, running)
    until(lambda: bool(boxes_of(site)))
    build.kill()
    build.communicate()
    assert site.with_name(".site.boxes").exists()
    assert 0 == wenzhai(project, "build", "--cluster", running.address).returncode
    assert not site.with_name(".site.boxes").exists()
    assert alone(project, tmp_path / "alone") == snapshot(site)
