"""What only a branch needs: nothing committed in vain, nothing of others lost, no history gone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.problems import ProblemsFound
from generator.publishers import branch as branch_module
from publishing.places import Branch, files_below, sha
from publishing.sites import Newsroom, pages


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)
    return Branch(bare)


@pytest.fixture
def newsroom(branch: Branch, tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path, branch)


def commits(branch: Branch) -> list[str]:
    return branch.git("log", "--format=%s", branch.branch).splitlines()


def test_nothing_is_committed_when_nothing_changed(newsroom: Newsroom, branch: Branch) -> None:
    newsroom.put(pages("one"))
    for _ in range(2):
        newsroom.publish()
    assert ["Publish the site: 11 new, 0 changed, 0 removed"] == commits(branch)


def test_an_unchanged_site_from_another_machine_commits_nothing(
    newsroom: Newsroom, branch: Branch, tmp_path: Path
) -> None:
    newsroom.put(pages("one"))
    other = Newsroom(tmp_path / "elsewhere", branch)
    other.put(pages("one"))
    assert 1 == len(commits(branch))


def test_what_others_committed_stays_and_so_does_the_history(
    newsroom: Newsroom, branch: Branch
) -> None:
    branch.commit({"CNAME": b"news.example.org", "README.md": b"ours"}, "By hand")
    newsroom.put(pages("one"))
    branch.commit({".nojekyll": b"", "notes/a.txt": b"note"}, "By hand again")
    newsroom.put(pages("two"))
    newsroom.roll_back()
    seen = branch.seen()
    wanted = {"CNAME": b"news.example.org", "README.md": b"ours", "notes/a.txt": b"note"}
    assert {path: sha(data) for path, data in wanted.items()}.items() <= seen.items()
    assert [
        "Put the release before back",
        "Publish the site: 9 new, 1 changed, 0 removed",
    ] != commits(branch)[:2]
    assert ["By hand again", "By hand"] == [one for one in commits(branch) if "hand" in one]
    assert 5 == len(commits(branch))


def test_our_file_that_somebody_else_changed_is_put_right(
    newsroom: Newsroom, branch: Branch
) -> None:
    wanted = newsroom.put(pages("one"))
    branch.commit({"index.html": b"defaced"}, "By hand")
    done = newsroom.publish()
    assert ("index.html",) == done.plan.changed
    assert wanted == branch.seen()


def test_names_with_an_underscore_are_served(newsroom: Newsroom, branch: Branch) -> None:
    newsroom.put(pages("one"))
    assert ".nojekyll" in branch.git("ls-tree", "--name-only", branch.branch).split()


def test_a_commit_that_comes_in_between_goes_below_ours(
    newsroom: Newsroom, branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.put(pages("one"))
    wanted = newsroom.build(pages("two"))
    real = branch_module.BranchPublisher._committed
    came = []

    def somebody_commits(self: object, *arguments: object) -> str:
        commit = real(self, *arguments)  # type: ignore[arg-type]
        if not came:
            came.append(branch.commit({"CNAME": b"x"}, "In between"))
        return commit

    monkeypatch.setattr(branch_module.BranchPublisher, "_committed", somebody_commits)
    newsroom.publish()
    assert wanted.items() <= branch.seen().items()
    assert sha(b"x") == branch.seen()["CNAME"]
    assert "In between" == commits(branch)[1]


def test_another_publisher_in_between_wins(
    newsroom: Newsroom, branch: Branch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.put(pages("one"))
    newsroom.build(pages("two"))
    other = Newsroom(tmp_path / "elsewhere", branch)
    theirs = other.build(pages("three"))
    real = branch_module.BranchPublisher._committed
    came = []

    def somebody_publishes(self: object, *arguments: object) -> str:
        if not came:
            came.append(1)
            other.publish()
        return real(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(branch_module.BranchPublisher, "_committed", somebody_publishes)
    with pytest.raises(ProblemsFound) as found:
        newsroom.publish()
    assert ["busy"] == [problem.rule for problem in found.value.problems]
    assert theirs.items() <= branch.seen().items()


def test_no_work_tree_is_touched(newsroom: Newsroom, branch: Branch) -> None:
    """The digest lies in a repository of its own, with work in progress."""
    folder = newsroom.project.folder
    newsroom.build(pages("one"))
    (folder / ".gitignore").write_text("/site/\n/.wenzhai-cache/\n")
    for command in (["init", "-q"], ["add", "content"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    before = files_below(folder / ".git")
    newsroom.publish()
    assert before == files_below(folder / ".git")


def test_a_cache_that_is_lost_or_damaged_does_no_harm(newsroom: Newsroom, branch: Branch) -> None:
    newsroom.put(pages("one"))
    cache = next((newsroom.project.folder / ".wenzhai-cache/publish").glob("git-*/objects.git"))
    (cache / "HEAD").write_text("nonsense")
    (cache / "shallow.lock").write_text("")
    assert not newsroom.publish().sent
    wanted = newsroom.put(pages("two"))
    assert wanted.items() <= branch.seen().items()


@pytest.mark.parametrize(
    "url",
    [
        "git+https://github.com/me/news.git",
        "git+https://me:pass-word@github.com/me/news.git#gh-pages",
        "git+ssh://-oProxyCommand=x/a#b",
        "git+file:///srv/x.git#--force",
        "git+file:///srv/x.git#a..b",
        "git+https://host/x.git?a=b#c",
    ],
)
def test_an_address_that_is_none_is_refused(newsroom: Newsroom, url: str) -> None:
    from dataclasses import replace

    newsroom.build(pages("one"))
    newsroom.target = replace(newsroom.target, url=url)
    with pytest.raises(ProblemsFound, match="not the address of a repository") as found:
        newsroom.publish()
    assert "pass-word" not in str(found.value)


def test_the_token_is_not_printed_when_the_host_refuses(newsroom: Newsroom) -> None:
    from dataclasses import replace

    newsroom.build(pages("one"))
    newsroom.target = replace(newsroom.target, url="git+https://127.0.0.1:1/me/news.git#pages")
    newsroom.environ |= {"WENZHAI_GIT_TOKEN": "very-secret-token", "GIT_CURL_VERBOSE": "1"}
    with pytest.raises(ProblemsFound) as found:
        newsroom.publish()
    assert "git failed" in str(found.value)
    for secret in ("very-secret-token", "dmVyeS1zZWNyZXQ", "Basic "):
        assert secret not in str(found.value)
