"""Which topics an article is filed under, and how sure that is."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.filing import file_topics
from generator.model import Prose, Term

Terms = tuple[Term, ...]

ARTICLES = yaml.safe_load(
    (Path(__file__).parent / "topic_articles.yaml").read_text(encoding="utf-8")
)

RIGHT = 0.95
"""Measured when the articles were written, after the vocabulary: 47 of 48."""


def term(key: str, label: str, *words: tuple[str, float], stop: tuple[str, ...] = ()) -> Term:
    return Term(key, Prose(label), "topics.yaml", 1, words=words, stop_words=stop)


SMALL = (
    term("education", "教育", ("教育", 2.0), ("学生", 1.0)),
    term("party", "党建", ("主题教育", 2.0), ("党员", 2.0)),
    term("health", "卫生", ("医生", 2.0), stop=("医生站",)),
)


def test_short_articles_on_every_topic_are_filed_right(topics: Terms) -> None:
    assert {str(each.label) for each in topics} == {each["topic"] for each in ARTICLES}
    wrong = [
        f"{each['title']}: {filing.labels}"
        for each in ARTICLES
        if (filing := file_topics(each["title"], (each["text"],), topics)).labels[:1]
        != (each["topic"],)
    ]
    assert 1 - len(wrong) / len(ARTICLES) >= RIGHT, "\n".join(wrong)


def test_what_is_not_marked_for_the_editor_is_right(topics: Terms) -> None:
    filings = [(each, file_topics(each["title"], (each["text"],), topics)) for each in ARTICLES]
    sure = [(each, filing) for each, filing in filings if not filing.decisions[0].doubtful]
    assert len(sure) >= len(ARTICLES) * 0.75
    assert not [each["title"] for each, filing in sure if filing.labels[0] != each["topic"]]


def test_every_topic_has_words_enough_and_none_is_a_single_character(topics: Terms) -> None:
    for each in topics:
        assert len(each.words) >= 40, each.label
        assert all(len(word) > 1 and 0 < weight <= 3 for word, weight in each.words), each.label


def test_no_word_no_topic() -> None:
    filing = file_topics("雨", ("檐下听雨。",), SMALL)
    assert not filing.labels
    assert filing.decisions[0].doubtful


def test_a_longer_word_takes_the_place_of_the_one_inside_it() -> None:
    filing = file_topics("深入开展主题教育", ("主题教育进社区，党员都来了。",), SMALL)
    assert filing.labels == ("党建",)


def test_a_stop_word_does_not_count() -> None:
    assert not file_topics("医生站的软件", ("医生站升级。",), SMALL).labels


def test_a_word_in_the_title_outweighs_one_in_the_body() -> None:
    filing = file_topics("教育的故事", ("医生来了。",), SMALL)
    assert filing.labels == ("教育", "卫生")
    filing = file_topics("医生的故事", ("教育的事。",), SMALL)
    assert filing.labels == ("卫生", "教育")


def test_a_second_topic_is_kept_only_with_a_quarter_of_the_score() -> None:
    weak = "学生。" + "教育、党员、" * 1
    assert file_topics("教育与学生", ("教育、学生、教育。", weak), SMALL).labels == ("教育",)


def test_a_narrow_lead_is_marked_for_the_editor() -> None:
    close = file_topics("", ("教育和党员。",), SMALL)
    assert close.decisions[0].doubtful
    clear = file_topics("教育与学生", ("教育、学生、教育。",), SMALL)
    assert not clear.decisions[0].doubtful
    assert "教育" in clear.decisions[0].reason


def test_one_word_alone_is_never_sure() -> None:
    assert file_topics("医生", ("医生、医生、医生。",), SMALL).decisions[0].doubtful


def test_a_topic_without_words_is_found_by_label_and_aliases() -> None:
    plain = Term("sea", Prose("海洋"), "topics.yaml", 1, aliases=("渔港",))
    assert file_topics("新渔港", ("船都回来了。",), (plain,)).labels == ("海洋",)


def test_an_empty_list_of_topics_files_nothing() -> None:
    assert not file_topics("教育", ("教育。",), ()).labels


_WORDS = ["教育", "主题教育", "学生", "党员", "医生", "医生站", "。", "雨", "(", "["]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(st.sampled_from(_WORDS), max_size=8).map("".join), max_size=4))
def test_at_most_two_topics_each_with_a_reason(texts: list[str]) -> None:
    filing = file_topics("".join(texts[:1]), texts[1:], SMALL)
    assert len(filing.labels) <= 2
    assert len(filing.decisions) == max(1, len(filing.labels))
    assert filing == file_topics("".join(texts[:1]), tuple(texts[1:]), SMALL)
