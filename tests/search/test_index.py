"""The files of the index as a build makes them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from index_reader import read_shard
from world import article, digest

from generator.build import build, read
from generator.declaring import declare
from generator.make import make
from generator.project import Project
from generator.search.index import IndexFile

FORMS = "title: 江城文摘\nvariants: [zh-Hant-TW]\n"

ARTICLES: dict[str, str | bytes] = {
    "site.yaml": FORMS,
    "issues/2019-11/issue.md": "---\ndate: 2019-11\n---\n",
    "issues/2019-11/01-甲.md": article("接着说水", "接着说**水**利。甲乙丙。\n", authors=["张三"]),
    "issues/2019-11/02-乙.md": article("乙", "乙。\n", variants={"zh-Hant-TW": {"skip": True}}),
    "issues/2019-12/issue.md": "---\ndate: 2019-12\n---\n",
    "issues/2019-12/01-丙.md": article("丙", "丙丙。\n", summary="水利提要"),
}


def files(site: Path) -> dict[str, bytes]:
    """All files of the index, by their names below `/search/`."""
    folder = site / "search"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != "issues"
    }


def made(project: Project) -> dict[str, bytes]:
    return files(build(project, project.folder / "site").site)


def places(found: dict[str, bytes], key: str, form: int) -> list[int] | None:
    line = json.loads(found["index.json"])["segments"][0]
    for name, data in found.items():
        if name.endswith(".bin"):
            keys = read_shard(data, line["length"])
            if (key, form) in keys:
                return keys[key, form]
    return None


def test_a_form_is_kept_as_what_is_different_in_it(tmp_path: Path) -> None:
    found = made(digest(tmp_path, ARTICLES))
    # 接着说水 张三 接着说水利。甲乙丙。 乙 乙。 丙 丙丙。
    assert [1, 9] == places(found, "着", 0)
    assert [] == places(found, "着", 1)
    assert [1, 9] == places(found, "著", 1)
    assert None is places(found, "说", 1)
    head = json.loads(found["0-0/head.json"])
    assert [["2019-11", "01 02"], ["2019-12", "01"]] == head["issues"]
    assert [19, 5, 6] == head["lengths"]
    assert [[1, 1]] == head["without"]
    assert [] == head["own"]


def test_what_was_not_heard_is_asked_for_and_says_the_same(tmp_path: Path) -> None:
    project = digest(tmp_path, ARTICLES)
    site, theme, _ = read(project)
    heard = made(project)
    asked = [page for page in declare(project, site, theme) if page.kind is IndexFile]
    assert len(asked) > 4
    for page in reversed(asked):
        assert heard[page.view.name] == make(page, theme).data


def test_an_edit_leaves_the_files_of_other_segments_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.search.segments.FULL", 2)
    before = made(digest(tmp_path, ARTICLES))
    (tmp_path / "content/issues/2019-12/01-丙.md").write_text(article("丙", "丙改了。\n"), "utf-8")
    after = made(Project(tmp_path))
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed
    assert {"0-1", "index.json", "folding.json"} >= {name.partition("/")[0] for name in changed}
    assert any(name.startswith("0-0/") for name in before)


def test_the_index_holds_no_title_and_does_not_grow_with_the_forms(tmp_path: Path) -> None:
    one = made(digest(tmp_path / "one", ARTICLES | {"site.yaml": "title: 江城文摘\n"}))
    two = made(digest(tmp_path / "two", ARTICLES))
    assert one.keys() == two.keys()
    assert sum(map(len, two.values())) < sum(map(len, one.values())) + 200


def test_a_digest_without_articles_has_an_index_of_nothing(tmp_path: Path) -> None:
    found = made(digest(tmp_path, {"site.yaml": FORMS}))
    assert {"forms": ["zh-Hans", "zh-Hant-TW"], "segments": []} == json.loads(found["index.json"])
    assert {"folding.json", "index.json"} == set(found)


def test_results_are_told_what_they_show_in_each_form(tmp_path: Path) -> None:
    project = digest(tmp_path, ARTICLES)
    site = build(project, tmp_path / "site").site
    records = [
        json.loads((site / form / "search/issues/2019-11.json").read_bytes())
        for form in ("", "zh-hant-tw")
    ]
    assert {"01": ["接着说水", ["张三"]], "02": ["乙"]} == records[0]["articles"]
    assert {"01": ["接著說水", ["張三"]]} == records[1]["articles"]
    assert "2019年11月" == records[0]["when"]


def test_a_theme_without_the_script_has_no_search_and_no_way_to_it(tmp_path: Path) -> None:
    project = digest(tmp_path, {"site.yaml": "title: 江城文摘\ntheme: 白\n"})
    _, theme, _ = read(digest(tmp_path / "other"))
    themes = tmp_path / "themes" / "白"
    themes.parent.mkdir()
    shutil.copytree(theme.folders[0], themes)
    settings = (themes / "theme.yaml").read_text("utf-8").replace("broadsheet", "白")
    (themes / "theme.yaml").write_text(settings, "utf-8")
    (themes / "assets" / "search.js").unlink()
    made_site = build(project, tmp_path / "site").site
    assert not (made_site / "search.html").exists()
    assert not (made_site / "search").exists()
    assert "search.html" not in (made_site / "index.html").read_text("utf-8")


def test_who_makes_no_segment_loads_nothing_to_make_them_with() -> None:
    code = "import sys, generator.build, generator.preview; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert "False" == done.stdout.strip()
