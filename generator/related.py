"""Which articles go with an article: by county, by topic, by words of the title, by issue.

No article is compared with another. Each term and each rare pair of characters in the titles keeps
the articles that have it, in the order of the issues; an article looks at the nearest few of each
and adds up what it finds. So the cost grows with the number of articles and no faster, the result
is the same on every run, and never older than the content.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from operator import add

from generator.model import Article

WEIGHTS = {"counties": 3, "topics": 2}
TITLE = 2
"""For each pair of characters that both titles have, and few others."""
SAME_ISSUE = 1
ENOUGH = 3
"""A county in common will do, a topic alone will not."""
REACH = 8
"""How many of the nearest articles of a term are looked at, on either side."""
RARE = 6
"""Titles that may share a pair of characters; 召开 and 我市 are in too many to mean much."""

_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


class Related:
    """Knows the articles of a digest; made once for all of them."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """`articles` in the order of the issues: what is near in it is near in time."""
        self._articles = articles
        self._place = {article.key: place for place, article in enumerate(articles)}
        # A preview plans the same articles again and again: an edit of a text changes none of this.
        self._common = _common(tuple((article.title, article.terms) for article in articles))

    def to(self, article: Article, most: int) -> tuple[Article, ...]:
        """The articles that go with one, the best first and of equals the nearest; never itself."""
        here = self._place[article.key]
        scores: dict[int, int] = {}
        for feature, weight in self._common.features[here]:
            for place in self._near(feature, here):
                scores[place] = scores.get(place, 0) + weight
        scores.pop(here, None)
        for place in scores:
            if self._articles[place].issue == article.issue:
                scores[place] += SAME_ISSUE
        ranked = nsmallest(
            most,
            [
                (-score, abs(place - here), place)
                for place, score in scores.items()
                if score >= ENOUGH
            ],
        )
        return tuple(self._articles[place] for _, _, place in ranked)

    def _near(self, feature: str, here: int) -> Sequence[int]:
        having = self._common.having[feature]
        if len(having) <= RARE:
            return having
        at = bisect_left(having, here)
        return having[max(0, at - REACH) : at + REACH + 1]


@dataclass(frozen=True, slots=True)
class _Common:
    """What articles have in common; they are known by their places."""

    features: tuple[tuple[tuple[str, int], ...], ...]
    """Of each article, with how much they count; only those that it shares with some."""
    having: Mapping[str, Sequence[int]]
    """The articles that have a feature, in order."""


Terms = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=4)
def _common(articles: tuple[tuple[str, Terms], ...]) -> _Common:
    """`articles` are titles and terms."""
    # Most pairs of characters are met once, and most others in far too many titles, however often a
    # title may have one: these are not looked for in each title.
    runs = "\n".join(_HAN.findall("\n".join(title for title, _ in articles)))
    met = Counter(map(add, runs, runs[1:]))
    far_too_many = RARE * max((len(title) for title, _ in articles), default=0)
    again = {
        pair: (pair, TITLE)
        for pair, count in met.items()
        if 1 < count <= far_too_many and "\n" not in pair
    }
    del runs, met
    having: dict[str, array[int]] = {}
    weighed: dict[tuple[str, int], tuple[str, int]] = {}
    found: list[list[tuple[str, int]]] = []
    for place, (title, terms) in enumerate(articles):
        here = [weighed.setdefault(one, one) for one in _filed(terms)]
        here += [again[pair] for pair in dict.fromkeys(map(add, title, title[1:])) if pair in again]
        for feature, _ in here:
            places = having.get(feature)
            if places is None:
                places = having[feature] = array("I")
            places.append(place)
        found.append(here)
    # Some are in too many titles, or in one title twice.
    useless = {again[pair] for pair in again if not 1 < len(having[pair]) <= RARE}
    features = tuple(tuple(one for one in here if one not in useless) for here in found)
    for pair, _ in useless:
        del having[pair]
    return _Common(features, having)


def _filed(terms: Terms) -> Iterator[tuple[str, int]]:
    """The terms that an article may have in common with others, and how much they count."""
    filed = dict(terms)
    for taxonomy, weight in WEIGHTS.items():
        for term in filed.get(taxonomy, ()):
            yield f"{taxonomy}:{term}", weight
