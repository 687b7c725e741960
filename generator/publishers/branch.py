"""`git+https://github.com/me/news.git#gh-pages`: a branch of a repository, and no history lost.

A release is a commit on top of whatever the branch holds; files that others committed stay, and
nothing is ever forced. What of the tree is ours is kept under `refs/wenzhai/<branch>`, where no
visitor sees it; both move in one push or neither does. Git's plumbing works in a repository of
our own below the cache: no work tree is touched.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from generator.cache import cache_key
from generator.locking import locked
from generator.model import Target
from generator.problems import Phrase
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
from generator.publishing.running import CommandFailed, retried, run
from generator.publishing.site_folder import Source

TOKEN = "WENZHAI_GIT_TOKEN"
"""The variable with the password for `git+https`; ssh has its own keys."""

_TIP, _OURS = "refs/wenzhai-tip", "refs/wenzhai-ours"
_RECORD = "files.json"
_NO_JEKYLL = ".nojekyll"
"""Without it GitHub passes the site through Jekyll, which leaves out names with `_` or a dot."""

_STUMBLES = (
    r"(?i)could not resolve|timed? ?out|connection (reset|refused|closed)|early eof|hung up"
    r"|error: (5\d\d|429)|remote end hung|temporarily unavailable|cannot lock ref|unpack.*error"
)
_REJECTED = re.compile(r"\[(?:remote )?rejected\]|fetch first|non-fast-forward|stale info")
_BRANCH = re.compile(r"(?!.*(?:\.\.|//|@\{|\.lock(?:/|$)))[A-Za-z0-9][A-Za-z0-9._/-]*(?<![./])")


@contextlib.contextmanager
def opened(target: Target, around: Surroundings, writing: bool) -> Iterator[BranchPublisher]:
    """The publisher of a branch, with the repository below the cache to itself."""
    url, branch = _address(target.url)
    folder = around.cache / f"git-{cache_key(url, branch)[:16]}"
    # To look is to fetch, and a fetch writes: what only looks does so beside, and leaves nothing.
    folder = folder if writing else folder.with_name(f"{folder.name}-look")
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock", Overtaken()):
        try:
            yield BranchPublisher(url, branch, folder / "objects.git", around.environ)
        finally:
            if not writing:
                shutil.rmtree(folder, ignore_errors=True)


def _address(target: str) -> tuple[str, str]:
    parts = urlsplit(target)
    scheme = parts.scheme.removeprefix("git+")
    host, branch = parts.hostname or "", unquote(parts.fragment)
    fine = (
        _BRANCH.fullmatch(branch)
        and not parts.query
        and parts.password is None
        and (re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.:-]*", host) if scheme != "file" else not host)
        and re.fullmatch(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*)?", parts.username or "")
        and parts.path.startswith("/")
        and parts.path.isprintable()
    )
    if not fine:
        raise CannotPublish(
            Phrase(
                "这不是仓库加分支的地址", "this is not the address of a repository and a branch"
            ),
            Phrase(
                f"写成 git+https://github.com/me/news.git#gh-pages，密码放进变量 {TOKEN}",
                f"write git+https://github.com/me/news.git#gh-pages; a password goes into {TOKEN}",
            ),
        )
    return urlunsplit((scheme, parts.netloc, parts.path, "", "")), branch


class BranchPublisher:
    """A branch of the repository at `url`."""

    unfinished = False

    def __init__(self, url: str, branch: str, folder: Path, environ: Mapping[str, str]) -> None:
        self.url, self.branch, self.folder = url, branch, folder
        self.environ = {**environ, **_settings(url, environ), "GIT_DIR": str(folder)}
        self.tip = self.ours = ""
        """Commits: of the branch, and of our list of its files; empty when there is none."""
        self._begin()

    def published(self) -> Release | None:
        """The last release, as far as the branch still holds it."""
        self._fetch()
        last = self._record(self.ours)
        if last is None:
            return None
        there = self._tree(self.tip) if self.tip else {}
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
        there = self._tree(self.tip) if self.tip else {}
        sent = plan.sent
        blobs = dict(zip(sent, self._store(sent, source), strict=True))
        source.check_unchanged()
        old = plan.before.everything if plan.before else {}
        files = {
            path: FileState(state.sha256, state.size, blobs.get(path) or old[path].tag)
            for path, state in plan.files.items()
        }
        count = f"{len(plan.new)} new, {len(plan.changed)} changed, {len(plan.gone)} removed"
        changes = {path: files[path].tag for path in sent} | dict.fromkeys(plan.gone, "")
        if _NO_JEKYLL not in there and _NO_JEKYLL not in files:
            changes[_NO_JEKYLL] = self._git("hash-object", "-w", "--stdin").decode().strip()
        release = Release("", files, self.ours, plan.lingering)
        self._push(changes, f"Publish the site: {count}", release)

    def put_back(self) -> None:
        """Commit the files of the release before on top; the caller has seen that there is one."""
        last, before = self.releases()[:2]
        _, more = self._read(before.name)
        # The commit has the contents that are to come back, and may be older than what we fetched.
        self._git_far(
            "fetch", "--quiet", "--no-tags", "--depth=1", "--", self.url, str(more["commit"])
        )
        comes = {path: state.tag for path, state in before.everything.items()}
        self._push(
            dict.fromkeys(last.everything, "") | comes, "Put the release before back", before
        )

    def _begin(self) -> None:
        """Make the repository, or mend what a killed run left in it."""
        try:
            self._git("rev-parse", "--git-dir")
        except CommandFailed:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._git("init", "--quiet", "--bare", str(self.folder))
        for lock in self.folder.rglob("*.lock"):
            lock.unlink()  # Nobody else works here.
        for left in self.folder.glob("index.*"):
            left.unlink()

    def _fetch(self) -> None:
        heads = {f"refs/heads/{self.branch}": _TIP, f"refs/wenzhai/{self.branch}": _OURS}
        listed = self._git_far("ls-remote", "--quiet", "--", self.url, *heads).decode()
        found = {ref: sha for sha, ref in (line.split("\t") for line in listed.splitlines())}
        wanted = [f"+{ref}:{here}" for ref, here in heads.items() if ref in found]
        if wanted:
            self._git_far("fetch", "--quiet", "--no-tags", "--depth=1", "--", self.url, *wanted)
        self.tip, self.ours = (
            self._commit(here) if ref in found else "" for ref, here in heads.items()
        )

    def _fetch_all_records(self) -> None:
        """The lists of the releases before; the branch itself stays as shallow as it is."""
        far = f"+refs/wenzhai/{self.branch}:{_OURS}"
        self._git_far("fetch", "--quiet", "--no-tags", "--depth=100", "--", self.url, far)

    def _commit(self, ref: str) -> str:
        return self._git("rev-parse", "--verify", f"{ref}^{{commit}}").decode().strip()

    def _tree(self, commit: str) -> dict[str, str]:
        """Path to the name of its content, for every file of a commit."""
        rows = self._git("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
        split = (row.split(b"\t", 1) for row in rows if row)
        return {os.fsdecode(path): about.split()[2].decode() for about, path in split}

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
            release, more = read_release(self._git("cat-file", "blob", f"{commit}:{_RECORD}"))
        except (ValueError, json.JSONDecodeError):
            raise CannotPublish(
                Phrase(
                    f"仓库里 refs/wenzhai/{self.branch} 的清单坏了",
                    f"the list in refs/wenzhai/{self.branch} of the repository is damaged",
                ),
                Phrase("删掉这个引用再发布", "delete that ref and publish again"),
            ) from None
        return replace(release, name=commit), more

    def _store(self, paths: tuple[str, ...], source: Source) -> list[str]:
        """Put files into our repository as they are, and return their names there."""
        listed = "".join(f"{path}\n" for path in paths).encode()
        # `GIT_DIR` is ours, so the folder of the site need not be a repository.
        stored = self._git(
            "hash-object", "-w", "--no-filters", "--stdin-paths", data=listed, folder=source.folder
        )
        return stored.decode().split()

    def _push(self, changes: Mapping[str, str], message: str, release: Release) -> None:
        """A commit with these changes of the tree (nothing for what goes), and our list."""
        commit = self._committed(changes, message)
        record = write_release(release, commit=commit)
        blob = self._git("hash-object", "-w", "--stdin", data=record).decode().strip()
        row = f"100644 blob {blob}\t{_RECORD}\n".encode()
        tree = self._git("mktree", data=row).decode().strip()
        ours = self._commit_tree(tree, self.ours, message)
        refs = [f"{commit}:refs/heads/{self.branch}", f"{ours}:refs/wenzhai/{self.branch}"]
        try:
            self._git_far("push", "--quiet", "--atomic", "--", self.url, *refs)
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
        index = self.folder / "index.next"
        with_index = {**self.environ, "GIT_INDEX_FILE": str(index)}
        index.unlink(missing_ok=True)
        if self.tip:
            self._git("read-tree", self.tip, environ=with_index)
        # What goes makes room before what comes: a file may become a folder.
        rows = [f"0 {'0' * 40}\t{path}\0" for path, blob in changes.items() if not blob]
        rows += [f"100644 {blob}\t{path}\0" for path, blob in changes.items() if blob]
        listed = "".join(rows).encode()
        self._git("update-index", "-z", "--index-info", data=listed, environ=with_index)
        tree = self._git("write-tree", environ=with_index).decode().strip()
        if self.tip and tree == self._git("rev-parse", f"{self.tip}^{{tree}}").decode().strip():
            return self.tip
        return self._commit_tree(tree, self.tip, message)

    def _commit_tree(self, tree: str, parent: str, message: str) -> str:
        parents = ("-p", parent) if parent else ()
        return self._git("commit-tree", *parents, "-m", message, tree).decode().strip()

    def _git(
        self,
        *arguments: str,
        data: bytes = b"",
        environ: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> bytes:
        return run(["git", *arguments], environ or self.environ, data=data, folder=folder)

    def _git_far(self, *arguments: str) -> bytes:
        """A command that speaks with the other repository."""
        return retried(lambda: run(["git", *arguments], self.environ, passing_words=_STUMBLES))


def _settings(url: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Git without questions, hooks and conversions, and with the password for https.

    All of it by variables: what stands in arguments, every user of the machine can read.
    """
    settings = [
        ("core.hooksPath", os.devnull),
        ("core.autocrlf", "false"),
        ("core.quotePath", "false"),
        ("gc.auto", "0"),
        ("protocol.ext.allow", "never"),
    ]
    parts = urlsplit(url)
    token = environ.get(TOKEN, "")
    if token and parts.scheme == "https":
        pair = f"{parts.username or 'x-access-token'}:{token}".encode()
        value = f"Authorization: Basic {base64.b64encode(pair).decode()}"
        host = parts.netloc.rpartition("@")[2]
        settings.append((f"http.https://{host}/.extraheader", value))
    told = {"GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings):
        told |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    for person in ("AUTHOR", "COMMITTER"):
        told[f"GIT_{person}_NAME"] = environ.get(f"GIT_{person}_NAME") or "Wenzhai"
        told[f"GIT_{person}_EMAIL"] = environ.get(f"GIT_{person}_EMAIL") or "wenzhai@localhost"
    told["GIT_SSH_COMMAND"] = environ.get("GIT_SSH_COMMAND") or "ssh -o BatchMode=yes"
    told["LC_ALL"] = "C"
    return told
