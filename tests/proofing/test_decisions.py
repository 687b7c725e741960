"""Who decided over each character: checked against the conversion itself."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.variants import Converter, Entry, converter, form_of, house
from generator.variants.candidates import candidates, character_values
from generator.variants.decisions import SETTLED, Decision, Examined, Examiner

TW = "zh-Hant-TW"
GLOSSARY = [Entry("里耶", "里耶"), Entry("出租车", "小黃車行")]
NAMES = ["余钟岳", "于谦"]


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(TW, GLOSSARY, NAMES)


def short(examined: Examined) -> list[tuple[int, str, str, str]]:
    return [(one.start, one.kind, one.word, one.chosen) for one in examined.decisions]


def test_a_character_that_no_word_decides_is_reported_with_its_other_forms(
    examiner: Examiner,
) -> None:
    (found,) = examiner.examine(["他们干。"])
    expected = Decision(2, 3, "fallback", "干", "幹", ("乾", "干", "榦"))
    assert expected == found.decisions[0]


@pytest.mark.parametrize("word", ["头发", "皇后", "干净", "面前", "里面", "关系", "只有", "台风"])
def test_a_character_inside_a_word_is_decided(examiner: Examiner, word: str) -> None:
    assert [] == [one for one in examiner.examine([word])[0].decisions if one.kind == "fallback"]


def test_glossary_names_and_house_words_are_told_apart(examiner: Examiner) -> None:
    (found,) = examiner.examine(["余钟岳和于谦在里耶坐出租车看老挝人"])
    assert [
        (0, "person", "余钟岳", "余鍾岳"),
        (4, "person", "于谦", "于謙"),
        (7, "glossary", "里耶", "里耶"),
        (10, "glossary", "出租车", "小黃車行"),
        (14, "house", "老挝", "寮國"),
    ] == [one for one in short(found) if one[1] != "fallback"]


def test_a_word_saved_from_a_false_neighbour_is_of_the_house(examiner: Examiner) -> None:
    assert (2, "house", "发言", "發言") in short(examiner.examine(["校长发言"])[0])


def test_a_spelling_of_the_house_decides_too(examiner: Examiner) -> None:
    # 后计 is a phrase of OpenCC, so 划 stands alone until its last stage.
    assert [(2, "house", "划", "畫")] == short(examiner.examine(["后计划"])[0])


def test_an_article_can_have_words_of_its_own(examiner: Examiner) -> None:
    (found,) = examiner.examine(["到后里去"], [("后里", "后里")])
    assert [(1, "glossary", "后里", "后里")] == short(found)
    assert [] == [
        one for one in examiner.examine(["到后里去"])[0].decisions if one.kind == "glossary"
    ]
    assert "里雲" == examiner.name("里云", [("里云", "里雲")])


def test_a_mark_is_decided_and_in_a_parsed_text_it_is_none(examiner: Examiner) -> None:
    (marked,) = examiner.examine(["干-{干}-干"])
    assert [
        (0, "fallback", "干", "幹"),
        (1, "mark", "-{干}-", "干"),
        (6, "fallback", "干", "幹"),
    ] == (short(marked))
    assert "幹干幹" == marked.converted
    (plain,) = examiner.examine(["干-{干}-干"], marks=False)
    assert "幹-{幹}-幹" == plain.converted
    assert [0, 3, 6] == [one.start for one in plain.decisions]


def test_what_is_longer_in_the_form_is_still_found_in_it(examiner: Examiner) -> None:
    (found,) = examiner.examine(["坐出租车去，干出租车"])
    assert "小黃車行" == found.in_form(1, 4)
    assert "去，" == found.in_form(4, 6)
    assert "幹小黃車行" == found.in_form(6, 10)
    assert 1 == found.whole(3)
    assert 5 == found.whole(5)


def test_forms_of_one_region_are_one_form() -> None:
    taiwan, hong_kong = form_of(TW), form_of("zh-Hant-HK")
    assert taiwan
    assert hong_kong
    assert ("裡", "里", "哩") == candidates(taiwan)["里"]
    assert ("裏", "里", "哩") == candidates(hong_kong)["里"]
    assert "枱" in candidates(hong_kong)["台"]
    assert "布" not in candidates(taiwan), "布 and 佈 are one in the house"


@pytest.mark.parametrize("tag", [TW, "zh-Hant-HK", "zh-Hant"])
def test_the_first_candidate_is_what_the_table_has(tag: str) -> None:
    form = form_of(tag)
    assert form
    plain = house.plain_engine(form)
    found = candidates(form)
    assert len(found) > 200
    assert {key: forms[0] for key, forms in found.items()} == {key: plain(key) for key in found}


def test_the_table_is_read_whole() -> None:
    values = list(character_values())
    assert len(values) > 3500
    assert all(len(value) == 1 for line in values for value in line)
    assert ("幹", "乾", "干", "榦") in values


def test_every_settled_character_has_several_forms() -> None:
    form = form_of(TW)
    assert form
    assert set() == SETTLED - set(candidates(form))


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant-XX"])
def test_there_is_nothing_to_examine_in_the_source_form(tag: str) -> None:
    with pytest.raises(ValueError, match=tag):
        Examiner(tag)


@cache
def both() -> tuple[Examiner, Converter]:
    return Examiner(TW, GLOSSARY, NAMES), converter(TW, GLOSSARY, NAMES)


PIECES = [
    *("后干里面台发系只余云谷松征制复冲斗汇卷尽了个家同万"),
    *("头发", "皇后", "干部", "校长", "发言", "面条", "里耶", "出租车", "于谦", "余钟岳"),
    *("老挝", "人工智能", "-{干}-", "-{", "“", "”", "，", "A"),
    *("\u00ad", "\n", "⿰亻发", "计划", "上周三", "长发", "发展", "对于谦虚"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_examined_text_is_the_converted_one_and_its_parts_make_it_up(text: str) -> None:
    examiner, convert = both()
    (found,) = examiner.examine([text])
    assert convert.prose(text) == found.converted
    at, parts = 0, []
    for one in found.decisions:
        assert at <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.word
        parts += [found.in_form(at, one.start), one.chosen]
        assert one.chosen == found.in_form(one.start, one.end)
        at = one.end
    assert found.converted == "".join((*parts, found.in_form(at, len(text))))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_whatever_plain_opencc_would_not_have_printed_was_decided_by_somebody(text: str) -> None:
    """A layer of the conversion that the examiner does not know would be seen here."""
    examiner, _ = both()
    (found,) = examiner.examine([text])
    form = form_of(TW)
    assert form
    plain = house.plain_engine(form)
    for one in found.decisions:
        if one.kind == "fallback":
            assert plain(one.word) == one.chosen
    if all(one.kind == "fallback" for one in found.decisions) and not set(text) & set("\u00ad⿰“”"):
        assert plain(text) == found.converted
