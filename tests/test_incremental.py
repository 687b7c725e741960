"""After any history of edits the site is, byte for byte, what a full build makes."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import TOPICS, article, digest, photograph, snapshot, write

from generator import build as building
from generator import scope, unchanged
from generator.build import Built, build
from generator.page import Page
from generator.problems import ProblemsFound
from generator.project import Project
from generator.recipes import Recipes

SITE = """\
title: 江城文摘
base_url: https://example.com/a
variants: [zh-Hant-TW, zh-Hant-HK]
share_cards: none
topic_county_pages: 2
"""

FILED: dict[str, Any] = {"topics": ["水利"], "counties": ["瑞安市"], "authors": ["张三"]}

FILES: dict[str, str | bytes] = {
    "site.yaml": SITE,
    "issues/2019-11/issue.md": "---\ndate: 2019-11-20\n---\n本期说明。\n",
    "issues/2019-11/01-渠.md": article("新渠通水", "水渠**昨天**通水。\n\n![渠](a.jpg)\n", **FILED),
    "issues/2019-11/02-校.md": article(
        "学校搬家", "见[渠](01-渠.md)。\n\n## 二\n\n里长。\n", topics=["教育"], authors=["李四"]
    ),
    "issues/2019-11/a.jpg": photograph(700, 500),
    "issues/2019-12/issue.md": "---\ndate: 2019-12-20\n---\n",
    "issues/2019-12/01-桥.md": article("新桥通车", "桥通了。\n", **FILED),
    "pages/about.md": "---\ntitle: 关于\n---\n关于本站。\n",
}

NOON = datetime(2019, 11, 21, 12, tzinfo=UTC)

Edit = Callable[[Path, int], None]


def _articles(content: Path) -> list[Path]:
    return sorted(content.glob("issues/*/[0-9]*.md"))


def _one(content: Path, seed: int) -> Path:
    some = _articles(content)
    return some[seed % len(some)]


def _changed(path: Path, pattern: str, by: str) -> None:
    text = path.read_text(encoding="utf-8")
    write(path, re.sub(pattern, by, text, count=1, flags=re.MULTILINE))


def body(content: Path, seed: int) -> None:
    path = _one(content, seed)
    write(path, path.read_text(encoding="utf-8") + f"\n又一段，第{seed}次，里面有着干净的面。\n")


def title(content: Path, seed: int) -> None:
    _changed(_one(content, seed), "^title: .*$", f"title: 改过的题目{seed}")


def date(content: Path, seed: int) -> None:
    _changed(_one(content, seed), "^title: ", f"date: 2019-11-{seed % 28 + 1:02}\ntitle: ")


def term(content: Path, seed: int) -> None:
    write(content / "taxonomies/topics.yaml", TOPICS.replace("水利", f"水利{'建设' * (seed % 2)}"))
    for path in _articles(content):
        _changed(path, "^topics: .*水利.*$", f"topics: [水利{'建设' * (seed % 2)}]")


def schedule(content: Path, seed: int) -> None:
    day = ("publish_at: 2019-11-22", "pin: true", "expires: 2019-11-21")[seed % 3]
    _changed(_one(content, seed), "^title: ", f"{day}\ntitle: ")


def delete(content: Path, seed: int) -> None:
    if len(_articles(content)) > 1:
        _one(content, seed).unlink()


def rename(content: Path, seed: int) -> None:
    path = _one(content, seed)
    path.rename(path.with_name(f"{seed % 90 + 10}-改名.md"))


def add(content: Path, seed: int) -> None:
    text = article(f"新增{seed}", f"第{seed}篇。\n", topics=["教育"], authors=[f"王{seed % 5}"])
    write(content / f"issues/2019-12/{seed % 900 + 100}-新.md", text)


def issue(content: Path, seed: int) -> None:
    write(
        content / f"issues/2020-0{seed % 8 + 1}/issue.md", f"---\ndate: 2020-0{seed % 8 + 1}\n---\n"
    )


def image(content: Path, seed: int) -> None:
    write(content / "issues/2019-11/a.jpg", photograph(600 + seed % 50, 400))


def glossary(content: Path, seed: int) -> None:
    write(content / "glossary/zh-Hant-TW.yaml", f"水渠: 水圳{seed % 3}\n")


def by_hand(content: Path, seed: int) -> None:
    path = _one(content, seed)
    number = path.name.partition("-")[0]
    write(
        path.with_name(f"{number}.zh-Hant-TW.md"), f"---\ntitle: 手寫{seed}\n---\n手寫的臺灣版。\n"
    )


def settings_of_site(content: Path, seed: int) -> None:
    write(content / "site.yaml", SITE.replace("江城文摘", f"江城文摘{seed % 3}"))


def forms(content: Path, seed: int) -> None:
    some = ("[zh-Hant-TW, zh-Hant-HK]", "[zh-Hant-HK]", "[zh-Hant-TW]")[seed % 3]
    write(content / "site.yaml", SITE.replace("[zh-Hant-TW, zh-Hant-HK]", some))


def template(content: Path, seed: int) -> None:
    pieces = content.parent / "themes/mine/templates"
    write(
        content.parent / "themes/mine/theme.yaml", "name: mine\nlabel: 我的\nextends: broadsheet\n"
    )
    write(pieces / "list.html", "{% extends 'broadsheet/list.html' %}\n")
    write(pieces / "_footer.html", _footer() + f"\n{{# {seed} #}}<!-- {seed % 4} -->\n")
    _changed(content / "site.yaml", "^title: ", "theme: mine\ntitle: ")


def _footer() -> str:
    theme = Path(building.__file__).parents[1] / "themes/broadsheet/templates/_footer.html"
    return theme.read_text(encoding="utf-8")


def clock_set_back(content: Path, seed: int) -> None:
    path = _one(content, seed)
    _changed(path, "^title: .*$", f"title: 旧时间{seed}")
    os.utime(path, (1_000_000_000 - seed, 1_000_000_000 - seed))


def same_size_and_time(content: Path, seed: int) -> None:
    path = _one(content, seed)
    before = path.stat()
    text = path.read_text(encoding="utf-8")
    write(path, text[:-2] + ("甲" if text[-2:-1] == "乙" else "乙") + "\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def site_edited_by_hand(content: Path, seed: int) -> None:
    pages = sorted((content.parent / "site").rglob("*.html"))
    page = pages[seed % len(pages)]
    inside = page.read_bytes()
    page.unlink()
    page.write_bytes(inside.replace(b"<body", b"<!-- by hand --><body"))


EDITS: tuple[Edit, ...] = (
    body,
    title,
    date,
    term,
    schedule,
    delete,
    rename,
    add,
    issue,
    image,
    glossary,
)
EDITS += (by_hand, settings_of_site, forms, template, clock_set_back, same_size_and_time)
EDITS += (site_edited_by_hand,)


@pytest.fixture(scope="module")
def shelf() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 999)), min_size=1, max_size=4))
def test_any_series_of_edits_ends_in_what_a_full_build_makes(
    shelf: Path, edits: list[tuple[Edit, int]]
) -> None:
    shutil.rmtree(shelf / "digest", ignore_errors=True)
    project = digest(shelf / "digest", FILES)
    _assert_after_each(edits, project, shelf)


def first_sentence(content: Path, seed: int) -> None:
    _changed(_one(content, seed), r"(?<=---\n)([^\n-])", rf"开头换了{seed}。\1")


def shorter(content: Path, seed: int) -> None:
    path = _one(content, seed)
    head, line, text = path.read_text(encoding="utf-8").rpartition("---\n")
    write(path, head + line + "只剩一句。\n" + text[: seed % 7])


def picture_in_the_text(content: Path, seed: int) -> None:
    path = _one(content, seed)
    write(path, path.read_text(encoding="utf-8") + "\n![图](../2019-11/a.jpg)\n")


def heading_and_link(content: Path, seed: int) -> None:
    path, other = _one(content, seed), _one(content, seed + 1)
    link = f"[看](../{other.parent.name}/{other.name}#第{seed % 3}节)"
    text = path.read_text(encoding="utf-8")
    write(path, f"{text}\n## 第{seed % 3}节\n\n{link if seed % 2 else '没有链接'}。\n")


def footnote_that_is_not_there(content: Path, seed: int) -> None:
    path = _one(content, seed)
    write(path, path.read_text(encoding="utf-8") + f"\n见注[^{seed % 3}]。\n")


TEXTS: tuple[Edit, ...] = (body, first_sentence, shorter, picture_in_the_text, heading_and_link)
TEXTS += (footnote_that_is_not_there, same_size_and_time, site_edited_by_hand)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(TEXTS), st.integers(0, 999)), min_size=2, max_size=5))
def test_any_series_of_edits_of_texts_ends_in_what_a_full_build_makes(
    shelf: Path, edits: list[tuple[Edit, int]]
) -> None:
    shutil.rmtree(shelf / "digest", ignore_errors=True)
    project = digest(shelf / "digest", FILES)
    by_hand(project.content, 0)
    _assert_after_each(edits, project, shelf)


def test_an_edited_text_is_no_reason_to_look_at_pages_that_do_not_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = digest(tmp_path, FILES)
    _build(project)
    looked_at: list[str] = []
    look = Recipes.with_shown

    def noted(self: Recipes, page: Page) -> tuple[str, str, Any]:
        looked_at.append(page.url)
        return look(self, page)

    monkeypatch.setattr(Recipes, "with_shown", noted)
    path = project.content / "issues/2019-12/01-桥.md"
    write(path, path.read_text(encoding="utf-8") + "\n又一段。\n")
    _build(project)
    assert "/issues/2019-12/01.html" in looked_at
    assert "/topics/water/2019-12.html" in looked_at
    assert "/issues/2019-11/02.html" not in looked_at
    assert "/archive/2019-11.html" not in looked_at


def _declared(project: Project, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The addresses of the pages that the next build declares at last."""
    declared: list[tuple[Page, ...]] = []
    declare = scope.declare

    def noted(*about: Any) -> tuple[Page, ...]:
        declared.append(declare(*about))
        return declared[-1]

    monkeypatch.setattr(scope, "declare", noted)
    _build(project)
    return {page.url for page in declared[-1]}


def test_an_edited_text_is_no_reason_to_declare_pages_that_do_not_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = digest(tmp_path, FILES)
    first = _build(project)
    path = project.content / "issues/2019-12/01-桥.md"
    write(path, path.read_text(encoding="utf-8") + "\n又一段。\n")
    declared = _declared(project, monkeypatch)
    assert {"/issues/2019-12/01.html", "/zh-hant-tw/topics/water/2019-12.html"} <= declared
    assert not {"/issues/2019-11/02.html", "/sitemap.xml", "/robots.txt"} & declared
    title(project.content, 1)
    second = _build(project)
    assert first
    assert second
    assert (first.pages, first.files) == (second.pages, second.files)


@pytest.mark.parametrize("lost", ["issues/2019-11/02.html", "sitemap.xml"])
def test_a_page_that_was_lost_is_declared_with_what_an_edit_has_changed(
    lost: str, tmp_path: Path
) -> None:
    project = digest(tmp_path / "digest", FILES)
    _build(project)
    (project.folder / "site" / lost).unlink()
    body(project.content, 0)
    _assert_as_a_full_build(project, tmp_path)


def test_a_link_to_a_place_that_an_edit_took_away_is_found_on_a_page_that_it_left_alone(
    tmp_path: Path,
) -> None:
    files = FILES | {
        "issues/2019-12/01-桥.md": article("新桥", "## 一\n\n桥通了。\n"),
        "issues/2020-01/issue.md": "---\ndate: 2020-01-20\n---\n",
        "issues/2020-01/01-路.md": article("路", "见[桥](../2019-12/01-桥.md#一)。\n"),
    }
    project = digest(tmp_path, files)
    _build(project)
    _changed(project.content / "issues/2019-12/01-桥.md", "^## 一", "## 二")
    with pytest.raises(ProblemsFound) as stopped:
        _build(project)
    assert {(one.rule, one.place.file) for one in stopped.value.problems} == {
        ("dead-fragment", "content/issues/2020-01/01-路.md")
    }


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_edit_ends_in_what_a_full_build_makes(edit: Edit, tmp_path: Path) -> None:
    project = digest(tmp_path / "digest", FILES)
    _build(project)
    before = snapshot(tmp_path / "digest/site")
    edit(project.content, 5)
    _assert_as_a_full_build(project, tmp_path)
    if edit is not site_edited_by_hand:
        assert before != snapshot(tmp_path / "digest/site")


def _assert_after_each(edits: list[tuple[Edit, int]], project: Project, shelf: Path) -> None:
    _assert_as_a_full_build(project, shelf)
    for edit, seed in edits:
        edit(project.content, seed)
        _assert_as_a_full_build(project, shelf)


def _assert_as_a_full_build(project: Project, shelf: Path) -> None:
    full = shelf / "full"
    try:
        build(project, full, full=True, force=True, workers=1, at=NOON)
    except ProblemsFound as mistaken:
        problems = mistaken.problems
    else:
        problems = ()
    if problems:
        with pytest.raises(ProblemsFound) as also:
            _build(project)
        assert problems == also.value.problems
        return
    _build(project)
    assert snapshot(full) == snapshot(project.folder / "site")


def _build(project: Project) -> Built | None:
    """What the command does: ask whether anything has changed, and build if it has."""
    site = project.folder / "site"
    if unchanged.recall(project.folder, site, "", lambda: NOON):
        return None
    read = unchanged.inputs(project)
    built = build(project, site, force=True, workers=1, at=NOON)
    unchanged.remember(project, site, "", read, built)
    return built


def kept(project: Project) -> tuple[int, int]:
    """Files that a build kept, and that it made."""
    built = _build(project)
    return (built.kept, built.files - built.kept) if built else (0, 0)


def test_an_edited_text_makes_what_shows_it_and_no_more(tmp_path: Path) -> None:
    summary = article("新桥通车", "桥通了。\n", summary="提要。", **FILED)
    project = digest(tmp_path, FILES | {"issues/2019-12/01-桥.md": summary})
    files = sum(kept(project))
    before = snapshot(project.folder / "site")
    path = project.content / "issues/2019-12/01-桥.md"
    write(path, path.read_text(encoding="utf-8").replace("桥通了", "桥断了"))
    left, made = kept(project)
    after = snapshot(project.folder / "site")
    changed = {name for name in after if after[name] != before[name]} - {".wenzhai.json"}
    assert files == left + made
    segment = {name for name in after if re.match("search/0-0/", name)}
    assert made == len(changed | segment)
    assert {Path(name).name for name in changed if not name.startswith("search/")} == {
        "01.html",
        "whole.html",
        "2019-12.epub",
        "atom.xml",
        "rss.xml",
        "feed.json",
    }


def test_the_folder_of_the_last_build_may_go_at_any_time(tmp_path: Path) -> None:
    project = digest(tmp_path / "digest", FILES)
    _build(project)
    shutil.rmtree(tmp_path / "digest/.wenzhai-cache")
    body(project.content, 1)
    _assert_as_a_full_build(project, tmp_path)


def test_a_broken_memory_of_the_last_build_is_no_memory(tmp_path: Path) -> None:
    project = digest(tmp_path / "digest", FILES)
    _build(project)
    for path in (tmp_path / "digest/.wenzhai-cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-20])
    body(project.content, 1)
    _assert_as_a_full_build(project, tmp_path)


def test_warnings_are_said_again_though_their_page_has_not_changed(tmp_path: Path) -> None:
    files = FILES | {"issues/2019-11/03-注.md": article("注", "注[^1]。\n\n[^2]: 没人提。\n")}
    project = digest(tmp_path, files)
    first = _build(project)
    body(project.content, 0)
    second = _build(project)
    assert first
    assert second
    assert first.warnings == second.warnings


def test_a_warning_about_addresses_is_said_again_after_an_edit_of_a_text(tmp_path: Path) -> None:
    moved = article("新桥通车", "桥通了。\n", aliases=["/old.xml"], **FILED)
    project = digest(tmp_path, FILES | {"issues/2019-12/01-桥.md": moved})
    first = _build(project)
    body(project.content, 0)
    second = _build(project)
    assert first
    assert second
    assert {one.rule for one in first.warnings} == {"no-redirect"}
    assert first.warnings == second.warnings


def test_another_version_of_the_program_makes_every_file_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = digest(tmp_path, FILES)
    site = project.folder / "site"
    build(project, site, workers=1)
    assert build(project, site, workers=1).kept > 0
    monkeypatch.setattr(building, "program_digest", lambda package: "of another version")
    assert build(project, site, workers=1).kept == 0
