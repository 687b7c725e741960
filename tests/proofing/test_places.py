"""Every decision is reported at the line and the column at which its character stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.project import Project
from generator.proofing import proof
from generator.proofing.passages import read_body
from generator.proofing.places import Source
from tests.world import article, digest

ONE = "issues/2019-11/01-甲.md"
HEAD = "---\ntitle: 甲\n---\n"


def places(project: Project, *kinds: str) -> list[str]:
    (form,) = proof(project, tag="zh-Hant-TW")
    found = [one for sheet in form.sheets for one in sheet.findings]
    return [
        f"{one.place.line}:{one.place.column} {one.field} {one.word}→{one.chosen}"
        for one in found
        if one.kind in (kinds or ("fallback",))
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("干，\n", ["4:1 干"]),
        ("他们干。\n\n他们**干**，_干_\n", ["4:3 干", "6:5 干", "6:10 干"]),
        ("他们\n干\n，干\n", ["5:1 干", "6:2 干"]),
        ("- 一\n  > 1. 干，\n     干\n", ["5:8 干", "6:6 干"]),
        ("## 干 {#干}\n\n标题\n干\n", ["4:4 干", "7:1 干"]),
        ('[干](干.md "干")，干\n', ["4:2 干", "4:11 干", "4:15 干"]),
        ("`干`，干，``干 ` 干``，干\n\n```\n干\n```\n\n    干\n", ["4:5 干", "4:17 干", "10:5 干"]),
        ("-{干}-，干-{zh-hans:干;zh-tw:乾}-，干\n", ["4:7 干", "4:30 干"]),
        ("\\-{干}-\n", ["4:4 干"]),
        ("\\*干 &amp; ，&#24178;，干\n", ["4:3 干", "4:12 干", "4:21 干"]),
        (
            "{干|gàn}，干[^干]，<https://a.b/干>，干\n\n[^干]: **干**\n",
            ["4:2 干", "4:9 干", "4:31 干", "6:9 干"],
        ),
        (
            "| 干 | 一 |\n|---|---|\n| `干` | 们**干** |\n| 干 | 们干，|\n",
            ["4:3 干", "6:12 干", "7:3 干", "7:8 干"],
        ),
        ('![**干**](a.png "干 张三 摄")\n', ["4:5 干", "4:17 干"]),
        ('一![干](a.png "干")干，\n', ["4:4 干", "4:14 干", "4:17 干"]),
        ("\u3000\u3000干，\n\u3000\u3000干\n", ["4:3 干", "5:3 干"]),
        ("干\u00ad，\U00020000干，𠀀干\n", ["4:1 干", "4:5 干", "4:8 干"]),
        ("<b>干</b>，<干>\n", ["4:4 干", "4:11 干"]),
        ("~~干~~，5*8*10 *干*\n", ["4:3 干", "4:15 干"]),
        ("\\\\&#24178;，干\n", ["4:3 干", "4:12 干"]),
    ],
)
def test_in_a_body(tmp_path: Path, body: str, expected: list[str]) -> None:
    project = digest(tmp_path, {ONE: HEAD + body, "issues/2019-11/a.png": b"\x89PNG"})
    found = [re.sub(r" \S+ (.)→.*", r" \1", place) for place in places(project)]
    assert expected == found


def test_alternative_texts_and_titles_say_so(tmp_path: Path) -> None:
    project = digest(tmp_path, {ONE: HEAD + '们[干](b.md "干")![干](a.png)\n'})
    assert ["4:3 body 干→幹", "4:12 body.title 干→幹", "4:17 body.alt 干→幹"] == places(project)


def test_a_word_across_markup_and_line_breaks_is_one_and_decided(tmp_path: Path) -> None:
    body = "**头**发，皇\n后，~~干~~净，干\n部\n"
    assert [] == places(digest(tmp_path, {ONE: HEAD + body}))


def test_in_front_matter(tmp_path: Path) -> None:
    head = (
        "---\n"
        "kicker: '他们干'\n"
        'title: "干，“里”"\n'
        "subtitle: |\n"
        "  一\n"
        "  干，\n"
        "authors: [余钟, 于台]\n"
        "roles: {余钟: 里手, 于台: 干}\n"
        "summary: -{干}-，干\n"
        "captions:\n"
        "- {text: 水渠, credit: 张云}\n"
        "- text: 干，\n"
        "  credit: 李四\n"
        "  role: 干\n"
        "corrections:\n"
        "- {date: 2019-11-20, text: '第一段的“干”'}\n"
        "draft: false\n"
        "---\n"
        "干，\n"
    )
    assert [
        "2:12 kicker 干→幹",
        "3:9 title 干→幹",
        "3:12 title 里→裡",
        "6:3 subtitle 干→幹",
        "8:21 roles 干→幹",
        "9:16 summary 干→幹",
        "12:9 captions.text 干→幹",
        "14:9 captions.role 干→幹",
        "16:34 corrections.text 干→幹",
        "19:1 body 干→幹",
    ] == places(digest(tmp_path, {ONE: head}))


def test_names_are_listed_once_where_they_first_stand(tmp_path: Path) -> None:
    fields = {"authors": ["王小明", "余钟"], "captions": [{"text": "渠", "credit": "张云"}]}
    project = digest(
        tmp_path,
        {
            ONE: article("甲", **fields),
            "issues/2019-11/02-乙.md": article("乙", authors="李里、余钟", editors=["赵云飞"]),
            "issues/2019-11/03-丙.md": article(
                "丙", authors=["余钟", "云台"], author_kind="organisation"
            ),
            "glossary/zh-Hant-TW.yaml": "赵云飞: 趙雲飛\n",
        },
    )
    (form,) = proof(project, tag="zh-Hant-TW")
    assert [
        ("01-甲.md:3:16", "余钟", "余鍾", (("鍾", "鐘"),)),
        ("01-甲.md:6:11", "张云", "張雲", (("雲", "云"),)),
        ("02-乙.md:3:10", "李里", "李里", (("里", "裡"),)),
    ] == [
        (str(one.place).rsplit("/", 1)[1], one.name, one.chosen, one.choices) for one in form.names
    ]
    assert ("content/glossary/common.yaml", "余钟: 余鍾") == (
        form.names[0].glossary,
        form.names[0].line,
    )


def test_a_name_that_the_article_decides_itself_is_not_asked_for(tmp_path: Path) -> None:
    own = {"common": {"glossary": {"余钟": "余鐘"}}}
    project = digest(tmp_path, {ONE: article("甲", authors=["余钟"], variants=own)})
    (form,) = proof(project, tag="zh-Hant-TW")
    assert () == form.names


def test_people_of_a_taxonomy_are_found_in_its_file(tmp_path: Path) -> None:
    project = digest(
        tmp_path, {"taxonomies/authors.yaml": "- {key: a, label: 张三}\n- {key: yz, label: 余钟}\n"}
    )
    (form,) = proof(project, tag="zh-Hant-TW")
    assert ["content/taxonomies/authors.yaml:2:20"] == [str(one.place) for one in form.names]


def test_the_converter_knows_all_names_that_the_build_knows(tmp_path: Path) -> None:
    project = digest(tmp_path, {ONE: article("甲", "对于谦虚的人，于谦来了。\n", authors=["于谦"])})
    assert ["6:8 body 于谦→于謙"] == places(project, "person")


def test_glossary_entries_are_found_wherever_they_work(tmp_path: Path) -> None:
    project = digest(
        tmp_path,
        {
            "glossary/common.yaml": "里耶: 里耶\n",
            ONE: article(
                "里耶的渠",
                "到**里**耶，`里耶`，-{里耶}-。后渠\n",
                variants={"zh-Hant-TW": {"glossary": {"后渠": "后渠"}}},
            ),
        },
    )
    expected = ["2:8 title 里耶→里耶", "9:4 body 里耶→里耶", "9:21 body 后渠→后渠"]
    assert expected == places(project, "glossary")


def test_what_is_written_by_hand_for_the_form_is_not_examined(tmp_path: Path) -> None:
    project = digest(
        tmp_path,
        {
            ONE: article(
                "干，", "干，\n", summary="干，", variants={"zh-Hant-TW": {"title": "幹"}}
            ),
            "issues/2019-11/02-乙.md": article("干，", "干，\n"),
            "issues/2019-11/02.zh-Hant-TW.md": "幹。\n",
            "issues/2019-11/03-丙.md": article("干", variants={"zh-Hant-TW": {"skip": True}}),
        },
    )
    (form,) = proof(project, tag="zh-Hant-TW")
    assert [["summary", "body"], ["title"], []] == [
        [one.field for one in sheet.findings] for sheet in form.sheets
    ]
    assert [False, False, True] == [sheet.skipped for sheet in form.sheets]


def test_issue_notes_and_standing_pages_are_proofed_too(tmp_path: Path) -> None:
    project = digest(
        tmp_path,
        {
            "issues/2019-11/issue.md": "---\ntitle: 干，\n---\n\n干，\n",
            "pages/about.md": "---\ntitle: 干，\nsummary: 干，\n---\n干，\n",
        },
    )
    assert [
        "2:8 title 干→幹",
        "5:1 body 干→幹",
        "2:8 title 干→幹",
        "3:10 summary 干→幹",
        "5:1 body 干→幹",
    ] == places(project)


TOKENS = st.sampled_from(
    [
        *("干", "干", "后", "一", "，", "\n", "\n\n", "**", "*", "`", "~~", "\\", "<b>", "\u3000"),
        *("[", "](a.md)", "![", '](a.png "干")', "https://a.b/干 ", "\n\n[干]: /干.md\n", "[干]"),
        *("> ", "- ", "1. ", "# ", "    ", "| ", "|\n|---|\n| ", "[^1]", "\n\n[^1]: "),
        *("&amp;", "&#24178;", "-{干}-", "{干|a}"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(TOKENS, max_size=16).map("".join))
def test_no_character_is_placed_where_another_stands(body: str) -> None:
    source = Source("a.md", HEAD + body)
    passages, blocks = read_body(source, body, 4)
    for passage in passages:
        assert len(passage.text) == len(passage.offsets)
        for character, offset in zip(passage.text, passage.offsets, strict=True):
            if character in "干后一":
                assert source.text[offset] in (character, "&")
    said = "".join(part.text for block in blocks for part in block.parts if part.shape == "text")
    body_text = [passage.text for passage in passages if passage.field == "body"]
    assert sorted("".join(body_text)) == sorted(said)


@settings(max_examples=150, deadline=None)
@given(st.lists(TOKENS, max_size=16).map("".join))
def test_no_two_characters_are_placed_at_one_spot(body: str) -> None:
    source = Source("a.md", HEAD + body)
    passages, _ = read_body(source, body, 4)
    offsets = [
        offset
        for passage in passages
        for character, offset in zip(passage.text, passage.offsets, strict=True)
        if character in "干后一"
    ]
    # A title of a definition stands once and is used by every link to it.
    assert len(offsets) == len(set(offsets))
