"""The tree becomes the site: what is kept comes in, what is not ours, the manifest; then the swap.

Until the swap the live site is not changed. It loses and gains names of its files in the tree
beside it, which is why states are taken at the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from generator.output.listing import FOLDER, below_again, folders_of
from generator.output.live import state_if_it_holds, write_states
from generator.output.manifest import MANIFEST, composed_manifest, manifest_digest
from generator.output.sharing import sibling
from generator.output.swapping import swap, sync, sync_folder
from generator.output.tree import Tree, create, make_way
from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.states import State, state_of


def publish(tree: Tree) -> None:
    """Make the tree the site.

    Raises ProblemsFound when something that is not ours stands where a page goes, or when a file
    that was to be kept was changed meanwhile; RuntimeError when a file of the tree is not there.
    """
    foreign = _foreign(tree)
    _refuse_what_stands_in_the_way(tree, foreign)
    there = _only_wanted(tree, foreign)
    missing = tree.states.keys() - there.keys()
    if missing:
        raise RuntimeError(f"{min(missing)} was written and is no longer there")
    manifest = composed_manifest(tree.digests)
    states = _states(tree, there)
    for path, inode in foreign.items():
        _carry_over(tree, path, inode, there)
    of_manifest = create(tree.folder, MANIFEST, manifest)
    write_states(sibling(tree.site, "states"), manifest, states)
    sync(tree.folder)
    swap(tree.site, tree.folder, sibling(tree.site, "old"))
    states[MANIFEST] = of_manifest
    tree.is_live, tree.manifest, tree.left = True, manifest_digest(manifest), states
    sync_folder(tree.site.parent)


def _states(tree: Tree, there: Mapping[str, int]) -> dict[str, State]:
    """The states of all files of the new site; those that are kept come into the tree."""
    inodes, kept = tree.found.inodes, tree.digests.keys() - tree.states.keys()
    states = {**tree.found.states, **tree.states}
    for path in states.keys() - tree.digests.keys():
        del states[path]
    other = {path for path, inode in there.items() if inodes.get(path) != inode}
    coming = sorted((kept - there.keys()) | (kept & other))
    _make_folders(tree, coming)
    for path in coming:
        states[path] = _take_over(tree, path)
    return states


def _make_folders(tree: Tree, paths: Iterable[str]) -> None:
    """The folders of these files, unless something is there, which whoever needs the way removes.

    One after the other and each once: to find that a file has no folder takes longer.
    """
    for folder in sorted(folders_of(paths)):
        with contextlib.suppress(FileExistsError, NotADirectoryError):
            Path(f"{tree.folder}/{folder}").mkdir()


def _foreign(tree: Tree) -> Mapping[str, int]:
    """What is in the live site and not in its manifest: someone put it there. Path to inode.

    Asked again at the end, since it may have been put there while the pages were made.
    """
    if not tree.site.exists():
        return {}
    ours, before = tree.found.listed, tree.found.foreign
    before_in: dict[str, list[str]] = {}
    for path in before:
        before_in.setdefault(path[: path.rfind("/") + 1], []).append(path)
    our_folders: set[str] | None = None
    found: dict[str, int] = {}
    for prefix, entries in below_again(tree.site, tree.found.noted):
        if entries is None:
            known = (prefix[:-1], *before_in.get(prefix, ()))
            found |= {path: before[path] for path in known if path in before}
            continue
        our_folders = folders_of(ours) if our_folders is None else our_folders
        if prefix and prefix[:-1] not in our_folders:
            found[prefix[:-1]] = FOLDER
        for entry in entries:
            path = prefix + entry.name
            if path not in ours and path != MANIFEST and not entry.is_dir(follow_symlinks=False):
                found[path] = entry.inode()
    return dict(sorted(found.items()))


def _refuse_what_stands_in_the_way(tree: Tree, foreign: Mapping[str, int]) -> None:
    folders = folders_of(tree.digests) if foreign else set()
    for path, inode in foreign.items():
        on_the_way = (path, *(parent.as_posix() for parent in PurePosixPath(path).parents))
        if not tree.digests.keys().isdisjoint(on_the_way) or (inode != FOLDER and path in folders):
            raise _stands_in_the_way(tree, path)


def _only_wanted(tree: Tree, foreign: Mapping[str, int]) -> Mapping[str, int]:
    """Remove from the tree what the site is not to have; the inodes of what is left, by path."""
    ours = tree.digests
    theirs = {path for path, inode in foreign.items() if inode != FOLDER}
    folders = folders_of(ours) | folders_of(theirs) | (foreign.keys() - theirs)
    there: dict[str, int] = {}
    unwanted: list[str] = []
    untouched: set[str] = set()
    for prefix, entries in below_again(tree.folder, tree.older.noted):
        if prefix and prefix[:-1] not in folders:
            unwanted.append(f"{tree.folder}/{prefix}")
        if entries is None:
            untouched.add(prefix)
        for entry in entries or ():
            if not entry.is_dir(follow_symlinks=False):
                there[prefix + entry.name] = entry.inode()
    absent = tree.older.absent
    there |= {
        path: inode
        for path, inode in tree.found.inodes.items()
        if path[: path.rfind("/") + 1] in untouched and path not in absent
    }
    for path in [path for path in there if path not in ours and path not in theirs]:
        Path(f"{tree.folder}/{path}").unlink(missing_ok=True)
        del there[path]
    for folder in reversed(unwanted):  # what is in a folder comes after it
        Path(folder).rmdir()
    return there


def _take_over(tree: Tree, path: str) -> State:
    """The file of the live site in the tree as well; gives the state it has afterwards."""
    if not _is_as_it_was(tree, path):
        raise _changed_meanwhile(tree.site / path)
    if _link(tree, path):
        return state_of(os.lstat(f"{tree.folder}/{path}"))
    file = tree.site / path
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != tree.digests[path]:
        raise _changed_meanwhile(file)
    return create(tree.folder, path, data)


def _is_as_it_was(tree: Tree, path: str) -> bool:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if state_of(os.lstat(f"{tree.site}/{path}")) == tree.found.states[path]:
            return True
    return bool(state_if_it_holds(tree.site / path, tree.digests[path]))


def _link(tree: Tree, path: str) -> bool:
    """Give a file of the live site its name in the tree too; False where that cannot be done."""
    names = f"{tree.site}/{path}", f"{tree.folder}/{path}"
    try:
        try:
            os.link(*names, follow_symlinks=False)
        except (FileExistsError, FileNotFoundError, NotADirectoryError):
            make_way(tree.folder, path)
            os.link(*names, follow_symlinks=False)
    except (OSError, NotImplementedError):
        # A file system without hard links, somebody else's file, too many names: whatever it was,
        # it does not forbid a copy, or else the copy says so.
        return False
    return True


def _carry_over(tree: Tree, path: str, inode: int, there: Mapping[str, int]) -> None:
    """Something that is not ours in the tree as well."""
    target = tree.folder / path
    if inode == FOLDER:
        target.mkdir(parents=True, exist_ok=True)
        return
    if there.get(path) == inode == tree.found.inodes.get(path):
        return
    if path not in there and os.path.lexists(target):
        # A page, on a file system for which two spellings are one name.
        raise _stands_in_the_way(tree, path)
    if not _link(tree, path):
        make_way(tree.folder, path)
        shutil.copy2(tree.site / path, target, follow_symlinks=False)


def _stands_in_the_way(tree: Tree, path: str) -> ProblemsFound:
    return ProblemsFound(
        [
            Problem(
                "foreign-file",
                Place(str(tree.site / path)),
                Phrase(
                    "这个文件不是文摘建的，却占了一个页面的位置",
                    "this file was not made by Wenzhai and stands where a page goes",
                ),
                Phrase("把它移走", "move it away"),
            )
        ]
    )


def _changed_meanwhile(file: Path) -> ProblemsFound:
    return ProblemsFound(
        [
            Problem(
                "site-changed",
                Place(str(file)),
                Phrase("生成网站的时候，这个文件变了", "this file changed during the build"),
                Phrase("再生成一次", "build again"),
            )
        ]
    )
