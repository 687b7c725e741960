"""What `wenzhai import` is given: a folder, or a page that has no file at all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from raw_documents import paragraphs, word
from world import digest, environment, wenzhai, write

from generator.importers import suffix_of
from generator.importing.gathering import gather
from generator.problems import Problem

CANAL = "江城新渠昨日通水\n王二\n江城北部三镇的新水渠昨日通水，三万亩稻田由此受益。\n"
LIBRARY = "镇中学添了新图书馆\n赵五\n镇中学的新图书馆本周开放，藏书一万两千册。\n"


def gathered(folder: Path) -> tuple[list[str], list[Problem]]:
    problems: list[Problem] = []
    files = [path.relative_to(folder).as_posix() for path in gather([folder], problems)]
    return files, problems


def test_a_folder_gives_its_pages_in_the_order_in_which_people_count(tmp_path: Path) -> None:
    for name in ("第10版.txt", "第2版.txt", "二月/1.docx", "b.HTML"):
        write(tmp_path / name, CANAL)
    assert ["b.HTML", "二月/1.docx", "第2版.txt", "第10版.txt"] == gathered(tmp_path)[0]


def test_what_is_no_page_is_passed_over_and_only_the_odd_is_named(tmp_path: Path) -> None:
    for name in (".a.txt", "~$b.docx", "渠.jpg", "README.md", "c_files/ad.html", "c.html"):
        write(tmp_path / name, CANAL)
    write(tmp_path / "d.wps", "?")
    files, (problem,) = gathered(tmp_path)
    assert ["c.html"] == files
    assert ("raw-passed-over", True) == (problem.rule, "d.wps" in problem.what.zh)


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "secret.txt", CANAL)
    write(tmp_path / "in/a.txt", CANAL)
    (tmp_path / "in/b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in/round").symlink_to(tmp_path / "in")
    assert (["a.txt"], []) == gathered(tmp_path / "in")


def test_a_folder_without_a_page_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = wenzhai(digest(tmp_path), "import", tmp_path / "in")
    assert (1, True) == (done.returncode, "[no-raw-files]" in done.stderr)


def test_the_pages_of_a_folder_go_on_where_the_last_one_ended(tmp_path: Path) -> None:
    project = digest(tmp_path)
    write(tmp_path / "in/1.txt", CANAL)
    write(tmp_path / "in/2.docx", word(paragraphs(*LIBRARY.split("\n"))))
    write(tmp_path / "in/3.docx", "no document")
    done = wenzhai(project, "import", "--issue", "x", "--json", tmp_path / "in")
    assert (1, 1) == (done.returncode, done.stderr.count("[damaged-file]"))
    assert ["01-江城新渠昨日通水.md", "02-镇中学添了新图书馆.md"] == [
        article["path"] for page in json.loads(done.stdout) for article in page["articles"]
    ]


def piped(folder: Path, data: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "generator", "-C", folder, "import", "-", *arguments],
        input=data,
        env=environment(),
        capture_output=True,
        check=False,
    )


HTML = "<html><body><h1>江城新渠昨日通水</h1><p>王二</p><p>新水渠昨日通水。</p></body></html>"


@pytest.mark.parametrize(
    "data",
    [
        CANAL.encode(),
        CANAL.encode("gb18030"),
        HTML.encode(),
        word(paragraphs("江城新渠昨日通水", "王二", "新水渠昨日通水，百姓叫好。")),
    ],
    ids=["text", "gb18030", "html", "docx"],
)
def test_a_page_from_the_clipboard_is_of_the_kind_that_it_begins_as(
    data: bytes, tmp_path: Path
) -> None:
    digest(tmp_path)
    done = piped(tmp_path, data, "--issue", "x")
    assert (0, b"") == (done.returncode, done.stderr)
    text = (tmp_path / "content/issues/x/01-江城新渠昨日通水.md").read_text(encoding="utf-8")
    assert "authors: [王二]" in text
    assert "file: '-'" in text


def test_the_clipboard_does_not_ask_after_what_it_held_before(tmp_path: Path) -> None:
    digest(tmp_path)
    piped(tmp_path, CANAL.encode(), "--issue", "x")
    done = piped(tmp_path, LIBRARY.encode(), "--issue", "x")
    assert "上次导入" not in done.stdout.decode()
    again = piped(tmp_path, CANAL.encode(), "--issue", "x")
    assert "未变" in again.stdout.decode()


@pytest.mark.parametrize(
    ("begin", "suffix"),
    [
        (b"\xef\xbb\xbf<!DOCTYPE html>", ".html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html>', ".html"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', ".xml"),
        (b"%PDF-1.7", ".pdf"),
        (b"<b>", ""),
        (b"", ""),
    ],
)
def test_the_kind_of_a_page_shows_in_its_first_bytes(begin: bytes, suffix: str) -> None:
    assert suffix == suffix_of(begin)
