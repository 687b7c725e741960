"""`s3://bucket/news?endpoint=https://…`: any store that speaks S3, from AWS to OSS, COS and R2.

A store has no folders to swap, so the order does it: what pages show is there before them, and
nothing is removed before the last page is in place. The record of what is ours lies under
`.wenzhai/` and is replaced only if nobody else has replaced it (If-Match, If-None-Match). It says
who is sending; one who was killed is relieved after a minute, by the clock of the store.

Of what is overwritten or removed the store first keeps a copy, by its content: that is the way
back.
"""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

from generator.headers import cache_control, content_type
from generator.model import Target
from generator.problems import Phrase
from generator.publishers.bucket.address import read_address
from generator.publishers.bucket.claims import Claim
from generator.publishers.bucket.objects import WORKERS, Objects, connected, status
from generator.publishers.bucket.state import State
from generator.publishing.plans import Plan, make_plan, order
from generator.publishing.records import (
    CannotPublish,
    Files,
    FileState,
    Overtaken,
    Release,
    Surroundings,
    release_name,
    release_number,
    write_release,
)
from generator.publishing.release_folders import FEWEST, chain
from generator.publishing.running import scrubbed
from generator.publishing.site_folder import Source

LEASE = 60.0
"""Seconds without a sign of life after which somebody who was sending is taken for dead."""

Put = Callable[[str, FileState], str]
"""Puts the content at a path, and returns the ETag that it has there."""


@contextlib.contextmanager
def opened(target: Target, around: Surroundings, writing: bool) -> Iterator[BucketPublisher]:
    """The publisher of a bucket; what the library says of its failures is told without secrets."""
    try:
        import boto3  # noqa: F401
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError:
        raise CannotPublish(
            Phrase("发布到对象存储需要 boto3", "publishing to an object store needs boto3"),
            Phrase("运行 pip install 'wenzhai[s3]'", "run pip install 'wenzhai[s3]'"),
        ) from None
    try:
        yield BucketPublisher(target, around)
    except (BotoCoreError, ClientError) as error:
        said = scrubbed(str(error), around.environ)
        raise CannotPublish(Phrase(f"对象存储说：{said}", f"the store says: {said}")) from None


class BucketPublisher:
    """Objects under a prefix of a bucket, and our state under another."""

    def __init__(self, target: Target, around: Surroundings) -> None:
        bucket, prefix, options = read_address(target.url)
        state_bucket, _, folder = options.get("state", bucket).partition("/")
        folder = f"{folder.strip('/')}/" if folder else f".wenzhai/{prefix}"
        client = connected(options, around.environ)
        self.pages = Objects(client, bucket, prefix)
        self.state = State(Objects(client, state_bucket, folder))
        self.keep = max(target.keep, FEWEST)
        self.lease = float(options.get("lease", LEASE))
        self.forced = around.forced
        self.sending: Release | None = None
        """What somebody was sending who did not finish."""

    @property
    def unfinished(self) -> bool:
        """Whether somebody was killed who had begun to change what visitors see."""
        return self.sending is not None

    def published(self) -> Release | None:
        """The release that the record names; waits for somebody who seems to be sending."""
        given_up = time.monotonic() + 2 * self.lease
        while True:
            record = self.state.record()
            if record is None:
                return None
            release, more, age = record
            sending = str(more.get("sending", ""))
            self.sending = self.state.release(sending) if sending else None
            if not sending or age is None or age >= self.lease:
                return release if release.name else None
            if time.monotonic() > given_up:
                raise Overtaken
            time.sleep(min(self.lease - age, self.lease / 4) + 0.1)

    def releases(self) -> list[Release]:
        """The published one and those before it."""
        return list(chain(self.published(), self.state.release))

    def send(self, plan: Plan, source: Source) -> None:
        """Upload what changed, remove what went."""
        before = plan.before
        self._check_foreign(plan)
        known = [one.name for one in (before, self.sending) if one]
        name = release_name(1 + max(map(release_number, known), default=0), plan.files)
        release = Release(name, plan.files, before.name if before else "", plan.lingering)

        def put(path: str, state: FileState) -> str:
            return self.pages.put(path, source.read(path), **_headers(path))

        self._remove_outdated(self._replace(plan, release, put))

    def put_back(self) -> None:
        """Copy the contents of the release before back; the caller has seen that there is one."""
        now, before = self.releases()[:2]

        def put(path: str, state: FileState) -> str:
            kept = self.state.content(state)
            more = {"MetadataDirective": "REPLACE", **_headers(path)}
            return self.pages.copy(path, self.state.objects, kept, **more)

        plan = make_plan(before.files, now)
        self._replace(plan, replace(before, lingering=plan.lingering), put)

    def _check_foreign(self, plan: Plan) -> None:
        """What lies where a new file goes, and is not of a killed run, is somebody else's."""
        ours = self.sending.files if self.sending else {}
        new = [path for path in plan.new if path not in ours]
        there = set(self.pages.below()) if new and not self.forced else set()
        foreign = [path for path in new if path in there]
        if foreign:
            raise CannotPublish(
                Phrase(
                    f"那里有 {len(foreign)} 个不是文摘放的文件，如 {foreign[0]}",
                    f"{len(foreign)} files there are not ours, such as {foreign[0]}",
                ),
                Phrase(
                    "换一个前缀，或加 --yes 覆盖它们",
                    "choose another prefix, or replace them with --yes",
                ),
            )

    def _replace(self, plan: Plan, release: Release, put: Put) -> Release:
        """From the release before to `release`, so that a kill at any point can be mended."""
        before = plan.before or Release("", {})
        self.state.write_release(release)
        claim = Claim(self.state, before, release.name, self.lease)
        doubtful = self._doubtful(before.everything, {**plan.lingering, **plan.files})
        new = set(plan.new)
        with ThreadPoolExecutor(WORKERS) as workers, claim.alive():
            ours = before.everything
            replaced = [(path, ours[path]) for path in (*plan.changed, *plan.gone) if path in ours]
            each = partial(_each, workers, claim)
            each(replaced, self._keep)
            tags = {path: state.tag for path, state in ours.items()}
            paths = sorted(
                {*plan.sent, *(path for path in doubtful if path in plan.files)},
                key=lambda path: order(path, path in new),
            )
            for _, group in itertools.groupby(paths, lambda path: order(path, path in new)[:3]):
                stage = [(path, plan.files[path]) for path in group]
                tags |= dict(each(stage, lambda p, s: (p, put(p, s))))
            stays = {**plan.lingering, **plan.files}
            gone = [*plan.gone, *(path for path in doubtful if path not in stays)]
            for path in gone:  # One by one: the order of removals matters too.
                claim.check()
                self.pages.remove(path)
        files = {path: replace(state, tag=tags[path]) for path, state in plan.files.items()}
        done = replace(release, files=files)
        self.state.write_release(done)
        self.state.write_record(write_release(done))
        return done

    def _doubtful(self, before: Files, after: Files) -> list[str]:
        """Paths that a killed run may have changed, though the plan, which knows nothing of it,
        sees no difference."""
        if self.sending is None:
            return []
        half = self.sending.everything
        touched = {path for path in {*half, *before} if half.get(path) != before.get(path)}
        return sorted(path for path in touched if before.get(path) == after.get(path))

    def _keep(self, path: str, state: FileState) -> None:
        """A copy of what is about to be overwritten, unless that has happened already."""
        from botocore.exceptions import ClientError

        try:
            # On a store that ignores the condition we look first.
            if self.sending and self.pages.etag(path) != state.tag:
                return
            kept = self.state.content(state)
            self.state.objects.copy(kept, self.pages, path, CopySourceIfMatch=state.tag)
        except ClientError as error:
            if status(error) not in (404, 412):
                raise

    def _remove_outdated(self, current: Release) -> None:
        """Forget the releases beyond those to keep, and the copies that only they need."""
        there = self.state.releases()
        kept = list(chain(current, there.get))[: self.keep]
        needed = {state.sha256 for release in kept for state in release.everything.values()}
        names = {release.name for release in kept}
        for name, release in there.items():
            if name in names or release is None:
                continue
            for state in release.everything.values():
                if state.sha256 not in needed:
                    needed.add(state.sha256)  # Gone once is gone.
                    self.state.objects.remove(self.state.content(state))
            self.state.forget(name)


def _each(
    workers: ThreadPoolExecutor,
    claim: Claim,
    files: Iterable[tuple[str, FileState]],
    action: Callable[[str, FileState], Any],
) -> list[Any]:
    """Do something for all the files, several at once, and wait for the last."""

    def one(file: tuple[str, FileState]) -> Any:
        claim.check()
        return action(*file)

    return list(workers.map(one, files))


def _headers(path: str) -> dict[str, str]:
    return {"ContentType": content_type(path), "CacheControl": cache_control(path)}
