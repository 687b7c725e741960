"""Who signs: names, roles and bodies, in a line of their own, a dateline, or closing brackets."""

from __future__ import annotations

import pytest
from segmentation.pagetext import BODY, MORE, only_draft, page_of, titles

from generator.model import Date
from generator.segmentation.bylines import read_byline
from generator.segmentation.datelines import read_closing, read_dateline
from generator.segmentation.fold import fold
from generator.segmentation.people import split_run_on


def signed(line: str) -> list[tuple[str, str]]:
    """Names and roles of a byline under a title."""
    return [
        (author.name, author.role)
        for author in only_draft(f"新渠通水到山村\n{line}\n{BODY}\n{MORE}").authors
    ]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("林晓", [("林晓", "")]),
        ("林晓 钱小舟", [("林晓", ""), ("钱小舟", "")]),
        ("林　晓　钱小舟", [("林晓", ""), ("钱小舟", "")]),
        ("晚亭 林晓", [("晚亭", ""), ("林晓", "")]),
        ("林晓、钱小舟", [("林晓", ""), ("钱小舟", "")]),
        ("周启明林小满", [("周启明", ""), ("林小满", "")]),
        ("本报记者 林晓", [("林晓", "记者")]),
        ("本报记者林晓", [("林晓", "记者")]),
        (
            "记者 林晓 通讯员 钱小舟 周启明",
            [("林晓", "记者"), ("钱小舟", "通讯员"), ("周启明", "通讯员")],
        ),
        ("记者林晓通讯员钱小舟", [("林晓", "记者"), ("钱小舟", "通讯员")]),
        ("见习记者 林晓", [("林晓", "见习记者")]),
        ("本报特约记者 林晓", [("林晓", "特约记者")]),
        ("东海日报记者 林晓", [("林晓", "记者")]),
        ("新华社记者 林晓", [("林晓", "记者")]),
        ("■本报记者 林晓 文/图", [("林晓", "记者")]),
        ("本报记者 林晓 文 钱小舟 摄", [("林晓", "记者"), ("钱小舟", "摄")]),
        ("文/林晓 图/钱小舟", [("林晓", "文"), ("钱小舟", "图")]),
        ("林晓/文 钱小舟/图", [("林晓", "文"), ("钱小舟", "图")]),
        ("（作者：林晓）", [("林晓", "")]),
        ("通讯员 水利宣", [("水利宣", "通讯员")]),
        (
            "本报记者 阿依古丽·买买提 John Smith",
            [("阿依古丽·买买提", "记者"), ("John Smith", "记者")],
        ),
        ("林晓(市水利局) 钱小舟", [("林晓", ""), ("钱小舟", "")]),
        ("本报记者 林晓 杭州报道", [("林晓", "记者")]),
    ],
)
def test_names_and_roles_are_told_apart(line: str, authors: list[tuple[str, str]]) -> None:
    assert authors == signed(line)


@pytest.mark.parametrize(
    "body",
    [
        "中共东海市水利局党组",
        "东海市统计局",
        "本报编辑部",
        "编辑部",
        "水渠管护课题组",
        "市“河长制”工作领导小组",
    ],
)
def test_a_body_can_sign(body: str) -> None:
    draft = only_draft(f"把水渠修到每块田\n{body}\n{BODY}\n{MORE}")

    assert (body, "organisation") == (draft.authors[0].name, draft.author_kind)


@pytest.mark.parametrize(
    "line",
    [
        "记者从市水利局获悉",
        "记者手记",
        "记者走基层",
        "本报讯",
        "砥砺前行谋发展 凝心聚力开新局",
        "乡村振兴",
        "如何修好一条水渠?",
    ],
)
def test_what_only_looks_like_a_byline_is_none(line: str) -> None:
    byline = read_byline(fold(line))

    assert byline is None or (not byline.sure and byline.strength < 0.5)


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("周启明林小满", ("周启明", "林小满")),
        ("林晓钱小舟", ("林晓", "钱小舟")),
        ("欧阳望川李丽", ("欧阳望川", "李丽")),
        ("高质量发展", ()),
        ("文旅消费复苏", ()),
        ("王在河边散步", ()),
    ],
)
def test_names_set_without_a_space_are_cut_by_surnames(run: str, names: tuple[str, ...]) -> None:
    assert names == split_run_on(run)


@pytest.mark.parametrize(
    ("text", "source", "date", "names"),
    [
        ("本报讯(记者 林晓)昨日", "", Date(), ["林晓"]),
        ("本报讯 记者 林晓 通讯员 钱小舟 昨日,水来了。", "", Date(), ["林晓", "钱小舟"]),
        ("本报讯 记者林晓报道 昨日", "", Date(), ["林晓"]),
        ("本报东海1月2日讯(记者 林晓)昨日", "", Date(0, 1, 2), ["林晓"]),
        ("本报1月2日讯 昨日", "", Date(0, 1, 2), []),
        ("新华社北京1月2日电(记者林晓、钱小舟)昨日", "新华社", Date(0, 1, 2), ["林晓", "钱小舟"]),
        ("据新华社北京2020年1月2日电 昨日", "新华社", Date(2020, 1, 2), []),
        ("据新华社电 昨日", "新华社", Date(), []),
        ("中新社北京1月2日电 (林晓) 昨日", "中新社", Date(0, 1, 2), ["林晓"]),
        ("央视网消息(新闻联播):昨日", "央视网", Date(), []),
        ("【本报讯】昨日", "", Date(), []),
        ("(记者 林晓 通讯员 钱小舟)昨日", "", Date(), ["林晓", "钱小舟"]),
    ],
)
@pytest.mark.parametrize("wide", [False, True])
def test_a_dateline_says_who_when_and_whence(
    text: str, source: str, date: Date, names: list[str], wide: bool
) -> None:
    printed = text.translate(str.maketrans("():,", "（）：，")) if wide else text

    dateline = read_dateline(fold(printed))

    assert dateline is not None
    assert (source, date, names) == (
        dateline.source,
        dateline.date,
        [author.name for author in dateline.authors],
    )
    assert "昨日" == printed[dateline.length :][:2]


@pytest.mark.parametrize(
    "text",
    [
        "本报报道了此事之后",
        "据统计局消息,今年",
        "记者从市水利局获悉",
        "本报通讯员已有百名",
        "据了解,本报",
    ],
)
def test_a_sentence_that_begins_like_a_dateline_is_none(text: str) -> None:
    assert read_dateline(text) is None


def test_a_dateline_stays_in_its_paragraph() -> None:
    draft = only_draft(f"新渠通水\n新华社北京1月2日电（记者 林晓）{BODY}\n{MORE}")

    assert f"新华社北京1月2日电（记者 林晓）{BODY}" == draft.paragraphs[0].text
    assert ("新华社", Date(0, 1, 2), "", ()) == (
        draft.source,
        draft.dateline_date,
        draft.byline,
        draft.byline_lines,
    )


@pytest.mark.parametrize(
    ("closing", "names", "source"),
    [
        ("(林晓 钱小舟)", ["林晓", "钱小舟"], ""),
        ("（林晓）", ["林晓"], ""),
        ("(记者 林晓 通讯员 钱小舟)", ["林晓", "钱小舟"], ""),
        ("(本报记者 林晓 文/图)", ["林晓"], ""),
        ("(据新华社)", [], "新华社"),
        ("(据新华社北京1月2日电)", [], "新华社"),
        ("(来源:东海网)", [], "东海网"),
    ],
)
def test_brackets_after_the_last_full_stop_sign_or_name_the_source(
    closing: str, names: list[str], source: str
) -> None:
    draft = only_draft(f"新渠通水到山村\n{BODY}\n{MORE}{closing}")

    assert (names, source) == ([author.name for author in draft.authors], draft.source)
    assert MORE + closing == draft.paragraphs[-1].text


@pytest.mark.parametrize(
    "closing", ["(如图)", "(下转第2版)", "(完)", "(作者系中学教师)", "(林先生)"]
)
def test_other_brackets_after_the_last_full_stop_sign_nothing(closing: str) -> None:
    found = read_closing(fold(MORE + closing))

    assert found is None or not found.authors


def test_a_name_alone_under_a_comment_signs_it() -> None:
    page = page_of(f"让水流得更远\n{BODY}\n{MORE}\n林晓\n把路修到田头\n{MORE}\n{BODY}\n钱小舟")

    assert [("让水流得更远", "林晓"), ("把路修到田头", "钱小舟")] == [
        (draft.title, draft.byline) for draft in page.drafts
    ]


def test_a_byline_on_two_lines_is_one() -> None:
    draft = only_draft(f"新渠通水到山村\n本报记者 林晓\n通讯员 钱小舟\n{BODY}")

    assert ("本报记者 林晓 通讯员 钱小舟", (2, 3)) == (draft.byline, draft.byline_lines)


def test_rows_of_names_are_not_taken_for_articles() -> None:
    assert ["献血者名单公布"] == titles(
        f"献血者名单公布\n记者 林晓\n{BODY[:-1]},有:\n林小满 周启明 方 圆\n李长风 吴小越 江 河\n"
        f"王小虎 丁大山 田 野\n{MORE}"
    )
