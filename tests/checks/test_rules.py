"""Rules have stable names in one table; a digest makes of them what it will."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from world import SITE, article, digest, shown, wenzhai

from generator.build import build
from generator.checking import check
from generator.content import read_site
from generator.problems import Severity, errors
from generator.rules import AREAS, RULES, in_area

PACKAGE = Path(__file__).parents[2] / "generator"

OTHER_COMMANDS = ("authoring", "ci_files", "explaining", "freshness", "importers", "importing")
OTHER_COMMANDS += ("letters", "listing", "output", "preview", "proofing", "publish")
OTHER_COMMANDS += ("publishers", "publishing", "recording", "starter_content", "workers")
"""Modules whose problems are never those of a check."""

NOT_CHECKED = {"mass-loss"}
"""Problems of a build alone."""


def named_problems() -> Iterator[tuple[str, str, bool]]:
    """Module, rule, and whether it is a warning, of every problem that is written out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                rule = node.args[0] if node.args else None
                if isinstance(rule, ast.Constant):
                    yield module, str(rule.value), "WARNING" in ast.unparse(node)


def test_every_problem_of_a_check_has_a_rule() -> None:
    found = {rule for module, rule, _ in named_problems() if module not in OTHER_COMMANDS}
    assert set() == found - set(RULES) - NOT_CHECKED


def test_the_table_says_how_severe_a_problem_is() -> None:
    wrong = [
        (module, rule)
        for module, rule, warns in named_problems()
        if rule in RULES and (RULES[rule].severity is Severity.WARNING) != warns
    ]
    assert [] == wrong


def test_every_rule_arises_somewhere() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if path.name != "rules.py"]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert [] == [rule for rule in RULES if f'"{rule}"' not in source]


def test_rules_and_areas_cannot_be_confused() -> None:
    assert set() == set(RULES) & set(AREAS)
    assert {rule.area for rule in RULES.values()} == set(AREAS)


def test_an_area_means_its_rules_that_can_be_changed() -> None:
    assert ("dead-link", "dead-fragment") == in_area("links")[:2]
    assert "not-utf-8" not in in_area("files")
    assert () == in_area("nothing")


LINK = "[去](98-无.md)\n"


def test_a_rule_that_is_off_says_nothing_and_the_site_is_built(tmp_path: Path) -> None:
    files = {"issues/a/01-a.md": article(body=LINK)}
    project = digest(tmp_path, files)
    assert ["dead-link"] == [problem.rule for problem in check(project).problems]
    project = digest(tmp_path, {"site.yaml": SITE + "checks: {dead-link: off}\n"})
    assert () == check(project).problems
    assert () == build(project, tmp_path / "site").warnings


def test_an_error_becomes_a_warning_and_a_warning_an_error(tmp_path: Path) -> None:
    settings = SITE + "checks:\n  links: warning\n  empty-body: error\n"
    files = {
        "site.yaml": settings,
        "issues/a/01-a.md": article(body=LINK),
        "issues/a/02-b.md": article(body=""),
    }
    problems = check(digest(tmp_path, files)).problems
    assert [("empty-body", "error")] == [(p.rule, p.severity) for p in problems]
    files["issues/a/02-b.md"] = article()
    problems = check(digest(tmp_path, files)).problems
    assert [("dead-link", "warning")] == [(p.rule, p.severity) for p in problems]
    built = build(digest(tmp_path, files), tmp_path / "site")
    assert ["dead-link"] == [problem.rule for problem in built.warnings]


def test_the_later_of_an_area_and_its_rule_holds(tmp_path: Path) -> None:
    both = "checks: {links: off, dead-link: warning}\n"
    files = {"site.yaml": SITE + both, "issues/a/01-a.md": article(body=LINK)}
    assert ["dead-link"] == [problem.rule for problem in check(digest(tmp_path, files)).problems]
    files["site.yaml"] = SITE + "checks: {dead-link: warning, links: off}\n"
    assert () == check(digest(tmp_path, files)).problems


def test_an_article_ignores_a_rule_for_itself_alone(tmp_path: Path) -> None:
    files = {
        "issues/a/01-a.md": article(body=LINK, ignore=["dead-link"]),
        "issues/a/02-b.md": article(body=LINK.replace("98", "99")),
    }
    problems = check(digest(tmp_path, files)).problems
    assert ["content/issues/a/02-b.md"] == [problem.place.file for problem in problems]


@pytest.mark.parametrize("kind", ["issues/a/issue.md", "pages/about.md"])
def test_issues_and_standing_pages_ignore_rules_too(tmp_path: Path, kind: str) -> None:
    head = "---\ntitle: 关于\nignore: [links]\n---\n"
    files = {kind: head + LINK, "issues/a/01-a.md": article()}
    assert () == check(digest(tmp_path, files)).problems


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("checks: {dead-lnk: off}", "content/site.yaml:3:10 unknown-rule"),
        ("checks: {not-utf-8: off}", "content/site.yaml:3:10 firm-rule"),
        ("checks: {dead-link: no}", "content/site.yaml:3:21 wrong-value"),
        ("checks: {dead-link: [off]}", "content/site.yaml:3:21 wrong-value"),
        ("checks: dead-link", "content/site.yaml:3:9 not-a-mapping"),
    ],
)
def test_what_cannot_be_made_of_a_rule_is_said(tmp_path: Path, written: str, expected: str) -> None:
    project = digest(tmp_path, {"site.yaml": SITE + written + "\n"})
    assert [expected] == [shown(problem) for problem in read_site(project.content)[1]]


def test_a_misspelt_rule_is_offered_the_right_one(tmp_path: Path) -> None:
    files = {"issues/a/01-a.md": article(ignore=["dead-lnk"])}
    (problem,) = check(digest(tmp_path, files)).problems
    assert "unknown-rule" == problem.rule
    assert "“dead-link”" in problem.mend.zh


def test_a_firm_error_stays_though_its_area_is_off(tmp_path: Path) -> None:
    files = {
        "site.yaml": SITE + "checks: {front-matter: off}\n",
        "issues/a/01-a.md": "---\ntitle：水利\ncatgory: 一\n---\n水渠。\n",
    }
    problems = errors(check(digest(tmp_path, files)).problems)
    assert ["full-width-colon"] == [problem.rule for problem in problems]


def test_all_rules_are_listed_in_both_languages(tmp_path: Path) -> None:
    chinese = wenzhai(tmp_path, "check", "--rules", WENZHAI_LANG="zh")
    english = wenzhai(tmp_path, "check", "--rules", WENZHAI_LANG="en")
    assert (0, 0) == (chinese.returncode, english.returncode)
    assert english.stdout.isascii()
    for name in (*RULES, *AREAS):
        assert f"{name} " in chinese.stdout
        assert f"{name} " in english.stdout
