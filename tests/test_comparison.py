"""The comparison with other generators does what it says, on a newspaper of thirty articles.

Nothing here is timed: what must hold is that all programs made the same pages, that their pages
say the same, that changes reach the sites, and that the runner notices when they do not.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
ARTICLES = 30
README = """\
# Results

<!-- comparison of 7: written by compare.py -->
those of another size
<!-- end -->

<!-- comparison of 30: written by compare.py -->
old
<!-- end -->

<!-- comparisons end here -->
"""
KINDS = ("articles", "issues", "terms", "months")
SITES = {
    "Wenzhai": "plain/site",
    "Hugo": "plain-hugo/public",
    "Pelican": "plain-pelican/output",
    "Eleventy": "plain-eleventy/_site",
}


def compare(folder: Path, *arguments: object, status: int = 0) -> dict[str, Any]:
    """The results of the runner, which works in `folder` and leaves its sites there."""
    done = subprocess.run(
        [
            *(sys.executable, str(BENCHMARKS / "compare.py"), "--json", "--rounds", "1"),
            *("--articles", str(ARTICLES), "--folder", str(folder), *map(str, arguments)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    results: dict[str, Any] = json.loads(done.stdout)
    return results


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("comparison")


@pytest.fixture(scope="module")
def plain(folder: Path) -> dict[str, Any]:
    (folder / "README.md").write_text(README, encoding="utf-8")
    return compare(folder, "--rows", "plain", "--write", folder / "README.md")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("changes")
    return folder, compare(folder, "--rows", "changes")


def programs(results: dict[str, Any]) -> Iterator[str]:
    """Names of the programs that are here; for one that is not, the reason skips the test."""
    for program in SITES:
        reasons = [said for said in results["missing"] if said.startswith(program)]
        if reasons:
            pytest.skip(reasons[0])
        yield program


def test_every_program_made_the_same_pages(plain: dict[str, Any]) -> None:
    made = {
        program: plain["made"][f"plain, from nothing: {program}"]["kinds"]
        for program in programs(plain)
    }
    ours = made["Wenzhai"]
    assert dict.fromkeys(SITES, ours) == made
    assert ours["articles"] == ARTICLES
    assert all(ours[kind] > 1 for kind in KINDS)
    assert plain["failed"] == []


def test_every_program_gave_the_site_its_feeds(plain: dict[str, Any]) -> None:
    for program in programs(plain):
        counts = plain["made"][f"plain, from nothing: {program}"]
        # Hugo has one of its section of issues beside those that all have.
        assert (
            counts["feeds"] - (program == "Hugo")
            == (plain["made"]["plain, from nothing: Wenzhai"]["feeds"])
        )


def said(page: Path) -> set[str]:
    """What stands on a page between the tags of blocks.

    A mark before the end of bold, as Chinese editors write it, is no bold in plain CommonMark.
    """
    text = re.sub(r"</?strong>|\*\*", "", page.read_text(encoding="utf-8"))
    text = re.sub(r"<[^>]+>", "\n", text)
    return {line.strip() for line in text.splitlines() if line.strip()}


def test_every_program_printed_every_article(plain: dict[str, Any], folder: Path) -> None:
    names = list(programs(plain))
    pages = sorted((folder / SITES["Wenzhai"]).glob("issues/*/[0-9]*.html"))
    assert len(pages) == ARTICLES
    for page in pages:
        address = page.relative_to(folder / SITES["Wenzhai"])
        paragraphs = {line for line in said(page) if len(line) > 60 and line.endswith("。")}
        assert paragraphs
        for name in names:
            missing = paragraphs - said(folder / SITES[name] / address)
            assert missing == set(), f"{name}: {address}"


def test_every_program_listed_the_same_articles_under_a_topic(
    plain: dict[str, Any], folder: Path
) -> None:
    names = list(programs(plain))
    for page in sorted((folder / SITES["Wenzhai"]).glob("topics/*/index.html")):
        address = page.relative_to(folder / SITES["Wenzhai"])
        heads = {
            name: re.findall(
                r"<h3><a[^>]*>([^<]*)", (folder / SITES[name] / address).read_text("utf-8")
            )
            for name in names
        }
        assert {name: sorted(heads["Wenzhai"]) for name in names} == {
            name: sorted(found) for name, found in heads.items()
        }


def test_a_second_language_is_built_for_what_we_call_a_form(tmp_path: Path) -> None:
    results = compare(tmp_path, "--rows", "everything")
    list(programs({"missing": results["missing"]}))
    counts = {name.rpartition(": ")[2]: one["kinds"] for name, one in results["made"].items()}
    assert counts["Wenzhai"] == counts["Hugo, two languages"]
    assert counts["Wenzhai"]["articles"] == 2 * ARTICLES
    convert = OpenCC("s2tw").convert
    public = tmp_path / "everything-hugo" / "public"
    for page in public.glob("issues/*/[0-9]*.html"):
        converted = {convert(line) for line in said(page) if line.endswith("。")}
        assert converted <= said(public / "zh-hant" / page.relative_to(public))


def test_both_encode_the_same_photographs(tmp_path: Path) -> None:
    results = compare(tmp_path, "--rows", "photographs", "--photographed", 6)
    list(programs(results))
    photographs = len(list((tmp_path / "photographs/content").rglob("*.jpg")))
    assert photographs > 1
    made = [one["kinds"]["pictures"] for one in results["made"].values()]
    # In two widths, as AVIF and as WebP; and the same again with what was kept.
    assert made == [photographs * 4] * 4


def test_changes_reach_both_sites(changed: tuple[Path, dict[str, Any]]) -> None:
    _, results = changed
    list(programs(results))
    assert results["failed"] == []
    assert [
        "nothing changed",
        "one body edited",
        "the next body edited",
        "one article added",
        "one title changed",
        "a glossary entry added",
        "a template changed",
    ] == [row["what"] for row in results["rows"]]
    assert all(
        row["ours"]["wall"] > 0 and row["theirs"]["megabytes"] > 0 for row in results["rows"]
    )


def test_an_article_that_was_added_is_listed_by_both(
    changed: tuple[Path, dict[str, Any]],
) -> None:
    folder, results = changed
    list(programs(results))
    for site in ("changes/site", "changes-hugo/public"):
        assert "article-0-added" in (folder / site / "index.html").read_text("utf-8"), site


def test_the_report_takes_the_place_of_the_one_before(plain: dict[str, Any], folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert "those of another size" in text
    assert "old\n" not in text
    (row,) = (line for line in text.splitlines() if "| Hugo |" in line and "nothing |" in line)
    assert row.startswith("| plain, from nothing | ")
    assert platform.node() not in text
    assert str(folder.parent) not in text


def test_a_build_that_fails_is_reported_and_no_report_written(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(README, encoding="utf-8")
    options = ("--rows", "everything", "--options=--nonsense", "--write", readme)
    results = compare(tmp_path, *options, status=1)
    assert results["rows"] == []
    assert "--nonsense" in results["failed"][0]
    assert readme.read_text(encoding="utf-8") == README


def test_a_program_that_leaves_pages_out_is_not_compared(tmp_path: Path) -> None:
    sys_path = f"import sys; sys.path.insert(0, {str(BENCHMARKS)!r}); "
    for name, pages in (
        ("a", ("issues/1/01.html", "issues/1/02.html")),
        ("b", ("issues/1/01.html",)),
    ):
        for page in pages:
            path = tmp_path / name / page
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("<html>", encoding="utf-8")
    # A page without a byte is none.
    (tmp_path / "b/issues/1/02.html").write_bytes(b"")
    asked = (
        "from counting import count, differences; from pathlib import Path; "
        f"a, b = (count(Path({str(tmp_path)!r}, name), 'Hugo') for name in 'ab'); "
        "print([*differences(a, b)], [*differences(a, a)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", sys_path + asked], capture_output=True, text=True, check=True
    )
    assert "['articles: 2 and 1'] []" == done.stdout.strip()
