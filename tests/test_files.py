"""Every trap that a folder can hold, and what is said of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from world import article, digest, shown, write

from generator.content import read_site
from generator.files import MAXIMUM_SIZE, entries, read_text
from generator.problems import Problem, Severity


def read(path: Path) -> tuple[str | None, list[str]]:
    problems: list[Problem] = []
    text = read_text(path, "a.md", problems)
    return text, [f"{shown(problem)} {problem.severity}" for problem in problems]


def problems_of(folder: Path) -> list[str]:
    return [shown(problem) for problem in read_site(folder / "content")[1]]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("水利\n".encode(), "水利\n"),
        ("\ufeff水利\n".encode(), "水利\n"),
        ("一\r\n二\r三\n".encode(), "一\n二\n三\n"),
        (b"", ""),
        ("𠮷\tA".encode(), "𠮷\tA"),
    ],
)
def test_a_text_is_read_with_plain_line_ends_and_no_mark_before_it(
    tmp_path: Path, data: bytes, text: str
) -> None:
    write(tmp_path / "a.md", data)
    assert (text, []) == read(tmp_path / "a.md")


@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        ("标题\n".encode("gb18030"), 1, 0),
        ("水利\n第二行".encode() + b"\xff", 2, 16),
        ("水利\n".encode() + "三农".encode()[:-1], 2, 10),
        ("水".encode("utf-16"), 1, 0),
        (b"a\xed\xa0\x80", 1, 1),
        (b"ab\xc0\xaf", 1, 2),
    ],
)
def test_what_is_not_utf_8_is_refused_at_its_byte(
    tmp_path: Path, data: bytes, line: int, byte: int
) -> None:
    write(tmp_path / "a.md", data)
    problems: list[Problem] = []
    assert read_text(tmp_path / "a.md", "a.md", problems) is None
    assert [f"a.md:{line} not-utf-8"] == [shown(problem) for problem in problems]
    assert f"第 {byte} 字节" in problems[0].what.zh
    assert f"byte {byte} " in problems[0].what.en


@pytest.mark.parametrize(
    ("character", "rule", "name"),
    [
        ("\0", "nul", "U+0000"),
        ("\x1b", "control", "U+001B"),
        ("\u202e", "bidi-control", "U+202E"),
        ("\ufffe", "noncharacter", "U+FFFE"),
    ],
)
def test_a_character_that_no_text_holds_is_refused_at_its_column(
    tmp_path: Path, character: str, rule: str, name: str
) -> None:
    write(tmp_path / "a.md", f"一\n二三{character}")
    problems: list[Problem] = []
    assert read_text(tmp_path / "a.md", "a.md", problems) is None
    assert [f"a.md:2:3 {rule}"] == [shown(problem) for problem in problems]
    assert name in problems[0].what.zh


@pytest.mark.parametrize(
    ("character", "rule"),
    [
        ("\u200b", "zero-width"),
        ("\u200f", "zero-width"),
        ("\ue000", "private-use"),
        ("\ufffd", "replacement-character"),
        ("\U000f0000", "private-use"),
    ],
)
def test_a_character_that_someone_may_have_meant_is_kept_with_a_warning(
    tmp_path: Path, character: str, rule: str
) -> None:
    write(tmp_path / "a.md", f"一\n二{character}")
    assert (f"一\n二{character}", [f"a.md:2:2 {rule} warning"]) == read(tmp_path / "a.md")


def test_a_rare_character_in_a_title_is_a_warning_and_no_error(tmp_path: Path) -> None:
    digest(tmp_path, {"issues/a/01-a.md": article("\ue000利", counties=["鹿城区"])})
    site, problems = read_site(tmp_path / "content")
    assert {Severity.WARNING} == {problem.severity for problem in problems}
    assert "\ue000利" == site.issues[0].articles[0].title


def test_a_file_too_large_for_an_article_is_not_read(tmp_path: Path) -> None:
    digest(tmp_path, {"issues/a/01-a.md": b"x" * (5 * 1024 * 1024)})
    assert ["content/issues/a/01-a.md unreadable-file"] == problems_of(tmp_path)
    assert MAXIMUM_SIZE < 5 * 1024 * 1024


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    digest(tmp_path, {"issues/a/01-a.md": article()})
    os.mkfifo(tmp_path / "content/issues/a/02-b.md")
    assert ["content/issues/a/02-b.md unreadable-file"] == problems_of(tmp_path)


def test_a_device_is_not_read(tmp_path: Path) -> None:
    digest(tmp_path, {"issues/a/01-a.md": article()})
    (tmp_path / "content/issues/a/02-b.md").symlink_to("/dev/zero")
    assert ["content/issues/a/02-b.md link-outside"] == problems_of(tmp_path)


def test_a_folder_with_the_name_of_an_article_is_named(tmp_path: Path) -> None:
    digest(tmp_path, {"issues/a/01-a.md/x.txt": "x"})
    assert ["content/issues/a/01-a.md unreadable-file"] == problems_of(tmp_path)


LINKED = [
    "issues/a/02-b.md",
    "issues/a/渠.jpg",
    "issues/a/issue.md",
    "issues/b",
    "pages/about.md",
    "taxonomies/people.yaml",
]


@pytest.mark.parametrize("name", LINKED)
def test_a_link_that_leads_out_of_content_is_not_followed(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    write(secret / "01-s.md", article("密件"))
    digest(tmp_path / "digest", {"issues/a/01-a.md": article()})
    link = tmp_path / "digest/content" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(secret if name == "issues/b" else secret / "01-s.md")
    site, problems = read_site(tmp_path / "digest/content")
    assert [f"content/{name} link-outside"] == [shown(problem) for problem in problems]
    assert "密件" not in repr(site)


@pytest.mark.parametrize("name", ["issues", "pages", "taxonomies", "site.yaml"])
def test_nor_is_a_link_in_place_of_a_part_of_content(tmp_path: Path, name: str) -> None:
    write(tmp_path / "secret/a/01-s.md", article("密件"))
    write(tmp_path / "secret/x.md", article("密件"))
    write(tmp_path / "secret/x.yaml", "title: 密件\nterms: []\n")
    digest(tmp_path / "digest")
    link = tmp_path / "digest/content" / name
    if link.is_dir():
        for path in link.iterdir():
            path.unlink()
        link.rmdir()
    link.unlink(missing_ok=True)
    target = tmp_path / "secret"
    link.symlink_to(target / "x.yaml" if name == "site.yaml" else target)
    site, problems = read_site(tmp_path / "digest/content")
    assert [f"content/{name} link-outside"] == [shown(problem) for problem in problems]
    assert "密件" not in repr(site)


def test_a_link_inside_content_is_followed(tmp_path: Path) -> None:
    digest(tmp_path, {"issues/a/01-a.md": article()})
    (tmp_path / "content/issues/a/02-b.md").symlink_to("01-a.md")
    site, problems = read_site(tmp_path / "content")
    assert (2, ()) == (len(site.issues[0].articles), problems)


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    digest(tmp_path, {"issues/a/01-a.md": article()})
    (tmp_path / "content/issues/a/02-b.md").symlink_to("03-c.md")
    (tmp_path / "content/issues/a/03-c.md").symlink_to("02-b.md")
    (tmp_path / "content/issues/b").symlink_to(".")
    expected = ["issues/a/02-b.md link-outside", "issues/a/03-c.md link-outside"]
    found = problems_of(tmp_path)
    assert [f"content/{one}" for one in expected] == found[:2]
    assert all(one.startswith("content/issues/b") for one in found[2:])


def test_hidden_files_and_those_an_editor_left_behind_are_not_content(tmp_path: Path) -> None:
    names = [".DS_Store", ".01-a.md.swp", "~$01-a.md", "01-a.md~", ".#01-a.md"]
    digest(tmp_path, {f"issues/a/{name}": "x" for name in names})
    assert [] == problems_of(tmp_path)


def test_entries_come_by_name_whatever_the_file_system_says(tmp_path: Path) -> None:
    for name in ("b", "a", "水", "A", "10", "9"):
        write(tmp_path / name, "")
    assert ["10", "9", "A", "a", "b", "水"] == [p.name for p in entries(tmp_path, tmp_path, [])]


def test_a_folder_that_is_not_there_has_no_entries(tmp_path: Path) -> None:
    assert [] == list(entries(tmp_path / "nowhere", tmp_path, []))


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_text(tmp_path / "nowhere.md", "nowhere.md", problems) is None
    assert ["nowhere.md unreadable-file"] == [shown(problem) for problem in problems]
