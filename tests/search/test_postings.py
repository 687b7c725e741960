"""From text to places to files, and back."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from index_reader import read_shard

from generator.search.bits import as_bytes, parameter, rice, varint
from generator.search.folding import BARRIER
from generator.search.postings import Key, Postings, postings
from generator.search.segments import segments
from generator.search.shards import Shards, shards

STAMP = b"\x01\x02\x03\x04"

ARTICLES = st.lists(st.text(alphabet="的水利a𠮷", min_size=1, max_size=12), min_size=1, max_size=6)


def read(made: Shards, length: int) -> dict[Key, list[int]]:
    """All keys of all files, with their places."""
    found: dict[Key, list[int]] = {}
    for file in made.files:
        assert STAMP == file[:4]
        part = read_shard(file, length)
        assert not set(part) & set(found)
        found |= part
    return found


def joined(articles: list[str]) -> tuple[str, list[int]]:
    text = "".join(article + BARRIER for article in articles)
    ends = [sum(len(one) + 1 for one in articles[: n + 1]) for n in range(len(articles))]
    return text, ends


def by_definition(text: str, ends: list[int], frequent: str) -> dict[str, list[int]]:
    """Key to places, as docs/search.md says it."""
    found: dict[str, list[int]] = {}
    for place, one in enumerate(text):
        if one != BARRIER:
            behind = text[place + 1]
            key = one + behind if one in frequent or behind in frequent else one
            found.setdefault(key, []).append(place)
    for one in frequent:
        starts = [0, *ends[:-1]]
        places = [text.find(one, a, b) for a, b in zip(starts, ends, strict=True)]
        found[one] = [place for place in places if place >= 0]
    return {key: places for key, places in found.items() if places}


def as_in(form: int, found: Mapping[Key, list[int]]) -> dict[str, list[int]]:
    """What a script sees of the keys in a form."""
    plain = {key for key, _ in found}
    seen = {key: found.get((key, form), found.get((key, 0), [])) for key in plain}
    return {key: places for key, places in seen.items() if places}


@settings(max_examples=300, deadline=None)
@given(ARTICLES, st.integers(0, 6), st.integers(1, 7))
def test_every_place_is_found_again_in_whatever_files(
    articles: list[str], frequent_from: int, count: int
) -> None:
    text, ends = joined(articles)
    found = postings(text, ends, {}, frequent_from)
    made = shards(found, count, STAMP)
    assert count == len(made.files)
    expected = by_definition(text, ends, found.frequent)
    assert expected == as_in(0, read(made, len(text)))


@settings(max_examples=300, deadline=None)
@given(ARTICLES, st.integers(0, 6), st.integers(1, 5), st.randoms(use_true_random=False))
def test_a_form_has_its_own_places_and_the_source_form_keeps_its(
    articles: list[str], frequent_from: int, count: int, random: Random
) -> None:
    text, ends = joined(articles)
    forms = {0: text}
    changes: dict[int, dict[int, str]] = {}
    for form in (1, 2):
        changed = {
            place: new
            for place, old in enumerate(text)
            if old != BARRIER and random.random() < 0.3
            for new in ["的水利着a"[random.randrange(5)]]
            if new != old
        }
        forms[form] = "".join(changed.get(place, old) for place, old in enumerate(text))
        changes[form] = changed
    found = postings(text, ends, changes, frequent_from)
    back = read(shards(found, count, STAMP), len(text))
    for form, said in forms.items():
        assert by_definition(said, ends, found.frequent) == as_in(form, back), form


def test_the_first_key_of_each_file_is_where_a_script_looks() -> None:
    text, ends = joined(["的水利的水", "利水的", "水利工程"])
    made = shards(postings(text, ends, {}, 2), 3, STAMP)
    keys = [sorted(read_shard(file, len(text))) for file in made.files]
    assert [some[0][0] if some else "" for some in keys] == list(made.first)
    assert sorted(key for some in keys for key in some) == [key for some in keys for key in some]


def test_an_index_of_nothing_can_be_made() -> None:
    made = shards(postings(BARRIER, [], {}), 1, STAMP)
    assert (STAMP + b"\0",) == made.files


@pytest.mark.parametrize(("number", "expected"), [(0, "00"), (127, "7f"), (128, "8001")])
def test_numbers_have_seven_bits_a_byte(number: int, expected: str) -> None:
    assert expected == varint(number).hex()


@settings(max_examples=200)
@given(st.sets(st.integers(0, 5_000), min_size=1, max_size=60))
def test_codes_take_little_more_than_chance_demands(places: set[int]) -> None:
    bits = rice(sorted(places), 5_001)
    assert len(bits) <= len(places) * (parameter(len(places), 5_001) + 3)
    assert -(-len(bits) // 8) == len(as_bytes(bits))


def test_the_same_text_gives_the_same_files() -> None:
    text, ends = joined(["的水利的水", "利水的"])
    one, two = (
        shards(Postings(p.frequent, p.length, dict(reversed(p.places.items()))), 2, STAMP)
        for p in (postings(text, ends, {}, 1), postings(text, ends, {}, 1))
    )
    assert one == two


def test_segments_hold_all_issues_in_order_and_old_ones_stay() -> None:
    counts = [37] * 600
    made = segments(counts)
    assert [(0, made[0].end), 600] == [(made[0].first, made[1].first), made[-1].end]
    assert all(a.end == b.first for a, b in pairwise(made))
    assert len(made) == len({segment.name for segment in made}) < 10
    longer = segments([*counts, 37])
    assert set(made[:-1]) <= set(longer)
    assert () == segments([])
