"""What is read and declared at one moment, and what is left of it afterwards: nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from world import article, digest, write

from generator.page import Page
from generator.preview.site import Reader
from generator.problems import ProblemsFound
from generator.project import Project

ISSUE = "issues/2019-11"
FIRST = f"{ISSUE}/01-水利.md"
PAGE = f"/{ISSUE}/01.html"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    files: dict[str, str | bytes] = {
        FIRST: article(),
        f"{ISSUE}/02-教育.md": article("新校开学"),
        "site.yaml": "title: 江城文摘\nbase_url: https://example.com\nvariants: [zh-Hant-TW]\n",
    }
    return digest(tmp_path, files)


def again(project: Project, reader: Reader, text: str) -> None:
    """Save an article, and tell the reader."""
    path = project.content / FIRST
    write(path, text)
    reader.forget(frozenset({path}), frozenset())


@pytest.fixture
def counted() -> Iterator[None]:
    """Nothing is freed but what nothing holds."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("counted")
def test_a_snapshot_that_nobody_holds_is_gone(project: Project) -> None:
    reader = Reader(project, lambda: "2019-11-20")
    snapshot = reader.read()
    snapshot.make(PAGE)
    snapshot.make("/search/index.json")
    pages = sum(isinstance(one, Page) for one in gc.get_objects())
    for number in range(3):
        again(project, reader, article(body=f"第 {number} 次。\n"))
        snapshot = reader.read()
        snapshot.make(PAGE)
        snapshot.make("/search/index.json")
    assert pages == sum(isinstance(one, Page) for one in gc.get_objects())


def test_a_snapshot_stays_as_it_was(project: Project) -> None:
    reader = Reader(project, lambda: "2019-11-20")
    before = reader.read()
    again(project, reader, article(body="后来的。\n"))
    after = reader.read()
    assert "水渠昨天通水。" in before.make(PAGE).data.decode()
    assert "后来的。" in after.make(PAGE).data.decode()
    assert before.generation < after.generation


def test_articles_that_were_not_saved_are_not_read_again(project: Project) -> None:
    reader = Reader(project, lambda: "2019-11-20")
    before = reader.read().site.issues[0].articles
    again(project, reader, article(body="后来的。\n"))
    after = reader.read().site.issues[0].articles
    assert before[0] is not after[0]
    assert before[1] is after[1]


def test_after_a_mistake_the_next_reading_is_whole(project: Project) -> None:
    reader = Reader(project, lambda: "2019-11-20")
    reader.read()
    again(project, reader, "坏")
    with pytest.raises(ProblemsFound):
        reader.read()
    again(project, reader, article(body="好了。\n"))
    assert "好了。" in reader.read().make(PAGE).data.decode()


@pytest.mark.parametrize(
    ("date", "today", "expected"),
    [
        ("2019-11-20", "2019-11-20", False),
        ("2019-11-21", "2019-11-20", True),
        ("2019-11", "2019-11-20", False),
        ("2019-12", "2019-11-20", True),
        ("2020", "2019-11-20", True),
        ("2019", "2019-11-20", False),
        ("", "2019-11-20", False),
    ],
)
def test_a_date_is_later_as_far_as_it_is_known(
    project: Project, date: str, today: str, expected: bool
) -> None:
    write(project.content / FIRST, article(date=date) if date else article())
    unpublished = Reader(project, lambda: today).read().unpublished
    assert expected == (unpublished.get(f"content/{FIRST}") == "future")


def test_a_file_is_the_source_of_a_page_in_every_form(project: Project) -> None:
    snapshot = Reader(project, lambda: "2019-11-20").read()
    assert (PAGE, f"/zh-hant-tw{PAGE}") == snapshot.pages_of(f"content/{FIRST}")


def test_a_style_sheet_is_all_that_is_made_again(project: Project) -> None:
    write(project.folder / "themes/mine/theme.yaml", "name: mine\nextends: broadsheet\n")
    write(project.content / "site.yaml", "title: 江城文摘\ntheme: mine\n")
    reader = Reader(project, lambda: "2019-11-20")
    before = reader.read()
    kept = before.make(PAGE)
    # There is no style sheet of its own yet, so one more file of the theme is more than a style.
    write(project.folder / "themes/mine/assets/mine.css", "body { color: red }\n")
    after = reader.restyle(before)
    assert kept is after.make(PAGE)
    assert b"color:red" in after.make("/assets/mine.css").data
    assert b"color:red" not in before.make("/assets/mine.css").data
    write(project.folder / "themes/mine/assets/new.css", "body { color: blue }\n")
    assert "/assets/new.css" in reader.restyle(after).pages
