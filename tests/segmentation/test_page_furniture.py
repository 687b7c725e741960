"""What belongs to the page: mastheads, page marks, credits, captions."""

from __future__ import annotations

import pytest
from segmentation.pagetext import BODY, MORE, only_draft, page_of, titles

from generator.model import Date
from generator.segmentation.captions import read_caption
from generator.segmentation.credits import read_credits
from generator.segmentation.fold import fold
from generator.segmentation.furniture import read_furniture


@pytest.mark.parametrize(
    ("line", "sheet"),
    [
        ("第3版", "3"),
        ("第03版：要闻", "3"),
        ("第三版", "3"),
        ("A3", "A3"),
        ("A03版 民生", "A03"),
        ("04版·文体", "4"),
        ("要闻·3", "3"),
        ("■ 第3版 ■", "3"),
        ("- 3 -", "3"),
    ],
)
def test_a_page_mark_names_the_page(line: str, sheet: str) -> None:
    found = read_furniture(fold(line))

    assert found is not None
    assert ("sheet", sheet) == (found.kind, found.sheet)


@pytest.mark.parametrize(
    "line",
    [
        "第3版有更多内容",
        "今年1~9月",
        "11月20日村里开渠",
        "接二连三的好消息",
        "下一条渠修到哪里",
        "收藏春天的声音",
        "我市首部水利志出版",
        "丁小河在山村调研",
        "天气转凉之后",
        "2019年十大新闻",
        "三版",
    ][:-1],
)
def test_a_title_is_no_furniture(line: str) -> None:
    assert read_furniture(fold(line)) is None


def test_a_masthead_gives_paper_date_and_number() -> None:
    page = page_of(
        f"东海日报\n2020年1月2日　星期四　农历己亥年腊月初八　总第4521期　今日8版\n第1版\n要闻\n"
        f"新渠通水到山村\n林晓\n{BODY}"
    )

    assert ("东海日报", Date(2020, 1, 2), "4521") == (
        page.source,
        page.masthead_date,
        page.issue_number,
    )
    assert [1, 2, 3, 4] == [gone.line for gone in page.left_out]
    assert ["1"] == [draft.sheet for draft in page.drafts]


def test_each_article_knows_its_page() -> None:
    page = page_of(f"第1版\n新渠通水\n林晓\n{BODY}\n第2版\n山路铺平\n钱小舟\n{MORE}")

    assert [("新渠通水", "1"), ("山路铺平", "2")] == [
        (draft.title, draft.sheet) for draft in page.drafts
    ]


def test_a_page_mark_amid_a_paragraph_does_not_break_it() -> None:
    draft = only_draft(f"新渠通水\n林晓\n{BODY}\n村里的老人说,往年这个\n第3版\n时候还要挑水上山。")

    assert [(3,), (4, 6)] == [block.lines for block in draft.paragraphs]


def test_an_article_goes_on_where_the_page_says_so() -> None:
    page = page_of(
        f"新渠通水\n本报讯(记者 林晓){BODY}(下转第2版)\n山路铺平\n本报讯(记者 钱小舟){MORE}\n"
        f"第2版\n(上接第1版)\n据介绍,这条渠还要往前修。"
    )

    assert [[(2,), (7,)], [(4,)]] == [
        [block.lines for block in draft.paragraphs] for draft in page.drafts
    ]


def test_source_and_editors_stand_under_their_article() -> None:
    draft = only_draft(f"新渠通水\n林晓\n{BODY}\n来源：东海网\n责任编辑：钱小舟　校对：周启明")

    assert ("东海网", (4,)) == (draft.source, draft.source_lines)
    assert (("钱小舟", "周启明"), (5,)) == (draft.editors, draft.editor_lines)


def test_a_line_of_a_web_page_tells_all_at_once() -> None:
    draft = only_draft(
        f"新渠通水\n2020-01-02 09:12 来源：东海网 作者：林晓 编辑：钱小舟\n{BODY}\n{MORE}"
    )

    assert ("东海网", ["林晓"], ("钱小舟",), Date(2020, 1, 2)) == (
        draft.source,
        [author.name for author in draft.authors],
        draft.editors,
        draft.stated_date,
    )


@pytest.mark.parametrize(
    ("line", "source", "editors"),
    [
        ("来源:东海日报", "东海日报", ()),
        ("（稿件来源：东海网）", "东海网", ()),
        ("据新华社", "新华社", ()),
        ("(据新华社北京1月2日电)", "新华社", ()),
        ("(原载《东海晚报》)", "《东海晚报》", ()),
        ("责编 林晓 版式 钱小舟", "", ("林晓", "钱小舟")),
        ("编辑/林晓 校对/钱小舟", "", ("林晓", "钱小舟")),
        ("责 编：林 晓", "", ("林晓",)),
        ("一审:林晓 二审:钱小舟 三审:周启明", "", ("林晓", "钱小舟", "周启明")),
    ],
)
def test_a_credit_line_is_read(line: str, source: str, editors: tuple[str, ...]) -> None:
    found = read_credits(fold(line))

    assert found is not None
    assert (source, editors) == (found.source, found.editors)


@pytest.mark.parametrize(
    "line", ["编辑出版一部水利志", "来源地是大山", "据了解,水来了", "责任重于泰山", "作者:林晓"]
)
def test_other_lines_are_no_credits(line: str) -> None:
    assert read_credits(fold(line)) is None


@pytest.mark.parametrize(
    ("line", "text", "credit", "role"),
    [
        ("渠边的稻田 林晓 摄", "渠边的稻田", "林晓", "摄"),
        ("渠边的稻田 林晓摄", "渠边的稻田", "林晓", "摄"),
        ("渠边的稻田(林晓 摄)", "渠边的稻田", "林晓", "摄"),
        ("渠边的稻田。（新华社记者 林晓 摄）", "渠边的稻田。", "林晓", "摄"),
        ("渠边的稻田。本报记者 林晓 摄", "渠边的稻田。", "林晓", "摄"),
        ("图为渠边的稻田。", "图为渠边的稻田。", "", ""),
        ("图为渠边的稻田。 林晓 摄", "图为渠边的稻田。", "林晓", "摄"),
        ("渠边的稻田。 市水利局供图", "渠边的稻田。", "市水利局", "供图"),
        ("渠边的稻田。(受访者供图)", "渠边的稻田。", "受访者", "供图"),
        ("渠边的稻田 林晓 钱小舟 摄", "渠边的稻田", "林晓 钱小舟", "摄"),
        ("渠边的稻田。新华社发(林晓摄)", "渠边的稻田。", "林晓", "摄"),
        ("下图：渠边的稻田。", "下图：渠边的稻田。", "", ""),
        ("渠边的稻田。图/林晓", "渠边的稻田。", "林晓", "图"),
    ],
)
def test_a_caption_is_cut_from_its_credit(line: str, text: str, credit: str, role: str) -> None:
    draft = only_draft(f"新渠通水到山村\n钱小舟\n{BODY}\n{line}\n{MORE}")

    (caption,) = draft.captions
    assert (line, text, credit, role, 1) == (
        caption.raw,
        caption.text,
        caption.credit,
        caption.role,
        caption.after_paragraph,
    )


@pytest.mark.parametrize(
    "line", ["一张蓝图绘到底", "全力打造水系地图", "村民展示手绘地图", "书法与摄影"]
)
def test_a_line_that_ends_in_a_picture_is_no_caption(line: str) -> None:
    assert read_caption(fold(line)) is None


def test_a_photo_credit_on_its_own_line_belongs_to_the_words_above() -> None:
    draft = only_draft(f"新渠通水到山村\n钱小舟\n{BODY}\n渠边的稻田\n林晓 摄")

    assert [("渠边的稻田", "林晓", (4, 5))] == [
        (caption.text, caption.credit, caption.lines) for caption in draft.captions
    ]


def test_buttons_of_a_web_page_are_left_out() -> None:
    page = page_of(
        f"新渠通水到山村\n【字体：大 中 小】\n林晓\n{BODY}\n上一篇：无\n【打印】【关闭】"
    )

    assert [2, 5, 6] == [gone.line for gone in page.left_out]


def test_a_paper_that_is_named_in_a_title_is_no_masthead() -> None:
    assert ["新渠通水到山村", "东海日报走进山村"] == titles(
        f"新渠通水到山村\n林晓\n{BODY}\n东海日报走进山村\n钱小舟\n{MORE}"
    )
