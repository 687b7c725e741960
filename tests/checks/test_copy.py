"""Warnings for the copy of a digest, each at its place in its file."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import SITE, article, digest, shown, write

from generator.build import build
from generator.checking import check
from generator.content import read_site
from generator.project import Project


def found(project: Project) -> list[str]:
    return [shown(problem) for problem in check(project).problems]


def test_a_body_is_warned_of_at_line_and_column(tmp_path: Path) -> None:
    text = article(body="水渠。\n\n三镇,受益。\n")
    line = text[: text.index("三镇")].count("\n") + 1
    project = digest(tmp_path, {"issues/a/01-a.md": text})
    (problem,) = check(project).problems
    assert f"content/issues/a/01-a.md:{line}:3 half-width-mark" == shown(problem)
    assert "warning" == problem.severity
    assert "三镇,受益。" == problem.excerpt


def test_a_head_is_warned_of_at_line_and_column(tmp_path: Path) -> None:
    text = """\
---
title: "水渠,三镇"
summary: 水渠，，三镇。
captions:
- {text: 通水...}
- text: |
    水渠,三镇
corrections:
- date: 2019-11-21
  text: 应为“三镇
---
水渠。
"""
    expected = ["2:11 half-width-mark", "3:12 repeated-mark", "5:12 ascii-ellipsis"]
    expected += ["6 half-width-mark", "10:11 unpaired-mark"]
    project = digest(tmp_path, {"issues/a/01-a.md": text})
    assert [f"content/issues/a/01-a.md:{one}" for one in expected] == found(project)


def test_notes_of_issues_and_standing_pages_are_looked_at(tmp_path: Path) -> None:
    files = {
        "issues/a/issue.md": "---\ntitle: 水渠,三镇\n---\n水渠,三镇\n",
        "issues/a/01-a.md": article(),
        "pages/about.md": "---\ntitle: 关于\n---\n水渠,三镇\n",
    }
    expected = ["content/issues/a/issue.md:2:10", "content/issues/a/issue.md:4:3"]
    expected += ["content/pages/about.md:4:3"]
    assert [f"{place} half-width-mark" for place in expected] == found(digest(tmp_path, files))


def test_a_twin_may_be_traditional_and_no_more(tmp_path: Path) -> None:
    files = {
        "site.yaml": SITE + "variants: [zh-Hant-TW]\n",
        "issues/a/01-a.md": article(),
        "issues/a/01.zh-Hant-TW.md": "國家的水渠,三鎮。\n",
    }
    expected = ["content/issues/a/01.zh-Hant-TW.md:1:6 half-width-mark"]
    assert expected == found(digest(tmp_path, files))


def test_words_of_the_house_come_from_a_file(tmp_path: Path) -> None:
    files = {
        "house-words.yaml": "帐号: 账号\n最佳:\n",
        "issues/a/01-a.md": article(body="最佳帐号。\n"),
    }
    problems = check(digest(tmp_path, files)).problems
    assert ["换一个说法", "写成“账号”"] == [problem.mend.zh for problem in problems]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("- 帐号\n", "content/house-words.yaml:1:1 not-a-mapping"),
        ("帐号: [账号]\n", "content/house-words.yaml:1:5 wrong-value"),
        ("帐号：账号\n", "content/house-words.yaml:1:3 full-width-colon"),
    ],
)
def test_a_file_of_words_that_cannot_be_read_is_named(
    tmp_path: Path, written: str, expected: str
) -> None:
    project = digest(tmp_path, {"house-words.yaml": written})
    assert [expected] == [shown(problem) for problem in read_site(project.content)[1]]


def test_copy_is_looked_at_though_something_else_is_broken(tmp_path: Path) -> None:
    files = {
        "issues/a/01-a.md": article(body="水渠,三镇。\n"),
        "issues/a/02-b.md": "---\ntitel: 水利\n---\n水渠。\n",
    }
    rules = [problem.rule for problem in check(digest(tmp_path, files)).problems]
    assert "half-width-mark" in rules
    assert "unknown-field" in rules


def test_a_digest_turns_the_copy_off_and_an_article_a_rule(tmp_path: Path) -> None:
    bad = "水渠,三镇...\n"
    files = {"issues/a/01-a.md": article(body=bad, ignore=["half-width-mark"])}
    project = digest(tmp_path, files)
    assert ["ascii-ellipsis"] == [problem.rule for problem in check(project).problems]
    write(project.content / "site.yaml", SITE + "checks: {copy: off}\n")
    assert [] == found(project)


def test_a_build_says_nothing_of_the_copy(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(body="水渠,三镇。\n")})
    assert () == build(project, tmp_path / "site").warnings
