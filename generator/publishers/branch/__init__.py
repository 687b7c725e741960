"""`git+https://github.com/me/news.git#gh-pages`: a branch of a repository, and no history lost.

A release is a commit on top of whatever the branch holds; files that others committed stay, and
nothing is ever forced. What of the tree is ours is kept under `refs/wenzhai/<branch>`, where no
visitor sees it; both move in one push or neither does. Git's plumbing works in a repository of
our own below the cache: no work tree is touched.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.cache import cache_key
from generator.locking import locked
from generator.model import Target
from generator.problems import Phrase
from generator.publishers.branch.address import read_address
from generator.publishers.branch.repository import Repository
from generator.publishing.plans import Plan
from generator.publishing.records import (
    CannotPublish,
    FileState,
    Moved,
    Overtaken,
    Release,
    Surroundings,
    read_release,
    write_release,
)
from generator.publishing.release_folders import chain
from generator.publishing.running import CommandFailed
from generator.publishing.site_folder import Source

_TIP, _OURS = "refs/wenzhai-tip", "refs/wenzhai-ours"
_RECORD = "files.json"
_NO_JEKYLL = ".nojekyll"
"""Without it GitHub passes the site through Jekyll, which leaves out names with `_` or a dot."""

_REJECTED = re.compile(r"\[(?:remote )?rejected\]|fetch first|non-fast-forward|stale info")


@contextlib.contextmanager
def opened(target: Target, around: Surroundings, writing: bool) -> Iterator[BranchPublisher]:
    """The publisher of a branch, with the repository below the cache to itself."""
    url, branch = read_address(target.url)
    folder = around.cache / f"git-{cache_key(url, branch)[:16]}"
    # To look is to fetch, and a fetch writes: what only looks does so beside, and leaves nothing.
    folder = folder if writing else folder.with_name(f"{folder.name}-look")
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock", Overtaken()):
        try:
            repository = Repository(url, folder / "objects.git", around.environ)
            yield BranchPublisher(repository, branch)
        finally:
            if not writing:
                shutil.rmtree(folder, ignore_errors=True)


class BranchPublisher:
    """A branch of the repository that ours speaks with."""

    unfinished = False

    def __init__(self, repository: Repository, branch: str) -> None:
        self.repository, self.branch = repository, branch
        self.tip = self.ours = ""
        """Commits: of the branch, and of our list of its files; empty when there is none."""

    def published(self) -> Release | None:
        """The last release, as far as the branch still holds it."""
        self._fetch()
        last = self._record(self.ours)
        if last is None:
            return None
        there = self.repository.tree(self.tip) if self.tip else {}
        files = {
            path: state if there[path] == state.tag else FileState("", 0, there[path])
            for path, state in last.files.items()
            if path in there
        }
        lingering = {p: s for p, s in last.lingering.items() if there.get(p) == s.tag}
        return replace(last, files=files, lingering=lingering)

    def releases(self) -> list[Release]:
        """The published one and those before it."""
        last = self.published()
        if last is not None:
            self._fetch_all_records()
        return list(chain(last, self._record))

    def send(self, plan: Plan, source: Source) -> None:
        """Commit what changed and push it, together with the list of our files."""
        there = self.repository.tree(self.tip) if self.tip else {}
        sent = plan.sent
        blobs = dict(zip(sent, self.repository.blobs(sent, source.folder), strict=True))
        source.check_unchanged()
        old = plan.before.everything if plan.before else {}
        files = {
            path: FileState(state.sha256, state.size, blobs.get(path) or old[path].tag)
            for path, state in plan.files.items()
        }
        count = f"{len(plan.new)} new, {len(plan.changed)} changed, {len(plan.gone)} removed"
        changes = {path: files[path].tag for path in sent} | dict.fromkeys(plan.gone, "")
        if _NO_JEKYLL not in there and _NO_JEKYLL not in files:
            changes[_NO_JEKYLL] = self.repository.blob()
        release = Release("", files, self.ours, plan.lingering)
        self._push(changes, f"Publish the site: {count}", release)

    def put_back(self) -> None:
        """Commit the files of the release before on top; the caller has seen that there is one."""
        last, before = self.releases()[:2]
        _, more = self._read(before.name)
        # The commit has the contents that are to come back, and may be older than what we fetched.
        self.repository.fetch(str(more["commit"]))
        comes = {path: state.tag for path, state in before.everything.items()}
        self._push(
            dict.fromkeys(last.everything, "") | comes, "Put the release before back", before
        )

    def _fetch(self) -> None:
        heads = {f"refs/heads/{self.branch}": _TIP, f"refs/wenzhai/{self.branch}": _OURS}
        found = self.repository.refs(*heads)
        wanted = [f"+{ref}:{here}" for ref, here in heads.items() if ref in found]
        if wanted:
            self.repository.fetch(*wanted)
        self.tip, self.ours = (
            self.repository.commit_at(here) if ref in found else "" for ref, here in heads.items()
        )

    def _fetch_all_records(self) -> None:
        """The lists of the releases before; the branch itself stays as shallow as it is."""
        self.repository.fetch(f"+refs/wenzhai/{self.branch}:{_OURS}", depth=100)

    def _record(self, commit: str) -> Release | None:
        """The release whose list is in a commit; its name is that of the commit."""
        if not commit:
            return None
        try:
            return self._read(commit)[0]
        except CommandFailed:
            return None

    def _read(self, commit: str) -> tuple[Release, Mapping[str, object]]:
        try:
            release, more = read_release(self.repository.file(commit, _RECORD))
        except (ValueError, json.JSONDecodeError):
            raise CannotPublish(
                Phrase(
                    f"仓库里 refs/wenzhai/{self.branch} 的清单坏了",
                    f"the list in refs/wenzhai/{self.branch} of the repository is damaged",
                ),
                Phrase("删掉这个引用再发布", "delete that ref and publish again"),
            ) from None
        return replace(release, name=commit), more

    def _push(self, changes: Mapping[str, str], message: str, release: Release) -> None:
        """A commit with these changes of the tree (nothing for what goes), and our list."""
        commit = self._committed(changes, message)
        record = self.repository.blob(write_release(release, commit=commit))
        tree = self.repository.changed_tree("", {_RECORD: record})
        ours = self.repository.commit(tree, self.ours, message)
        refs = [f"{commit}:refs/heads/{self.branch}", f"{ours}:refs/wenzhai/{self.branch}"]
        try:
            self.repository.push(*refs)
        except CommandFailed as failed:
            if not _REJECTED.search(failed.said):
                raise
            before = self.tip, self.ours
            self._fetch()
            if self.ours != before[1]:
                raise Overtaken from None
            if self.tip != before[0]:
                raise Moved from None  # Somebody else's commit: ours goes on top of it.
            raise

    def _committed(self, changes: Mapping[str, str], message: str) -> str:
        """A commit of the changed tree, or the tip itself when nothing is different."""
        tree = self.repository.changed_tree(self.tip, changes)
        if self.tip and tree == self.repository.tree_of(self.tip):
            return self.tip
        return self.repository.commit(tree, self.tip, message)
