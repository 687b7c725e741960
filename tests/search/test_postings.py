"""From text to places to files, and back."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from index_reader import read_shard
from index_writer import Keys, keys_of, write_files, write_keys, write_places

from generator.search.bits import RiceCodes, cut, varints
from generator.search.folding import BARRIER
from generator.search.heard import Changed
from generator.search.postings import Postings
from generator.search.segments import segments
from generator.search.shards import Shards

STAMP = b"\x01\x02\x03\x04"

# Characters beyond the BMP, some below a barrier, and articles that say nothing.
ARTICLES = st.lists(st.text(alphabet="的水利a𠮷\t", max_size=12), max_size=6)
CHANGES = "的水利着a𠮷"


def files(made: Shards) -> list[bytes]:
    return [made.file(number) for number in range(len(made.first))]


def read(made: Shards, length: int) -> dict[tuple[str, int], list[int]]:
    """All keys of all files, with their places."""
    found: dict[tuple[str, int], list[int]] = {}
    for file in files(made):
        assert STAMP == file[:4]
        part = read_shard(file, length)
        assert not set(part) & set(found)
        found |= part
    return found


def behind_each_other(articles: list[str]) -> list[str]:
    return [article and article + BARRIER for article in articles]


def changed(text: str, random: Random) -> dict[int, str]:
    """What a form may have in place of some characters."""
    return {
        place: new
        for place, old in enumerate(text)
        if old != BARRIER and random.random() < 0.3
        for new in [random.choice(CHANGES)]
        if new != old
    }


def as_heard(changes: Mapping[int, Mapping[int, str]]) -> dict[int, Changed]:
    return {
        form: (array("I", sorted(some)), "".join(some[place] for place in sorted(some)))
        for form, some in changes.items()
    }


def as_in(form: int, found: Keys) -> dict[str, list[int]]:
    """What a script sees of the keys in a form."""
    plain = {key for key, _ in found}
    seen = {key: found.get((key, form), found.get((key, 0), [])) for key in plain}
    return {key: places for key, places in seen.items() if places}


@settings(max_examples=500, deadline=None)
@given(
    ARTICLES,
    st.integers(0, 6),
    st.integers(1, 7),
    st.sampled_from([1, 3, 8, 1 << 17]),
    st.randoms(use_true_random=False),
)
def test_the_files_are_those_that_are_described(
    articles: list[str], often: int, count: int, at_a_time: int, random: Random
) -> None:
    texts = behind_each_other(articles)
    text = "".join(texts) or BARRIER
    changes = {form: changed(text, random) for form in random.sample([1, 2, 3], 2)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.search.ranked._AT_A_TIME", at_a_time)
        patch.setattr("generator.search.bits._AT_A_TIME", at_a_time)
        found = Postings(texts, as_heard(changes), often)
        made = Shards(found, count, STAMP)
    expected = write_keys(texts, changes, often)
    assert write_files(expected, len(text), count, STAMP) == files(made)
    assert expected == read(made, len(text))
    characters = {*text}.union(*(some.values() for some in changes.values()))
    assert "".join(sorted(characters)) == found.characters


@settings(max_examples=300, deadline=None)
@given(ARTICLES, st.integers(0, 6), st.randoms(use_true_random=False))
def test_a_form_has_its_own_places_and_the_source_form_keeps_its(
    articles: list[str], often: int, random: Random
) -> None:
    texts = behind_each_other(articles)
    source = "".join(texts)
    changes = {form: changed(source, random) for form in (1, 2)}
    found = Postings(texts, as_heard(changes), often)
    back = read(Shards(found, 3, STAMP), found.length)
    for form in (0, 1, 2):
        some = changes.get(form, {})
        said = "".join(some.get(place, old) for place, old in enumerate(source))
        assert keys_of(said, texts, set(found.frequent)) == as_in(form, back), form


def test_the_first_key_of_each_file_is_where_a_script_looks() -> None:
    found = Postings(["的水利的水\n", "利水的\n", "水利工程\n"], {}, 2)
    made = Shards(found, 3, STAMP)
    keys = [sorted(read_shard(file, found.length)) for file in files(made)]
    assert [some[0][0] if some else "" for some in keys] == list(made.first)
    assert sorted(key for some in keys for key in some) == [key for some in keys for key in some]


def test_an_index_of_nothing_can_be_made() -> None:
    made = Shards(Postings([], {}), 1, STAMP)
    assert (STAMP + b"\0",) == tuple(files(made))


@pytest.mark.parametrize(("number", "expected"), [(0, "00"), (127, "7f"), (128, "8001")])
def test_numbers_have_seven_bits_a_byte(number: int, expected: str) -> None:
    assert expected == varints(np.array([number])).hex()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.lists(st.sets(st.integers(0, 5_000) | st.integers(0, 1 << 24), max_size=60)), max_size=4
    ),
    st.sampled_from([1, 1 << 6, 1 << 12]),
)
def test_lists_of_places_become_the_bits_that_are_described(
    batches: list[list[set[int]]], more: int
) -> None:
    lists = [sorted(places) for batch in batches for places in batch]
    # A text of few characters has few places, so gaps of a list can be as long as it will.
    length = max([1, *map(len, lists), *(max(some, default=0) // more for some in lists)])
    codes, sizes = RiceCodes(length), []
    for batch in batches:
        places = [place for some in batch for place in sorted(some)]
        counts = np.array([len(some) for some in batch], np.int64)
        sizes += codes.add(np.array(places, np.int64), counts).tolist()
    expected = [write_places(some, length) for some in lists]
    assert [len(bits) for bits in expected] == sizes
    stream = codes.finish()
    at = 0
    for bits in expected:
        size = -(-len(bits) // 8)
        filled = int(bits.ljust(size * 8, "0") or "0", 2).to_bytes(size, "big")
        assert filled == cut(stream, at, at + len(bits))
        at += len(bits)


def test_codes_take_little_more_than_chance_demands() -> None:
    places = np.array(sorted(Random(1).sample(range(100_000), 5_000)))
    bits = RiceCodes(100_000).add(places, np.array([5_000]))
    assert bits[0] < 5_000 * 6.2


def test_segments_hold_all_issues_in_order_and_old_ones_stay() -> None:
    counts = [37] * 600
    made = segments(counts)
    assert [(0, made[0].end), 600] == [(made[0].first, made[1].first), made[-1].end]
    assert all(a.end == b.first for a, b in pairwise(made))
    assert len(made) == len({segment.name for segment in made}) < 10
    longer = segments([*counts, 37])
    assert set(made[:-1]) <= set(longer)
    assert () == segments([])


def test_no_segment_grows_beyond_what_an_edit_may_make_again() -> None:
    made = segments([500] * 200)
    assert max(one.end - one.first for one in made) == 8
    assert len(made) == 25
