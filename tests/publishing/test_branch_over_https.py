"""A branch of a repository behind https and a token, as GitHub and GitLab have it."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.problems import ProblemsFound
from publishing.https import PASSWORD, USER, forge
from publishing.places import Branch, files_below
from publishing.sites import Newsroom, pages


@pytest.fixture
def news(tmp_path: Path) -> Iterator[tuple[Branch, list[str]]]:
    """A branch that is pushed to by https; the place knows the token."""
    root = tmp_path / "forge"
    bare = root / "news.git"
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)
    with forge(root) as (address, trust, asked):
        branch = Branch(bare)
        branch.url = f"git+{address}/news.git#{branch.branch}"
        branch.environ.update(trust, WENZHAI_GIT_TOKEN=PASSWORD)
        yield branch, asked


def test_a_site_goes_out_and_comes_back_by_https(
    news: tuple[Branch, list[str]], tmp_path: Path
) -> None:
    branch, asked = news
    newsroom = Newsroom(tmp_path, branch)
    first = newsroom.put(pages("one"))
    assert first == branch.seen()
    second = newsroom.put(pages("two"))
    assert second.items() <= branch.seen().items()
    newsroom.roll_back()
    assert first.items() <= branch.seen().items()
    assert "POST /news.git/git-receive-pack 200" in asked
    assert [] == [one for one in asked if one.endswith(" 401")]


def test_an_unchanged_site_is_only_asked_for(
    news: tuple[Branch, list[str]], tmp_path: Path
) -> None:
    branch, asked = news
    newsroom = Newsroom(tmp_path, branch)
    newsroom.put(pages("one"))
    before, asked[:] = branch.everything(), []
    newsroom.publish()
    assert before == branch.everything()
    assert [] == [one for one in asked if "receive-pack" in one]


@pytest.mark.parametrize("token", ["", "wrong-token-of-the-tests"])
def test_a_wrong_token_stops_it_and_is_not_shown(
    news: tuple[Branch, list[str]], tmp_path: Path, token: str
) -> None:
    branch, asked = news
    branch.environ["WENZHAI_GIT_TOKEN"] = token
    newsroom = Newsroom(tmp_path, branch)
    newsroom.build(pages("one"))
    with pytest.raises(ProblemsFound) as found:
        newsroom.publish()
    assert {} == branch.seen()
    assert "GET /news.git/info/refs 401" in asked
    said = str(found.value)
    assert "cannot-publish" in said
    assert not token or token not in said


def test_the_token_is_in_no_file(news: tuple[Branch, list[str]], tmp_path: Path) -> None:
    branch, _ = news
    newsroom = Newsroom(tmp_path, branch)
    newsroom.put(pages("one"))
    folder = newsroom.project.folder
    secret = PASSWORD.encode()
    sent = base64.b64encode(f"{USER}:{PASSWORD}".encode())
    for name in files_below(folder):
        data = (folder / name).read_bytes()
        assert secret not in data, name
        assert sent not in data, name
