"""A cluster makes byte for byte what one machine makes, and no more than it must."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from world import snapshot, wenzhai

from cluster.clusters import Running
from cluster.sites import alone, edit, newspaper
from generator.project import Project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return newspaper(tmp_path_factory.mktemp("newspaper") / "digest")


@pytest.fixture(scope="module")
def expected(project: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return alone(project, tmp_path_factory.mktemp("alone") / "digest")


def beside(site: Path) -> set[str]:
    return {path.name for path in site.parent.iterdir()}


def ways(folder: Path, running: Running) -> Iterator[tuple[str, ...]]:
    yield "--cluster", running.address
    yield "--cluster", running.address, "--cluster-store", (folder / "store").as_uri()


@pytest.mark.parametrize("way", [0, 1], ids=["a shared folder", "a store"])
def test_a_site_in_three_forms_is_the_same_with_its_manifest(
    way: int, project: Project, expected: dict[str, str], running: Running, tmp_path: Path
) -> None:
    asked = list(ways(tmp_path, running))[way]
    done = wenzhai(project, "build", "-o", tmp_path / "site", *asked)
    assert (0, "") == (done.returncode, done.stderr)
    assert expected == snapshot(tmp_path / "site")
    assert ".wenzhai.json" in expected
    assert {"site", ".site.lock", ".site.states", "store"} >= beside(tmp_path / "site")
    assert not any((tmp_path / "store").glob("*/*")) if way else True


def made(project: Project, *asked: str) -> dict[str, int]:
    """Builds, and says what made how many files that were not kept."""
    done = wenzhai(project, "build", "--timings", "json", *asked)
    kinds = json.loads(done.stdout)["kinds"]
    return {kind: said["files"] for kind, said in kinds.items()}


@pytest.mark.parametrize("way", [0, 1], ids=["a shared folder", "a store"])
def test_what_has_not_changed_is_kept(way: int, running: Running, tmp_path: Path) -> None:
    asked = list(ways(tmp_path, running))[way]
    here, there = (newspaper(tmp_path / name / "digest", 3) for name in ("here", "there"))
    everything = made(here)
    assert everything == made(there, *asked)
    edit(here)
    edit(there)
    few = made(here)
    assert 0 < few["article.html"] < everything["article.html"]
    assert few == made(there, *asked)
    # One machine takes over from the cluster, and the cluster from it.
    edit(there)
    assert few == made(there)
    edit(there)
    assert few == made(there, *asked)
    assert alone(there, tmp_path / "alone" / "digest") == snapshot(there.folder / "site")


def test_a_build_with_nothing_to_do_asks_no_cluster(running: Running, tmp_path: Path) -> None:
    project = newspaper(tmp_path / "digest", 1)
    assert 0 == wenzhai(project, "build", "--cluster", running.address).returncode
    done = wenzhai(project, "build", "--cluster", "tcp://127.0.0.1:1", LANG="en_GB.UTF-8")
    assert (0, "Nothing changed") == (done.returncode, done.stdout[:15])


def test_what_is_wrong_with_a_page_is_said_as_ever(running: Running, tmp_path: Path) -> None:
    project = newspaper(tmp_path / "digest", 1)
    path = next(project.content.glob("issues/*/02.md"))
    path.write_text(
        path.read_text("utf-8") + "\n[无](99.md)和注[^1]。\n\n[^2]: 没人提。\n", "utf-8"
    )
    here = wenzhai(project, "build", "-o", tmp_path / "here")
    there = wenzhai(project, "build", "-o", tmp_path / "there", "--cluster", running.address)
    assert 1 == here.returncode
    assert "99.md" in here.stderr
    assert (here.returncode, here.stderr) == (there.returncode, there.stderr)
    assert not (tmp_path / "there").exists()
