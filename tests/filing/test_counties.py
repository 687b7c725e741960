"""Which counties an article is filed under, shown on single sentences and short articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.filing import file_counties, find_mentions
from generator.filing.counties import CountyFiling
from generator.filing.place_names import short_form
from generator.model import Prose, Term

Terms = tuple[Term, ...]

FILLER = "大家各抒己见，讨论了整整一个下午，最后形成了几点共识。" * 20
"""Makes an article too long to be a brief."""


def term(key: str, label: str, parent: str = "", **more: tuple[str, ...]) -> Term:
    return replace(Term(key, Prose(label), "taxonomies/counties.yaml", 1, parent=parent), **more)


def file(title: str, *paragraphs: str, terms: Terms, local: bool = True) -> CountyFiling:
    return file_counties(title, paragraphs, terms, local=local, title_line=1)


def named(text: str, terms: Terms) -> list[str]:
    return [text[start:end] for start, end, _ in find_mentions(text, terms)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["永嘉县"], "永嘉县的枇杷熟了"),
        (["永嘉"], "永嘉的枇杷熟了"),
        (["瑞安"], "不少瑞安市民前来观看"),
        (["瑞安"], "瑞安市场监管所"),
        (["瑞安"], "瑞安市政公用设施"),
        (["瑞安市"], "瑞安市政府"),
        (["瑞安市"], "瑞安市委监委"),
        (["永嘉"], "永嘉县城的灯会"),
        (["鹿城"], "鹿城区域内的河道"),
        (["瑞安"], "瑞安供电局"),
        (["永嘉"], "永嘉中学"),
        (["平阳"], "平阳老年大学"),
        (["苍南"], "苍南人民医院"),
        (["龙港"], "龙港路口的红绿灯"),
        (["泰顺"], "泰顺山区"),
        (["瑞安"], "瑞安大学生返乡"),
        (["永嘉"], "温州永嘉"),
        (["鹿城", "瓯海", "龙湾"], "鹿城、瓯海、龙湾三区"),
    ],
)
def test_a_place_is_named(expected: list[str], text: str, counties: Terms) -> None:
    assert expected == named(text, counties)


@pytest.mark.parametrize(
    "text",
    [
        "中山大学的教授",
        "温州大学瓯江学院",
        "瓯江边的候鸟",
        "乘坐瑞安航空的班机",
        "上海乐清路小学",
        "瓯海大道高架",
        "瑞安广场的灯光",
        "平阳银行",
        "永嘉集团",
        "永嘉投资公司",
        "文成公主入藏",
        "他的语文成绩不错",
        "论文成果丰硕",
        "三亚的亚龙湾",
        "越南下龙湾",
        "芜湖龙湾公园",
        "永嘉学派的思想",
        "葫芦岛龙港区",
        "中瑞安全合作",
        "在太平阳光下",
        "优美的音乐清楚地传来",
        "记者 张文成",
        "局长王瑞安说",
        "全市人民和县里的干部",
        "温州市和浙江省",
    ],
)
def test_what_only_looks_like_a_county_is_none(text: str, counties: Terms) -> None:
    assert not named(text, counties)


def test_a_full_name_in_the_title_is_enough(counties: Terms) -> None:
    filing = file("永嘉县推出新规", FILLER, terms=counties)
    assert filing.counties == ("永嘉县",)


def test_one_mention_in_passing_is_no_more_than_that(counties: Terms) -> None:
    filing = file("全市推进治水", FILLER, "其中瓯海完成了三条河道。", terms=counties)
    assert filing.counties == ()
    assert filing.mentions == ("瓯海区",)


def test_a_row_of_counties_is_the_whole_city(counties: Terms) -> None:
    filing = file("快递员领到红袖章", "近日，鹿城、龙湾等地的快递员领到红袖章。", terms=counties)
    assert filing.counties == ()
    assert filing.mentions == ("鹿城区", "龙湾区")


def test_a_brief_is_filed_by_the_one_place_it_names(counties: Terms) -> None:
    filing = file(
        "盐田又晒出了盐", "苍南沿海的一个村子重开盐田。", "一天能收两百斤。", terms=counties
    )
    assert filing.counties == ("苍南县",)
    assert filing.decisions[0].doubtful


def test_a_dateline_says_where_it_happened(counties: Terms) -> None:
    filing = file("新桥通车", f"本报泰顺3月5日讯 {FILLER}", terms=counties)
    assert filing.counties == ("泰顺县",)


def test_an_article_on_the_whole_city_is_filed_under_no_county(counties: Terms) -> None:
    filing = file("温州市经济平稳", "温州市昨天公布数据。温州工业增长。" * 9, terms=counties)
    assert CountyFiling() == filing


def test_with_the_gate_closed_a_short_name_needs_support(counties: Terms) -> None:
    alone = "部长瑞安在日内瓦发表讲话，瑞安强调合作，瑞安随后离开。"
    filing = file("部长访问日内瓦", alone, terms=counties, local=False)
    assert (filing.counties, filing.mentions) == ((), ())
    assert filing.decisions[0].doubtful
    for support in ("温州的", "浙江的", "瑞安市和", "乐清与"):
        supported = file("部长访问日内瓦", support + alone, terms=counties, local=False)
        assert "瑞安市" in supported.counties, support


CITIES = (
    term("320000", "江苏省"),
    term("320100", "南京市", "320000"),
    term("320300", "徐州市", "320000"),
    term("350100", "福州市"),
    term("320106", "鼓楼区", "320100"),
    term("320302", "鼓楼区", "320300"),
    term("350102", "鼓楼区", "350100"),
)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("320106", "南京市鼓楼区"),
        ("320302", "徐州鼓楼区"),
        ("350102", "福州市昨天发布消息，鼓楼区走在前头"),
        ("320106", "徐州客人来到南京市鼓楼区"),
    ],
)
def test_a_homonym_means_the_one_whose_city_is_named(expected: str, text: str) -> None:
    assert [expected] == [key for _, _, key in find_mentions(text, CITIES)]


def test_a_homonym_is_filed_with_its_city_before_it() -> None:
    filing = file("南京市鼓楼区办起夜校", "鼓楼区的夜校开课了。", terms=CITIES)
    assert filing.counties == ("南京市鼓楼区",)


@pytest.mark.parametrize("text", ["鼓楼区的夜校", "南京和徐州的客人来到鼓楼区", "江苏省鼓楼区"])
def test_a_homonym_that_nothing_settles_is_reported_and_not_filed(text: str) -> None:
    filing = file("夜校开课", text, terms=CITIES)
    assert (filing.counties, filing.mentions) == ((), ())
    assert [each.said for each in filing.decisions if each.doubtful] == ["鼓楼区"]


def test_a_city_that_is_not_of_the_list_takes_its_county_with_it(counties: Terms) -> None:
    assert not named("包头市鹿城和山西省平阳", counties)
    assert named("瑞安市永嘉两地，在全市率先", counties) == ["瑞安市", "永嘉"]


def test_an_alias_and_a_stop_word_come_from_the_term() -> None:
    terms = (term("1", "洪山区", aliases=("光谷",), stop_words=("光谷广场",)),)
    assert named("光谷的光谷广场站，洪山的东湖", terms) == ["光谷", "洪山"]


@pytest.mark.parametrize(
    ("expected", "label"),
    [
        ("永嘉", "永嘉县"),
        ("景宁", "景宁畲族自治县"),
        ("连山", "连山壮族瑶族自治县"),
        ("双江", "双江拉祜族佤族布朗族傣族自治县"),
        ("内蒙古", "内蒙古自治区"),
        ("宁夏", "宁夏回族自治区"),
        ("新疆", "新疆维吾尔自治区"),
        ("浦东", "浦东新区"),
        ("神农架", "神农架林区"),
        ("阿拉善左", "阿拉善左旗"),
        ("", "莘县"),
        ("", "合作市"),
        ("", "比如县"),
        ("", "和平区"),
    ],
)
def test_short_forms_are_made_where_a_name_remains(expected: str, label: str) -> None:
    assert expected == short_form(label)


def test_every_decision_says_why_in_both_languages(counties: Terms) -> None:
    filing = file("瑞安与平阳联手", "瑞安市和平阳县昨天签约，乐清到场。", terms=counties)
    assert {"瑞安市", "平阳县", "乐清市"} == {each.said for each in filing.decisions}
    for decision in filing.decisions:
        chinese, _, english = decision.reason.partition(" / ")
        assert chinese
        assert english.isascii()


_NAMES = [
    "永嘉",
    "永嘉县",
    "瑞安市",
    "瑞安",
    "市民",
    "文成",
    "公主",
    "龙湾",
    "亚",
    "大学",
    "、",
    "和",
    "张",
    "路",
    "。",
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(_NAMES), max_size=12).map("".join))
def test_mentions_are_in_order_apart_and_each_a_name_of_its_term(
    counties: Terms, text: str
) -> None:
    labels = {each.key: each.label for each in counties}
    last = 0
    for start, end, key in find_mentions(text, counties):
        assert last <= start < end <= len(text)
        assert labels[key].startswith(text[start:end])
        last = end


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(st.sampled_from(_NAMES), max_size=9).map("".join), max_size=5))
def test_an_article_is_filed_or_mentioned_never_both(counties: Terms, texts: list[str]) -> None:
    filing = file("".join(texts[:1]), *texts[1:], terms=counties)
    assert not set(filing.counties) & set(filing.mentions)
    assert len(set(filing.counties)) == len(filing.counties)
