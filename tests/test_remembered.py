"""What was read is not read again, unless it is another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import TOPICS, article, digest, photograph, write

from generator.build import read
from generator.declaring import cache_of
from generator.kept import Kept
from generator.model import Site
from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.project import Project
from generator.remembered import Remembered, read_anew


class Counting:
    """Reads a file, and counts how often."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.times = 0

    def __call__(self, problems: list[Problem]) -> str:
        self.times += 1
        text = self.path.read_text(encoding="utf-8")
        if "坏" in text:
            problems.append(Problem("bad", Place("a"), Phrase("坏", "bad")))
        return text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a"
    path.write_text("甲", encoding="utf-8")
    return path


def test_what_is_the_same_is_not_read_again(file: Path) -> None:
    remembered, reading = Remembered(), Counting(file)
    assert ["甲", "甲"] == [remembered([file], (), reading, []) for _ in range(2)]
    assert 1 == reading.times


def test_another_time_another_size_or_another_inode_is_another_file(file: Path) -> None:
    remembered, reading = Remembered(), Counting(file)
    before = file.stat()
    remembered([file], (), reading, [])
    file.write_text("甲乙", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "甲乙" == remembered([file], (), reading, [])
    beside = file.with_name("b")
    beside.write_text("丙丁", encoding="utf-8")
    os.utime(beside, ns=(before.st_atime_ns, before.st_mtime_ns))
    beside.rename(file)
    assert "丙丁" == remembered([file], (), reading, [])


def test_what_is_forgotten_is_read_again(file: Path) -> None:
    remembered, reading = Remembered(), Counting(file)
    for forgotten in (file, file.parent / "b", file / "below"):
        remembered([file.parent, file], (), reading, [])
        remembered.forget([forgotten])
    remembered([file.parent, file], (), reading, [])
    assert 4 == reading.times


def test_what_depends_on_another_thing_is_read_again(file: Path) -> None:
    remembered, reading = Remembered(), Counting(file)
    for asked in ("a", "a", "b"):
        remembered([file], asked, reading, [])
    assert 2 == reading.times


def test_what_came_with_a_problem_is_read_again(file: Path) -> None:
    remembered, reading = Remembered(), Counting(file)
    file.write_text("坏", encoding="utf-8")
    for _ in range(2):
        problems: list[Problem] = []
        remembered([file], (), reading, problems)
        assert ["bad"] == [problem.rule for problem in problems]
    assert 2 == reading.times


def test_a_folder_that_links_to_itself_has_an_end(file: Path) -> None:
    (file.parent / "round").symlink_to(file.parent)
    reading = Counting(file)
    remembered = Remembered()
    for _ in range(2):
        remembered([file.parent], (), reading, [])
    assert 1 == reading.times


def test_a_value_that_is_equal_stays_the_one_it_was(file: Path) -> None:
    remembered = Remembered()

    def reading(problems: list[Problem]) -> list[str]:
        return [file.read_text(encoding="utf-8")]

    first = remembered([file], (), reading, [])
    file.write_text("甲", encoding="utf-8")
    remembered.forget([file])
    assert first is remembered([file], (), reading, [])


ISSUES = ("2019-11", "2020-01")
NAMES = ("01-一.md", "02-二.md", "02.zh-Hant-TW.md", "issue.md", "图.jpg", "杂.txt")
TEXTS = (
    article("一"),
    article("二", topics=["水利"]),
    article("三", captions=[{"text": "渠", "image": "图.jpg"}]),
    article("四", captions=[{"text": "渠", "image": "../2020-01/图.jpg"}]),
    article("五", topics=["没有"]),
    "---\nnumber: '7'\n---\n",
    "坏",
)
STEPS = st.one_of(
    st.tuples(st.sampled_from(ISSUES), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.sampled_from(ISSUES), st.sampled_from(NAMES), st.none()),
    st.tuples(
        st.just("topics"), st.just(""), st.sampled_from((TOPICS, "- {key: a, label: 没有}\n"))
    ),
)


@settings(max_examples=30, deadline=None)
@given(steps=st.lists(st.lists(STEPS, max_size=3), max_size=6))
def test_reading_again_gives_what_reading_anew_gives(
    steps: list[list[tuple[str, str, str | None]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = digest(tmp_path_factory.mktemp("again"), {"issues/2019-11/01-一.md": TEXTS[0]})
    remembered = Remembered()

    def kept() -> Kept:
        """As the next build knows it."""
        return Kept(cache_of(project), project.content / "issues", "this program")

    for changes in [[], *steps]:
        for issue, name, text in changes:
            path = project.content / (
                f"issues/{issue}/{name}" if name else f"taxonomies/{issue}.yaml"
            )
            if text is None:
                path.unlink(missing_ok=True)
            else:
                write(path, photograph() if name.endswith(".jpg") else text)
            remembered.forget([path])
        anew = what(project, read_anew)
        assert anew == what(project, remembered)
        assert anew == what(project, kept()) == what(project, kept())


def what(project: Project, recall: object) -> tuple[Site | None, list[str]]:
    """The site, if there is one, and the problems."""
    try:
        site, _, problems = read(project, recall)  # type: ignore[arg-type]
    except ProblemsFound as found:
        return None, [problem.report("zh") for problem in found.problems]
    return site, [problem.report("zh") for problem in problems]


def test_templates_are_compiled_again_only_when_one_has_changed(tmp_path: Path) -> None:
    project, remembered = digest(tmp_path), Remembered()
    theme = project.folder / "themes" / "mine"
    write(theme / "theme.yaml", "name: mine\nextends: broadsheet\n")
    write(project.content / "site.yaml", "title: 江城文摘\ntheme: mine\n")
    first = read(project, remembered)[1]
    write(theme / "assets" / "mine.css", "body { color: red }\n")
    styled = read(project, remembered)[1]
    assert first.environment is styled.environment
    assert first.style != styled.style
    write(theme / "templates" / "404.html", "无\n")
    changed = read(project, remembered)[1]
    assert first.environment is not changed.environment
    assert "无" == changed.environment.get_template("404.html").render()
