"""What a build would do, why, and how long it takes: asked for without touching the site."""

from __future__ import annotations

import json
from pathlib import Path

from world import TOPICS, article, digest, snapshot, wenzhai, write

FILES: dict[str, str | bytes] = {
    "site.yaml": "title: 江城文摘\nbase_url: https://example.com/a\nshare_cards: none\n",
    "issues/2019-11/issue.md": "---\ndate: 2019-11-20\n---\n",
    "issues/2019-11/01-渠.md": article(
        "新渠通水", "水渠通水。\n", topics=["水利"], summary="提要。"
    ),
    "issues/2019-11/02-校.md": article("学校搬家", "搬了。\n", topics=["教育"]),
}

EDITED = article("新渠通水", "水渠断水。\n", topics=["水利"], summary="提要。")


def test_a_dry_run_lists_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    project = digest(tmp_path, FILES)
    assert wenzhai(project, "build").returncode == 0
    before = snapshot(tmp_path)
    write(project.content / "issues/2019-11/01-渠.md", EDITED)
    write(project.content / "issues/2019-12/03-新.md", article("新的"))
    (project.content / "issues/2019-11/02-校.md").unlink()
    listed = wenzhai(project, "build", "--dry-run", "-q").stdout.splitlines()
    assert "~ issues/2019-11/01.html" in listed
    assert "+ issues/2019-12/03.html" in listed
    assert "- issues/2019-11/02.html" in listed
    assert listed == wenzhai(project, "diff").stdout.splitlines()
    after = {name: one for name, one in snapshot(tmp_path).items() if name.startswith("site")}
    assert after == {name: one for name, one in before.items() if name.startswith("site")}


def test_a_dry_run_of_nothing_new_lists_nothing(tmp_path: Path) -> None:
    project = digest(tmp_path, FILES)
    assert wenzhai(project, "build").returncode == 0
    (said,) = wenzhai(project, "diff", WENZHAI_LANG="en").stdout.splitlines()
    assert said.startswith("0 files added, 0 changed, 0 removed, ")


def test_the_words_that_differ_are_shown_as_readers_see_them(tmp_path: Path) -> None:
    project = digest(tmp_path, FILES)
    assert wenzhai(project, "build").returncode == 0
    write(project.content / "issues/2019-11/01-渠.md", EDITED)
    said = wenzhai(project, "diff", "--text").stdout
    assert "~ issues/2019-11/01.html\n  -水渠通水。\n  +水渠断水。\n" in said


def explained(tmp_path: Path, url: str) -> str:
    told = wenzhai(tmp_path, "build", "--explain", url)
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_a_page_says_what_makes_it_and_why_it_would_be_made_again(tmp_path: Path) -> None:
    project = digest(tmp_path, FILES)
    page = "/issues/2019-11/01.html"
    assert "上次没有生成它" in explained(tmp_path, page)
    assert wenzhai(project, "build").returncode == 0
    kept = explained(tmp_path, page)
    assert "content/issues/2019-11/01-渠.md" in kept
    assert "article.html" in kept
    assert "没有变，不会重新生成" in kept
    write(project.content / "issues/2019-11/01-渠.md", EDITED)
    assert "页面显示的内容变了" in explained(tmp_path, f"https://example.com/a{page}")
    assert "没有变" in explained(tmp_path, "/topics/")
    write(project.content / "taxonomies/topics.yaml", TOPICS.replace("水利", "水利建设"))
    write(project.content / "issues/2019-11/01-渠.md", EDITED.replace("水利", "水利建设"))
    assert "页面显示的内容变了" in explained(tmp_path, "topics/index.html")


def test_a_file_that_someone_edited_in_the_site_is_a_reason(tmp_path: Path) -> None:
    project = digest(tmp_path, FILES)
    assert wenzhai(project, "build").returncode == 0
    write(tmp_path / "site/404.html", "x")
    assert "被改过或不在了" in explained(tmp_path, "/404.html")


def test_an_address_that_is_not_there_has_one_clear_line(tmp_path: Path) -> None:
    told = wenzhai(digest(tmp_path, FILES), "build", "--explain", "/issues/2019-11/09.html")
    assert told.returncode == 1
    assert told.stderr.startswith("/issues/2019-11/09.html: 错误：网站里没有 ")
    assert "是不是 /issues/2019-11/0" in told.stderr


def test_timings_name_stages_templates_and_the_slowest_pages(tmp_path: Path) -> None:
    project = digest(tmp_path, FILES)
    told = json.loads(wenzhai(project, "build", "--timings", "json").stdout)
    assert list(told["stages"]) == ["read", "plan", "make", "check", "publish"]
    assert told["kinds"]["article.html"]["files"] == 2
    assert {one["url"] for one in told["slowest"]} <= {
        f"/{path.relative_to(tmp_path / 'site').as_posix()}".removesuffix("index.html")
        for path in (tmp_path / "site").rglob("*")
    }
    again = json.loads(wenzhai(project, "build", "--timings", "json").stdout)
    assert "article.html" not in again["kinds"]
    assert "article.html × 2" in wenzhai(project, "build", "--full", "--timings").stdout
