"""The real page with its ground truth, through the command line: what an editor would get."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.front_matter import split

Change = Callable[[str], bytes]

WIDE = str.maketrans(",;:?!()", "，；：？！（）")


def as_it_is(text: str) -> bytes:
    return text.encode()


def as_gb18030(text: str) -> bytes:
    return text.encode("gb18030")


def with_windows_line_ends(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def without_blank_lines(text: str) -> bytes:
    return re.sub(r"\n+", "\n", text).encode()


def indented_with_ideographic_spaces(text: str) -> bytes:
    return re.sub(r"(?m)^(?=.)", "\u3000\u3000", text).encode()


def with_wide_marks(text: str) -> bytes:
    return text.translate(WIDE).encode()


CHANGES: tuple[Change, ...] = (
    as_it_is,
    as_gb18030,
    with_windows_line_ends,
    without_blank_lines,
    indented_with_ideographic_spaces,
    with_wide_marks,
)


def wenzhai(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "generator", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    return done.stdout


@pytest.fixture(params=CHANGES, ids=lambda change: change.__name__)
def change(request: pytest.FixtureRequest) -> Change:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def raw(cases: Path) -> str:
    return (cases / "seed-page.txt").read_text(encoding="utf-8")


@pytest.fixture
def truth(cases: Path) -> dict[str, Any]:
    loaded = yaml.safe_load((cases / "seed-page.gold.yaml").read_text(encoding="utf-8"))
    return dict(loaded)


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    folder = tmp_path / "digest"
    subprocess.run([sys.executable, "-m", "generator", "init", str(folder)], check=True)
    return folder


def narrow(text: str | None) -> str | None:
    """Marks folded to ASCII, so that a page with wide marks compares with the truth."""
    return text and text.translate(str.maketrans("，；：？！（）", ",;:?!()"))


def test_the_page_gives_its_ground_truth(
    digest: Path, raw: str, truth: dict[str, Any], change: Change
) -> None:
    page = digest / "page.txt"
    page.write_bytes(change(raw))
    found = json.loads(wenzhai(digest, "import", str(page), "--json"))
    numbers = _new_line_numbers(raw, change)
    assert "2019-11" == found["date"]
    assert len(truth["articles"]) == len(found["articles"])
    for wanted, article in zip(truth["articles"], found["articles"], strict=True):
        assert wanted["title"] == narrow(article["title"])
        assert numbers[wanted["title_line"]] == article["title_line"]
        assert wanted["subtitle"] == article["subtitle"]
        assert wanted["authors"] == article["authors"]
        assert wanted["author_kind"] == article["author_kind"]
        assert [numbers[n] for n in wanted["line_range"]] == article["line_range"]
        lines = [[numbers[n] for n in paragraph] for paragraph in wanted["para_lines"]]
        assert lines == article["para_lines"]
        heads = [(numbers[head["line"]], head["text"]) for head in wanted["subheadings"]]
        assert heads == [(head["line"], narrow(head["text"])) for head in article["subheadings"]]
        captions = [(c["text"], c["credit"], c["credit_role"]) for c in wanted["captions"]]
        assert captions == [(c["text"], c["credit"], c["credit_role"]) for c in article["captions"]]
        assert wanted["counties"] == article["counties"]
        assert sorted(wanted["counties_mentioned"]) == sorted(article["mentions"])
        assert wanted["topics"][0] == article["topics"][0]
        assert wanted["date_inferred"] == article["date"]


def test_all_263_flattened_marks_come_back(digest: Path, raw: str) -> None:
    page = digest / "page.txt"
    page.write_bytes(as_it_is(raw))
    wenzhai(digest, "import", str(page))
    written = ""
    for path in sorted((digest / "content" / "issues" / "2019-11").glob("0*.md")):
        head, body, _ = split(path.read_text(encoding="utf-8"))
        written += yaml.safe_load(head)["title"] + body
    assert 263 == sum(written.count(mark) for mark in "，；：？！（）")
    # What is still narrow was never flattened: a decimal, and nothing else on this page.
    assert [] == re.findall(r"(?<![0-9A-Za-z])[,;:?!()](?![0-9A-Za-z])", written)


def test_the_site_shows_the_articles_under_their_topics_and_counties(
    digest: Path, cases: Path, truth: dict[str, Any]
) -> None:
    wenzhai(digest, "import", str(cases / "seed-page.txt"))
    wenzhai(digest, "build")
    wenzhai(digest, "check", "--lossless")
    codes = {"瑞安市": "330381", "永嘉县": "330324", "鹿城区": "330302"}
    for article in truth["articles"]:
        title = article["title"].translate(WIDE)
        page = (digest / f"site/issues/2019-11/{article['n']:02}.html").read_text(encoding="utf-8")
        assert f"<h1>{title}</h1>" in page
        for county in article["counties"]:
            assert f"counties/{codes[county]}/" in page
            listed = digest / f"site/counties/{codes[county]}/index.html"
            assert title in listed.read_text(encoding="utf-8")
        index = (digest / "site/topics/index.html").read_text(encoding="utf-8")
        assert article["topics"][0] in index


def test_a_second_import_changes_nothing(digest: Path, cases: Path) -> None:
    wenzhai(digest, "import", str(cases / "seed-page.txt"))
    before = _files(digest / "content")
    found = json.loads(wenzhai(digest, "import", str(cases / "seed-page.txt"), "--json"))
    assert {"unchanged"} == {article["state"] for article in found["articles"]}
    assert before == _files(digest / "content")


def test_an_article_that_an_editor_changed_is_kept(digest: Path, cases: Path) -> None:
    page = str(cases / "seed-page.txt")
    wenzhai(digest, "import", page)
    edited = next((digest / "content/issues/2019-11").glob("03-*.md"))
    text = edited.read_text(encoding="utf-8").replace("title: ", "title: 改过的", 1)
    edited.write_text(text, encoding="utf-8")
    said = wenzhai(digest, "import", page)
    assert edited.name in said
    assert text == edited.read_text(encoding="utf-8")
    wenzhai(digest, "import", page, "--force")
    assert "改过的" not in edited.read_text(encoding="utf-8")


def _new_line_numbers(raw: str, change: Change) -> dict[int, int]:
    """Line of the page as it is to line of the changed page."""
    lines = raw.split("\n")
    if change is not without_blank_lines:
        return {number: number for number in range(1, len(lines) + 1)}
    # The first line is blank, and a run of line ends becomes one.
    numbers, new = {}, 1
    for number, line in enumerate(lines, 1):
        if line:
            new += 1
            numbers[number] = new
    return numbers


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
