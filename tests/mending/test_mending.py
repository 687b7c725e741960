"""What `check --fix` mends, and what it never touches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import SITE, article, digest, snapshot, wenzhai, write

from generator import markdown
from generator.article_fields import ARTICLE_FIELDS
from generator.checking import check
from generator.content import read_site
from generator.front_matter import compose_head
from generator.mending import mend, mended
from generator.mending import write as write_mended
from generator.rules import RULES

HEADS = {
    """title: "三农"工作再部署""": """title: '“三农”工作再部署'""",
    "title: 标题 #1 报道": "title: '标题 #1 报道'",
    "title: 要闻: 重庆": "title: '要闻：重庆'",
    "title: @人民日报": "title: '@人民日报'",
    "title: *重要*": "title: '*重要*'",
    "title：水利": "title: 水利",
    "title:水利": "title: 水利",
    "title: 水利,新渠": "title: 水利，新渠",
    "title: 水利，，新渠": "title: 水利，新渠",
    '''title: "水利,新渠"''': '''title: "水利，新渠"''',
    "title: 水利\nsummary: 新渠...": "title: 水利\nsummary: 新渠……",
    "title: 水利\ntopics: 水利、教育": "title: 水利\ntopics: [水利, 教育]",
    "title: 水利\ntopics: [水利，教育]": "title: 水利\ntopics: [水利, 教育]",
    "title: 水利\ntopics: [教育, 水利；教育]": "title: 水利\ntopics: [教育, 水利, 教育]",
    "title: 水利\ntopics:\n- 水利、教育": "title: 水利\ntopics:\n- 水利\n- 教育",
    "title: 水利\nauthors: 张三丰 李四": "title: 水利\nauthors: [张三丰, 李四]",
    "title: 水利\ncaptions:\n- {text: 新渠...}": "title: 水利\ncaptions:\n- {text: 新渠……}",
}
"""Heads that are mended, each with what they become."""

KEPT_HEADS = [
    "title: 新渠 三镇",
    'title: 水利\ntopics: ["水利、教育"]',
    "title: 水利\nsource_url: https://a.cn/水利,新渠",
    "title: 水利\ntopics: [水利",
    "title: 水利\ntopics: [水利, #教育]",
    "title: 水利\nsummary: |\n  新渠...\n  三镇,",
    "title: 水利\nroles: {张三: 记者,通讯员: 李四}",
]
"""Heads of which a program cannot know how to mend them, or that are right."""

BODIES = {
    "水渠通水,三镇受益...": "水渠通水，三镇受益……",
    '他说"三农"。': "他说“三农”。",
    "水渠，， 三镇": "水渠，三镇",
    "水渠--三镇": "水渠——三镇",
    "**重点:**请注意": "**重点：**请注意",
    "[水渠,三镇](a,b.md)": "[水渠，三镇](a,b.md)",
    "| 水渠,甲 | 乙 |\n|:--|--|\n| 三,镇 | 乙 |": "| 水渠，甲 | 乙 |\n|:--|--|\n| 三，镇 | 乙 |",
}

KEPT_BODIES = [
    "`水渠,三镇`",
    "```\n水渠,三镇\n```",
    "~~~\n水渠,三镇",
    "https://a.cn/a,b?c=d",
    '<a title="水渠,三镇">',
    "<!-- 水渠,三镇 -->",
    "![a](水渠,三镇.jpg)",
    "-{zh-hans:水渠,三镇;zh-tw:渠}-",
    "[一]: https://a.cn/水渠,三镇\n\n见 [一]",
    "水 渠",
    "“水渠",
    "國家",
    "1,234.5 元 12:30",
    "{水|shuǐ,}",
]


def text_of(head: str = "title: 水利", body: str = "水渠。\n") -> str:
    return f"---\n{head}\n---\n{body}"


@pytest.mark.parametrize("head", HEADS)
def test_a_head_is_mended(head: str) -> None:
    assert text_of(HEADS[head]) == mended(text_of(head), ARTICLE_FIELDS)


@pytest.mark.parametrize("head", KEPT_HEADS)
def test_a_head_is_left_alone(head: str) -> None:
    assert text_of(head) == mended(text_of(head), ARTICLE_FIELDS)


@pytest.mark.parametrize("body", BODIES)
def test_a_body_is_mended(body: str) -> None:
    assert text_of(body=BODIES[body]) == mended(text_of(body=body), ARTICLE_FIELDS)


@pytest.mark.parametrize("body", KEPT_BODIES)
def test_a_body_is_left_alone(body: str) -> None:
    assert text_of(body=body) == mended(text_of(body=body), ARTICLE_FIELDS)


def test_a_body_without_a_head_is_mended() -> None:
    assert "水渠，三镇" == mended("水渠,三镇", ARTICLE_FIELDS)


def test_a_head_that_is_never_closed_is_left_alone() -> None:
    assert "---\ntitle：水,利\n" == mended("---\ntitle：水,利\n", ARTICLE_FIELDS)


MARKS = re.compile(r"[，,。；;：:？?！!（）()\"“”.…—\-\s]")
"""The marks that a mend may change, and spaces."""

PIECES = [
    *'水渠国,.;:!?()“”。，…-~`*_[]!<>&{}|# \n\u3000"a1：',
    "```",
    "](",
    "://",
    "。。",
    "...",
    "--",
]
PIECES += ["\n\n", "- ", "> ", "1. ", "[^1]", "https://a.cn/a,b", "`a,b`", "![水](a,b.jpg)"]

BODY = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(BODY)
@settings(deadline=None, max_examples=500)
def test_mending_twice_is_mending_once(body: str) -> None:
    once = mended(body, ARTICLE_FIELDS)
    assert once == mended(once, ARTICLE_FIELDS)


@given(BODY)
@settings(deadline=None, max_examples=500)
def test_only_the_marks_that_are_named_change(body: str) -> None:
    once = mended(text_of(body=body), ARTICLE_FIELDS)
    before, after = (markdown.parse(text) for text in (text_of(body=body), once))
    bare = [MARKS.sub("", markdown.plain_text(document)) for document in (before, after)]
    assert bare[0] == bare[1]
    assert [link.href for link in before.links] == [link.href for link in after.links]
    assert [t.type for t in before.tokens] == [t.type for t in after.tokens]


LINES = st.lists(
    st.tuples(
        st.sampled_from(["title", "kicker", "topics", "authors", "summary", "sheet", "catgory"]),
        st.sampled_from([": ", "：", ":", ":  "]),
        st.lists(
            st.sampled_from([*"水渠,，、；;#:'\"[]{}@*&!%-> 1a", " #", ": ", "..."]), max_size=8
        ).map("".join),
    ).map("".join),
    max_size=5,
).map("\n".join)


@given(LINES)
@settings(deadline=None, max_examples=500)
def test_a_head_is_mended_once_and_keeps_every_word(head: str) -> None:
    once = mended(text_of(head), ARTICLE_FIELDS)
    assert once == mended(once, ARTICLE_FIELDS)
    marks = re.compile(r"[^水渠@*&%>1a\w]|_")
    assert marks.sub("", text_of(head)) == marks.sub("", once)


@given(st.dictionaries(st.sampled_from(["title", "kicker", "sheet"]), st.text(max_size=12)))
@settings(deadline=None, max_examples=100)
def test_what_a_program_wrote_is_never_quoted_anew(fields: dict[str, str]) -> None:
    written = compose_head({name: text.replace("\0", "") for name, text in fields.items()})
    off = {name for name, rule in RULES.items() if rule.area == "copy"}
    assert written + "水。" == mended(written + "水。", ARTICLE_FIELDS, off)


BAD = text_of("title: 水利,新渠", "水渠,三镇。\n")


def test_a_file_keeps_its_line_ends_its_mark_and_its_mode(tmp_path: Path) -> None:
    project = digest(
        tmp_path, {"issues/a/01-a.md": b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode()}
    )
    path = project.content / "issues/a/01-a.md"
    path.chmod(0o640)
    (changed,) = mend(project)
    write_mended(changed)
    expected = b"\xef\xbb\xbf" + BAD.replace(",", "，").replace("\n", "\r\n").encode()
    assert expected == path.read_bytes()
    assert 0o640 == path.stat().st_mode & 0o777
    assert ["01-a.md"] == [one.name for one in path.parent.iterdir()]


def test_a_file_with_line_ends_of_two_kinds_is_left_alone(tmp_path: Path) -> None:
    digest(tmp_path, {"issues/a/01-a.md": BAD.replace("\n", "\r\n", 1)})
    assert () == mend(digest(tmp_path))


def test_a_rule_that_is_off_mends_nothing(tmp_path: Path) -> None:
    files = {"issues/a/01-a.md": BAD, "site.yaml": SITE + "checks: {copy: off}\n"}
    assert () == mend(digest(tmp_path, files))
    files["site.yaml"] = SITE
    files["issues/a/01-a.md"] = BAD.replace("title", "ignore: [half-width-mark]\ntitle")
    assert () == mend(digest(tmp_path, files))


def test_every_kind_of_file_is_mended(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "issues/a/issue.md": BAD,
        "issues/a/01-a.md": BAD,
        "issues/a/01.zh-Hant-TW.md": BAD,
        "issues/a/README.md": BAD,
        "pages/about.md": BAD,
        "site.yaml": SITE + "variants: [zh-Hant-TW]\n",
    }
    changed = [one.file.removeprefix("content/") for one in mend(digest(tmp_path, files))]
    assert sorted(set(files) - {"site.yaml", "issues/a/README.md"}) == sorted(changed)


def test_what_was_mended_is_no_problem_any_more(tmp_path: Path) -> None:
    files = {f"issues/a/{n:02}-a.md": text_of(head) for n, head in enumerate(HEADS, 1)}
    files |= {f"issues/b/{n:02}-b.md": text_of(body=body) for n, body in enumerate(BODIES, 1)}
    project = digest(tmp_path, files)
    for one in mend(project):
        write_mended(one)
    rules = {problem.rule for problem in read_site(project.content)[1]}
    assert set() == {rule for rule in rules if RULES[rule].fixed}
    assert set() == {problem.rule for problem in check(project).problems} & {"half-width-mark"}


def test_the_command_says_what_it_mended(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": BAD})
    done = wenzhai(project, "check", "--fix")
    assert (0, "") == (done.returncode, done.stderr)
    expected = ["content/issues/a/01-a.md:2", "  - title: 水利,新渠", "  + title: 水利，新渠"]
    assert expected == done.stdout.splitlines()[:3]
    assert "改了 1 个文件。" in done.stdout
    again = wenzhai(project, "check", "--fix", WENZHAI_LANG="en")
    assert "0 files mended." in again.stdout


@pytest.mark.parametrize("arguments", [["--fix", "--dry-run"], ["--diff"], ["--fix", "--diff"]])
def test_a_look_before_writes_nothing(tmp_path: Path, arguments: list[str]) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": BAD})
    before = snapshot(project.content)
    done = wenzhai(project, "check", *arguments)
    assert 0 == done.returncode
    assert "title: 水利，新渠" in done.stdout
    assert before == snapshot(project.content)


def test_a_diff_can_be_applied(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": BAD.rstrip("\n")})
    diff = wenzhai(project, "check", "--diff").stdout
    assert "--- a/content/issues/a/01-a.md\n+++ b/content/issues/a/01-a.md\n" in diff
    assert "+水渠，三镇。\n\\ No newline at end of file\n" in diff


def test_reports_for_machines_stay_whole(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": BAD})
    done = wenzhai(project, "check", "--fix", "--format", "json")
    assert done.stdout.startswith("{")
    assert "改了 1 个文件。" in done.stderr


def test_a_look_before_wants_something_to_look_at(tmp_path: Path) -> None:
    assert 2 == wenzhai(digest(tmp_path), "check", "--dry-run").returncode


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(body="水渠,三镇。\n")})
    aside = project.content / "issues/a/.01-a.md.new"
    write(aside / "x", "in the way")
    done = wenzhai(project, "check", "--fix")
    assert 4 == done.returncode
    assert "这是文件夹" in done.stderr
