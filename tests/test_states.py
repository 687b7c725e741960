"""The state of a folder, asked of the system or composed of what is known: one digest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.states import State, inode_of, state, state_of

PATHS = ("a", "b", "a.d/x", "a.d/b/y", "水/渠", "水/b/y", "__pycache__/z")
LINKS = ("to-file", "to-folder", "水/up", "a.d/nowhere")
TO = {"to-file": "a", "to-folder": "a.d", "水/up": "..", "a.d/nowhere": "not/there"}


def _made(folder: Path, paths: set[str], links: set[str]) -> dict[str, State]:
    """The states of the files that were put into `folder`."""
    for path in (*paths, *links):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
    for path in paths:
        (folder / path).write_text(path, encoding="utf-8")
    for path in links:
        (folder / path).symlink_to(TO[path])
    return {path: state_of((folder / path).lstat()) for path in (*paths, *links)}


@settings(max_examples=200, deadline=None)
@given(
    paths=st.sets(st.sampled_from(PATHS)),
    links=st.sets(st.sampled_from(LINKS)),
    unknown=st.sets(st.sampled_from(PATHS)),
    moved=st.sets(st.sampled_from(PATHS)),
)
def test_what_is_known_need_not_be_asked(
    tmp_path_factory: pytest.TempPathFactory,
    paths: set[str],
    links: set[str],
    unknown: set[str],
    moved: set[str],
) -> None:
    folder = tmp_path_factory.mktemp("states") / "site"
    known = _made(folder, paths, links)
    known = {path: one for path, one in known.items() if path in paths - unknown}
    for path in moved & paths:
        (folder / path).rename(folder / "beside")
        (folder / path).write_text("new", encoding="utf-8")
        (folder / "beside").unlink()
    now = {path: state_of((folder / path).lstat()) for path in moved & known.keys()}
    assert state([str(folder)]) == state([str(folder)], known=known | now)
    # A file that stands in the place of a known one is asked.
    if all(inode_of(now[path]) != inode_of(known[path]) for path in now):
        assert state([str(folder)]) == state([str(folder)], known=known)


@pytest.mark.parametrize("path", PATHS[:-1])
def test_what_became_of_a_known_file_since_is_not_seen(tmp_path: Path, path: str) -> None:
    known = _made(tmp_path, set(PATHS), set())
    before = state([str(tmp_path)])
    modified = (tmp_path / path).stat().st_mtime_ns
    with (tmp_path / path).open("r+b") as file:
        file.write(b"X")
    os.utime(tmp_path / path, ns=(modified, modified - 1))
    assert before == state([str(tmp_path)], known=known)
    assert before != state([str(tmp_path)])
