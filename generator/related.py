"""Which articles go with an article: by county, by topic, by words of the title, by issue.

No article is compared with another. Each term and each rare pair of characters in the titles keeps
the articles that have it, in the order of the issues; an article looks at the nearest few of each
and adds up what it finds. So the cost grows with the number of articles and no faster, the result
is the same on every run, and never older than the content.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
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
        self._features = [_features(article.title, article.terms) for article in articles]
        self._having: dict[str, list[int]] = {}
        for place, features in enumerate(self._features):
            for feature, _ in features:
                self._having.setdefault(feature, []).append(place)

    def to(self, article: Article, most: int) -> tuple[Article, ...]:
        """The articles that go with one, the best first and of equals the nearest; never itself."""
        here = self._place[article.key]
        scores: dict[int, int] = {}
        for feature, weight in self._features[here]:
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
        having = self._having[feature]
        if len(having) <= RARE:
            return having
        if feature.startswith("title:"):
            return ()
        at = bisect_left(having, here)
        return having[max(0, at - REACH) : at + REACH + 1]


# A preview plans the same articles again and again.
@lru_cache(maxsize=65536)
def _features(
    title: str, terms: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[tuple[str, int], ...]:
    """What an article may have in common with others, and how much it counts."""
    filed = dict(terms)
    found = [
        (f"{taxonomy}:{term}", weight)
        for taxonomy, weight in WEIGHTS.items()
        for term in filed.get(taxonomy, ())
    ]
    runs = _HAN.findall(title)
    pairs = dict.fromkeys(run[at : at + 2] for run in runs for at in range(len(run) - 1))
    return (*found, *((f"title:{pair}", TITLE) for pair in pairs))
