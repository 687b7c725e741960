"""What the doctor finds, with a remedy for what is wrong."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from pathlib import Path

import pytest
from world import SITE, article, digest, environment, snapshot, wenzhai

from generator.doctor import EXAMINATIONS, State, examine
from generator.project import Project


def found(project: Project) -> dict[str, State]:
    return {one.name: one.state for one in examine(project)}


def test_a_machine_that_builds_is_well(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article()})
    before = snapshot(tmp_path)
    done = wenzhai(project, "doctor")
    assert (0, "") == (done.returncode, done.stderr)
    assert "不行" not in done.stdout
    assert f"Python {sys.version.split()[0]}" in done.stdout
    assert before == snapshot(tmp_path)


def test_every_library_that_is_required_is_looked_at(tmp_path: Path) -> None:
    names = {name.removeprefix("library/").lower() for name in found(digest(tmp_path))}
    assert {"click", "jinja2", "pyyaml", "pillow", "opencc"} <= names


def test_everything_that_is_not_well_has_a_remedy(tmp_path: Path) -> None:
    settings = SITE + "publish:\n  a: {to: s3://x/y}\n  b: {to: ssh://a@b/c}\n"
    project = digest(tmp_path, {"site.yaml": settings, "issues/a/01-a.md": "---\n---\n"})
    for one in examine(project):
        for language in ("zh", "en"):
            assert one.what.in_language(language)
            assert one.state is State.GOOD or one.mend.in_language(language), one.name


def test_an_old_library_and_a_missing_one_are_bad() -> None:
    from generator.doctor.software import _library

    assert State.GOOD is _library("click>=8.1").state
    assert State.BAD is _library("click>=99.0").state
    missing = _library("no-such-library>=1.0")
    assert (State.BAD, "没有装 no-such-library") == (missing.state, missing.what.zh)
    assert "pip install 'no-such-library>=1.0'" in missing.mend.zh


def test_a_folder_that_is_no_digest_is_bad(tmp_path: Path) -> None:
    done = wenzhai(tmp_path, "doctor")
    assert 4 == done.returncode
    assert "没有 content/，这里不是文摘" in done.stdout


def test_a_build_that_is_going_on_is_seen(tmp_path: Path) -> None:
    project = digest(tmp_path)
    lock = tmp_path / ".site.lock"
    lock.touch()
    assert State.GOOD is found(project)["lock"]
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert State.LACKING is found(project)["lock"]


def test_the_lock_is_that_of_a_build(tmp_path: Path) -> None:
    assert 0 == wenzhai(digest(tmp_path), "build").returncode
    assert (tmp_path / ".site.lock").is_file()


def test_git_and_its_folder_are_seen(tmp_path: Path) -> None:
    project = digest(tmp_path)
    assert State.LACKING is found(project)["git"]
    (tmp_path / ".git").mkdir()
    assert State.GOOD is found(project)["git"]


def test_content_and_address_are_looked_at(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": "---\n---\n"})
    assert State.LACKING is found(project)["content"]
    assert State.LACKING is found(project)["base-url"]
    digest(
        tmp_path, {"site.yaml": SITE + "base_url: https://a.cn\n", "issues/a/01-a.md": article()}
    )
    assert State.GOOD is found(project)["content"]
    assert State.GOOD is found(project)["base-url"]


def test_publishing_wants_its_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish = "publish:\n  here: {to: file:///srv/www}\n  there: {to: ssh://a@b/c}\n"
    project = digest(tmp_path, {"site.yaml": SITE + publish})
    monkeypatch.setenv("PATH", str(tmp_path))
    states = found(project)
    assert (State.GOOD, State.BAD) == (states["publish/here"], states["publish/there"])
    assert State.LACKING is states["git"]


def test_programs_get_json_and_people_their_language(tmp_path: Path) -> None:
    project = digest(tmp_path)
    rows = json.loads(wenzhai(project, "doctor", "--format", "json").stdout)
    assert {"name", "state", "what", "mend"} == set(rows[0])
    assert len(rows) >= len(EXAMINATIONS)
    assert wenzhai(project, "doctor", WENZHAI_LANG="en").stdout.isascii()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script(tmp_path: Path, shell: str) -> None:
    done = wenzhai(tmp_path, "completion", shell)
    assert (0, "") == (done.returncode, done.stderr)
    assert f"_WENZHAI_COMPLETE={shell}_complete" in done.stdout
    assert 2 == wenzhai(tmp_path, "completion", "csh").returncode


def test_bash_takes_its_script(tmp_path: Path) -> None:
    script = wenzhai(tmp_path, "completion", "bash").stdout
    done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)


def completed(project: Project, typed: str) -> list[str]:
    """What bash would offer for the last of the words."""
    done = subprocess.run(
        [sys.executable, "-m", "generator"],
        env=environment(
            _WENZHAI_COMPLETE="bash_complete",
            COMP_WORDS=f"wenzhai -C {project.folder} {typed}",
            COMP_CWORD=str(len(typed.split()) + 2),
        ),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_a_shell_completes_commands_options_and_names(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/2019-11/01-a.md": article()})
    assert ["check"] == completed(project, "chec")
    assert "--format" in completed(project, "check --f")
    assert ["sarif"] == completed(project, "check --format s")
    assert ["水利"] == completed(project, "list --topic 水")
    assert ["水利"] == completed(project, "list --topic wa")
    assert ["瑞安市"] == completed(project, "new article --county 瑞")
    assert ["2019-11"] == completed(project, "list --issue 20")
