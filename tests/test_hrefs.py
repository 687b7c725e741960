"""Addresses that are made for a whole folder are those that are made for a page."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.theme import page_href
from generator.theme.templates import _Addresses

PARTS = st.sampled_from(
    ["a", "b", "水利", "..", "", "x y", "01.html", "%E6", "?", "#二", "a:b", "'"]
)
PATHS = st.lists(PARTS, max_size=5).map("/".join)
FOLDERS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=3).map(
    lambda parts: "".join(f"/{part}" for part in parts) + "/"
)


@given(
    st.lists(st.one_of(PATHS, PATHS.map("/{}".format), st.text(max_size=8)), max_size=6),
    FOLDERS,
    st.sampled_from(["", "/", "/news/"]),
)
@settings(max_examples=500)
def test_a_folder_writes_an_address_as_its_pages_do(
    urls: list[str], folder: str, root: str
) -> None:
    addresses = _Addresses(folder, root)
    for url in (*urls, *urls):
        assert page_href(url, f"{folder}01.html", root) == addresses[url]
