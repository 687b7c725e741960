"""The files for hosts: valid, least in rights, pinned, and every step of them really runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from world import wenzhai

from generator.ci_files import CI_FILES, ci_text
from generator.cli.init import HOSTS
from publishing.places import files_below
from publishing.sites import ADDRESS

ROOT = Path(__file__).parents[2]
OURS = sorted((ROOT / ".github/workflows").glob("*.yml"))
WORKFLOWS = [host for host, (name, _) in CI_FILES.items() if "workflows" in name]


def texts() -> dict[str, str]:
    """Name to text of every workflow for GitHub: ours, and those of `init --ci`."""
    found = {f"ours {path.name}": path.read_text(encoding="utf-8") for path in OURS}
    return found | {f"init {host}": ci_text(host) for host in WORKFLOWS}


def program(name: str) -> str:
    found = shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if found is None:
        pytest.skip(f"{name} is missing: pip install 'wenzhai[test]'")
    return found


def passes(*command: str | Path) -> None:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stdout + done.stderr


@pytest.fixture(params=texts())
def workflow(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / ".github/workflows/workflow.yml"
    path.parent.mkdir(parents=True)
    path.write_text(texts()[request.param], encoding="utf-8")
    return path


def test_a_workflow_is_valid(workflow: Path) -> None:
    passes(program("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", workflow)


def test_a_workflow_is_safe(workflow: Path) -> None:
    passes(program("zizmor"), "--offline", "--no-config", "--persona=pedantic", workflow)


def test_the_schema_and_the_audit_do_find_faults(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    workflow.write_text(text.replace("runs-on:", "run-on:"), encoding="utf-8")
    with pytest.raises(AssertionError):
        passes(program("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", workflow)
    workflow.write_text(re.sub("@[0-9a-f]{40}", "@v1", text), encoding="utf-8")
    with pytest.raises(AssertionError):
        passes(program("zizmor"), "--offline", "--no-config", "--persona=pedantic", workflow)


def test_the_file_for_gitlab_is_valid(tmp_path: Path) -> None:
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(ci_text("gitlab"), encoding="utf-8")
    schema = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    passes(program("check-jsonschema"), *schema, path)
    path.write_text(
        ci_text("gitlab").replace("interruptible: false", "interruptible: [1]"), encoding="utf-8"
    )
    with pytest.raises(AssertionError):
        passes(program("check-jsonschema"), *schema, path)


def steps(text: str, job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(text)["jobs"][job]["steps"]
    return found


@pytest.mark.parametrize("name", texts())
def test_rights_pins_secrets_and_hidden_files(name: str) -> None:
    text = texts()[name]
    flow = yaml.safe_load(text)
    assert {} == flow["permissions"]
    assert "pull_request_target" not in text
    for used in re.findall(r"uses: (\S+ ?.*)", text):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
    if "deploy" not in flow["jobs"]:
        return
    build, deploy = flow["jobs"]["build"], flow["jobs"]["deploy"]
    assert "write" not in str(build["permissions"])
    assert "secrets." not in json.dumps(build)
    cancels = flow["concurrency"]["cancel-in-progress"]
    assert cancels is False or "pull_request" in cancels
    hidden = [step["with"] for step in build["steps"] if "upload" in step.get("uses", "")]
    assert [True] == [one["include-hidden-files"] for one in hidden]
    if "pull_request" in flow[True]:  # YAML 1.1 takes `on` for true.
        assert "pull_request" in deploy["if"]
        cache = next(step for step in build["steps"] if "actions/cache" in step.get("uses", ""))
        assert "github.event_name != 'pull_request'" == cache["if"]


@pytest.mark.parametrize("name", [n for n in texts() if "actions/cache" in texts()[n]])
def test_the_key_of_the_cache_is_new_each_time_and_begins_as_what_is_restored(name: str) -> None:
    found = re.search(r"key: (\S.*)\n\s+restore-keys: \|\n\s+(\S.*)\n", texts()[name])
    assert found is not None
    assert found[1] == found[2] + "${{ github.run_id }}"
    assert "content/site.yaml" in found[2]
    assert "themes/**" in found[2]


# -- every step runs -------------------------------------------------------------------------------


@pytest.fixture
def tools(tmp_path: Path) -> dict[str, str]:
    """An environment in which `pip install`, `npx`, `sudo` and `make` only say what they were told,
    so that no step needs a network; `wenzhai` and all the rest are the real ones."""
    folder = tmp_path / "tools"
    folder.mkdir()
    log = tmp_path / "tools.log"
    scripts = {
        "python": f'if [ "$1 $2" = "-m pip" ]; then echo "pip $*" >> {log}; exit 0; fi\n'
        f'exec {sys.executable} "$@"',
        "wenzhai": f'exec {sys.executable} -m generator "$@"',
        "npx": f'echo "npx $*" >> {log}; test -s public/index.html',
        "sudo": 'exec "$@"',
        "make": f'echo "make $* WENZHAI_CI=$WENZHAI_CI" >> {log}',
        "apt-get": f'echo "apt-get $*" >> {log}',
    }
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(("WENZHAI", "GITHUB"))},
        "PATH": f"{folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "BASE_URL": "https://me.github.io/news",
        "LOG": str(log),
    }


def run_step(script: str, folder: Path, environ: dict[str, str]) -> None:
    """As a runner does: `bash -e -o pipefail`."""
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert 0 == done.returncode, script + done.stdout + done.stderr


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    """A digest as `wenzhai init` makes it, with its raw page imported."""
    folder = tmp_path / "digest"
    assert 0 == wenzhai(tmp_path, "init", folder).returncode
    site = folder / "content/site.yaml"
    site.write_text(re.sub("base_url:.*", f"base_url: {ADDRESS}", site.read_text()))
    raw = sorted((folder / "content/raw").glob("*.txt"))
    assert 0 == wenzhai(folder, "import", *raw).returncode
    return folder


def check_public(folder: Path) -> None:
    """What is to be published is the site, without anything of ours."""
    public, site = files_below(folder / "public"), files_below(folder / "site")
    assert len(public) > 100
    assert {path: state for path, state in site.items() if path != ".wenzhai.json"} == public


@pytest.mark.parametrize("host", HOSTS)
def test_every_step_for_a_host_runs(host: str, digest: Path, tools: dict[str, str]) -> None:
    made = wenzhai(digest, "init", digest, "--ci", host)
    assert 0 == made.returncode, made.stderr
    name = CI_FILES[host][0]
    text = (digest / name).read_text(encoding="utf-8")
    if host == "netlify":
        table = tomllib.loads(text)
        assert "public" == table["build"]["publish"]
        scripts = [table["build"]["command"]]
    elif host == "gitlab":
        jobs = yaml.safe_load(text)
        scripts = [*jobs["build"]["script"], *jobs["pages"]["script"]]
    else:
        both = [*steps(text, "build"), *steps(text, "deploy")]
        scripts = [step["run"] for step in both if "run" in step]
    for script in scripts:
        run_step(script, digest, tools | {"PROJECT": "news", "EDGEONE_API_TOKEN": "x"})
    check_public(digest)
    log = Path(tools["LOG"]).read_text()
    assert "install --disable-pip-version-check -r requirements.txt" in log
    assert re.fullmatch(r"wenzhai==\S+\n", (digest / "requirements.txt").read_text())
    assert (host in ("cloudflare", "edgeone")) == ("npx" in log)


def test_every_step_of_our_own_pages_runs_on_a_clean_copy(
    tmp_path: Path, tools: dict[str, str]
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    environ = tools | {"PYTHONPATH": str(copy)}
    for step in steps((ROOT / ".github/workflows/pages.yml").read_text(), "build"):
        if "run" in step:
            run_step(step["run"], copy, environ)
    check_public(copy)
    assert b"https://me.github.io/news/" in (copy / "public/sitemap.xml").read_bytes()


def test_our_own_test_runs_what_ci_runs(tmp_path: Path, tools: dict[str, str]) -> None:
    """The step itself is the whole suite, which this is a part of: up to `make test` it is run."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci/run")
    for step in steps((ROOT / ".github/workflows/test.yml").read_text(), "test"):
        if "run" in step:
            run_step(step["run"], tmp_path, tools)
    assert "make test WENZHAI_CI=1" in Path(tools["LOG"]).read_text()


def test_a_file_that_is_there_is_not_overwritten(digest: Path) -> None:
    assert 0 == wenzhai(digest, "init", digest, "--ci", "gitlab").returncode
    (digest / ".gitlab-ci.yml").write_text("mine")
    assert 1 == wenzhai(digest, "init", digest, "--ci", "gitlab").returncode
    assert "mine" == (digest / ".gitlab-ci.yml").read_text()


def test_init_offers_the_hosts_of_the_table() -> None:
    assert tuple(CI_FILES) == HOSTS
