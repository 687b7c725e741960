"""The two trees of a site: what changed is written, the rest is shared, nobody's file is lost."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from accidents import PAGES, Files, holds, in_child, no_hard_links, operations, put
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.output import MANIFEST, Tree, new_tree, publish, read_manifest
from generator.problems import ProblemsFound
from generator.states import state


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that has been built twice, so that it has an older tree."""
    put(tmp_path / "site", PAGES)
    put(tmp_path / "site", PAGES)
    return tmp_path / "site"


def older(site: Path) -> Path:
    return site.with_name(f".{site.name}.older")


def states(site: Path) -> Path:
    return site.with_name(f".{site.name}.states")


def live(site: Path) -> set[str]:
    with new_tree(site) as tree:
        return set(tree.live)


def inodes(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_what_did_not_change_is_one_file_in_both_trees(site: Path) -> None:
    before = inodes(site)
    put(site, {**PAGES, "index.html": "新的首页"})
    after = inodes(site)
    assert {"index.html"} == {path for path in PAGES if before[path] != after[path]}
    assert before == inodes(older(site))


def test_what_a_swap_touches_does_not_depend_on_how_many_files_there_are(tmp_path: Path) -> None:
    needed = []
    for many in (100, 400):
        site = tmp_path / str(many) / "site"
        files = {f"{number // 50}/{number}.html": str(number) for number in range(many)}
        put(site, files)
        for turn in "ab":
            put(site, files | {f"0/{number}.html": f"{turn}{number}" for number in range(10)})
        changed = files | {f"1/{number}.html": f"新{number}" for number in range(50, 60)}
        needed.append(operations(lambda site=site, changed=changed: put(site, changed)))
        put(site, changed)
        assert changed == holds(site)
    assert needed[0] == needed[1]
    # Ten that changed last time and ten that change now, each to be taken away and made.
    assert 40 <= needed[0] <= 80


def test_a_page_that_was_taken_back_is_taken_back(site: Path) -> None:
    for text in ("甲", "乙", "甲", "甲"):
        put(site, {**PAGES, "index.html": text})
        assert {**PAGES, "index.html": text} == holds(site)


def test_files_and_folders_may_change_places(site: Path) -> None:
    for files in ({"issues": "文件"}, {"issues/a": "文件"}, {"issues/a/01.html/x": "深"}, PAGES):
        put(site, files)
        assert files == holds(site)


def _same_length_and_time(page: Path) -> None:
    before = page.stat()
    page.write_text("叁", encoding="utf-8")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))


def _another_file(page: Path) -> None:
    page.with_name("x").write_text("一", encoding="utf-8")
    page.with_name("x").replace(page)
    page.write_text("二", encoding="utf-8")


EDITS: Mapping[str, Callable[[Path], object]] = {
    "written over": lambda page: page.write_text("别人写的", encoding="utf-8"),
    "written over, of the same length and time": _same_length_and_time,
    "put in its place": _another_file,
    "cut short": lambda page: os.truncate(page, 1),
    "not readable for a server any more": lambda page: page.chmod(0o600),
    "taken away": lambda page: page.unlink(),
    "a link": lambda page: (page.unlink(), page.symlink_to("../../index.html")),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_page_that_someone_edited_is_not_live_and_is_written_anew(site: Path, edit: str) -> None:
    page = site / "issues/a/01.html"
    usual = page.stat().st_mode
    EDITS[edit](page)
    assert set(PAGES) - {"issues/a/01.html"} == live(site)
    for _ in range(2):
        put(site, PAGES)
        assert PAGES == holds(site)
        assert usual == page.lstat().st_mode
    assert PAGES == holds(older(site))


def test_a_page_with_another_time_and_the_same_content_is_live(site: Path) -> None:
    os.utime(site / "index.html", (0, 0))
    assert set(PAGES) == live(site)


def test_a_site_that_was_copied_is_live(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "copy")
    assert set(PAGES) == live(tmp_path / "copy")
    put(tmp_path / "copy", PAGES)
    assert PAGES == holds(tmp_path / "copy")


def test_with_its_states_no_file_is_read(site: Path) -> None:
    opened = []

    def looked() -> None:
        sys.addaudithook(lambda event, about: opened.append(about[0]) if event == "open" else None)
        assert set(PAGES) == live(site)
        pages = {os.fspath(site / path) for path in PAGES}
        os._exit(len(pages & set(map(str, opened))))

    assert 0 == in_child(looked)
    states(site).unlink()
    assert len(PAGES) == in_child(looked)


@pytest.mark.parametrize("damage", [b"", b"\n{}", b"0" * 64 + b"\n{}", b"\xff\xfe", None])
def test_states_that_are_damaged_or_gone_are_not_believed(site: Path, damage: bytes | None) -> None:
    (site / "index.html").write_text("改了", encoding="utf-8")
    if damage is None:
        states(site).unlink()
    else:
        states(site).write_bytes(damage)
    assert set(PAGES) - {"index.html"} == live(site)
    put(site, PAGES)
    assert PAGES == holds(site)


def test_states_of_another_manifest_are_not_believed(site: Path) -> None:
    manifest = (site / MANIFEST).read_text(encoding="utf-8")
    digest = (read_manifest(site) or {})["index.html"]
    (site / MANIFEST).write_text(manifest.replace(digest, "0" * 64), encoding="utf-8")
    assert set(PAGES) - {"index.html"} == live(site)


def _junk(folder: Path) -> None:
    (folder / "issues/a/01.html").unlink()
    (folder / "issues/a/01.html").mkdir()
    (folder / "issues/a/01.html/x").write_text("x", encoding="utf-8")
    (folder / "index.html").unlink()
    (folder / "index.html").write_text("首页", encoding="utf-8")
    (folder / "about.html").unlink()
    (folder / "about.html").symlink_to("index.html")
    (folder / "deep/er").mkdir(parents=True)
    (folder / "deep/er/x").write_text("x", encoding="utf-8")


def _elsewhere(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(folder.parent / "elsewhere")


def _inner_elsewhere(folder: Path) -> None:
    shutil.rmtree(folder / "issues")
    (folder / "issues").symlink_to(folder.parent / "elsewhere")


DAMAGES: Mapping[str, Callable[[Path], object]] = {
    "gone": shutil.rmtree,
    "a file": lambda folder: (shutil.rmtree(folder), folder.write_text("x")),
    "a link to elsewhere": _elsewhere,
    "with a link to elsewhere in it": _inner_elsewhere,
    "full of junk": _junk,
    "without a manifest": lambda folder: (folder / MANIFEST).unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_from_whatever_became_of_the_older_tree_the_site_is_right(site: Path, damage: str) -> None:
    elsewhere = site.parent / "elsewhere"
    (elsewhere / "a").mkdir(parents=True)
    (elsewhere / "a/01.html").write_text("不是我们的", encoding="utf-8")
    DAMAGES[damage](older(site))
    for files in ({**PAGES, "issues/a/01.html": "新"}, PAGES):
        put(site, files)
        assert files == holds(site)
    assert {"a/01.html": "不是我们的"} == holds(elsewhere)


def test_without_hard_links_files_are_copied(site: Path) -> None:
    shutil.rmtree(older(site))
    (site / "CNAME").write_text("example.com", encoding="utf-8")
    (site / "latest").symlink_to("issues")
    theirs = {"CNAME": "example.com", "latest": "-> issues"}

    def changed() -> None:
        no_hard_links()
        for text in ("甲", "乙"):
            put(site, {**PAGES, "index.html": text})

    assert 0 == in_child(changed)
    assert {**PAGES, **theirs, "index.html": "乙"} == holds(site)
    assert {**PAGES, **theirs, "index.html": "甲"} == holds(older(site))
    assert set(inodes(site).values()).isdisjoint(inodes(older(site)).values())
    assert set(PAGES) == live(site)


def test_what_others_do_while_the_site_is_made_is_carried_over(site: Path) -> None:
    for name in ("one", "two"):
        (site / name).write_text("旧", encoding="utf-8")
    put(site, PAGES)
    with new_tree(site) as tree:
        (site / "one").unlink()
        (site / "one").write_text("新", encoding="utf-8")
        (site / "two").unlink()
        for path in PAGES:
            tree.keep(path)
        (site / "new").mkdir()
        (site / "new/CNAME").write_text("example.com", encoding="utf-8")
        publish(tree)
    assert {**PAGES, "one": "新", "new/CNAME": "example.com"} == holds(site)


def test_what_its_owner_changes_or_takes_away_is_not_there_again(site: Path) -> None:
    for name in ("one", "two", "three"):
        (site / name).write_text("旧", encoding="utf-8")
    put(site, PAGES)
    (site / "one").unlink()
    (site / "two").write_text("新", encoding="utf-8")
    (site / "three").unlink()
    (site / "three").mkdir()
    for _ in range(2):
        put(site, PAGES)
        assert {**PAGES, "two": "新", "three": "empty folder"} == holds(site)


def test_nothing_is_written_through_a_link_that_someone_put_into_the_site(
    site: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site / "letters").symlink_to(tmp_path / "elsewhere")
    put(site, PAGES)
    with pytest.raises(ProblemsFound) as error:
        put(site, {**PAGES, "letters/01.html": "信"})
    assert ["foreign-file"] == [problem.rule for problem in error.value.problems]
    assert {} == holds(tmp_path / "elsewhere")
    assert {**PAGES, "letters": f"-> {tmp_path / 'elsewhere'}"} == holds(site)


def test_an_edit_that_comes_while_the_site_is_made_is_not_taken_for_what_was_left(
    site: Path,
) -> None:
    with new_tree(site) as tree:
        keeping(tree, _same_length_and_time)
    left = state([str(site)], known=tree.left)
    assert left != state([str(site)])
    put(site, PAGES)
    assert PAGES == holds(site)


def keeping(tree: Tree, change: Callable[[Path], object]) -> None:
    for path in PAGES:
        tree.keep(path)
    change(tree.site / "index.html")
    publish(tree)


def test_what_is_kept_and_changes_meanwhile_is_not_published(tmp_path: Path) -> None:
    changes = [
        lambda page: page.write_text("改", encoding="utf-8"),
        lambda page: page.unlink(),
    ]
    for number, change in enumerate(changes):
        site = tmp_path / str(number)
        put(site, PAGES)
        with pytest.raises(ProblemsFound) as error, new_tree(site) as tree:
            keeping(tree, change)
        assert ["site-changed"] == [problem.rule for problem in error.value.problems]


def test_only_what_is_live_can_be_kept(site: Path) -> None:
    (site / "index.html").write_text("改", encoding="utf-8")
    with new_tree(site) as tree, pytest.raises(KeyError):
        tree.keep("index.html")


def test_left_without_publishing_nothing_of_it_remains(site: Path) -> None:
    with new_tree(site) as tree:
        tree.write("index.html", "新".encode())
        tree.write("new/deep.html", "新".encode())
    assert PAGES == holds(site)
    assert {"issues/a/01.html", "issues/a/02.html", "about.html"} == set(inodes(older(site)))


def test_a_site_that_was_never_published_leaves_nothing(tmp_path: Path) -> None:
    with new_tree(tmp_path / "site") as tree:
        tree.write("index.html", "新".encode())
    assert {".site.lock"} == {path.name for path in tmp_path.iterdir()}


# Workers: forked processes write into the tree, and the one that began it records what they wrote.

_tree: list[Tree] = []
"""The tree of the workers, which have it because they are forked."""


def _write(page: tuple[str, str]) -> tuple[str, str, int]:
    path, text = page
    return path, _tree[0].write(path, text.encode()), len(text.encode())


def test_what_forked_workers_write_is_recorded(site: Path) -> None:
    files = (
        PAGES | {f"issues/{n % 7}/{n}.html": f"第{n}篇" for n in range(60)} | {"about.html": "新"}
    )
    before = inodes(site)
    with new_tree(site) as tree:
        _tree[:] = [tree]
        workers = ProcessPoolExecutor(2, multiprocessing.get_context("fork"))
        with workers:
            for path, digest, size in workers.map(_write, files.items(), chunksize=5):
                tree.record(path, digest, size)
        publish(tree)
    assert files == holds(site)
    assert set(files) == live(site)
    after = inodes(site)
    assert set(PAGES) - {"about.html"} == {p for p in before if before[p] == after[p]}


@pytest.mark.parametrize("path", ["new.html", "new/deep.html", "index.html/x", "issues/a"])
def test_what_is_recorded_and_not_there_is_a_fault(site: Path, path: str) -> None:
    with new_tree(site) as tree, pytest.raises(RuntimeError, match=path):
        tree.record(path, "0" * 64, 1)


def test_what_is_recorded_and_is_the_old_file_is_a_fault(site: Path) -> None:
    size = (site / "index.html").stat().st_size
    with new_tree(site) as tree, pytest.raises(RuntimeError, match=r"index\.html"):
        tree.record("index.html", "0" * 64, size)


def test_what_was_written_and_has_gone_is_a_fault(site: Path) -> None:
    with new_tree(site) as tree:
        tree.write("new.html", b"x")
        (tree.folder / "new.html").unlink()
        with pytest.raises(RuntimeError, match=r"new\.html"):
            publish(tree)
    assert PAGES == holds(site)


class Left(Exception):
    """Leads a forked process out of the block, as any fault in it would."""


def test_a_forked_process_that_leaves_the_block_cleans_up_nothing(site: Path) -> None:
    try:
        with new_tree(site) as tree:
            digest = tree.write("new.html", "新".encode())
            child = os.fork()
            if child == 0:
                raise Left
            assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            tree.record("new.html", digest, 3)
            for path in PAGES:
                tree.keep(path)
            publish(tree)
    except Left:
        os._exit(0)
    assert {**PAGES, "new.html": "新"} == holds(site)


# Any series of builds, of accidents to the older tree and of files that others put there.

OURS = ("a", "b", "a/x", "a/b/y", "c/z", "水/渠")
THEIRS = ("f", "a/f", "c", "g/h", "b/f")


def _no_file_below_a_file(files: Files) -> bool:
    return not any(one.startswith(f"{other}/") for one in files for other in files)


some_files = st.dictionaries(
    st.sampled_from(OURS), st.sampled_from(["甲", "乙", ""]), min_size=1
).filter(_no_file_below_a_file)
damages = st.sampled_from([None, "states", *DAMAGES])
steps = st.tuples(some_files, st.sampled_from([None, *THEIRS]), damages, st.sampled_from(OURS))


def _meet(files: Files, theirs: Files) -> bool:
    return any(
        one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
        for one in files
        for other in theirs
    )


def _add(site: Path, path: str) -> bool:
    """Put a file of someone else's into a site, where there is room for it."""
    try:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).open("x", encoding="utf-8").close()
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        return False
    return True


@settings(max_examples=150, deadline=None)
@given(series=st.lists(steps, max_size=7))
def test_whatever_happened_before_a_site_holds_what_it_should(
    tmp_path_factory: pytest.TempPathFactory, series: list[tuple[Files, str, str, str]]
) -> None:
    site = tmp_path_factory.mktemp("series") / "site"
    (site.parent / "elsewhere").mkdir()
    put(site, PAGES)
    ours, theirs = dict(PAGES), {}
    for files, added, damage, edited in series:
        if added and _add(site, added):
            theirs[added] = ""
        if damage == "states":
            states(site).unlink(missing_ok=True)
        elif damage and older(site).exists():
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                DAMAGES[damage](older(site))
        if edited in ours:
            (site / edited).write_text("改", encoding="utf-8")
        before = holds(site)
        if _meet(files, theirs):
            with pytest.raises(ProblemsFound):
                put(site, files)
            assert before == holds(site)
        else:
            left = put(site, files).left
            assert state([str(site)]) == state([str(site)], known=left)
            assert len(files) + 1 == len(left)
            ours = dict(files)
            assert ours | theirs == holds(site)
            assert set(ours) == live(site)


@pytest.mark.parametrize("before", [{}, PAGES, {"issues": "文件"}, {"issues/a/01.html/x": "深"}])
def test_what_was_written_elsewhere_is_taken_in(before: Files, tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, before)
    put(site, before)
    written = tmp_path / "elsewhere"
    with new_tree(site) as tree:
        written.write_text("别处写的", encoding="utf-8")
        size = written.stat().st_size
        digest = hashlib.sha256(written.read_bytes()).hexdigest()
        tree.take_in("issues/a/01.html", written)
        tree.record("issues/a/01.html", digest, size)
        publish(tree)
    assert {"issues/a/01.html": "别处写的"} == holds(site)
    assert not written.exists()
    assert before == holds(older(site)) or not before
