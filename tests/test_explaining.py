"""Of one page: where it comes from, what it is made with, what shows it."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from world import SITE, article, digest, found, photograph, wenzhai, write

from generator.explaining import Explanation, explain
from generator.problems import ProblemsFound
from generator.project import STARTER, Project

FIRST = "content/issues/2019-11/01-水利.md"

FILES: dict[str, str | bytes] = {
    "site.yaml": SITE + "variants: [zh-Hant-TW]\nbase_url: https://example.com/news\n",
    "issues/2019-11/issue.md": "---\nnumber: 3\ndate: 2019-11\n---\n",
    "issues/2019-11/01-水利.md": article(
        topics=["水利"], counties=["瑞安市"], authors=["王二"], summary="自己写的摘要。"
    ),
    "issues/2019-11/02-b.md": article("另一篇", "见[前文](01-水利.md)。\n", date="2019-11-02"),
    "issues/2019-11/03-c.md": article("草稿", draft=True),
    "issues/2019-11/04-d.md": article("定时", publish_at="2019-12-01"),
    "issues/2019-11/a.jpg": photograph(),
    "pages/about.md": "---\ntitle: 关于\n---\n见[文章](../issues/2019-11/01-水利.md)。\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return digest(tmp_path, FILES)


def origins(said: Explanation) -> dict[str, str]:
    return {value.name: value.origin.zh for value in said.values}


@pytest.mark.parametrize(
    "wanted",
    [
        "/issues/2019-11/01.html",
        "issues/2019-11/01.html",
        "https://example.com/news/issues/2019-11/01.html",
        "http://localhost:8000/issues/2019-11/01.html",
        "2019-11/01",
        FIRST,
        "./" + FIRST,
        "site/issues/2019-11/01.html",
    ],
)
def test_a_page_is_known_by_its_address_and_by_its_file(project: Project, wanted: str) -> None:
    said = explain(project, wanted)
    assert ("/issues/2019-11/01.html", FIRST) == (said.address, said.source)
    assert "ArticleView" == said.view


def test_a_list_is_known_with_and_without_its_file_name(project: Project) -> None:
    for wanted in ("/topics/water/", "/topics/water/index.html", "site/topics/water/index.html"):
        assert "/topics/water/" == explain(project, wanted).address
    assert "/" == explain(project, "/").address
    assert "/" == explain(project, "https://example.com/news").address


def test_each_value_has_its_origin(project: Project) -> None:
    said = origins(explain(project, FIRST))
    assert FIRST + ":2:8" == said["title"]
    assert FIRST + ":6:10" == said["summary"]
    assert "content/taxonomies/topics.yaml:1" == said["topics/water"]
    assert "content/taxonomies/counties.yaml:4" == said["counties/330381"]
    assert "本期的日期，content/issues/2019-11/issue.md:3:7" == said["date"]
    other = origins(explain(project, "2019-11/02"))
    assert "content/issues/2019-11/02-b.md:3:7" == other["date"]
    assert "正文的开头几句" == other["summary"]


def test_what_shows_a_page_is_named_links_in_texts_too(project: Project) -> None:
    said = explain(project, FIRST)
    assert {"/", "/issues/2019-11/", "/topics/water/", "/counties/330381/"} <= set(said.shown_on)
    assert {"/about.html", "/issues/2019-11/02.html"} <= set(said.shown_on)
    assert said.address not in said.shown_on
    assert {"/topics/water/", "/issues/2019-11/02.html"} <= set(said.shows)


def test_the_forms_of_a_page_are_named(project: Project) -> None:
    expected = (("zh-Hans", "/about.html"), ("zh-Hant-TW", "/zh-hant-tw/about.html"))
    assert expected == explain(project, "content/pages/about.md").forms
    twin = explain(project, "/zh-hant-tw/topics/water/")
    assert ("zh-Hans", "/topics/water/") in twin.forms
    assert all(url.startswith("/zh-hant-tw/") for url in twin.shown_on)


def test_templates_are_named_where_they_lie(project: Project) -> None:
    shutil.copytree(STARTER / "themes/broadsheet", project.folder / "themes/broadsheet")
    own = project.folder / "themes/evening"
    write(own / "theme.yaml", "name: evening\nextends: broadsheet\n")
    write(own / "templates/article.html", '{% extends "broadsheet/article.html" %}')
    settings = project.content / "site.yaml"
    write(settings, settings.read_text(encoding="utf-8") + "theme: evening\n")
    first, *rest = explain(project, FIRST).templates
    assert "themes/evening/templates/article.html" == first
    assert "themes/broadsheet/templates/article.html" in rest
    assert "themes/broadsheet/templates/frame.html" in rest


def test_a_file_that_no_template_makes_names_what_does(project: Project) -> None:
    assert ("generator.feeds.atom.atom",) == explain(project, "/atom.xml").templates


@pytest.mark.parametrize(
    ("wanted", "why"),
    [("2019-11/03", "草稿"), ("content/issues/2019-11/04-d.md", "定时在 2019-12-01")],
)
def test_an_article_without_a_page_says_why(project: Project, wanted: str, why: str) -> None:
    said = explain(project, wanted)
    assert ("", (), ()) == (said.address, said.templates, said.shown_on)
    assert why in said.why_not.zh
    assert "title" in origins(said)


def test_an_article_that_waited_has_its_page(project: Project) -> None:
    now = datetime.fromisoformat("2019-12-01T00:00+08:00")
    assert "/issues/2019-11/04.html" == explain(project, "2019-11/04", now).address


def test_a_page_that_is_not_there_is_offered_a_near_one(project: Project) -> None:
    with pytest.raises(ProblemsFound) as error:
        explain(project, "/topics/watr/")
    (problem,) = error.value.problems
    assert ["/topics/watr/ no-such-page"] == found(error.value)
    assert "是不是 /topics/water/？" == problem.mend.zh


def test_the_command_speaks_to_people_and_to_programs(project: Project) -> None:
    text = wenzhai(project, "explain", FIRST)
    assert (0, "") == (text.returncode, text.stderr)
    assert f"title: 新渠通水  ← {FIRST}:2:8" in text.stdout
    said = json.loads(wenzhai(project, "explain", FIRST, "--format", "json").stdout)
    assert "/zh-hant-tw/issues/2019-11/01.html" == said["forms"]["zh-Hant-TW"]
    assert {"name": "number", "text": "01", "origin": "文件名开头的数字"} in said["values"]
    english = wenzhai(project, "explain", "/404.html", WENZHAI_LANG="en").stdout
    assert english.isascii()
    assert 1 == wenzhai(project, "explain", "/nowhere").returncode
