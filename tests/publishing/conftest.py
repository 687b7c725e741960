"""The servers run once for all tests; each test has a folder, a repository, a bucket of its own."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from publishing.places import Branch, Bucket, Folder, Place, moto, rclone, sshd
from publishing.sites import Newsroom

_numbers = itertools.count()


@pytest.fixture(scope="session")
def moto_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with moto(tmp_path_factory.mktemp("moto")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def rclone_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with rclone(tmp_path_factory.mktemp("rclone")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    with sshd(tmp_path_factory.mktemp("sshd")) as reached:
        yield reached


KINDS = ("file", "ssh", "git", "moto", "rclone")


def new_place(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Place:
    root = tmp_path / "www"
    if kind == "file":
        return Folder(f"file://{root}", root)
    if kind == "ssh":
        port, ssh = request.getfixturevalue("ssh_server")
        return Folder(f"ssh://127.0.0.1:{port}{root}", root, RSYNC_RSH=ssh)
    if kind == "git":
        bare = tmp_path / "bare.git"
        subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)
        return Branch(bare)
    endpoint = request.getfixturevalue(f"{kind}_server")
    return Bucket(endpoint, f"wenzhai-{next(_numbers)}")


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return new_place(request.param, tmp_path, request)


@pytest.fixture
def newsroom(place: Place, tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path, place)
