"""What a cluster cannot do is one line, soon, and the site stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from world import environment, found, wenzhai, write

from cluster.clusters import ROOT, TESTS, Running, cluster
from cluster.sites import newspaper
from generator.build import build
from generator.cluster import Cluster, reached
from generator.cluster.client import ClusterPool
from generator.output import Tree
from generator.problems import ProblemsFound
from generator.project import Project
from generator.runs import Plan

ENGLISH = {"LANG": "en_GB.UTF-8"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return newspaper(tmp_path / "digest", 1)


def test_a_scheduler_that_does_not_answer_is_one_line_within_seconds(project: Project) -> None:
    begun = time.monotonic()
    done = wenzhai(project, "build", "--cluster", "tcp://127.0.0.1:1", **ENGLISH)
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert done.stderr.startswith("tcp://127.0.0.1:1: error: no Dask scheduler can be reached")
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "127.0.0.1", "nonsense"])
def test_what_is_no_address_is_one_line(address: str, project: Project) -> None:
    done = wenzhai(project, "build", "--cluster", address, **ENGLISH)
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert done.stderr.endswith("[no-scheduler]\n")


@pytest.mark.parametrize(
    "options",
    [("--cluster", "tcp://127.0.0.1:1", "--workers", "2"), ("--cluster-store", "file:///tmp/x")],
)
def test_options_that_do_not_go_together_are_refused(
    options: tuple[str, ...], project: Project
) -> None:
    assert 2 == wenzhai(project, "build", *options).returncode


@pytest.mark.parametrize("package", ["distributed", "fsspec"])
def test_without_the_extra_its_name_is_said(package: str, project: Project) -> None:
    code = f"import sys; sys.modules['{package}'] = None; from generator.cli import main; main()"
    command = [sys.executable, "-c", code, "-C", str(project.folder), "build"]
    done = subprocess.run(
        [*command, "--cluster", "tcp://127.0.0.1:1"],
        env=environment(**ENGLISH),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "pip install 'wenzhai[cluster]'" in done.stderr


def test_without_a_cluster_asked_for_dask_is_not_loaded(project: Project) -> None:
    code = (
        "import sys; sys.argv[1:] = ['-C', sys.argv[1], 'build', '-q']\n"
        "from generator.cli.commands import wenzhai\n"
        "wenzhai(standalone_mode=False)\n"
        "print({'dask', 'distributed', 'fsspec'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(project.folder)]
    done = subprocess.run(
        command, env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert "set()\n" == done.stdout


def test_a_cluster_without_workers_is_waited_for_and_then_given_up(
    project: Project, tmp_path: Path
) -> None:
    with cluster(tmp_path / "cluster", 0) as running, reached(running.address) as empty:
        short = Cluster(empty._client, running.address, patience=2)
        with pytest.raises(ProblemsFound) as error:
            build(project, project.folder / "site", pools=short.pool)
    assert [f"{running.address} no-workers"] == found(error.value)
    assert not (project.folder / "site").exists()


def test_a_worker_with_another_program_is_refused(project: Project, tmp_path: Path) -> None:
    other = tmp_path / "program"
    for name in ("generator", "themes", "content"):
        shutil.copytree(ROOT / name, other / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "generator" / "dates.py").open("a", encoding="utf-8") as file:
        file.write("# Another version.\n")
    with cluster(tmp_path / "cluster", 0) as running:
        running.add_worker(PYTHONPATH=f"{other}{os.pathsep}{TESTS}")
        running.pids()
        done = wenzhai(project, "build", "--cluster", running.address, **ENGLISH)
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "error: this worker has another Wenzhai" in done.stderr
    assert not (project.folder / "site").exists()


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("content/issues/2019-01-01/02.md", "---\ntitle: 改过\n---\n改过。\n", "other content"),
        ("content/taxonomies/topics.yaml", "- {key: water, label: 水}\n", "other content"),
        ("themes/broadsheet/words/zh-Hans.yaml", "", "another theme"),
        ("themes/broadsheet/templates/article.html", "{{ page.title }}", "other templates"),
    ],
)
def test_a_worker_that_reads_something_else_is_refused(
    file: str, text: str, said: str, project: Project, running: Running
) -> None:
    shutil.copytree(ROOT / "themes", project.folder / "themes")

    @contextmanager
    def edited_meanwhile(plan: Plan, tree: Tree) -> Iterator[ClusterPool]:
        with there.pool(plan, tree) as pool:
            path = project.folder / file
            write(path, text or path.read_text("utf-8").replace("首页", "头一页"))
            yield pool

    with reached(running.address) as there, pytest.raises(ProblemsFound) as error:
        build(project, project.folder / "site", pools=edited_meanwhile)
    (problem,) = error.value.problems
    assert "cluster-differs" == problem.rule
    assert said in problem.what.en
    assert problem.place.file.startswith("tcp://127.0.0.1:")
    assert not (project.folder / "site").exists()


@pytest.mark.parametrize("missing", ["project", "boxes"])
def test_a_worker_that_does_not_see_a_folder_is_refused(
    missing: str, project: Project, running: Running, tmp_path: Path
) -> None:
    elsewhere = str(tmp_path / "nowhere" / ".site.boxes" / "1")

    @contextmanager
    def out_of_sight(plan: Plan, tree: Tree) -> Iterator[ClusterPool]:
        with there.pool(plan, tree) as pool:
            pool._errand = replace(pool._errand, **{missing: elsewhere})
            yield pool

    with reached(running.address) as there, pytest.raises(ProblemsFound) as error:
        build(project, project.folder / "site", pools=out_of_sight)
    (problem,) = error.value.problems
    assert "not-shared" == problem.rule
    assert str(tmp_path / "nowhere") in problem.what.en


@pytest.mark.parametrize("store", ["nosuch://bucket/x", "file:///proc/1/x"])
def test_a_store_that_cannot_be_used_is_refused_before_anything_is_made(
    store: str, project: Project, running: Running
) -> None:
    asked = ("--cluster", running.address, "--cluster-store", store)
    done = wenzhai(project, "build", *asked, **ENGLISH)
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert f"{store}" in done.stderr
    assert "error: this store cannot be used" in done.stderr
