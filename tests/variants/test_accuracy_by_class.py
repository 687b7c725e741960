"""One sentence or more for each kind of mistake that OpenCC makes, in all three forms."""

from __future__ import annotations

import pytest

from generator.variants import converter, house
from generator.variants.forms import FORMS

FORM = {form.tag: converter(form.tag) for form in FORMS if not form.source}
TW, HK, HANT = FORM["zh-Hant-TW"], FORM["zh-Hant-HK"], FORM["zh-Hant"]

SAME_EVERYWHERE = [
    # A phrase reaches over the edge of a word.
    ("纪检监察干部走访群众", "紀檢監察幹部走訪群眾"),
    ("传统制造业和飞机制造业", "傳統製造業和飛機製造業"),
    ("机制作用明显，控制造成的损失", "機制作用明顯，控制造成的損失"),
    ("管制药品，编制作业", "管制藥品，編制作業"),
    ("维护发展中国家，爱护发展成果", "維護發展中國家，愛護發展成果"),
    ("巨大冲击，对冲突双方", "巨大衝擊，對衝突雙方"),
    ("有着上百年历史，回顾伟大历程", "有著上百年歷史，回顧偉大歷程"),
    ("集中签约，更加注重，加强了解", "集中簽約，更加注重，加強了解"),
    ("兼并为主，并为他修路，并发布名单", "兼併為主，並為他修路，並發布名單"),
    ("合并为一，引起并发症", "合併為一，引起併發症"),
    ("四面包围，界面包括", "四面包圍，界面包括"),
    ("第一个中国队，二十个中队", "第一個中國隊，二十個中隊"),
    # 里 as a sound, as a mile and as inside.
    ("克里姆林宫，新德里，马里奥", "克里姆林宮，新德里，馬里奧"),
    ("这里程序简单，公里，故里", "這里程序簡單，公里，故里"),
    # Surnames, alone and before a title.
    ("钟书记、的钟先生、游女士", "鍾書記、的鍾先生、游女士"),
    ("他姓种，她姓党，我姓于", "他姓种，她姓党，我姓于"),
    ("墙上的钟，十分钟，其余总数", "牆上的鐘，十分鐘，其餘總數"),
    # Places behind a verb.
    ("他在于都县，由于都市太大", "他在于都縣，由於都市太大"),
    ("岳西县、余干县、谷城县、新余市", "岳西縣、餘干縣、谷城縣、新餘市"),
    # Words that a longer one contains.
    ("新征程，特征，征途", "新征程，特徵，征途"),
    ("话一出口，唱一出戏", "話一出口，唱一齣戲"),
    ("他理了发，发现发型变了", "他理了髮，發現髮型變了"),
    ("姜书记爱吃姜", "姜書記愛吃薑"),
    ("道理简单明了，说明了问题", "道理簡單明瞭，說明了問題"),
]


@pytest.mark.parametrize(("source", "expected"), SAME_EVERYWHERE)
def test_words_are_told_apart_by_what_stands_around_them(source: str, expected: str) -> None:
    hong_kong = expected.replace("著", "着").replace("裡", "裏")
    assert (expected, expected, hong_kong) == tuple(f.prose(source) for f in (TW, HANT, HK))


@pytest.mark.parametrize(
    ("source", "taiwan", "hong_kong", "general"),
    [
        ("力拼第一，拼图", "力拚第一，拼圖", "力拼第一，拼圖", "力拼第一，拼圖"),
        ("统计划分，建设计划", "統計劃分，建設計畫", "統計劃分，建設計劃", "統計劃分，建設計劃"),
        ("请尽快答复", "請儘快答覆", "請盡快答覆", "請儘快答覆"),
        ("搜集资料", "蒐集資料", "搜集資料", "搜集資料"),
        ("公司雇员", "公司雇員", "公司僱員", "公司僱員"),
    ],
)
def test_each_region_has_spellings_of_its_own(
    source: str, taiwan: str, hong_kong: str, general: str
) -> None:
    assert (taiwan, hong_kong, general) == tuple(f.prose(source) for f in (TW, HK, HANT))


def test_the_words_of_taiwan_can_be_had_in_three_measures() -> None:
    source = "老挝的人工智能和视频"
    assert [
        "老撾的人工智能和視頻",
        "寮國的人工智慧和視頻",
        "寮國的人工智慧和影片",
    ] == [
        converter("zh-Hant-TW", regional="none").prose(source),
        TW.prose(source),
        converter("zh-Hant-TW", regional="all").prose(source),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("熟悉尼泊尔", "熟悉尼泊爾"),
        ("也门庭若市", "也門庭若市"),
        ("政策放宽带来变化", "政策放寬帶來變化"),
        ("出租车位", "出租車位"),
        ("引力波黑洞", "引力波黑洞"),
        ("更加蓬勃", "更加蓬勃"),
        ("公布什么，这里根本没有", "公布什麼，這裡根本沒有"),
        ("光盘行动，互联网法院，信息化部", "光盤行動，互聯網法院，信息化部"),
    ],
)
def test_words_of_a_region_are_not_read_into_other_words(source: str, expected: str) -> None:
    assert expected == TW.prose(source)


def test_words_that_stand_apart_are_converted_each_for_itself() -> None:
    form = next(form for form in FORMS if form.tag == "zh-Hant")
    soft, _ = house.words(form, house.plain_engine(form))
    entries = [e for r in house.records("apart.yaml") for e in r["words"].split()]
    assert 200 < len(entries) == len(set(entries))
    assert [] == [e for e in entries if len(e.replace("|", "")) != len(soft[e.replace("|", "")])]


def test_every_word_of_the_region_changes_something_or_guards_something() -> None:
    files = {file for form in FORMS for file in form.regional_house}
    assert files
    for file in files:
        words = [pair for r in house.records(file) for pair in house.pairs(r["words"])]
        assert len(words) == len({key for key, _ in words})
