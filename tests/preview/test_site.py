"""What is read and declared at one moment, and what is left of it afterwards: nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from world import article, digest, write

from generator.page import Page
from generator.preview.site import Reader
from generator.problems import ProblemsFound
from generator.project import Project

ISSUE = "issues/2019-11"


def now() -> datetime:
    return datetime.fromisoformat("2019-11-20T12:00+08:00")


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
    reader = Reader(project, now)
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
    reader = Reader(project, now)
    before = reader.read()
    again(project, reader, article(body="后来的。\n"))
    after = reader.read()
    assert "水渠昨天通水。" in before.make(PAGE).data.decode()
    assert "后来的。" in after.make(PAGE).data.decode()
    assert before.generation < after.generation


def test_articles_that_were_not_saved_are_not_read_again(project: Project) -> None:
    reader = Reader(project, now)
    before = reader.read().site.issues[0].articles
    again(project, reader, article(body="后来的。\n"))
    after = reader.read().site.issues[0].articles
    assert before[0] is not after[0]
    assert before[1] is after[1]


def test_after_a_mistake_the_next_reading_is_whole(project: Project) -> None:
    reader = Reader(project, now)
    reader.read()
    again(project, reader, "坏")
    with pytest.raises(ProblemsFound):
        reader.read()
    again(project, reader, article(body="好了。\n"))
    assert "好了。" in reader.read().make(PAGE).data.decode()


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2019-11-20", False),
        ("2019-11-21", True),
        ("2019-11", False),
        ("2019-12", True),
        ("2020", True),
        ("2019", False),
        ("", False),
    ],
)
def test_a_date_is_later_as_far_as_it_is_known(project: Project, date: str, expected: bool) -> None:
    write(project.content / FIRST, article(date=date) if date else article())
    unpublished = Reader(project, now).read().unpublished
    assert expected == (unpublished.get(f"content/{FIRST}") == "future")


def test_what_waits_for_its_time_is_shown_and_what_is_over_is_not(project: Project) -> None:
    write(project.content / FIRST, article(publish_at="2019-11-20T13:00"))
    write(project.content / f"{ISSUE}/02-教育.md", article("新校开学", expires="2019-11-20T11:00"))
    snapshot = Reader(project, now).read()
    assert {f"content/{FIRST}": "waiting"} == snapshot.unpublished
    assert "水渠昨天通水。" in snapshot.make(PAGE).data.decode()
    assert "水渠昨天通水。" not in snapshot.make(f"/{ISSUE}/02.html").data.decode()


def test_a_file_is_the_source_of_a_page_in_every_form(project: Project) -> None:
    snapshot = Reader(project, now).read()
    assert (PAGE, f"/zh-hant-tw{PAGE}") == snapshot.pages_of(f"content/{FIRST}")


def test_a_style_sheet_is_all_that_is_made_again(project: Project) -> None:
    write(project.folder / "themes/mine/theme.yaml", "name: mine\nextends: broadsheet\n")
    write(project.content / "site.yaml", "title: 江城文摘\ntheme: mine\n")
    reader = Reader(project, now)
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
