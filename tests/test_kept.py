"""What a build read of an issue is not read again by the next, unless it is another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import article, digest, write

from generator import articles
from generator.build import read
from generator.declaring import cache_of
from generator.kept import Kept
from generator.model import (
    Article,
    Author,
    Caption,
    Correction,
    Date,
    Issue,
    Markdown,
    OldAddress,
    Origin,
    Prose,
    StaticFile,
    Version,
)
from generator.packing import LONG, packed, unpacked
from generator.problems import Place
from generator.project import Project

FILES = {"issues/2019-11/01-一.md": article(), "issues/2019-11/02-二.md": article("校")}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return digest(tmp_path, FILES)


def kept(project: Project, program: str = "1") -> Kept:
    return Kept(cache_of(project), project.content / "issues", program)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of articles that were opened."""
    opened: list[str] = []
    read_document = articles.read_document

    def noted(path: Path, *rest: object) -> object:
        opened.append(path.name)
        return read_document(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(articles, "read_document", noted)
    return opened


def _settled(project: Project) -> None:
    """Wait for the clock of the file system, which ticks every few milliseconds."""
    newest = max(path.stat().st_ctime_ns for path in project.content.rglob("*"))
    while cache_of(project).now() <= newest:
        pass


def test_an_issue_that_is_the_same_is_not_read_again(project: Project, reads: list[str]) -> None:
    _settled(project)
    site, _, _ = read(project, kept(project))
    assert ["01-一.md", "02-二.md"] == reads
    again, _, _ = read(project, kept(project))
    assert ["01-一.md", "02-二.md"] == reads
    assert site == again


def test_another_file_another_program_or_another_term_is_read_again(
    project: Project, reads: list[str]
) -> None:
    _settled(project)
    read(project, kept(project))
    reads.clear()
    read(project, kept(project, "2"))
    assert 2 == len(reads)
    path = project.content / "issues/2019-11/01-一.md"
    before = path.stat()
    write(path, path.read_text(encoding="utf-8").replace("昨天", "今天"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    site, _, _ = read(project, kept(project, "2"))
    assert "今天" in site.issues[0].articles[0].body
    reads.clear()
    write(project.content / "taxonomies/topics.yaml", "- {key: water, label: 水}\n")
    read(project, kept(project, "2"))
    assert 2 == len(reads)


def test_what_was_saved_as_late_as_the_build_began_is_not_kept(
    project: Project, reads: list[str]
) -> None:
    late = kept(project)
    late.known([project.content / "issues/2019-11"], ())
    os.utime(project.content / "issues/2019-11/01-一.md")
    read(project, late)
    reads.clear()
    read(project, kept(project))
    assert 2 == len(reads)


def test_a_broken_entry_is_read_again(project: Project, reads: list[str]) -> None:
    _settled(project)
    site, _, _ = read(project, kept(project))
    for path in (project.folder / ".wenzhai-cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-5])
    reads.clear()
    again, _, _ = read(project, kept(project))
    assert 2 == len(reads)
    assert site == again


TEXTS = st.text(max_size=LONG + 50)
DATES = st.builds(Date, st.integers(0, 2100), st.integers(0, 12), st.integers(0, 31))
CAPTIONS = st.builds(Caption, st.builds(Prose, TEXTS), TEXTS, TEXTS, st.integers(0, 9), TEXTS)
OLD = st.builds(OldAddress, TEXTS, st.builds(Place, TEXTS, st.integers(0, 99), st.integers(0, 9)))
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple)
VERSIONS = st.builds(
    Version,
    TEXTS,
    captions=st.lists(CAPTIONS, max_size=1).map(tuple),
    glossary=PAIRS,
    skip=st.booleans(),
    body=st.builds(Markdown, TEXTS),
)
ARTICLES = st.builds(
    Article,
    *(TEXTS,) * 4,
    st.integers(1, 99),
    st.builds(Prose, TEXTS),
    st.builds(Markdown, TEXTS),
    authors=st.lists(st.builds(Author, TEXTS, TEXTS), max_size=2).map(tuple),
    date=DATES,
    date_kind=st.sampled_from((None, "stated")),
    terms=st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=2).map(tuple)), max_size=2).map(tuple),
    captions=st.lists(CAPTIONS, max_size=1).map(tuple),
    corrections=st.lists(st.builds(Correction, DATES, st.builds(Prose, TEXTS)), max_size=1).map(
        tuple
    ),
    origin=st.none() | st.builds(Origin, TEXTS, st.tuples(st.integers(0, 9), st.integers(0, 9))),
    draft=st.booleans(),
    versions=st.lists(VERSIONS, max_size=1).map(tuple),
    aliases=st.lists(OLD, max_size=1).map(tuple),
)
ISSUES = st.builds(
    Issue,
    TEXTS,
    TEXTS,
    date=DATES,
    note=st.builds(Markdown, TEXTS),
    articles=st.lists(ARTICLES, max_size=2).map(tuple),
)


@given(ISSUES, st.lists(st.builds(StaticFile, TEXTS, TEXTS), max_size=2).map(tuple))
def test_what_is_packed_comes_out_as_it_was(issue: Issue, files: tuple[StaticFile, ...]) -> None:
    assert (issue, files) == unpacked(packed((issue, files)))
