"""Git's plumbing, in a repository of our own with a copy of one branch of another.

No work tree is touched, and nothing is asked of the user.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.publishers.branch.settings import settings_for
from generator.publishing.running import CommandFailed, retried, run

_STUMBLES = (
    r"(?i)could not resolve|timed? ?out|connection (reset|refused|closed)|early eof|hung up"
    r"|error: (5\d\d|429)|remote end hung|temporarily unavailable|cannot lock ref|unpack.*error"
)


class Repository:
    """The repository in `folder`, which speaks with the one at `url`."""

    def __init__(self, url: str, folder: Path, environ: Mapping[str, str]) -> None:
        self.url, self.folder = url, folder
        self.environ = {**environ, **settings_for(url, environ), "GIT_DIR": str(folder)}
        self._begin()

    def _begin(self) -> None:
        """Make the repository, or mend what a killed run left in it."""
        try:
            self.git("rev-parse", "--git-dir")
        except CommandFailed:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.git("init", "--quiet", "--bare", str(self.folder))
        for lock in self.folder.rglob("*.lock"):
            lock.unlink()  # Nobody else works here.
        for left in self.folder.glob("index.*"):
            left.unlink()

    def fetch(self, *refs: str, depth: int = 1) -> None:
        """Get refs of the other repository, as shallow as that."""
        self.far("fetch", "--quiet", "--no-tags", f"--depth={depth}", "--", self.url, *refs)

    def refs(self, *names: str) -> dict[str, str]:
        """Those of the refs that the other repository has, each with its commit."""
        listed = self.far("ls-remote", "--quiet", "--", self.url, *names).decode()
        return {ref: sha for sha, ref in (line.split("\t") for line in listed.splitlines())}

    def push(self, *refs: str) -> None:
        """Put all of these refs there, or none."""
        self.far("push", "--quiet", "--atomic", "--", self.url, *refs)

    def file(self, commit: str, path: str) -> bytes:
        """The bytes of a file of a commit."""
        return self.git("cat-file", "blob", f"{commit}:{path}")

    def tree_of(self, commit: str) -> str:
        """The name of the tree of a commit."""
        return self.git("rev-parse", f"{commit}^{{tree}}").decode().strip()

    def tree(self, commit: str) -> dict[str, str]:
        """Path to the name of its content, for every file of a commit."""
        rows = self.git("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
        split = (row.split(b"\t", 1) for row in rows if row)
        return {os.fsdecode(path): about.split()[2].decode() for about, path in split}

    def commit_at(self, ref: str) -> str:
        """The commit that a ref leads to."""
        return self.git("rev-parse", "--verify", f"{ref}^{{commit}}").decode().strip()

    def commit(self, tree: str, parent: str, message: str) -> str:
        """A new commit of a tree."""
        parents = ("-p", parent) if parent else ()
        return self.git("commit-tree", *parents, "-m", message, tree).decode().strip()

    def blob(self, data: bytes = b"") -> str:
        """The name of a content, which is kept."""
        return self.git("hash-object", "-w", "--stdin", data=data).decode().strip()

    def blobs(self, paths: tuple[str, ...], folder: Path) -> list[str]:
        """The names of the contents of files below a folder, which are kept as they are."""
        listed = "".join(f"{path}\n" for path in paths).encode()
        # `GIT_DIR` is ours, so the folder need not be a repository.
        stored = self.git(
            "hash-object", "-w", "--no-filters", "--stdin-paths", data=listed, folder=folder
        )
        return stored.decode().split()

    def changed_tree(self, commit: str, changes: Mapping[str, str]) -> str:
        """The tree of a commit (or an empty one) with these changes: nothing for what goes."""
        index = self.folder / "index.next"
        with_index = {**self.environ, "GIT_INDEX_FILE": str(index)}
        index.unlink(missing_ok=True)
        if commit:
            self.git("read-tree", commit, environ=with_index)
        # What goes makes room before what comes: a file may become a folder.
        rows = [f"0 {'0' * 40}\t{path}\0" for path, blob in changes.items() if not blob]
        rows += [f"100644 {blob}\t{path}\0" for path, blob in changes.items() if blob]
        listed = "".join(rows).encode()
        self.git("update-index", "-z", "--index-info", data=listed, environ=with_index)
        return self.git("write-tree", environ=with_index).decode().strip()

    def git(
        self,
        *arguments: str,
        data: bytes = b"",
        environ: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> bytes:
        """What a command says; raises CommandFailed."""
        return run(["git", *arguments], environ or self.environ, data=data, folder=folder)

    def far(self, *arguments: str) -> bytes:
        """A command that speaks with the other repository."""
        return retried(lambda: run(["git", *arguments], self.environ, passing_words=_STUMBLES))
