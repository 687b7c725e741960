"""Which articles are listed, and what is said of them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from world import article, digest, found, wenzhai

from generator.cli.list_ import LACKS as OFFERED
from generator.listing import LACKS, Asked, list_articles
from generator.problems import ProblemsFound
from generator.project import Project

NOW = datetime.fromisoformat("2019-11-21T08:00+08:00")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return digest(
        tmp_path,
        {
            "issues/2019-11/issue.md": "---\ndate: 2019-11\n---\n",
            "issues/2019-11/01-a.md": article("甲", topics=["水利"], counties=["瑞安市"]),
            "issues/2019-11/02-b.md": article("乙", draft=True, publish_at="2019-11-25"),
            "issues/2019-11/03-c.md": article("丙", publish_at="2019-11-22", topics=["教育"]),
            "issues/2019-11/04-d.md": article("丁", expires="2019-11-20", authors=["王二"]),
            "issues/a/01-e.md": article("戊", "![](a.png)\n![图](a.png)\n", date="2019-11-01"),
            "issues/a/02-f.md": article("己", "", counties=["鹿城区"], pin=True),
            "issues/a/03-g.md": article("庚", "![图](a.png)\n", editors=["王二"]),
            "issues/a/a.png": b"",
        },
    )


ASKED = {
    "": "甲乙丙丁戊己庚",
    "--drafts": "乙",
    "--scheduled": "丙",
    "--expired": "丁",
    "--published": "甲戊己庚",
    "--drafts --scheduled": "乙丙",
    "--without topic": "乙丁戊己庚",
    "--without topic --without county": "乙丁戊庚",
    "--without alt": "戊",
    "--without date": "己庚",
    "--without day": "甲乙丙丁己庚",
    "--without body": "己",
    "--without author --issue a": "戊己庚",
    "--topic 水利": "甲",
    "--topic water --topic 学校": "甲丙",
    "--county 温州市": "甲己",
    "--county 330302": "己",
    "--author 王二": "丁庚",
    "--author 王二 --expired": "丁",
    "--issue 2019-11 --published": "甲",
}


def asked_of(written: str) -> Asked:
    """The options as the command line hands them on."""
    words = written.split()
    many: dict[str, list[str]] = {}
    statuses = {"--drafts": "draft", "--scheduled": "scheduled", "--expired": "expired"}
    statuses["--published"] = "published"
    fields = {"--without": "without", "--topic": "topics", "--county": "counties"}
    fields |= {"--author": "authors", "--issue": "issues"}
    while words:
        option = words.pop(0)
        if option in statuses:
            many.setdefault("status", []).append(statuses[option])
        else:
            many.setdefault(fields[option], []).append(words.pop(0))
    return Asked(**{name: tuple(values) for name, values in many.items()})


@pytest.mark.parametrize("written", ASKED)
def test_those_are_listed_that_are_asked_for(project: Project, written: str) -> None:
    rows = list_articles(project, asked_of(written), NOW)
    assert ASKED[written] == "".join(row["title"] for row in rows)


def test_told_no_time_what_waits_waits_and_nothing_is_over(project: Project) -> None:
    by_title = {row["title"]: row["status"] for row in list_articles(project)}
    assert ("scheduled", "published") == (by_title["丙"], by_title["丁"])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(topics=("水力",)), "--topic unknown-term"),
        (Asked(counties=("瑞安",)), "--county unknown-term"),
        (Asked(issues=("2019-12",)), "--issue unknown-issue"),
    ],
)
def test_a_name_that_is_not_there_is_said(project: Project, asked: Asked, expected: str) -> None:
    with pytest.raises(ProblemsFound) as error:
        list_articles(project, asked)
    assert [expected] == found(error.value)


def test_the_command_line_offers_what_there_is() -> None:
    assert tuple(LACKS) == OFFERED


def test_the_command_marks_what_is_not_out(project: Project) -> None:
    done = wenzhai(project, "list", "--issue", "2019-11", "--drafts")
    assert "2019-11/02  2019-11     草稿 乙  \n" == done.stdout
    assert "置顶 己  鹿城区" in wenzhai(project, "list").stdout


@pytest.mark.parametrize("arguments", [["--json"], ["--format", "json"]])
def test_the_command_gives_json(project: Project, arguments: list[str]) -> None:
    (row,) = json.loads(wenzhai(project, "list", "--county", "瑞安市", *arguments).stdout)
    assert ("2019-11/01", ["瑞安市"], "published") == (row["key"], row["counties"], row["status"])
    assert "content/issues/2019-11/01-a.md" == row["file"]


def test_a_mistake_is_one_of_use(project: Project) -> None:
    assert 2 == wenzhai(project, "list", "--without", "colour").returncode
    assert 1 == wenzhai(project, "list", "--topic", "水力").returncode
