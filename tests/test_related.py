"""Articles that go with an article: which, in what order, and at what cost."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Article, Markdown, Prose
from generator.related import ENOUGH, Related


def article(
    key: str, title: str = "", topics: tuple[str, ...] = (), counties: tuple[str, ...] = ()
) -> Article:
    issue, _, number = key.partition("/")
    terms = (("topics", topics), ("counties", counties))
    return Article(key, issue, number, f"{key}.md", 1, Prose(title), Markdown(""), terms=terms)


def related(articles: list[Article], key: str, most: int = 4) -> list[str]:
    (one,) = (article for article in articles if article.key == key)
    return [found.key for found in Related(articles).to(one, most)]


def test_a_county_and_a_topic_in_common_come_before_a_county_alone() -> None:
    articles = [
        article("2019-11/01", "甲", ("water",), ("330381",)),
        article("2019-11/02", "乙", (), ("330381",)),
        article("2019-10/01", "丙", ("water",), ("330381",)),
    ]
    assert ["2019-10/01", "2019-11/02"] == related(articles, "2019-11/01")


def test_a_topic_alone_is_not_enough_but_will_do_within_an_issue() -> None:
    articles = [
        article("2019-11/01", "甲", ("water",)),
        article("2019-11/02", "乙", ("water",)),
        article("2019-10/01", "丙", ("water",)),
    ]
    assert ["2019-11/02"] == related(articles, "2019-11/01")


def test_words_that_few_titles_have_tie_articles_together() -> None:
    articles = [
        article("2019-11/01", "石斛课开到了海岛"),
        article("2019-10/01", "海岛上的石斛课"),
        article("2019-09/01", "海滩上的排球课"),
    ]
    assert ["2019-10/01"] == related(articles, "2019-11/01")


def test_words_that_many_titles_have_tie_nothing_together() -> None:
    articles = [article(f"2019-{month:02}/01", "全市工作会议召开") for month in range(1, 13)]
    assert [] == related(articles, "2019-01/01")


def test_of_equals_the_nearest_comes_first() -> None:
    articles = [article(f"2019-{month:02}/01", counties=("330381",)) for month in range(1, 8)]
    assert ["2019-03/01", "2019-05/01", "2019-02/01"] == related(articles, "2019-04/01", 3)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_article_never_goes_with_itself_and_the_order_of_terms_does_not_matter(
    data: st.DataObject,
) -> None:
    keys = st.lists(st.sampled_from("abcde"), max_size=3, unique=True)
    titles = st.text("水利渠道学校开课", max_size=6)
    made = [
        (f"{number // 4}/{number % 4}", data.draw(titles), data.draw(keys), data.draw(keys))
        for number in range(data.draw(st.integers(1, 12)))
    ]
    one = [article(key, title, tuple(t), tuple(c)) for key, title, t, c in made]
    other = [article(key, title, tuple(t[::-1]), tuple(c[::-1])) for key, title, t, c in made]
    for key, *_ in made:
        found = related(one, key)
        assert key not in found
        assert len(found) == len(set(found)) <= 4
        assert found == related(other, key)


def test_the_cost_grows_with_the_articles_and_no_faster() -> None:
    def seconds(number: int) -> float:
        articles = [
            article(f"{n // 20}/{n % 20}", f"第{n}号水渠通水", (f"t{n % 12}",), (f"c{n % 7}",))
            for n in range(number)
        ]
        best = 9.0
        for _ in range(3):
            begun = time.perf_counter()
            known = Related(articles)
            for one in articles:
                known.to(one, 4)
            best = min(best, time.perf_counter() - begun)
        return best

    # Ten times as many would take a hundred times as long if all pairs were looked at.
    assert seconds(3000) < 40 * seconds(300)


def test_enough_is_a_county() -> None:
    assert ENOUGH == 3
