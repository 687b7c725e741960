"""What is read from `content/`, what is filed where, and what is said of what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import COUNTIES, SITE, article, digest, photograph, shown, write

from generator.build import build, read
from generator.checking import check
from generator.content import read_site
from generator.declaring import declare
from generator.model import Date, Site
from generator.page import Page
from generator.problems import Problem, Severity
from generator.project import Project
from generator.views import ArticleView, TermView

GULOU = """\
- {code: "320000", label: 江苏省}
- {code: "320100", label: 南京市, parent: "320000"}
- {code: "320300", label: 徐州市, parent: "320000"}
- {code: "320106", label: 鼓楼区, parent: "320100"}
- {code: "320302", label: 鼓楼区, parent: "320300"}
"""


def problems_of(project: Project) -> tuple[Problem, ...]:
    return read_site(project.content)[1]


def site_of(project: Project) -> Site:
    site, problems = read_site(project.content)
    assert () == problems
    return site


def pages_of(project: Project) -> dict[str, Page]:
    site, theme, _ = read(project)
    return {page.url: page for page in declare(project, site, theme)}


def test_an_empty_digest_builds(tmp_path: Path) -> None:
    write(tmp_path / "content/site.yaml", SITE)
    built = build(Project(tmp_path), tmp_path / "site")
    assert (0, ()) == (built.articles, built.warnings)
    assert (tmp_path / "site/index.html").is_file()


@pytest.mark.parametrize("empty", ["", "---\n---\n", "\n\n", "---\ntitle:\n---\n"])
def test_an_article_file_without_a_title_is_named(tmp_path: Path, empty: str) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": empty})
    assert ["content/issues/a/01-a.md:1:1 missing-field"] == [
        shown(problem) for problem in problems_of(project)
    ]


def test_an_empty_site_file_is_named(tmp_path: Path) -> None:
    project = digest(tmp_path, {"site.yaml": ""})
    assert ["content/site.yaml:1:1 missing-field"] == [shown(p) for p in problems_of(project)]


def test_a_folder_that_is_no_digest_is_told_how_to_become_one(tmp_path: Path) -> None:
    problems = problems_of(Project(tmp_path))
    assert ["content/site.yaml no-site"] == [shown(problem) for problem in problems]
    assert "wenzhai init" in problems[0].mend.zh


def test_an_article_without_a_text_is_warned_of_and_published(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(body="")})
    assert [Severity.WARNING] == [problem.severity for problem in problems_of(project)]
    assert 1 == build(project, tmp_path / "site").articles


@pytest.mark.parametrize(
    ("field", "typed", "near"),
    [("topics", "水力", "水利"), ("counties", "鹿城", "鹿城区"), ("mentions", "瑞安", "瑞安市")],
)
def test_an_unknown_term_is_an_error_with_a_near_miss(
    tmp_path: Path, field: str, typed: str, near: str
) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(**{field: [typed]})})
    (problem,) = problems_of(project)
    column = len(f"{field}: [") + 1
    assert f"content/issues/a/01-a.md:3:{column} unknown-term" == shown(problem)
    assert f"{field}: [{typed}]" == problem.excerpt
    assert f"“{typed}”" in problem.what.zh
    assert "content/taxonomies/" in problem.what.zh
    assert f"“{near}”" in problem.mend.zh
    assert f"“{near}”" in problem.mend.en


def test_a_term_nobody_heard_of_names_the_file_to_add_it_to(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(topics=["量子"])})
    (problem,) = problems_of(project)
    assert "content/taxonomies/topics.yaml" in problem.mend.zh


def test_a_term_may_be_called_by_label_alias_key_or_code(tmp_path: Path) -> None:
    files = {
        f"issues/a/0{number}-a.md": article(topics=[name])
        for number, name in enumerate(("教育", "学校", "education"), 1)
    }
    files["issues/a/04-a.md"] = article(counties=["330302"])
    terms = [one.terms for one in site_of(digest(tmp_path, files)).issues[0].articles]
    assert [(("topics", ("education",)),)] * 3 + [(("counties", ("330302",)),)] == terms


def test_a_name_that_two_places_share_lists_them_both(tmp_path: Path) -> None:
    files = {"issues/a/01-a.md": article(counties=["鼓楼区"]), "taxonomies/counties.yaml": GULOU}
    (problem,) = problems_of(digest(tmp_path, files))
    assert "content/issues/a/01-a.md:3:12 ambiguous-term" == shown(problem)
    assert "江苏省南京市鼓楼区、江苏省徐州市鼓楼区" in problem.mend.zh
    assert "江苏省南京市鼓楼区, 江苏省徐州市鼓楼区" in problem.mend.en


@pytest.mark.parametrize("name", ["南京市鼓楼区", "江苏省南京市鼓楼区", "江苏省鼓楼区"])
def test_a_name_with_its_city_means_one_place(tmp_path: Path, name: str) -> None:
    files = {"issues/a/01-a.md": article(counties=[name]), "taxonomies/counties.yaml": GULOU}
    site, problems = read_site(digest(tmp_path, files).content)
    if name == "江苏省鼓楼区":
        assert ["ambiguous-term"] == [problem.rule for problem in problems]
    else:
        assert ("320106",) == site.issues[0].articles[0].terms_of("counties")


def test_every_candidate_that_is_offered_is_right_when_it_is_written(tmp_path: Path) -> None:
    # Two towns of one county, and a county of the same name in a province without a city.
    shared = GULOU + '- {code: "350102", label: 鼓楼区}\n- {code: "350000", label: 福建省}\n'
    files = {"issues/a/01-a.md": article(counties=["鼓楼区"]), "taxonomies/counties.yaml": shared}
    (problem,) = problems_of(digest(tmp_path / "a", files))
    candidates = problem.mend.zh.removeprefix("写全：").split("、")
    assert 3 == len(candidates)
    keys = set()
    for number, name in enumerate(candidates):
        files["issues/a/01-a.md"] = article(counties=[name])
        keys.add(site_of(digest(tmp_path / f"b{number}", files)).issues[0].articles[0].terms)
    assert 3 == len(keys)


def test_a_taxonomy_of_ones_own_is_a_field_and_has_pages_and_a_place_in_the_navigation(
    tmp_path: Path,
) -> None:
    files = {
        "taxonomies/columns.yaml": "label: 栏目\nterms:\n- {key: letters, label: 读者来信}\n",
        "issues/a/01-a.md": article(columns=["读者来信"]),
    }
    project = digest(tmp_path, files)
    build(project, tmp_path / "site")
    page = (tmp_path / "site/columns/letters/index.html").read_text(encoding="utf-8")
    assert "新渠通水" in page
    assert "读者来信" in (tmp_path / "site/columns/index.html").read_text(encoding="utf-8")
    front = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert 'href="columns/"' in front
    assert "栏目" in front


def test_a_field_without_a_taxonomy_is_unknown(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(columns=["读者来信"])})
    assert ["content/issues/a/01-a.md:3:1 unknown-field"] == [
        shown(problem) for problem in problems_of(project)
    ]


@pytest.mark.parametrize("name", ["title", "date", "origin", "draft"])
def test_a_taxonomy_cannot_take_the_name_of_a_field(tmp_path: Path, name: str) -> None:
    files = {
        f"taxonomies/{name}.yaml": "- {key: a, label: 甲}\n",
        "issues/a/01-a.md": article(),
    }
    assert [f"content/taxonomies/{name}.yaml reserved-name"] == [
        shown(problem) for problem in problems_of(digest(tmp_path, files))
    ]


@pytest.mark.parametrize("name", ["issues", "assets", "archive", "Issues"])
def test_nor_the_address_of_a_part_of_the_site(tmp_path: Path, name: str) -> None:
    files = {f"taxonomies/{name}.yaml": "- {key: a, label: 甲}\n"}
    assert [f"content/taxonomies/{name}.yaml reserved-name"] == [
        shown(problem) for problem in problems_of(digest(tmp_path, files))
    ]


def test_counts_are_those_of_a_place_and_all_below_it(tmp_path: Path) -> None:
    files = {
        "issues/a/01-a.md": article(counties=["鹿城区"]),
        "issues/a/02-b.md": article(counties=["瑞安市"]),
        "issues/a/03-c.md": article(counties=["鹿城区", "瑞安市"]),
        "issues/a/04-d.md": article(counties=["温州市", "鹿城区"]),
        "issues/a/05-e.md": article(mentions=["瑞安市"]),
    }
    pages = pages_of(digest(tmp_path, files))
    counts = {}
    for code in ("330000", "330300", "330302", "330381"):
        view = pages[f"/counties/{code}/"].view
        assert isinstance(view, TermView)
        counts[code] = view.count
        assert view.count == len(view.teasers)
    assert {"330000": 4, "330300": 4, "330302": 3, "330381": 2} == counts


def test_a_place_and_the_one_above_it_link_to_each_other(tmp_path: Path) -> None:
    pages = pages_of(digest(tmp_path, {"issues/a/01-a.md": article(counties=["鹿城区"])}))
    city, county = pages["/counties/330300/"].view, pages["/counties/330302/"].view
    assert ["/counties/330302/"] == [link.url for link in city.children]
    assert "/counties/330300/" == county.parent.url
    crumbs = [link.label for link in county.frame.breadcrumbs]
    assert ["浙江省", "温州市", "鹿城区"] == crumbs[-3:]


def test_a_county_that_an_article_is_filed_under_is_not_also_a_mention(tmp_path: Path) -> None:
    text = article(counties=["鹿城区"], mentions=["鹿城区", "瑞安市"])
    site = site_of(digest(tmp_path, {"issues/a/01-a.md": text}))
    assert ("330381",) == site.issues[0].articles[0].mentions


def test_a_term_without_articles_and_text_has_no_page(tmp_path: Path) -> None:
    topics = "- {key: water, label: 水利}\n- {key: law, label: 法治, text: 依法办事。}\n"
    pages = pages_of(digest(tmp_path, {"taxonomies/topics.yaml": topics}))
    assert ("/topics/law/" in pages, "/topics/water/" in pages) == (True, False)


BAD_TERMS = [
    ("- {key: a, label: 甲, parent: b}\n- {key: b, label: 乙, parent: a}", "circular-parent"),
    ("- {key: a, label: 甲, parent: a}", "circular-parent"),
    ("- {key: a, label: 甲, parent: c}", "unknown-parent"),
    ("- {key: A, label: 甲}\n- {key: b, label: 乙, parent: a}", "unknown-parent"),
    ("- {key: a, label: 甲}\n- {key: A, label: 乙}", "duplicate-term"),
    ("- {label: 甲}", "bad-key"),
    ("- {key: 甲, label: 甲}", "bad-key"),
    ("- {key: ../x, label: 甲}", "bad-key"),
    ("- {key: con, label: 甲}", "bad-key"),
    ("- {key: a}", "missing-field"),
    ("- {key: a, label: 甲, colour: red}", "unknown-field"),
    ("- 甲", "not-a-mapping"),
    ("甲", "not-a-mapping"),
    ("label: 主题", "missing-field"),
]


@pytest.mark.parametrize(("terms", "rule"), BAD_TERMS)
def test_terms_that_cannot_be_are_named(tmp_path: Path, terms: str, rule: str) -> None:
    problems = problems_of(digest(tmp_path, {"taxonomies/topics.yaml": terms + "\n"}))
    assert {rule} == {problem.rule for problem in problems}
    assert all(p.place.file == "content/taxonomies/topics.yaml" and p.place.line for p in problems)


def test_a_circle_of_parents_stops_the_build_and_does_not_hang_it(tmp_path: Path) -> None:
    terms = "- {key: a, label: 甲, parent: b}\n- {key: b, label: 乙, parent: c}\n"
    terms += "- {key: c, label: 丙, parent: b}\n"
    files = {"taxonomies/topics.yaml": terms, "issues/a/01-a.md": article(topics=["甲"])}
    rules = {problem.rule for problem in check(digest(tmp_path, files)).problems}
    assert {"circular-parent"} == rules


def test_a_parent_may_be_named_by_its_code(tmp_path: Path) -> None:
    counties = '- {key: zj, code: "330000", label: 浙江省}\n'
    counties += '- {code: "330302", label: 鹿城区, parent: "330000"}\n'
    text = article(counties=["浙江省鹿城区"])
    files = {"taxonomies/counties.yaml": counties, "issues/a/01-a.md": text}
    assert "/counties/zj/" in pages_of(digest(tmp_path, files))


def test_two_files_of_one_taxonomy_are_named(tmp_path: Path) -> None:
    files = {"taxonomies/topics.yml": "- {key: a, label: 甲}\n"}
    assert ["content/taxonomies/topics.yml duplicate-taxonomy"] == [
        shown(problem) for problem in problems_of(digest(tmp_path, files))
    ]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("issues/a/水利.md", "bad-article-name"),
        ("issues/a/01水利.md", "bad-article-name"),
        ("issues/第一期/01-a.md", "bad-issue-key"),
        ("issues/a b/01-a.md", "bad-issue-key"),
        ("issues/-a/01-a.md", "bad-issue-key"),
        ("issues/con/01-a.md", "bad-issue-key"),
        ("pages/关于.md", "bad-page-name"),
        ("pages/a b.md", "bad-page-name"),
        ("taxonomies/栏目.yaml", "bad-key"),
    ],
)
def test_a_name_that_can_be_no_address_is_an_error(tmp_path: Path, name: str, rule: str) -> None:
    text = article() if name.endswith(".md") else "- {key: a, label: 甲}\n"
    problems = problems_of(digest(tmp_path, {name: text}))
    assert [rule] == [problem.rule for problem in problems]
    assert [Severity.ERROR] == [problem.severity for problem in problems]
    assert name.startswith(problems[0].place.file.removeprefix("content/"))


@pytest.mark.parametrize(
    "name", ["issues/a/notes.txt", "issues/notes.txt", "issues/a/deep/01-a.md", "pages/x.docx"]
)
def test_a_file_that_is_not_published_is_warned_of(tmp_path: Path, name: str) -> None:
    problems = problems_of(digest(tmp_path, {name: "x"}))
    assert [Severity.WARNING] == [problem.severity for problem in problems]
    assert ["stray-file"] == [problem.rule for problem in problems]


@pytest.mark.parametrize("name", ["issues/README.md", "issues/a/README.md", "pages/README.md"])
def test_a_readme_is_for_editors_and_not_published(tmp_path: Path, name: str) -> None:
    project = digest(tmp_path, {name: "# 说明\n"})
    assert () == problems_of(project)
    build(project, tmp_path / "site")
    assert [] == list((tmp_path / "site").rglob("README*"))


SECRET = "不可泄露的稿子"


@pytest.mark.parametrize("mark", ["true", "yes", "是", "True", "'true'"])
def test_a_draft_is_nowhere_in_the_site(tmp_path: Path, mark: str) -> None:
    draft = f"""---
title: {SECRET}
kicker: {SECRET}
authors: [{SECRET}]
topics: [水利]
counties: [瑞安市]
summary: {SECRET}
draft: {mark}
---
{SECRET}。
"""
    files = {
        "issues/2019-11/issue.md": "---\ndate: 2019-11\n---\n",
        "issues/2019-11/01-a.md": article(topics=["教育"]),
        "issues/2019-11/02-b.md": draft,
        "issues/2019-11/03-c.md": article(topics=["教育"]),
        "issues/2019-12/01-a.md": draft,
    }
    built = build(digest(tmp_path, files), tmp_path / "site")
    assert 2 == built.articles
    for path in sorted((tmp_path / "site").rglob("*")):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
    assert not (tmp_path / "site/issues/2019-11/02.html").exists()
    assert not (tmp_path / "site/topics/water").exists()
    assert not (tmp_path / "site/counties/330381").exists()


@pytest.mark.parametrize("mark", ["maybe", "1", "真", "[true]", "{a: b}"])
def test_a_draft_mark_that_cannot_be_read_stops_the_build(tmp_path: Path, mark: str) -> None:
    text = f"---\ntitle: 稿\ndraft: {mark}\n---\n正文。\n"
    problems = problems_of(digest(tmp_path, {"issues/a/01-a.md": text}))
    assert ["content/issues/a/01-a.md:3:8 wrong-value"] == [shown(p) for p in problems]


@pytest.mark.parametrize("typed", ["draft：true", "Draft: true", "草稿: true", "darft: true"])
def test_a_draft_mark_that_is_mistyped_stops_the_build(tmp_path: Path, typed: str) -> None:
    text = f"---\ntitle: 稿\n{typed}\n---\n正文。\n"
    (problem,) = problems_of(digest(tmp_path, {"issues/a/01-a.md": text}))
    assert Severity.ERROR is problem.severity
    assert 3 == problem.place.line


def test_issues_come_newest_first_and_undated_ones_last(tmp_path: Path) -> None:
    files = {
        f"issues/{key}/issue.md": f"---\ndate: {date}\n---\n" if date else "---\n---\n"
        for key, date in (("a", "2019"), ("b", ""), ("c", "2019-11"), ("d", "2019-11-02"))
    }
    assert ["d", "c", "a", "b"] == [i.key for i in site_of(digest(tmp_path, files)).issues]


def test_articles_come_by_number_and_not_by_spelling(tmp_path: Path) -> None:
    files = {f"issues/a/{number}-a.md": article() for number in ("10", "9", "1", "002")}
    numbers = [one.number for one in site_of(digest(tmp_path, files)).issues[0].articles]
    assert ["1", "002", "9", "10"] == numbers


def test_the_fields_of_an_article_are_read(tmp_path: Path) -> None:
    text = article(
        kicker="冬修水利",
        subtitle="——北部三镇受益",
        authors=["王二", "李四"],
        roles={"王二": "记者"},
        editors=["赵五"],
        date="2019-11",
        date_kind="inferred",
        source="江城日报",
        source_url="https://example.com/1",
        sheet="A03",
        captions=[{"text": "通水现场", "credit": "王二", "role": "摄", "after_paragraph": 1}],
        corrections=[{"date": "2019-12-01", "text": "长度应为三公里。"}],
        origin={"file": "content/raw/a.txt", "lines": "3-17", "sha256": "00"},
    )
    one = site_of(digest(tmp_path, {"issues/a/01-a.md": text})).issues[0].articles[0]
    assert [("王二", "记者"), ("李四", "")] == [(a.name, a.role) for a in one.authors]
    assert (Date(2019, 11), "inferred", "A03") == (one.date, one.date_kind, one.sheet)
    assert [("通水现场", "王二", "摄", 1)] == [
        (c.text, c.credit, c.role, c.after_paragraph) for c in one.captions
    ]
    assert [("2019-12-01", "长度应为三公里。")] == [(c.date.iso, c.text) for c in one.corrections]
    assert one.origin is not None
    assert ("content/raw/a.txt", (3, 17)) == (one.origin.file, one.origin.lines)


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("source_url", "javascript:alert(1)", "bad-source-url"),
        ("source_url", "example.com", "bad-source-url"),
        ("roles", {"钱六": "记者"}, "unknown-author"),
        ("date_precision", "day", "date-precision"),
        ("origin", {"file": "a.txt", "lines": "三到五"}, "bad-lines"),
        ("origin", {"lines": "3"}, "missing-field"),
        ("captions", [{"credit": "王二"}], "missing-field"),
        ("captions", [{"text": "图", "after_paragraph": "二"}], "wrong-value"),
        ("corrections", [{"text": "改"}], "missing-field"),
        ("date_kind", "guessed", "wrong-value"),
    ],
)
def test_a_value_that_contradicts_itself_or_the_rest_is_named(
    tmp_path: Path, field: str, value: object, rule: str
) -> None:
    text = article(authors=["王二"], date="2019-11", **{field: value})
    (problem,) = problems_of(digest(tmp_path, {"issues/a/01-a.md": text}))
    assert rule == problem.rule
    assert problem.place.line >= 5
    assert problem.excerpt


@pytest.mark.parametrize("url", ["example.com", "ftp://example.com", "https://", "https://a b"])
def test_a_base_url_that_is_none_is_named(tmp_path: Path, url: str) -> None:
    (problem,) = problems_of(digest(tmp_path, {"site.yaml": f"{SITE}base_url: {url}\n"}))
    assert "content/site.yaml:3:11 bad-base-url" == shown(problem)


def test_a_theme_that_is_not_there_is_named(tmp_path: Path) -> None:
    for name in ("nothing", "../../etc", "/etc", "."):
        project = digest(tmp_path, {"site.yaml": f"{SITE}theme: {name}\n"})
        assert {"no-theme"} == {problem.rule for problem in check(project).problems}, name


def test_all_problems_of_all_files_come_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    files = {
        "site.yaml": SITE + "colour: red\n",
        "taxonomies/topics.yaml": "- {key: 水, label: 水}\n",
        "issues/a/01-a.md": article(topics=["火"]),
        "issues/a/02-b.md": "没有头\n",
        "issues/b/01-a.md": article(sumary="x"),
        "pages/about.md": "---\norder: 一\n---\n",
    }
    checked = check(digest(tmp_path, files))
    assert [
        "content/issues/a/01-a.md:3:10",
        "content/issues/a/02-b.md:1:1",
        "content/issues/b/01-a.md:3:1",
        "content/pages/about.md:1:1",
        "content/pages/about.md:2:8",
        "content/site.yaml:3:1",
        "content/taxonomies/topics.yaml:1:9",
    ] == [str(problem.place) for problem in checked.problems]


def test_a_text_that_looks_like_a_template_is_text(tmp_path: Path) -> None:
    hostile = "{{ page.frame }} {% raw %} {# x #} <script>alert(1)</script>"
    files = {
        "issues/a/01-a.md": article(hostile, f"{hostile}\n", summary=hostile, authors=[hostile]),
        "taxonomies/counties.yaml": COUNTIES,
    }
    build(digest(tmp_path, files), tmp_path / "site")
    for path in sorted((tmp_path / "site").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert "<script>alert" not in text, path
    page = (tmp_path / "site/issues/a/01.html").read_text(encoding="utf-8")
    assert "{{ page.frame }}" in page
    assert "{% raw %}" in page


def test_a_view_of_an_article_knows_its_neighbours_in_the_issue(tmp_path: Path) -> None:
    files = {f"issues/a/0{n}-a.md": article(f"第{n}篇") for n in (1, 2, 3)}
    view = pages_of(digest(tmp_path, files))["/issues/a/02.html"].view
    assert isinstance(view, ArticleView)
    assert view.previous is not None
    assert view.next is not None
    assert ("第1篇", "第3篇") == (view.previous.label, view.next.label)


def test_a_caption_has_words_or_a_photograph(tmp_path: Path) -> None:
    captions = "captions:\n- {image: a.jpg}\n- {text: 通水}\n- {credit: 王二}\n"
    text = f"---\ntitle: 渠\n{captions}---\n\n水渠昨天通水。\n"
    project = digest(tmp_path, {"issues/a/01-a.md": text, "issues/a/a.jpg": photograph()})
    found = [shown(problem) for problem in problems_of(project)]
    assert ["content/issues/a/01-a.md:6:3 missing-field"] == found
