"""Topics and counties that have articles in common: what is worth a page of its own.

A pair is worth one when enough articles are filed under both. It is not when all articles of either
are, or all that a city has in common with the topic lie in one county: the page would then be a
second copy of another.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Article

Filed = Mapping[str, tuple[Article, ...]]
"""Key of a term to its articles."""

Pairs = Mapping[tuple[str, str], tuple[Article, ...]]


Partners = Mapping[tuple[str, str], tuple[tuple[str, str], ...]]
"""Taxonomy and key of a term to the pairs that it is one side of."""


def pairs(topics: Filed, counties: Filed, parents: Mapping[str, str], least: int) -> Pairs:
    """Key of a topic and of a county to their common articles, for those with `least` or more.

    In the order of the topics and of the counties, the articles in that of the topic. `parents`
    are the keys of the counties that counties lie in. None when `least` is 0.
    """
    if not least:
        return {}
    counties_of: dict[str, list[str]] = {}
    for county, articles in counties.items():
        for article in articles:
            counties_of.setdefault(article.key, []).append(county)
    place = {county: number for number, county in enumerate(counties)}
    found: dict[tuple[str, str], tuple[Article, ...]] = {}
    for topic, articles in topics.items():
        common: dict[str, list[Article]] = {}
        for article in articles:
            for county in counties_of.get(article.key, ()):
                common.setdefault(county, []).append(article)
        within: dict[str, int] = {}
        for county, shared in common.items():
            above = parents.get(county, "")
            within[above] = max(within.get(above, 0), len(shared))
        for county in sorted(common, key=place.__getitem__):
            shared = common[county]
            copy = min(len(articles), len(counties[county]))
            if least <= len(shared) < copy and len(shared) > within.get(county, 0):
                found[topic, county] = tuple(shared)
    return found


def partners(found: Pairs) -> Partners:
    """The pairs by their sides."""
    sides: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for topic, county in found:
        sides.setdefault(("topics", topic), []).append((topic, county))
        sides.setdefault(("counties", county), []).append((topic, county))
    return {side: tuple(listed) for side, listed in sides.items()}
