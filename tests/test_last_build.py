"""What the last build knew of each file: the same after it was kept, and read when asked for."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from generator.cache import Cache
from generator.facts import Facts, Files
from generator.last_build import LastBuild, recall, remember
from generator.make import BodyLink
from generator.problems import Place

LINK = BodyLink("../02.html", "02.md", Place("content/issues/a/01.md", 3, 7), "见[前文](02.md)。")
PAGES = {
    "index.html": Facts("a.b.c", "0" * 64, shows=" 3 14 "),
    "issues/a/01.html": Facts("d.e", "1" * 64, "2019-11-21", (LINK,), frozenset({"注", "x"})),
    "水/渠\n.html": Facts("d.e", "2" * 64, "", (), frozenset({"\ud800"})),
}


def kept(folder: Path, build: LastBuild) -> LastBuild:
    """The same, from a cache in which it was kept."""
    remember(Cache(folder), folder / "site", build)
    return recall(Cache(folder), folder / "site")


def known(pages: dict[str, Facts]) -> LastBuild:
    segment = ("recipe", {"name": "0-0", "articles": 1}, "水渠")
    build = LastBuild(said={"/a": ("1", "2", "3")}, segments={"0-0": segment})
    build.files.update(pages)
    return build


@pytest.mark.parametrize("pages", [PAGES, {}])
def test_what_is_kept_is_known_again(tmp_path: Path, pages: dict[str, Facts]) -> None:
    again = kept(tmp_path, known(pages))
    assert pages == dict(again.files)
    assert {"/a": ("1", "2", "3")} == again.said
    assert {"0-0": ("recipe", {"name": "0-0", "articles": 1}, "水渠")} == again.segments


def test_what_is_known_goes_from_build_to_build_as_it_is(tmp_path: Path) -> None:
    first = kept(tmp_path, known(PAGES))
    copied, unread = LastBuild(), LastBuild()
    for path in first.files:
        copied.files[path] = first.files[path]
        unread.files.keep([path], first.files)
    assert list(first.files.rows()) == list(copied.files.rows()) == list(unread.files.rows())
    assert PAGES == dict(kept(tmp_path, copied).files) == dict(kept(tmp_path, unread).files)


def test_the_head_is_told_without_the_rest(tmp_path: Path) -> None:
    for files in (known(PAGES).files, kept(tmp_path, known(PAGES)).files):
        head = files.head("issues/a/01.html")
        assert head is not None
        assert ("d.e", "1" * 64) == head[:2]
        assert files.head("nowhere.html") is None
        assert files.get("nowhere.html") is None


def test_a_row_that_cannot_be_read_is_not_known() -> None:
    broken = Files(
        {"a": b"", "b": b"r\td\t\t\t[", "c": b"r\td\t\t\t[[[1]],[]]", "d": b"r\td\t\t\t"}
    )
    assert {"d": Facts("r", "d")} == {p: facts for p in broken if (facts := broken.get(p))}


def test_it_travels_to_another_process(tmp_path: Path) -> None:
    files = kept(tmp_path, known(PAGES)).files
    assert PAGES == dict(pickle.loads(pickle.dumps(files)))
    facts = files["issues/a/01.html"]
    assert facts.row
    assert b"" == pickle.loads(pickle.dumps(facts)).row
