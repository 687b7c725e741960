"""The made-up newspapers that Wenzhai is measured on are the same everywhere, and are sound.

Nothing here is timed. The programs are run as a user runs them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build import build
from generator.checking import check
from generator.content import read_site
from generator.front_matter import compose_head, split
from generator.model import Article
from generator.project import Project

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def run(program: str, *arguments: object, **environment: str) -> str:
    """What one of the programs in `benchmarks/` prints."""
    command = [sys.executable, str(BENCHMARKS / program), *map(str, arguments)]
    env = {**os.environ, **environment}
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("digest")
    run("corpus.py", 50, folder)
    return Project(folder)


@pytest.fixture(scope="module")
def articles(digest: Project) -> tuple[Article, ...]:
    site, problems = read_site(digest.content)
    assert problems == ()
    return tuple(article for issue in site.issues for article in issue.articles)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    run("raw_pages.py", 20, folder)
    return folder


def pages(raw: Path) -> list[tuple[list[str], list[dict[str, Any]]]]:
    """For each raw page its lines, line 1 first, and the truth about its articles."""
    return [
        (
            path.read_text(encoding="utf-8").split("\n"),
            json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["articles"],
        )
        for path in sorted(raw.glob("*.txt"))
    ]


def test_the_corpus_is_the_same_in_another_run(digest: Project, tmp_path: Path) -> None:
    run("corpus.py", 50, tmp_path, PYTHONHASHSEED="7", TZ="Asia/Shanghai", LC_ALL="C")

    assert contents(digest.folder) == contents(tmp_path)


def test_another_seed_gives_another_corpus(digest: Project, tmp_path: Path) -> None:
    run("corpus.py", 50, tmp_path, "--seed", 2)

    assert contents(digest.folder) != contents(tmp_path)


def test_a_digest_that_is_there_is_not_written_over(digest: Project) -> None:
    with pytest.raises(subprocess.CalledProcessError, match="exit status 1"):
        run("corpus.py", 10, digest.folder)


def test_the_corpus_builds_and_nothing_in_it_wants_mending(digest: Project, tmp_path: Path) -> None:
    assert check(digest, lossless=False).problems == ()
    assert build(digest, tmp_path / "site").articles == 50


def test_heads_are_what_the_importer_would_write(digest: Project) -> None:
    for path in digest.content.glob("issues/*/[0-9]*.md"):
        text = path.read_text(encoding="utf-8")
        head, body, _ = split(text)

        assert f"{compose_head(yaml.safe_load(head))}{body}" == text


def test_articles_are_as_long_as_in_a_newspaper(articles: tuple[Article, ...]) -> None:
    lengths = sorted(len(article.body) for article in articles)

    assert 850 <= sum(lengths) / 50 <= 1000
    assert lengths[0] < 400
    assert lengths[-1] > 2000


@pytest.mark.parametrize(
    ("what", "pattern", "expected"),
    [
        ("sub-headings", r"(?m)^## ", 15),
        ("tables", r"(?m)^\|---", 5),
        ("lists", r"(?m)^- ", 6),
        ("quotes", r"(?m)^> ", 5),
        ("links", r"\]\(\.\./", 12),
        ("emphasis", r"\*\*", 7),
    ],
)
def test_articles_have_what_the_readme_says(
    articles: tuple[Article, ...], what: str, pattern: str, expected: int
) -> None:
    with_it = sum(re.search(pattern, article.body) is not None for article in articles)

    assert with_it == pytest.approx(expected, abs=3), what


def test_articles_are_filed_under_topics_counties_and_authors(
    articles: tuple[Article, ...],
) -> None:
    assert {1, 2, 3} == {len(article.terms_of("topics")) for article in articles}
    assert {0, 1, 2} == {len(article.terms_of("counties")) for article in articles}
    assert {1, 2, 3} == {len(article.authors) for article in articles}
    assert len({term for article in articles for term in article.terms_of("topics")}) >= 10
    assert len({term for article in articles for term in article.terms_of("counties")}) >= 10
    assert pytest.approx(10, abs=3) == sum(bool(article.captions) for article in articles)


def test_issues_hold_twenty_articles_over_three_years(digest: Project) -> None:
    site, _ = read_site(digest.content)

    assert [len(issue.articles) for issue in site.issues] == [10, 20, 20]
    assert [issue.key for issue in site.issues] == ["2017-12-31", "2016-12-31", "2016-01-01"]


@pytest.mark.parametrize("program", ["corpus.py", "grammar.py"])
def test_examples_in_the_docstrings_hold(program: str) -> None:
    command = [sys.executable, "-m", "doctest", program]

    assert subprocess.run(command, cwd=BENCHMARKS, check=False).returncode == 0


def test_raw_pages_are_the_same_in_another_run(raw: Path, tmp_path: Path) -> None:
    run("raw_pages.py", 20, tmp_path, PYTHONHASHSEED="7", TZ="Asia/Shanghai", LC_ALL="C")

    assert contents(raw) == contents(tmp_path)


def test_the_truth_about_a_raw_page_names_every_line_of_it_once(raw: Path) -> None:
    for lines, truth in pages(raw):
        named = [
            number
            for article in truth
            for number in (
                article["title_line"],
                *article["byline_lines"],
                *(line for paragraph in article["para_lines"] for line in paragraph),
                *(part["line"] for part in (*article["subheadings"], *article["captions"])),
            )
        ]

        assert [n for n, line in enumerate(lines, 1) if line] == sorted(named)
        assert len(truth) == 7


def test_the_truth_about_a_raw_page_quotes_its_lines(raw: Path) -> None:
    for lines, truth in pages(raw):
        for article in truth:
            assert article["title"] == lines[article["title_line"] - 1]
            assert " ".join(article["authors"]) == lines[article["byline_lines"][0] - 1]
            for heading in article["subheadings"]:
                assert heading["text"] == lines[heading["line"] - 1]
            for caption in article["captions"]:
                printed = f"{caption['text']} {caption['credit']} 摄"
                assert printed == lines[caption["line"] - 1]


def test_only_the_last_piece_of_a_paragraph_ends_a_sentence(raw: Path) -> None:
    ends = re.compile(r"[。?!]”?$")
    cut = 0
    for lines, truth in pages(raw):
        for article in truth:
            for *pieces, last in article["para_lines"]:
                assert ends.search(lines[last - 1])
                assert not any(ends.search(lines[piece - 1]) for piece in pieces)
                cut += len(pieces)
    assert cut > 100


def test_accuracy_is_full_for_the_truth_and_less_for_less(raw: Path, tmp_path: Path) -> None:
    report = [
        {"file": f"{path.stem}.txt", "articles": json.loads(path.read_text("utf-8"))["articles"]}
        for path in sorted(raw.glob("*.json"))
    ]
    printed = tmp_path / "report.json"
    printed.write_text(json.dumps(report), encoding="utf-8")
    full = json.loads(run("accuracy.py", raw, printed))
    report[0]["articles"][0]["title"] += "？"
    report[1]["articles"][0]["para_lines"].pop()
    printed.write_text(json.dumps(report), encoding="utf-8")
    less = json.loads(run("accuracy.py", raw, printed))

    assert {(1.0, 1.0)} == {(precision, recall) for precision, recall, _ in full.values()}
    assert less["titles"] == [139 / 140, 139 / 140, 140]
    assert less["paragraphs"][0] == 1.0
    assert less["paragraphs"][1] < 1.0
    assert full["captions"] == less["captions"]


def test_the_runner_measures_what_it_says(tmp_path: Path) -> None:
    options = ("--articles", 20, "--pages", 1, "--runs", 1, "--json")
    results = json.loads(run("run.py", *options, "--folder", tmp_path))

    assert results["failed"] == []
    assert [(row["what"], row["articles"]) for row in results["rows"]] == [
        ("build", 20),
        ("build again", 20),
        ("build, 0 more forms", 20),
        ("build, 1 more forms", 20),
        ("build, 2 more forms", 20),
        ("import", 7),
    ]
    assert all(row["wall"] > 0 and row["megabytes"] > 0 for row in results["rows"])
    assert ["20: zh-Hant-TW", "20: zh-Hant-HK"] == list(results["trees"])
    assert list(results["stages"]["20"]) == [
        "start", "read", "plan", "check", "make", "write", "publish"
    ]  # fmt: skip
    assert results["accuracy"]["titles"][2] == 7
