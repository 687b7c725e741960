"""Whole sentences and whole documents, as an editor in Taipei or Hong Kong would read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import markdown
from generator.front_matter import Mapping, Scalar, Sequence, parse
from generator.variants import Entry, converter

CASES = Path(__file__).parents[3] / "shared" / "cases" / "hant-cases.yaml"

TW = converter("zh-Hant-TW")
HK = converter("zh-Hant-HK")
HANT = converter("zh-Hant")
HANS = converter("zh-Hans")


def _cases() -> list[dict[str, str]]:
    if not CASES.exists():
        return []
    node, _ = parse(CASES.read_text(encoding="utf-8"), "cases")
    rows = node.get("cases") if isinstance(node, Mapping) else None
    return [
        {key.text: value.text for key, value in row.entries if isinstance(value, Scalar)}
        for row in (rows.items if isinstance(rows, Sequence) else ())
        if isinstance(row, Mapping)
    ]


@pytest.mark.parametrize("tag", ["zh-Hant-TW", "zh-Hant-HK"])
def test_the_sentence_cases_are_right_character_for_character(tag: str) -> None:
    cases = _cases()
    if not cases:
        pytest.skip("the sentence cases are not beside this repository")
    texts = [case["text"] for case in cases]
    made = dict(zip(texts, converter(tag).proses(texts), strict=True))
    assert {case["text"]: case[tag] for case in cases} == made


SENTENCES = [
    ("村里新来的好干部姓涂。", "村裡新來的好幹部姓涂。", "村裏新來的好幹部姓涂。"),
    ("会议室的照明了无问题。", "會議室的照明了無問題。", "會議室的照明了無問題。"),
    ("，并为学校修路。", "，並為學校修路。", "，並為學校修路。"),
    ("三家厂合并为一家。", "三家廠合併為一家。", "三家廠合併為一家。"),
    ("县长发言，局长发布计划。", "縣長發言，局長發布計畫。", "縣長發言，局長發布計劃。"),
    ("那只会更难，一只鸡也没有。", "那只會更難，一隻雞也沒有。", "那只會更難，一隻雞也沒有。"),
    ("来了10余人，其余三人未到。", "來了10餘人，其餘三人未到。", "來了10餘人，其餘三人未到。"),
    ("余老师和范主任谈规范。", "余老師和范主任談規範。", "余老師和范主任談規範。"),
    ("下周三尽快公布。", "下週三儘快公布。", "下周三盡快公布。"),
    ("两三天后到天后宫。", "兩三天後到天后宮。", "兩三天後到天后宮。"),
    (
        "为了解决困难，他去了解情况。",
        "為了解決困難，他去了解情況。",
        "為了解決困難，他去了解情況。",
    ),
    ("百年历史，制度完善。", "百年歷史，制度完善。", "百年歷史，制度完善。"),
    ("群众启程，温州卫生户籍税务说明。",) + ("群眾啟程，溫州衛生戶籍稅務說明。",) * 2,
    ("统计划分三类，饼干部门不变。",) + ("統計劃分三類，餅乾部門不變。",) * 2,
    ("城市志愿者抗击疫情。", "城市志願者抗擊疫情。", "城市志願者抗擊疫情。"),
    ("台风过境，柜台照常。", "颱風過境，櫃檯照常。", "颱風過境，櫃枱照常。"),
]


@pytest.mark.parametrize(("source", "taiwan", "hong_kong"), SENTENCES)
def test_words_end_where_a_reader_ends_them(source: str, taiwan: str, hong_kong: str) -> None:
    assert (taiwan, hong_kong) == (TW.prose(source), HK.prose(source))


def test_the_words_of_a_region_are_for_that_region_only() -> None:
    assert ["義大利人用軟體", "意大利人用軟件", "意大利人用軟件"] == [
        c.prose("意大利人用软件") for c in (TW, HK, HANT)
    ]


def test_words_of_other_trades_are_left_alone() -> None:
    assert "全局、社區、對象、支持、項目" == TW.prose("全局、社区、对象、支持、项目")


def _html(text: str, tag: str = "zh-Hant-TW") -> str:
    return markdown.render(converter(tag).document(markdown.parse(text)))


def test_words_are_found_across_inline_tags_and_soft_breaks() -> None:
    assert (
        "<p><strong>頭</strong>髮白了，皇<strong>后</strong>以後，一<em>隻</em>狗說明</p>\n"
        == _html("**头**发白了，皇**后**以后，一*只*狗说\n明")
    )


def test_words_are_not_found_across_blocks() -> None:
    assert "<p>頭</p>\n<p>發</p>\n" == _html("头\n\n发")


def test_targets_code_and_ids_stay_and_texts_of_pictures_do_not() -> None:
    assert (
        '<h2 id="里面">裡面</h2>\n<p><code>后台</code> <a href="/%E9%87%8C/">裡面</a></p>\n'
        == _html("## 里面\n\n`后台` [里面](/里/)")
    )
    assert 'alt="後面"' in _html("![后面](后.jpg)")


def test_the_given_document_stays_as_it_is() -> None:
    document = markdown.parse("# 里面-{后}-\n\n**头**发-{zh-tw:甲;zh-hk:乙}-")
    before = markdown.render(document)
    TW.document(document)
    assert before == markdown.render(document)


def test_headings_are_converted_with_their_text() -> None:
    document = TW.document(markdown.parse("## 里面-{后}-台"))
    assert ["裡面后台"] == [heading.text for heading in document.headings]


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("-{里面}-", ["里面"] * 4),
        ("-{R|里面}-", ["里面"] * 4),
        ("-{zh-hans:甲;zh-hant:乙;zh-tw:丙;zh-hk:丁}-", ["甲", "乙", "丙", "丁"]),
        ("-{zh-hans:甲;zh-hant:乙}-", ["甲", "乙", "乙", "乙"]),
        ("-{zh-hans:甲; zh-tw:丙;}-", ["甲", "丙", "丙", "丙"]),
        ("-{zh-hk:丁}-", ["丁"] * 4),
        ("-{zh-cn:甲;乙;zh-tw:a:b}-", ["甲;乙", "a:b", "a:b", "a:b"]),
        ("-{注意：里面}-", ["注意：里面"] * 4),
    ],
)
def test_variant_marks_choose_the_text_of_a_form(mark: str, expected: list[str]) -> None:
    forms = (HANS, HANT, TW, HK)
    assert expected == [form.prose(mark) for form in forms]
    assert [f"<p>{text}</p>\n" for text in expected] == [
        markdown.render(form.document(markdown.parse(mark))) for form in forms
    ]


def test_an_open_variant_mark_and_one_in_code_are_text() -> None:
    assert "-{裡面" == TW.prose("-{里面")
    assert "<p><code>-{里面}-</code></p>\n" == _html("`-{里面}-`")
    assert "<p>-{裡面}-</p>\n" == _html("\\-{里面}-")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("“他说‘好’”", "「他說『好』」"),
        ("‘里面’", "『裡面』"),
        ("“没有说完", "「沒有說完"),
        ("it’s “AI”技术", "it’s 「AI」技術"),
        ("He said “yes” and left.", "He said “yes” and left."),
        ("“Hello,” he said.", "“Hello,” he said."),
        ("“CPTPP”", "「CPTPP」"),
        ("使用“5G+”方案", "使用「5G+」方案"),
    ],
)
def test_quotation_marks_are_those_of_the_script_around_them(source: str, expected: str) -> None:
    assert expected == TW.prose(source)


def test_quotation_marks_can_be_left_as_they_are() -> None:
    assert "“裡面”" == converter("zh-Hant-TW", quotes=False).prose("“里面”")


def test_a_later_entry_and_a_longer_one_win() -> None:
    site = [
        Entry("里耶", "里耶"),
        Entry("视频", "影片"),
        Entry("视频", "視訊"),
        Entry("视频号", "視頻號"),
    ]
    taiwan = converter("zh-Hant-TW", site)
    assert "視訊、視頻號、里耶" == taiwan.prose("视频、视频号、里耶")
    article = taiwan.with_entries([Entry("视频", "錄像片")])
    assert "錄像片、視頻號" == article.prose("视频、视频号")
    assert "視訊" == taiwan.prose("视频")


def test_an_entry_may_be_longer_than_its_key_and_cut_by_a_tag() -> None:
    site = [Entry("出租", "計程車出租")]
    document = converter("zh-Hant-TW", site).document(markdown.parse("说**出**租后"))
    assert "<p>說<strong>計程車出租</strong>後</p>\n" == markdown.render(document)


def test_the_words_of_opencc_for_a_region_are_an_option_and_lose_nothing() -> None:
    regional = converter("zh-Hant-TW", regional="all")
    html = markdown.render(regional.document(markdown.parse("**视**频后\n\n- 里面\n- 优盘`后`")))
    assert "<p><strong>影</strong>片後</p>" in html.replace("視</strong>頻", "影</strong>片")
    assert "<li>裡面</li>" in html


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="zh-Hant-MO"):
        converter("zh-Hant-MO")
