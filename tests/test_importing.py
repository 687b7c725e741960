"""From a raw page to article files: again and again, beside an editor who works on them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from world import digest, snapshot, wenzhai, write

from generator.importing import Given, ImportedPage, import_page, open_desk
from generator.importing.shelf import State, file_title
from generator.model import Date
from generator.problems import ProblemsFound
from generator.project import Project

CANAL = """\
江城新渠昨日通水
王二 李四
江城北部三镇的新水渠昨日通水,三万亩稻田由此受益。水务部门说,渠道全长三公里,
工期不到一年。

沿渠的村民说,往年天旱时要到五里外挑水。今年不必了。
"""

LIBRARY = """\
镇中学添了新图书馆
赵五
镇中学的新图书馆本周开放,藏书一万两千册。学生可以在午休和放学后借阅。

馆里还设了报刊室,订了三十种报纸。
"""

BRIDGE = """\
旧桥修好了
孙七
城南的旧桥修了半年,昨天重新开放。桥面加宽了两米,两边添了护栏,桥头的路灯也全部
换过。

附近的店家说,来往的人比从前多了。
"""

PAGE = f"{CANAL}\n{LIBRARY}"


def imported(project: Project, text: str, name: str = "a.txt", **options: object) -> ImportedPage:
    path = project.content / "raw" / name
    write(path, text)
    given = Given(issue="x")
    return import_page(open_desk(project), path, given, **options)  # type: ignore[arg-type]


def states(page: ImportedPage) -> list[tuple[str, State]]:
    return [(one.placed.path.name, one.placed.state) for one in page.articles]


def test_a_page_becomes_numbered_files_in_the_order_of_the_page(tmp_path: Path) -> None:
    page = imported(digest(tmp_path), PAGE)
    assert [
        ("01-江城新渠昨日通水.md", State.NEW),
        ("02-镇中学添了新图书馆.md", State.NEW),
    ] == states(page)


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    project = digest(tmp_path)
    imported(project, PAGE)
    before = snapshot(project.content / "issues")
    page = imported(project, PAGE)
    assert {State.UNCHANGED} == {state for _, state in states(page)}
    assert before == snapshot(project.content / "issues")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    project = digest(tmp_path)
    page = imported(project, PAGE, dry_run=True)
    assert 2 == len(page.articles)
    assert not (project.content / "issues").exists()


def test_what_an_editor_changed_is_kept_and_said(tmp_path: Path) -> None:
    project = digest(tmp_path)
    path = imported(project, PAGE).articles[0].placed.path
    edited = path.read_text(encoding="utf-8").replace("三公里", "四公里")
    write(path, edited)
    page = imported(project, PAGE)
    assert [State.KEPT, State.UNCHANGED] == [state for _, state in states(page)]
    assert edited == path.read_text(encoding="utf-8")
    done = wenzhai(project, "import", project.content / "raw/a.txt", "--issue", "x")
    assert 0 == done.returncode
    assert f"{path.name}（要覆盖，加 --force）" in done.stdout
    assert edited == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("topics: []", "topics: [水利]"),
        ("title: 江城", "title: 我们江城"),
        ("今年不必了。\n", "今年不必了。\n\n"),
        ("\n  written: ", "\n  # 已核\n  written: "),
    ],
)
def test_any_change_of_an_editor_is_noticed(tmp_path: Path, before: str, after: str) -> None:
    project = digest(tmp_path)
    path = imported(project, PAGE).articles[0].placed.path
    text = path.read_text(encoding="utf-8")
    assert before in text
    write(path, text.replace(before, after, 1))
    assert State.KEPT is imported(project, PAGE).articles[0].placed.state


def test_force_writes_over_what_an_editor_changed(tmp_path: Path) -> None:
    project = digest(tmp_path)
    path = imported(project, PAGE).articles[0].placed.path
    whole = path.read_text(encoding="utf-8")
    write(path, whole.replace("三公里", "四公里"))
    assert State.REPLACED is imported(project, PAGE, force=True).articles[0].placed.state
    assert whole == path.read_text(encoding="utf-8")


def test_a_file_that_an_editor_renamed_is_found_by_what_is_in_it(tmp_path: Path) -> None:
    project = digest(tmp_path)
    path = imported(project, PAGE).articles[0].placed.path
    path.rename(path.with_name("01-通水.md"))
    page = imported(project, PAGE)
    assert ("01-通水.md", State.UNCHANGED) == states(page)[0]


def test_a_mended_raw_page_updates_the_file_of_the_article_that_was_mended(tmp_path: Path) -> None:
    project = digest(tmp_path)
    imported(project, PAGE)
    page = imported(project, PAGE.replace("三公里", "四公里"))
    assert [State.UPDATED, State.UNCHANGED] == [state for _, state in states(page)]
    assert "四公里" in page.articles[0].placed.path.read_text(encoding="utf-8")


def test_a_mended_title_keeps_the_number_of_its_article(tmp_path: Path) -> None:
    project = digest(tmp_path)
    imported(project, PAGE)
    page = imported(project, PAGE.replace("镇中学添了新图书馆", "镇中学建成新图书馆"))
    assert ("02-镇中学添了新图书馆.md", State.UPDATED) == states(page)[1]
    assert () == page.left_over


def test_an_article_put_before_the_others_takes_nobodys_address(tmp_path: Path) -> None:
    project = digest(tmp_path)
    imported(project, PAGE)
    before = {
        path.name: path.read_text(encoding="utf-8").split("\n---\n")[1]
        for path in sorted((project.content / "issues/x").glob("0*.md"))
    }
    # As long as the article that was first, so that its lines are those of the other one before.
    page = imported(project, f"{BRIDGE}\n\n{PAGE}")
    assert ("03-旧桥修好了.md", State.NEW) == states(page)[0]
    after = {
        path.name: path.read_text(encoding="utf-8").split("\n---\n")[1]
        for path in sorted((project.content / "issues/x").glob("0[12]*.md"))
    }
    assert before == after
    assert () == page.left_over


def test_an_article_that_the_page_has_no_more_is_left_and_said(tmp_path: Path) -> None:
    project = digest(tmp_path)
    imported(project, PAGE)
    page = imported(project, CANAL)
    assert ["02-镇中学添了新图书馆.md"] == [path.name for path in page.left_over]
    assert page.left_over[0].is_file()


def test_two_pages_of_one_issue_are_numbered_on(tmp_path: Path) -> None:
    project = digest(tmp_path)
    imported(project, CANAL, "a.txt")
    page = imported(project, LIBRARY, "b.txt")
    assert [("02-镇中学添了新图书馆.md", State.NEW)] == states(page)


def test_two_pages_of_one_name_from_elsewhere_do_not_overwrite_each_other(tmp_path: Path) -> None:
    project = digest(tmp_path / "digest")
    for folder, text in (("one", CANAL), ("two", BRIDGE)):
        write(tmp_path / folder / "a.txt", text)
        page = import_page(
            open_desk(project), tmp_path / folder / "a.txt", Given(issue="x"), force=False
        )
        assert {State.NEW} == {state for _, state in states(page)}
    kept = (project.content / "issues/x/01-江城新渠昨日通水.md").read_text(encoding="utf-8")
    assert "稻田" in kept


def test_numbers_go_on_behind_those_of_the_editor(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/x/099-编者按.md": "---\ntitle: 编者按\n---\n文。\n"})
    assert ["100", "101"] == [name.split("-")[0] for name, _ in states(imported(project, PAGE))]


def test_an_editors_head_of_the_issue_is_left_alone(tmp_path: Path) -> None:
    head = "---\ntitle: 特刊\n---\n\n编者按。\n"
    project = digest(tmp_path, {"issues/x/issue.md": head})
    imported(project, PAGE)
    assert head == (project.content / "issues/x/issue.md").read_text(encoding="utf-8")


def test_a_page_that_cannot_be_read_writes_nothing(tmp_path: Path) -> None:
    project = digest(tmp_path)
    for text in ("", "\n\u3000\n"):
        with pytest.raises(ProblemsFound) as error:
            imported(project, text)
        assert ["empty-page"] == [problem.rule for problem in error.value.problems]
    assert not (project.content / "issues").exists()


@pytest.mark.parametrize("issue", ["../x", "水", "a b", "con", "a/b", "."])
def test_the_key_of_an_issue_cannot_lead_elsewhere(tmp_path: Path, issue: str) -> None:
    project = digest(tmp_path)
    write(project.content / "raw/a.txt", PAGE)
    before = snapshot(tmp_path)
    with pytest.raises(ProblemsFound) as error:
        import_page(open_desk(project), project.content / "raw/a.txt", Given(issue=issue))
    assert ["bad-issue-key"] == [problem.rule for problem in error.value.problems]
    assert before == snapshot(tmp_path)


@pytest.mark.parametrize(
    ("name", "given", "issue"),
    [
        ("2019-11-20.txt", Given(), "2019-11-20"),
        ("2019-11.txt", Given(), "2019-11"),
        ("a.txt", Given(date=Date(2019, 11, 21)), "2019-11-21"),
        ("2019-11-20.txt", Given(date=Date(2019, 11, 21)), "2019-11-21"),
        ("2019-11-20.txt", Given(issue="n45"), "n45"),
        ("page7.txt", Given(), "page7"),
        ("第七版.txt", Given(), "undated"),
    ],
)
def test_the_issue_is_what_the_user_says_or_the_date_or_the_name_of_the_file(
    tmp_path: Path, name: str, given: Given, issue: str
) -> None:
    project = digest(tmp_path)
    write(project.content / "raw" / name, LIBRARY)
    assert issue == import_page(open_desk(project), project.content / "raw" / name, given).issue


def test_one_bad_page_among_many_stops_only_itself(tmp_path: Path) -> None:
    project = digest(tmp_path)
    write(tmp_path / "a.txt", CANAL)
    write(tmp_path / "bad.txt", b"\xff\xfe\xff")
    write(tmp_path / "c.txt", LIBRARY)
    files = [tmp_path / name for name in ("a.txt", "bad.txt", "nowhere.txt", "c.txt")]
    done = wenzhai(project, "import", "--issue", "x", *files)
    assert 1 == done.returncode
    assert "bad.txt" in done.stderr
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr
    names = {path.name for path in (project.content / "issues/x").glob("0*.md")}
    assert {"01-江城新渠昨日通水.md", "02-镇中学添了新图书馆.md"} == names


def test_the_report_for_programs_is_json_whatever_happens(tmp_path: Path) -> None:
    project = digest(tmp_path)
    write(tmp_path / "a.txt", PAGE)
    done = wenzhai(project, "import", "--json", "--dry-run", tmp_path / "a.txt")
    report = json.loads(done.stdout)
    assert ["江城新渠昨日通水", "镇中学添了新图书馆"] == [
        one["title"] for one in report["articles"]
    ]
    assert [["王二", "李四"], ["赵五"]] == [one["authors"] for one in report["articles"]]
    both = wenzhai(
        project, "import", "--json", "--dry-run", tmp_path / "a.txt", tmp_path / "no.txt"
    )
    assert 1 == both.returncode
    assert 1 == len(json.loads(both.stdout))


def test_what_is_imported_is_built_and_loses_no_character(tmp_path: Path) -> None:
    project = digest(tmp_path)
    imported(project, f"{CANAL}\n{LIBRARY}\n{BRIDGE}")
    for arguments in (["check", "--lossless"], ["build"]):
        done = wenzhai(project, *arguments)
        assert (0, "") == (done.returncode, done.stderr)
    page = (tmp_path / "site/issues/x/01.html").read_text(encoding="utf-8")
    assert "三万亩稻田由此受益。水务部门说，渠道全长三公里，工期不到一年。" in page


HOSTILE = """\
{{ page }} # <script>与 *星号*
王二 李四
1. 第一句以数字开头,*并不*是列表,[也不是]: 链接。
# 这一行也不是标题,是正文的一部分。

> 引号开头的一段 `不是代码` ![不是图](x.jpg) 还有 ~~波浪~~ 和 <b>标签</b>。
"""


def test_whatever_markdown_would_misread_comes_out_as_it_stood(tmp_path: Path) -> None:
    project = digest(tmp_path)
    imported(project, HOSTILE)
    done = wenzhai(project, "check", "--lossless")
    # The page is not well marked up, and stays as it was printed.
    rules = set(re.findall(r"\[([a-z-]+)\]$", done.stderr, re.MULTILINE))
    assert (0, {"space-in-chinese"}) == (done.returncode, rules)
    assert 0 == wenzhai(project, "build").returncode
    page = (tmp_path / "site/issues/x/01.html").read_text(encoding="utf-8")
    assert "<b>" not in page
    assert "*并不*是列表" in page


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("江城新渠昨日通水", "江城新渠昨日通水"),
        ("如何“办好”学校？", "如何办好学校"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c:d*e", "a-b-c-d-e"),
        ("……！？", "无题"),
        ("", "无题"),
        ("长" * 200, "长" * 40),
        ("\u202e倒\u0000", "倒"),
    ],
)
def test_a_title_in_the_name_of_a_file_is_one_on_every_system(title: str, name: str) -> None:
    made = file_title(title)
    assert name == made
    assert len(f"999-{made}.md".encode()) <= 255
    assert not set(made) & set('/\\:*?"<>|\0')


def test_words_that_no_field_keeps_are_listed_with_their_reason(tmp_path: Path) -> None:
    page = imported(digest(tmp_path), f"{CANAL}来源：江城日报  责任编辑：周小一\n\n{LIBRARY}")
    assert ("江城日报", ("周小一",)) == (
        page.articles[0].draft.source,
        page.articles[0].draft.editors,
    )
    assert [(7, "来源责任编辑")] == [(left.line, left.text) for left in page.left_out]


def test_an_article_without_a_title_asks_for_one(tmp_path: Path) -> None:
    page = imported(digest(tmp_path), "新水渠昨天通水,三万亩稻田由此受益。" * 20)
    assert "" == page.articles[0].draft.title
    doubts = [d for d in page.articles[0].draft.decisions if d.doubtful and d.about == "title"]
    assert doubts
    assert "title: ''" in page.articles[0].placed.path.read_text(encoding="utf-8")
