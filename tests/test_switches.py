"""What a digest may do without: `search`, `structured_data` and `whole_issues` in `site.yaml`."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import SITE, article, digest

from generator.build import build

FILES = {
    "issues/2019-11-20/issue.md": "---\ndate: 2019-11-20\n---\n",
    "issues/2019-11-20/01-水.md": article(authors=["陈学东"], topics=["水利"]),
}


def built(folder: Path, switched: str = "") -> dict[str, str]:
    """Every file of a small site, by address, with `switched` in its settings."""
    settings = f"{SITE}base_url: https://example.com\n{switched}"
    project = digest(folder, FILES | {"site.yaml": settings})
    build(project, folder / "site")
    files = (path for path in (folder / "site").rglob("*") if path.is_file())
    return {
        path.relative_to(folder / "site").as_posix(): path.read_text("utf-8", errors="replace")
        for path in files
        if path.name != ".wenzhai.json"
    }


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("full"))


def holding(site: dict[str, str], text: str) -> set[str]:
    return {name for name, content in site.items() if text in content}


def test_a_site_without_a_search_has_no_file_of_it_and_no_link_to_it(
    full: dict[str, str], tmp_path: Path
) -> None:
    site = built(tmp_path, "search: false\n")
    gone = set(full) - set(site)
    assert {"search.html", "search/index.json", "search/issues/2019-11-20.json"} <= gone
    assert gone == {name for name in full if name.startswith("search")}
    assert holding(full, "search.html") != set()
    # The theme's script and style sheet go out as they are.
    assert set() == {name for name in holding(site, "search.html") if "assets/" not in name}


def test_a_site_without_structured_data_has_the_same_files(
    full: dict[str, str], tmp_path: Path
) -> None:
    site = built(tmp_path, "structured_data: false\n")
    assert set(full) == set(site)
    assert "issues/2019-11-20/01.html" in holding(full, "application/ld+json")
    assert set() == holding(site, "application/ld+json")


def test_a_site_without_pages_of_whole_issues_has_no_link_to_them(
    full: dict[str, str], tmp_path: Path
) -> None:
    site = built(tmp_path, "whole_issues: false\n")
    assert {"issues/2019-11-20/whole.html"} == set(full) - set(site)
    assert "issues/2019-11-20/index.html" in holding(full, "whole.html")
    assert set() == holding(site, "whole.html")


@pytest.mark.parametrize("switch", ["search", "structured_data", "whole_issues"])
def test_switched_on_is_how_a_site_is_without_a_word(
    switch: str, full: dict[str, str], tmp_path: Path
) -> None:
    assert full == built(tmp_path, f"{switch}: true\n")
