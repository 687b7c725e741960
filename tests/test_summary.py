"""What introduces an article: its own first words, whole and balanced."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.summary import LONGEST, USUAL, summarise

FACT = "昨日，横跨两岸的新桥正式通车。"
LONG = "为了这座桥，两岸的人等了三十年，从渡船等到轮渡，又从轮渡等到浮桥，"


@pytest.mark.parametrize(
    "dateline",
    [
        "本报讯（记者 张三 通讯员 李四）",
        "本报讯(记者张三)",
        "本报讯 记者 张三 ",
        "本报讯 ",
        "本报1月2日讯 ",
        "本报1月2日讯（记者 张三）",
        "本报永嘉1月2日讯 记者张三 通讯员李四 ",
        "新华社北京1月2日电（记者张三、李四）",
        "新华社北京1月2日电 ",
        "据新华社1月2日电 ",
        "央视网消息（新闻联播）：",
        "央视网消息:",
        "（记者 张三）",
        "浙南日报讯 ",
        "【本报讯】",
        "记者 张三 通讯员 李四 ",
    ],
)
def test_a_dateline_is_skipped(dateline: str) -> None:
    assert summarise((dateline + FACT,)) == FACT


@pytest.mark.parametrize(
    "opening",
    [
        "本报记者从市政府获悉，新桥通车。",
        "新华社播发长文，介绍新桥。",
        "国家电网温州供电公司送来贺信。",
        "记者从现场了解到，新桥通车。",
    ],
)
def test_what_only_begins_like_a_dateline_stays(opening: str) -> None:
    assert summarise((opening,)) == opening


@pytest.mark.parametrize(
    "opening",
    [
        "“桥通了吗？”“通了！”",
        "“桥通了，真好！”老张笑着说。",
        "“路灯修好了。”“那就好！”这是两位主任的一段对话。",
        "俗话说，隔山不算远，隔河不算近。",
        "只有干在实处，才能走在前列。",
    ],
)
def test_talk_and_sayings_are_skipped_when_a_fact_follows(opening: str) -> None:
    assert summarise((opening + FACT,)) == FACT


def test_talk_stays_where_nothing_else_is_told() -> None:
    assert summarise(("“桥通了吗？”“通了！”",)) == "“桥通了吗？”“通了！”"


def test_when_the_first_paragraph_is_only_talk_the_next_one_tells() -> None:
    assert summarise(("“桥通了吗？”", FACT)) == FACT


def test_sentences_are_added_up_to_ninety_characters() -> None:
    sentence = "桥长三千二百米，双向六车道。"
    summary = summarise((sentence * 20,))
    assert summary == sentence * (USUAL // len(sentence))


def test_a_mark_inside_quotation_brackets_or_titles_is_no_end() -> None:
    for pair in ("“{}”", "《{}》", "（{}）", "‘{}’", "「{}」"):
        text = "大会通过了" + pair.format("一章。二章！三章？" * 16) + "和决议。"
        assert not summarise((text, "")).endswith("章。")


def test_a_sentence_too_long_is_cut_at_its_last_semicolon_that_fits() -> None:
    text = "一是修路，方便出行；" * 8 + "二是架桥，" * 20 + "完成任务。"
    assert summarise((text,)) == "一是修路，方便出行；" * 8


def test_else_at_its_last_comma_that_fits_with_an_ellipsis() -> None:
    clause = "从渡船等到了轮渡，"
    summary = summarise((clause * 20 + "终于通了。",))
    assert summary == (clause * (LONGEST // len(clause))).rstrip("，") + "……"


def test_a_quotation_that_never_closes_is_no_pair() -> None:
    assert summarise(("“桥通了。" + FACT,)).endswith(FACT)


def test_the_lead_in_of_a_list_is_left_out_after_a_sentence() -> None:
    assert summarise((FACT + "通车之后有三个变化：",)) == FACT
    assert summarise(("三个变化：",)) == "三个变化："


def test_flattened_punctuation_is_cut_in_the_same_places() -> None:
    assert summarise(("本报讯(记者 张三)昨日,新桥通车!“快!”他说。",)) == "昨日,新桥通车!“快!”他说。"
    assert summarise(("共投资1,234万元,工期3:2完成。",)) == "共投资1,234万元,工期3:2完成。"


def test_nothing_to_quote_is_an_empty_summary() -> None:
    assert summarise(()) == ""
    assert summarise(("", "  ")) == ""


_MARKS = "。，；：！？“”《》（）‘’(), "
_PIECES = st.sampled_from([*_MARKS, "桥通了", "说", "本报讯 ", "1,234", "没有一个标点的长句" * 7])


@settings(deadline=None, max_examples=300)
@given(st.lists(st.lists(_PIECES, max_size=25).map("".join), max_size=3))
def test_a_summary_is_verbatim_and_never_too_long(paragraphs: list[str]) -> None:
    summary = summarise(paragraphs)
    quoted = summary.removesuffix("……")
    assert len(quoted) <= LONGEST
    assert any(quoted in paragraph for paragraph in paragraphs) or not summary


_SENTENCES = st.sampled_from(
    [
        "桥通了。",
        "他说：“桥通了。真好！”",
        "《一。二》（注：三。）完。",
        "“是吗？”“是。”",
        LONG,
        "一是；",
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(_SENTENCES, min_size=1, max_size=12).map("".join))
def test_a_summary_of_balanced_text_is_balanced(paragraph: str) -> None:
    summary = summarise((paragraph,))
    for opening, closing in ("“”", "《》", "（）"):
        assert summary.count(opening) == summary.count(closing)
