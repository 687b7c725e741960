"""What an editor writes by hand for one form: front matter, a file of its own, a form left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.build import build
from generator.checking import check
from generator.problems import ProblemsFound
from generator.project import Project
from tests.world import article, digest, found, shown

FORMS = "title: 江城文摘\nvariants: [zh-Hant-TW, zh-Hant-HK]\n"


def made(folder: Path, files: dict[str, str]) -> tuple[Project, Path]:
    project = digest(folder, {"site.yaml": FORMS, **files})
    build(project, folder / "site")
    return project, folder / "site"


def page(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def test_a_title_written_for_one_form_is_printed_there_and_nowhere_else(tmp_path: Path) -> None:
    _, site = made(
        tmp_path,
        {
            "issues/2019-11/01-水.md": article(
                "里耶的水",
                variants={"zh-Hant-TW": {"title": "里耶之水", "summary": "手寫的摘要。"}},
            )
        },
    )
    taiwan = page(site, "zh-hant-tw/issues/2019-11/01.html")
    assert "<title>里耶之水" in taiwan
    assert "手寫的摘要。" in taiwan
    assert "里耶之水" in page(site, "zh-hant-tw/issues/2019-11/index.html")
    assert "里耶之水" not in page(site, "zh-hant-hk/issues/2019-11/01.html")
    assert "里耶之水" not in page(site, "issues/2019-11/01.html")


def test_what_is_written_by_hand_is_never_converted(tmp_path: Path) -> None:
    _, site = made(
        tmp_path,
        {"issues/2019-11/01-水.md": article(variants={"zh-Hant-TW": {"title": "里里 后“一”"}})},
    )
    assert "里里 后“一”" in page(site, "zh-hant-tw/issues/2019-11/01.html")


def test_the_words_of_an_article_hold_in_its_fields_and_text_and_in_no_other(
    tmp_path: Path,
) -> None:
    words = {
        "common": {"glossary": {"头发": "頭发", "钟岳": "鐘岳"}},
        "zh-Hant-HK": {"glossary": {"理发": "理发"}},
    }
    _, site = made(
        tmp_path,
        {
            "issues/2019-11/01-甲.md": article(
                "头发与理发", "他的**头**发，头发。理发。`头发`\n", authors=["钟岳"], variants=words
            ),
            "issues/2019-11/02-乙.md": article("头发", "理发与头发。\n"),
        },
    )
    taiwan = page(site, "zh-hant-tw/issues/2019-11/01.html")
    assert "<h1>頭发與理髮</h1>" in re.sub(r"<h1[^>]*>", "<h1>", taiwan)
    assert "他的<strong>頭</strong>发，頭发。理髮。<code>头发</code>" in taiwan
    assert "鐘岳" in taiwan
    assert "頭髮</a>" in taiwan
    hong_kong = page(site, "zh-hant-hk/issues/2019-11/01.html")
    assert "他的<strong>頭</strong>发，頭发。理发。<code>头发</code>" in hong_kong
    assert "理髮與頭髮。" in page(site, "zh-hant-tw/issues/2019-11/02.html")
    lists = page(site, "zh-hant-tw/issues/2019-11/index.html")
    assert "頭发與理髮" in lists
    assert "-{" not in lists + taiwan


@pytest.mark.parametrize("name", ["01.zh-Hant-TW.md", "01-水.zh-hant-tw.md"])
def test_a_file_beside_the_article_replaces_the_conversion(tmp_path: Path, name: str) -> None:
    _, site = made(
        tmp_path,
        {
            "issues/2019-11/01-水.md": article(
                "新渠通水", "机器会转换这一段。\n", captions=[{"text": "渠边"}], authors=["李四"]
            ),
            f"issues/2019-11/{name}": "---\ntitle: 水圳通水\n---\n\n編輯寫的：“后里”的水。\n",
        },
    )
    taiwan = page(site, "zh-hant-tw/issues/2019-11/01.html")
    assert "水圳通水" in taiwan
    assert "編輯寫的：“后里”的水。" in taiwan
    assert "機器" not in taiwan
    assert "渠邊" in taiwan
    assert "李四" in taiwan
    assert "機器會轉換這一段。" in page(site, "zh-hant-hk/issues/2019-11/01.html")
    assert "編輯寫的" not in page(site, "issues/2019-11/01.html")
    assert not (site / "issues/2019-11/01.zh-Hant-TW.md").exists()


def test_a_standing_page_may_be_written_by_hand_too(tmp_path: Path) -> None:
    _, site = made(
        tmp_path,
        {
            "pages/about.md": article("关于", "简体。\n"),
            "pages/about.zh-Hant-HK.md": "---\ntitle: 本報\n---\n\n手寫之頁。\n",
        },
    )
    assert "手寫之頁。" in page(site, "zh-hant-hk/about.html")
    assert "本報" in page(site, "zh-hant-hk/index.html")
    assert "簡體。" in page(site, "zh-hant-tw/about.html")


def test_a_form_that_skips_an_article_has_no_page_no_list_and_no_switch_for_it(
    tmp_path: Path,
) -> None:
    _, site = made(
        tmp_path,
        {
            "issues/2019-11/01-甲.md": article("甲", variants={"zh-Hant-TW": {"skip": True}}),
            "issues/2019-11/02-乙.md": article("乙", "见[甲](01-甲.md)与[本期](./)。\n"),
        },
    )
    assert not (site / "zh-hant-tw/issues/2019-11/01.html").exists()
    assert (site / "zh-hant-hk/issues/2019-11/01.html").exists()
    assert ">甲<" not in page(site, "zh-hant-tw/issues/2019-11/index.html")
    source = page(site, "issues/2019-11/01.html")
    assert "zh-hant-tw/issues/2019-11/01.html" not in source
    assert "zh-hant-hk/issues/2019-11/01.html" in source
    assert "zh-hant-tw/issues/2019-11/02.html" in page(site, "issues/2019-11/02.html")
    # A link in the text of that form leads to the page that there is.
    there = page(site, "zh-hant-tw/issues/2019-11/02.html")
    assert 'href="../../../issues/2019-11/01.html"' in there


def test_marks_are_decided_in_titles_and_alternative_texts_of_every_form(tmp_path: Path) -> None:
    text = '![头-{发}-](a.png "里-{zh-hans:一;zh-tw:二;zh-hk:三}-")\n'
    project = digest(
        tmp_path,
        {
            "site.yaml": FORMS,
            "issues/2019-11/01-甲.md": article(
                "坐-{zh-hans:出租车;zh-tw:計程車;zh-hk:的士}-", text
            ),
            "issues/2019-11/a.png": b"\x89PNG\r\n\x1a\n",
        },
    )
    site = tmp_path / "site"
    build(project, site)
    for prefix, title, alt, caption in (
        ("", "坐出租车", "头发", "里一"),
        ("zh-hant-tw/", "坐計程車", "頭发", "裡二"),
        ("zh-hant-hk/", "坐的士", "頭发", "裏三"),
    ):
        html = page(site, f"{prefix}issues/2019-11/01.html")
        assert f"<title>{title}" in html
        assert f'alt="{alt}"' in html
        assert caption in html
        assert "-{" not in html


def test_the_check_of_lost_text_reads_the_file_of_the_form(tmp_path: Path) -> None:
    project = digest(
        tmp_path,
        {
            "site.yaml": FORMS,
            "issues/2019-11/01-水.md": article("甲", "第一段。\n"),
            "issues/2019-11/01.zh-Hant-TW.md": "別的字。\n\n[乙](02-没有.md)\n",
        },
    )
    problems = check(project, lossless=True).problems
    assert ["content/issues/2019-11/01.zh-Hant-TW.md:3:1 dead-link"] == [
        shown(problem) for problem in problems
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"issues/2019-11/02.zh-Hant-TW.md": "字。\n"},
            ["content/issues/2019-11/02.zh-Hant-TW.md lonely-twin"],
        ),
        (
            {"issues/2019-11/01.zh-Hant-TV.md": "字。\n"},
            ["content/issues/2019-11/01.zh-Hant-TV.md unknown-variant"],
        ),
        (
            {"issues/2019-11/01.zh-Hant-TW.md": "---\nauthors: [甲]\n---\n字。\n"},
            ["content/issues/2019-11/01.zh-Hant-TW.md:2:1 unknown-field"],
        ),
        (
            {
                "issues/2019-11/01-水.md": "---\ntitle: 甲\nvariants:\n  zh-Hant-TV: {skip: true}\n"
                "  zh-Hant-TW:\n    glossary:\n      里 里: 里\n      干: \n---\n字。\n"
            },
            [
                "content/issues/2019-11/01-水.md:4:3 unknown-field",
                "content/issues/2019-11/01-水.md:7:7 bad-glossary-entry",
                "content/issues/2019-11/01-水.md:8:7 bad-glossary-entry",
            ],
        ),
    ],
)
def test_a_mistake_is_reported_at_its_place(
    tmp_path: Path, files: dict[str, str], expected: list[str]
) -> None:
    project = digest(
        tmp_path, {"site.yaml": FORMS, "issues/2019-11/01-水.md": article("甲", "字。\n"), **files}
    )
    with pytest.raises(ProblemsFound) as caught:
        build(project, tmp_path / "site")
    assert expected == found(caught.value)


def test_a_name_that_may_be_written_in_two_ways_is_asked_for_once(tmp_path: Path) -> None:
    files = {
        "site.yaml": FORMS,
        "issues/2019-11/01-甲.md": article("甲", authors=["张云"], editors=["张云"]),
        "issues/2019-11/02-乙.md": article("乙", authors=["张云", "李里"]),
        "issues/2019-11/03-丙.md": article(
            "丙", authors=["王谷"], variants={"common": {"glossary": {"王谷": "王谷"}}}
        ),
        "glossary/common.yaml": "李里: 李里\n",
    }
    problems = check(digest(tmp_path, files)).problems
    assert ["content/issues/2019-11/01-甲.md unsure-name"] == [shown(one) for one in problems]
    assert "content/glossary/common.yaml" in problems[0].mend.zh
    no_forms = files | {"site.yaml": "title: 江城文摘\n"}
    assert () == check(digest(tmp_path / "hans", no_forms)).problems
