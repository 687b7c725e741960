"""`wenzhai new`: what is made passes the check untouched, and nothing that was there changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import COUNTIES, article, digest, found, snapshot, wenzhai

from generator.article_fields import ARTICLE_FIELDS
from generator.authoring import NewTerm, Wanted, new_article, new_issue, new_page, new_term
from generator.checking import check
from generator.content import read_site
from generator.front_matter import Mapping, parse, split
from generator.problems import ProblemsFound
from generator.project import Project
from generator.taxonomies import names_of

FILES: dict[str, str | bytes] = {
    "issues/2019-11/issue.md": "---\nnumber: 41\ndate: 2019-11\n---\n",
    "issues/2019-11/01-a.md": article(),
    "issues/2019-11/09-b.md": article(),
    "issues/2018-01/01-a.md": article(),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return digest(tmp_path, FILES)


def text(project: Project, name: str) -> str:
    return (project.folder / name).read_text(encoding="utf-8")


def test_an_article_goes_behind_the_others_of_the_newest_issue(project: Project) -> None:
    name = new_article(project, Wanted("如何推动“商务”高质量发展？"))
    assert "content/issues/2019-11/10-如何推动商务高质量发展.md" == name
    assert () == check(project).problems


def test_an_article_has_its_head_in_the_order_of_the_house(project: Project) -> None:
    terms = (("topics", ("水利", "学校")), ("counties", ("瑞安市",)))
    wanted = Wanted('"三农": 新渠 #1', "2018-01", "2018年1月5日", ("王二", "李四"), terms)
    name = new_article(project, wanted)
    head, body, _ = split(text(project, name))
    node, problems = parse(head, name, 2, comments=False)
    assert () == problems
    assert isinstance(node, Mapping)
    keys = [key.text for key, _ in node.entries]
    assert ["title", "authors", "date", "counties", "topics", "draft"] == keys
    assert sorted(keys, key=list(ARTICLE_FIELDS).index) == keys
    assert body.strip()
    assert () == check(project).problems
    (made,) = [
        a for issue in read_site(project.content)[0].issues for a in issue.articles if a.draft
    ]
    # Typed at a prompt, its marks are those of another keyboard.
    assert ("“三农”：新渠 #1", "2018-01-05") == (made.title, made.date.iso)
    assert ("water", "education") == made.terms_of("topics")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted("水", terms=(("topics", ("水力",)),)), "--topic unknown-term"),
        (Wanted("水", terms=(("counties", ("鹿城",)),)), "--county unknown-term"),
        (Wanted("水", terms=(("papers", ("日报",)),)), "--term unknown-taxonomy"),
        (Wanted("水", issue="2019-12"), "content/issues unknown-issue"),
        (Wanted("水", date="昨天"), "--date wrong-value"),
        (Wanted("  "), "TITLE empty-title"),
    ],
)
def test_what_does_not_exist_is_named_and_nothing_written(
    project: Project, wanted: Wanted, expected: str
) -> None:
    before = snapshot(project.folder)
    with pytest.raises(ProblemsFound) as error:
        new_article(project, wanted)
    assert [expected] == found(error.value)
    assert before == snapshot(project.folder)


def test_without_an_issue_there_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as error:
        new_article(digest(tmp_path), Wanted("水"))
    assert ["content/issues unknown-issue"] == found(error.value)


def test_an_issue_is_dated_by_its_name_and_numbered_behind_the_last(project: Project) -> None:
    assert "content/issues/2019-12-01/issue.md" == new_issue(project, "2019年12月1日")
    issue = read_site(project.content)[0].issues[0]
    assert ("2019-12-01", "2019-12-01", "42") == (issue.key, issue.date.iso, issue.number)
    new_issue(project, "n45", "45", "年末特刊")
    assert () == check(project).problems


@pytest.mark.parametrize(
    ("key", "rule"),
    [("2019-11", "file-exists"), ("年末", "bad-issue-key"), ("../x", "bad-issue-key")],
)
def test_an_issue_that_cannot_be_is_refused(project: Project, key: str, rule: str) -> None:
    before = snapshot(project.folder)
    with pytest.raises(ProblemsFound) as error:
        new_issue(project, key)
    assert [rule] == [problem.rule for problem in error.value.problems]
    assert before == snapshot(project.folder)


def test_a_page_stands_in_the_navigation_if_it_is_to(project: Project) -> None:
    assert "content/pages/about.md" == new_page(project, "about", "关于我们", 1)
    new_page(project, "contact", "联系")
    pages = read_site(project.content)[0].pages
    assert [("about", 1), ("contact", 0)] == [(page.key, page.order) for page in pages]
    assert () == check(project).problems


@pytest.mark.parametrize("key", ["关于", "index", "404", "Search", "a/b"])
def test_a_page_that_cannot_be_is_refused(project: Project, key: str) -> None:
    with pytest.raises(ProblemsFound) as error:
        new_page(project, key, "关于")
    assert ["bad-page-name"] == [problem.rule for problem in error.value.problems]


def test_a_page_is_never_overwritten(project: Project) -> None:
    new_page(project, "about", "关于")
    before = snapshot(project.folder)
    for key in ("about", "About"):
        with pytest.raises(ProblemsFound):
            new_page(project, key, "关于")
    assert before == snapshot(project.folder)


def test_a_topic_is_added_and_the_file_kept(project: Project) -> None:
    before = text(project, "content/taxonomies/topics.yaml") + "# 主题到此为止\n"
    (project.content / "taxonomies/topics.yaml").write_text(before, encoding="utf-8")
    new_term(project, "topics", NewTerm("粮食: 安全", "grain", "", "水利", ("粮",)))
    after = text(project, "content/taxonomies/topics.yaml")
    assert after.startswith(before)
    new_article(project, Wanted("粮仓", terms=(("topics", ("粮",)),)))
    assert () == check(project).problems
    site, _ = read_site(project.content)
    (grain,) = [t for one in site.taxonomies for t in one.terms if t.key == "grain"]
    assert ("粮食: 安全", "water") == (grain.label, grain.parent)


def test_a_county_may_share_a_name_and_not_a_code(project: Project) -> None:
    new_term(project, "counties", NewTerm("鹿城区", code="440302", parent="浙江省"))
    with pytest.raises(ProblemsFound) as error:
        new_term(project, "counties", NewTerm("龙港市", code="330302"))
    assert ["duplicate-term"] == [problem.rule for problem in error.value.problems]
    site, _ = read_site(project.content)
    (counties,) = [one for one in site.taxonomies if one.key == "counties"]
    assert ("330302", "440302") == names_of(counties).keys["鹿城区"]


@pytest.mark.parametrize(
    ("term", "rule"),
    [
        (NewTerm("粮食"), "bad-key"),
        (NewTerm("粮食", "粮"), "bad-key"),
        (NewTerm("水利", "water-2"), "duplicate-term"),
        (NewTerm("粮食", "Water"), "duplicate-term"),
        (NewTerm("粮食", "grain", aliases=("学校",)), "duplicate-term"),
        (NewTerm("粮食", "grain", parent="三农"), "unknown-parent"),
        (NewTerm(" ", "grain"), "missing-field"),
    ],
)
def test_a_term_that_cannot_be_is_refused(project: Project, term: NewTerm, rule: str) -> None:
    before = snapshot(project.folder)
    with pytest.raises(ProblemsFound) as error:
        new_term(project, "topics", term)
    assert [rule] == [problem.rule for problem in error.value.problems]
    assert before == snapshot(project.folder)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]\n",
        "label: 主题\nterms:\n- {key: water, label: 水利}\n",
        "label: 主题\nterms:\n  - key: water\n    label: 水利\n    words: {水: 2}\n",
        "- key: water\n  label: 水利\n  aliases:\n  - 水\n",
    ],
)
def test_a_file_of_any_shape_takes_a_term(project: Project, written: str) -> None:
    (project.content / "taxonomies/topics.yaml").write_text(written, encoding="utf-8")
    new_term(project, "topics", NewTerm("粮食", "grain"))
    assert text(project, "content/taxonomies/topics.yaml").startswith(written.rstrip("\n[]"))
    site, problems = read_site(project.content)
    assert () == problems
    assert "grain" in [t.key for one in site.taxonomies for t in one.terms]


def test_a_file_that_goes_on_behind_its_terms_is_left_alone(project: Project) -> None:
    written = "terms:\n- {key: water, label: 水利}\nlabel: 主题\n"
    (project.content / "taxonomies/topics.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(ProblemsFound) as error:
        new_term(project, "topics", NewTerm("粮食", "grain"))
    (problem,) = error.value.problems
    assert "not-added" == problem.rule
    assert "- {key: grain, label: 粮食}" in problem.mend.zh
    assert written == text(project, "content/taxonomies/topics.yaml")


def test_a_digest_without_counties_gets_a_file(tmp_path: Path) -> None:
    project = digest(tmp_path)
    (project.content / "taxonomies/counties.yaml").unlink()
    new_term(project, "counties", NewTerm("浙江省", code="330000"))
    assert '- {code: "330000", label: 浙江省}\n' == text(
        project, "content/taxonomies/counties.yaml"
    )
    assert COUNTIES.startswith('- {code: "330000", label: 浙江省}\n')


@pytest.mark.parametrize(
    "arguments",
    [
        ["article", "新渠通水", "--topic", "水利", "--county", "瑞安市", "--author", "王二"],
        ["issue", "2020-01-02"],
        ["page", "about", "关于"],
        ["topic", "粮食", "--key", "grain"],
        ["county", "龙港市", "--code", "330383", "--parent", "温州市"],
    ],
)
def test_what_the_command_makes_passes_the_check(project: Project, arguments: list[str]) -> None:
    done = wenzhai(project, "new", *arguments)
    assert (0, "") == (done.returncode, done.stderr)
    name = done.stdout.removeprefix("建好了 ").strip()
    assert (project.folder / name).is_file()
    assert () == check(project).problems


def test_the_command_explains_itself(project: Project) -> None:
    assert "新建一篇文章" in wenzhai(project, "new", "--help").stdout
    assert wenzhai(project, "new", "article", "--help", WENZHAI_LANG="en").stdout.isascii()
    assert 2 == wenzhai(project, "new", "article").returncode
    assert 1 == wenzhai(project, "new", "article", "水", "--topic", "水力").returncode
    assert 2 == wenzhai(project, "new", "article", "水", "--term", "papers").returncode
