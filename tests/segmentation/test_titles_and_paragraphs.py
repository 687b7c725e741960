"""Titles, sub-headings, kickers, and paragraphs put together again."""

from __future__ import annotations

import pytest
from segmentation.pagetext import BODY, MORE, only_draft, page_of, subheadings, titles

from generator.draft import Draft


def parts(draft: Draft) -> tuple[str, str, str]:
    return draft.kicker, draft.title, draft.subtitle


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("全市水利会议强调", "把水渠修到每块田"), ("全市水利会议强调", "把水渠修到每块田", "")),
        (
            ("把水渠修到每块田", "——记山村管水员林晓"),
            ("", "把水渠修到每块田", "——记山村管水员林晓"),
        ),
        (
            ("水利强村三年行动", "把水渠修到每块田", "——东海市山区水利观察"),
            ("水利强村三年行动", "把水渠修到每块田", "——东海市山区水利观察"),
        ),
        (
            ("我市推出五条措施", "让山村喝上放心水", "水质每月公布 水价三年不变"),
            ("我市推出五条措施", "让山村喝上放心水", "水质每月公布 水价三年不变"),
        ),
        (
            ("我市出台管水新办法", "最高奖励五十万元"),
            ("", "我市出台管水新办法", "最高奖励五十万元"),
        ),
        (("【今日关注】", "山村新渠通水"), ("【今日关注】", "山村新渠通水", "")),
    ],
)
def test_the_lines_of_a_heading_find_their_places(
    lines: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    text = "\n".join(lines)

    assert expected == parts(only_draft(f"{text}\n本报记者 林晓\n{BODY}\n{MORE}"))


@pytest.mark.parametrize(
    "title",
    [
        "如何把水送上山?",
        "水来了!",
        "那条渠，那座山……",
        "永清：一条渠带活三个村",
        "水渠修通之后,路也修通了",
        "“新渠”流进心里",
        "从前挑水上山 如今开闸放水",
        "2020,水到渠成",
        "我市召开山区水利建设现场推进会暨水渠管护经验交流会并部署下半年农村饮水安全重点任务和冬修水利工作",
    ],
)
@pytest.mark.parametrize("after", ["林晓\n", "本报讯(记者 林晓)"])
def test_a_title_may_be_of_many_shapes(title: str, after: str) -> None:
    assert ["山路铺平", title] == titles(f"山路铺平\n{after}{MORE}\n{title}\n{after}{BODY}\n{MORE}")


def test_a_page_with_bylines_has_subheadings_where_there_is_none() -> None:
    text = (
        f"新渠通水到山村\n林晓\n{BODY}\n渠成之前\n{MORE}\n渠成之后\n{BODY}\n"
        f"山路铺平\n钱小舟\n{MORE}"
    )

    assert ["新渠通水到山村", "山路铺平"] == titles(text)
    assert ["渠成之前", "渠成之后"] == subheadings(text)


@pytest.mark.parametrize(
    "heads",
    [("一、先通水", "二、再通路"), ("（一）先通水", "（二）再通路"), ("1.先通水", "2.再通路")],
)
def test_numbered_headings_are_subheadings_without_any_byline(heads: tuple[str, str]) -> None:
    text = f"山村的两件大事\n{BODY}\n{heads[0]}\n{MORE}\n{heads[1]}\n{BODY}"

    assert ["山村的两件大事"] == titles(text)
    assert list(heads) == subheadings(text)


def test_parallel_headings_are_subheadings_without_any_byline() -> None:
    text = (
        "一条水渠的三代人\n水渠修了六十年,修渠的人换了三代。\n"
        "第一代：肩挑手提\n那时候没有机器,石头都是背上山的。\n"
        "第二代：水泥上山\n有了拖拉机,水泥能运到半山腰。\n"
        "第三代：手机看水\n如今坐在家里就能看见闸门的水位。\n"
        "医院来了新设备\n近日,县医院的新设备投入使用,病人不用再往城里跑。"
    )

    assert ["一条水渠的三代人", "医院来了新设备"] == titles(text)
    assert ["第一代：肩挑手提", "第二代：水泥上山", "第三代：手机看水"] == subheadings(text)


def test_briefs_with_titles_of_one_length_are_articles() -> None:
    heads = ["山村新渠顺利通水", "海岛码头扩建开工", "县城医院添置设备", "乡镇食堂开门迎客"]
    bodies = [
        "近日,全长十二公里的新渠通水,三百亩梯田喝上了山泉。",
        "昨日,海岛码头扩建工程开工,建成后可以停靠千吨货轮。",
        "本周起,县医院启用新的检查设备,当天就能拿到结果。",
        "从今天起,六个乡镇的老年食堂同时开张,一餐八元。",
    ]

    assert heads == titles(
        "\n".join(f"{head}\n{body}" for head, body in zip(heads, bodies, strict=True))
    )


def test_a_dateline_makes_a_title_of_the_line_above() -> None:
    text = f"新渠通水\n本报讯 {BODY}\n{MORE}\n山路铺平\n本报讯 {MORE}\n医院搬家\n本报讯 {BODY}"

    assert ["新渠通水", "山路铺平", "医院搬家"] == titles(text)


def test_names_in_brackets_close_an_article_and_open_the_next() -> None:
    text = (
        f"新渠通水了\n{BODY}\n{MORE}(林晓)\n山路铺平了\n{MORE}\n{BODY}(钱小舟)\n医院搬家了\n{BODY}"
    )

    assert ["新渠通水了", "山路铺平了", "医院搬家了"] == titles(text)


def test_a_column_of_briefs_is_left_out_over_its_first_title() -> None:
    page = page_of(f"国内联播快讯\n新渠通水到山村\n今天,{BODY}\n山路一直铺到海边\n昨天,{MORE}")

    assert ["新渠通水到山村", "山路一直铺到海边"] == [draft.title for draft in page.drafts]
    assert ["国内联播快讯"] == [gone.text for gone in page.left_out]


def test_customary_subheadings_are_never_titles() -> None:
    text = f"新渠通水到山村\n{BODY}\n{MORE}\n相关链接\n{BODY}\n记者手记\n{MORE}"

    assert ["新渠通水到山村"] == titles(text)
    assert ["相关链接", "记者手记"] == subheadings(text)


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        (
            ("全市新修水渠三百里,惠及山区群众", "十二万人。"),
            "全市新修水渠三百里,惠及山区群众十二万人。",
        ),
        (("会议通过了《水渠管护", "办法》等三个文件。"), "会议通过了《水渠管护办法》等三个文件。"),
        (("今年以来,", "全市新修水渠三百里。"), "今年以来,全市新修水渠三百里。"),
        (("全市新修水渠3", "00里,惠及十二万人。"), "全市新修水渠300里,惠及十二万人。"),
        (("他说:“水来了,", "人就回来了。”"), "他说:“水来了,人就回来了。”"),
        (
            ("The canal brings water to", "the village at last."),
            "The canal brings water to the village at last.",
        ),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_a_broken_paragraph_is_put_together(halves: tuple[str, str], whole: str, gap: str) -> None:
    draft = only_draft(f"新渠通水到山村\n林晓\n{BODY}{gap}{gap.join(halves)}{gap}{MORE}")

    assert [BODY, whole, MORE] == [block.text for block in draft.paragraphs]


@pytest.mark.parametrize(
    "last", ["这条渠成了山村的“命根子”——", "他说了三句话:", "水来了!", "谁来管水?", "说起从前……"]
)
def test_a_paragraph_that_ends_is_not_joined(last: str) -> None:
    draft = only_draft(f"新渠通水到山村\n林晓\n{BODY}修渠的人说,{last}\n{MORE}")

    assert [(3,), (4,)] == [block.lines for block in draft.paragraphs]


def test_items_of_a_list_stay_apart() -> None:
    draft = only_draft(
        "报名须知\n林晓\n报名需带:\n①身份证原件;\n②照片两张;\n③学费。\n满八十岁的由家属陪同办理。"
    )

    assert [(3,), (4,), (5,), (6,), (7,)] == [block.lines for block in draft.paragraphs]


def test_rows_of_a_table_are_text() -> None:
    draft = only_draft(
        f"篮球联赛战罢六轮\n林晓\n{BODY}\n甲队 78:77 乙队\n丙队 91:85 丁队\n戊队 66:70 己队\n{MORE}"
    )

    assert "篮球联赛战罢六轮" == draft.title
    assert [(3,), (4,), (5,), (6,), (7,)] == [block.lines for block in draft.paragraphs]


def test_questions_and_answers_are_text_however_short() -> None:
    draft = only_draft("管水员答问\n林晓\n问:累不累?\n答:不累。\n问:还干吗?\n答:还干")

    assert [(3,), (4,), (5,), (6,)] == [block.lines for block in draft.paragraphs]
    assert [] == [block for block in draft.blocks if block.kind == "heading"]


@pytest.mark.parametrize("width", [14, 18, 22, 30])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_text_broken_at_a_fixed_width_is_put_together(width: int, indent: str) -> None:
    paragraphs = [
        BODY + MORE + "闸门边上立了一块碑。",
        MORE + BODY + "大家都说好。",
        BODY + "水声不断,人也不断"[:8] + "。",
    ]
    lines: list[str] = []
    for title, author in (("新渠通水到山村", "林晓"), ("山路铺平以后", "钱小舟")):
        lines += [title, author]
        for paragraph in paragraphs:
            whole = indent + paragraph
            lines += [whole[at : at + width] for at in range(0, len(whole), width)]
            lines += [] if indent else [""]

    page = page_of("\n".join(lines))

    assert [("新渠通水到山村", paragraphs), ("山路铺平以后", paragraphs)] == [
        (draft.title, [block.text for block in draft.paragraphs]) for draft in page.drafts
    ]


def test_text_without_any_heading_is_one_draft_without_a_title() -> None:
    draft = only_draft(f"{BODY}\n{MORE}")

    assert ("", [BODY, MORE]) == (draft.title, [block.text for block in draft.paragraphs])


def test_what_could_be_otherwise_is_marked_as_doubtful() -> None:
    page = page_of(f"新渠通水到山村\n{BODY}\n渠成之后\n{MORE}\n{BODY}")

    doubtful = [
        decision.said for draft in page.drafts for decision in draft.decisions if decision.doubtful
    ]
    assert ["渠成之后"] == doubtful
