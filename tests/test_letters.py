"""An issue as a letter: what mail programs and 公众号 keep, and nothing of the text lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from markdown_alphabet import hostile_texts
from world import SITE, article, digest, wenzhai

from generator import markdown
from generator.books import book_view
from generator.build import read
from generator.declaring import edition_of
from generator.forms import formers
from generator.letters import KINDS, Kind, Letter, make_letter, write_letter
from generator.markup import Element, elements, text_of
from generator.markup import read as read_markup
from generator.model import Issue, Markdown
from generator.problems import ProblemsFound
from generator.project import Project

_SITE = SITE + "base_url: https://example.com/news\nvariants: [zh-Hant-TW]\n"

_TEXT = """\
见[第二篇](02-渠.md#二)、[主题](/topics/)、[上面](#一段)和[外面](https://e.cn/a)。皇后的头发[^注]。

又见[外面](https://e.cn/a)，写信给[编辑部](mailto:a@e.cn)。{涪|fú}陵。

## 一段

- 一
- 二
  1. 甲

| 名 | 数 |
|---|--:|
| 渠 | 12 |

![渠首](渠.png)

[^注]: 注文。
"""

_FILES: dict[str, str | bytes] = {
    "site.yaml": _SITE,
    "issues/2019-11/01-后.md": article(
        "皇后与“里面”", _TEXT, kicker="引题", authors=["王二"], summary="摘要在此", sheet="3"
    ),
    "issues/2019-11/02-渠.md": article("渠 & <水>", "一。\n\n## 二\n\n三。\n"),
    "issues/2019-11/渠.png": (Path(__file__).parent / "browser" / "photograph.png").read_bytes(),
    "issues/2018-01/01-旧.md": article("旧闻"),
}

_ALLOWED = {
    "mail": {"style", "src", "alt", "href", "start", "colspan", "rowspan", "lang", "charset"}
    | {"name", "content"},
    "wechat": {"style", "src", "alt", "start", "colspan", "rowspan"},
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return digest(tmp_path_factory.mktemp("letters"), _FILES)


def _letter(project: Project, kind: Kind, tag: str = "zh-Hans", *, brief: bool = False) -> Letter:
    site, theme, _ = read(project)
    variant = next(one for one in site.settings.variants if one.tag == tag)
    edition = edition_of(site, theme, variant)
    view = book_view(edition, edition.issue_of["2019-11"])
    return make_letter(view, kind, formers(site)[tag], brief=brief)


def _elements(letter: Letter) -> Iterator[Element]:
    return elements(read_markup(letter.html.removeprefix("<!doctype html>")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_has_inline_styles_and_nothing_that_would_be_thrown_away(
    project: Project, kind: Kind
) -> None:
    found = list(_elements(_letter(project, kind)))
    assert {"script", "style", "link", "iframe", "form"}.isdisjoint(one.tag for one in found)
    assert {name for one in found for name, _ in one.attributes} <= _ALLOWED[kind]
    unstyled = {"html", "head", "meta", "title", "br", "em", "strong", "s", "thead", "tbody", "tr"}
    unstyled |= {"section", "div"}
    assert [] == [one.tag for one in found if not one.get("style") and one.tag not in unstyled]


def test_a_wechat_letter_is_a_piece_of_a_page_in_which_every_link_is_a_note(
    project: Project,
) -> None:
    letter = _letter(project, "wechat")
    assert {"a", "html", "body", "head"}.isdisjoint(one.tag for one in _elements(letter))
    body, _, notes = letter.html.partition("参考链接")
    listed = dict(re.findall(r"\[(\d+)\] ([^<]+)<", notes))
    assert {
        "https://example.com/news/issues/2019-11/02.html#%E4%BA%8C",
        "https://example.com/news/topics/",
        "https://example.com/news/issues/2019-11/01.html#%E4%B8%80%E6%AE%B5",
        "https://e.cn/a",
        "mailto:a@e.cn",
        "https://example.com/news/issues/2019-11/",
    } == set(listed.values())
    assert [str(number) for number in range(1, 7)] == list(listed)
    assert set(listed) == set(re.findall(r">\[(\d+)\]</sup>", body))
    outside = next(number for number, address in listed.items() if address == "https://e.cn/a")
    assert 2 == len(re.findall(rf"外面<sup[^>]*>\[{outside}\]</sup>", body))


def test_a_mail_has_absolute_links_and_a_line_ahead_of_its_text(project: Project) -> None:
    letter = _letter(project, "mail")
    links = [one.get("href") for one in _elements(letter) if one.tag == "a"]
    assert links
    assert all(re.match(r"https?://|mailto:", link) for link in links)
    body = letter.html.partition("<body")[2]
    assert body.index("display:none") < body.index("皇后与“里面”；渠 &amp; &lt;水&gt;")
    assert 'lang="zh-Hans"' in letter.html


@pytest.mark.parametrize("kind", KINDS)
def test_photographs_are_fetched_from_the_site(project: Project, kind: Kind) -> None:
    images = [one.get("src") for one in _elements(_letter(project, kind)) if one.tag == "img"]
    assert ["https://example.com/news/issues/2019-11/%E6%B8%A0.png"] == images


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_stands_in_its_written_form(project: Project, kind: Kind) -> None:
    letter = _letter(project, kind, "zh-Hant-TW")
    assert "皇后與「裡面」" in letter.html
    assert "皇后的頭髮" in letter.html
    assert "example.com/news/zh-hant-tw/topics/" in letter.html
    assert ("參考連結" in letter.html) == (kind == "wechat")


def test_the_text_of_a_mail_says_the_same_without_markup(project: Project) -> None:
    text = _letter(project, "mail").text
    assert "◆ 皇后与“里面”\n" in text
    assert "外面 <https://e.cn/a>" in text
    assert "- 一\n- 二\n  1. 甲\n" in text
    assert "名 | 数\n渠 | 12\n" in text
    assert "<p" not in text
    assert not re.search(r"\n{4}", text)


def test_a_brief_letter_has_summaries_and_the_way_to_the_rest(project: Project) -> None:
    letter = _letter(project, "mail", brief=True)
    assert "摘要在此" in letter.html
    assert "又见" not in letter.html
    assert 2 == letter.html.count("阅读全文")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return digest(tmp_path_factory.mktemp("hostile"), {"issues/a/01-题.md": article()})


@given(body=hostile_texts())
@settings(max_examples=60, deadline=None)
def test_no_character_of_an_article_is_lost(hostile: Project, body: str) -> None:
    site, theme, _ = read(hostile)
    issue: Issue = site.issues[0]
    changed = replace(issue.articles[0], body=Markdown(body))
    site = replace(site, issues=(replace(issue, articles=(changed,)),))
    view = book_view(edition_of(site, theme, site.settings.variants[0]), site.issues[0])
    words = "".join(markdown.plain_text(markdown.parse(body)).split())
    for kind in KINDS:
        letter = make_letter(view, kind)
        html = letter.html.removeprefix("<!doctype html>")
        for shown in ("".join(text_of(read_markup(html)).split()), "".join(letter.text.split())):
            position = 0
            for character in words:
                found = shown.find(character, position)
                assert found >= 0, (kind, character, words, shown)
                position = found + 1


def test_the_newest_issue_is_written_when_none_is_named(project: Project, tmp_path: Path) -> None:
    written = write_letter(project, output=tmp_path / "信.html")
    assert "江城文摘 2019-11" == written.subject
    assert [tmp_path / "信.html", tmp_path / "信.txt"] == list(written.files)
    assert [] == list(written.warnings)


def test_without_an_address_of_the_site_the_editor_is_told(tmp_path: Path) -> None:
    project = digest(tmp_path, _FILES | {"site.yaml": SITE})
    written = write_letter(project, "2019-11", kind="wechat")
    assert ["no-base-url"] == [problem.rule for problem in written.warnings]
    html = written.files[0].read_text(encoding="utf-8-sig")
    assert "<img" not in html
    assert "渠首" in html
    assert "外面<sup" in html


def test_a_mail_that_would_be_clipped_is_reported(tmp_path: Path) -> None:
    files = {"site.yaml": _SITE, "issues/a/01-题.md": article(body="水渠通水。" * 9000 + "\n")}
    project = digest(tmp_path, files)
    assert ["long-letter"] == [problem.rule for problem in write_letter(project).warnings]
    assert () == write_letter(project, brief=True).warnings


@pytest.mark.parametrize(
    ("issue", "tag", "rule"), [("2019-1l", "", "unknown-issue"), ("", "zh-TW", "unknown-variant")]
)
def test_what_the_site_does_not_have_is_a_problem(
    project: Project, issue: str, tag: str, rule: str
) -> None:
    with pytest.raises(ProblemsFound) as raised:
        write_letter(project, issue, tag)
    assert [rule] == [problem.rule for problem in raised.value.problems]


def test_the_command_says_what_it_wrote(project: Project) -> None:
    done = wenzhai(project, "letter", "2019-11", "--for", "wechat", "--variant", "zh-Hant-TW")
    assert (0, "") == (done.returncode, done.stderr)
    assert "2019-11-wechat-zh-hant-tw.html" in done.stdout
    data = (project.folder / "2019-11-wechat-zh-hant-tw.html").read_bytes()
    # A browser that opens a piece of HTML from the disk knows its encoding by this mark alone.
    assert data.startswith(b"\xef\xbb\xbf")
