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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

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
    having: dict[str, list[int]] = {}
    for place, (title, terms) in enumerate(articles):
        for feature, _ in _features(title, terms):
            having.setdefault(feature, []).append(place)
    # Most pairs of characters are in one title only, and some are in too many.
    shared = {
        feature: (feature, array("I", places))
        for feature, places in having.items()
        if 1 < len(places) <= RARE or not feature.startswith(_IN_TITLE)
    }
    del having
    weighed: dict[tuple[str, int], tuple[str, int]] = {}
    features = tuple(
        tuple(
            weighed.setdefault((feature, weight), (shared[feature][0], weight))
            for feature, weight in _features(title, terms)
            if feature in shared
        )
        for title, terms in articles
    )
    return _Common(features, dict(shared.values()))


_IN_TITLE = "title:"


def _features(title: str, terms: Terms) -> tuple[tuple[str, int], ...]:
    """What an article may have in common with others, and how much it counts."""
    filed = dict(terms)
    found = [
        (f"{taxonomy}:{term}", weight)
        for taxonomy, weight in WEIGHTS.items()
        for term in filed.get(taxonomy, ())
    ]
    runs = _HAN.findall(title)
    pairs = dict.fromkeys(run[at : at + 2] for run in runs for at in range(len(run) - 1))
    return (*found, *((f"{_IN_TITLE}{pair}", TITLE) for pair in pairs))
