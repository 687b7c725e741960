"""`s3://bucket/news?endpoint=https://…`: any store that speaks S3, from AWS to OSS, COS and R2.

A store has no folders to swap, so the order does it: what pages show is there before them, and
nothing is removed before the last page is in place. The record of what is ours lies under
`.wenzhai/` and is replaced only if nobody else has replaced it (If-Match, If-None-Match). It says
who is sending; one who was killed is relieved after a minute, by the clock of the store.

Of what is overwritten or removed the store first keeps a copy, by its content: that is the way
back.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import itertools
import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from generator.headers import cache_control, content_type
from generator.model import Target
from generator.problems import Phrase
from generator.publishing.plans import Plan, make_plan, order
from generator.publishing.records import (
    CannotPublish,
    Files,
    FileState,
    Overtaken,
    Release,
    Surroundings,
    read_release,
    release_name,
    release_number,
    write_release,
)
from generator.publishing.release_folders import FEWEST, chain
from generator.publishing.running import ATTEMPTS, scrubbed
from generator.publishing.site_folder import Source

WORKERS = 8
LEASE = 60.0
"""Seconds without a sign of life after which somebody who was sending is taken for dead."""

_RECORD = "published.json"
_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
_FIELDS = ("endpoint", "lease", "region", "state", "style")

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


def _client(options: Mapping[str, str], environ: Mapping[str, str]) -> Any:
    import boto3
    from botocore.config import Config

    settings = Config(
        # Newer checksums are unknown to most stores that are not AWS.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        retries={"mode": "standard", "max_attempts": ATTEMPTS + 1},
        max_pool_connections=WORKERS + 2,
        connect_timeout=20,
        read_timeout=60,
        s3={"addressing_style": options.get("style", "auto")},
    )
    region = options.get("region") or ("us-east-1" if "endpoint" in options else None)
    # Where the variables are not set, boto3 looks where it always looks: profiles, roles.
    keys = {name.lower(): environ.get(name) or None for name in _KEYS}
    return boto3.client(
        "s3", endpoint_url=options.get("endpoint"), region_name=region, config=settings, **keys
    )


def _address(url: str) -> tuple[str, str, dict[str, str]]:
    """Bucket, prefix with a slash at its end if there is one, options."""
    parts = urlsplit(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    prefix = unquote(parts.path).strip("/")
    fine = (
        re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", parts.netloc)
        and not parts.fragment
        and set(options) <= set(_FIELDS)
        and ".." not in prefix.split("/")
        and re.fullmatch(r"(?:https?://[^@]+)?", options.get("endpoint", ""))
        and re.fullmatch(r"[0-9]{1,4}(\.[0-9]+)?", options.get("lease", "0"))
    )
    if not fine:
        raise CannotPublish(
            Phrase("这不是对象存储的地址", "this is not the address of an object store"),
            Phrase(
                "写成 s3://桶/前缀?endpoint=https://…，钥匙放进变量 AWS_ACCESS_KEY_ID 和 "
                "AWS_SECRET_ACCESS_KEY",
                "write s3://bucket/prefix?endpoint=https://…; the keys go into AWS_ACCESS_KEY_ID "
                "and AWS_SECRET_ACCESS_KEY",
            ),
        )
    return parts.netloc, f"{prefix}/" if prefix else "", options


class BucketPublisher:
    """Objects under a prefix of a bucket, and our state under another."""

    def __init__(self, target: Target, around: Surroundings) -> None:
        self.bucket, self.prefix, options = _address(target.url)
        self.state_bucket, _, state = options.get("state", self.bucket).partition("/")
        self.state = f"{state.strip('/')}/" if state else f".wenzhai/{self.prefix}"
        self.keep = max(target.keep, FEWEST)
        self.lease = float(options.get("lease", LEASE))
        self.forced = around.forced
        self.client = _client(options, around.environ)
        self.by = str(time.monotonic_ns())
        """Tells our claims from those of others; nothing published depends on it."""
        self.etag = ""
        """Of the record as we last read or wrote it; empty when there is none."""
        self.sending: Release | None = None
        """What somebody was sending who did not finish."""
        self.lost: BaseException | None = None
        """Why our claim could not be renewed."""

    @property
    def unfinished(self) -> bool:
        """Whether somebody was killed who had begun to change what visitors see."""
        return self.sending is not None

    def published(self) -> Release | None:
        """The release that the record names; waits for somebody who seems to be sending."""
        given_up = time.monotonic() + 2 * self.lease
        while True:
            data, self.etag, age = self._get(_RECORD)
            if not data:
                return None
            release, more = self._read(data)
            sending = str(more.get("sending", ""))
            self.sending = self._release(sending) if sending else None
            if not sending or age >= self.lease:
                return release if release.name else None
            if time.monotonic() > given_up:
                raise Overtaken
            time.sleep(min(self.lease - age, self.lease / 4) + 0.1)

    def releases(self) -> list[Release]:
        """The published one and those before it."""
        return list(chain(self.published(), self._release))

    def send(self, plan: Plan, source: Source) -> None:
        """Upload what changed, remove what went."""
        before = plan.before
        self._check_foreign(plan)
        known = [one.name for one in (before, self.sending) if one]
        name = release_name(1 + max(map(release_number, known), default=0), plan.files)
        release = Release(name, plan.files, before.name if before else "", plan.lingering)

        def put(path: str, state: FileState) -> str:
            data = source.read(path)
            return self._put(self.bucket, self.prefix + path, data, **_headers(path))

        self._remove_outdated(self._replace(plan, release, put))

    def put_back(self) -> None:
        """Copy the contents of the release before back; the caller has seen that there is one."""
        now, before = self.releases()[:2]

        def put(path: str, state: FileState) -> str:
            answer = self.client.copy_object(
                Bucket=self.bucket,
                Key=self.prefix + path,
                CopySource={"Bucket": self.state_bucket, "Key": self._kept(state)},
                MetadataDirective="REPLACE",
                **_headers(path),
            )
            return str(answer["CopyObjectResult"]["ETag"])

        plan = make_plan(before.files, now)
        self._replace(plan, replace(before, lingering=plan.lingering), put)

    def _check_foreign(self, plan: Plan) -> None:
        """What lies where a new file goes, and is not of a killed run, is somebody else's."""
        ours = self.sending.files if self.sending else {}
        new = [path for path in plan.new if path not in ours]
        there = set(self._list(self.bucket, self.prefix)) if new and not self.forced else set()
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
        self._write_release(release)
        self._claim(before, release.name)
        doubtful = self._doubtful(before.everything, {**plan.lingering, **plan.files})
        new = set(plan.new)
        with ThreadPoolExecutor(WORKERS) as workers, self._alive(before, release.name):
            ours = before.everything
            replaced = [(path, ours[path]) for path in (*plan.changed, *plan.gone) if path in ours]
            self._each(workers, replaced, self._keep)
            tags = {path: state.tag for path, state in ours.items()}
            paths = sorted(
                {*plan.sent, *(path for path in doubtful if path in plan.files)},
                key=lambda path: order(path, path in new),
            )
            for _, group in itertools.groupby(paths, lambda path: order(path, path in new)[:3]):
                stage = [(path, plan.files[path]) for path in group]
                tags |= dict(self._each(workers, stage, lambda p, s: (p, put(p, s))))
            stays = {**plan.lingering, **plan.files}
            gone = [*plan.gone, *(path for path in doubtful if path not in stays)]
            for path in gone:  # One by one: the order of removals matters too.
                self._check_claim()
                self.client.delete_object(Bucket=self.bucket, Key=self.prefix + path)
        files = {path: replace(state, tag=tags[path]) for path, state in plan.files.items()}
        done = replace(release, files=files)
        self._write_release(done)
        self._write_record(write_release(done))
        return done

    def _doubtful(self, before: Files, after: Files) -> list[str]:
        """Paths that a killed run may have changed, though the plan, which knows nothing of it,
        sees no difference."""
        if self.sending is None:
            return []
        half = self.sending.everything
        touched = {path for path in {*half, *before} if half.get(path) != before.get(path)}
        return sorted(path for path in touched if before.get(path) == after.get(path))

    def _each(
        self,
        workers: ThreadPoolExecutor,
        files: Iterable[tuple[str, FileState]],
        action: Callable[[str, FileState], Any],
    ) -> list[Any]:
        """Do something for all the files, several at once, and wait for the last."""

        def one(file: tuple[str, FileState]) -> Any:
            self._check_claim()
            return action(*file)

        return list(workers.map(one, files))

    def _keep(self, path: str, state: FileState) -> None:
        """A copy of what is about to be overwritten, unless that has happened already."""
        from botocore.exceptions import ClientError

        try:
            # On a store that ignores the condition we look first.
            if self.sending and self._etag(self.prefix + path) != state.tag:
                return
            self.client.copy_object(
                Bucket=self.state_bucket,
                Key=self._kept(state),
                CopySource={"Bucket": self.bucket, "Key": self.prefix + path},
                CopySourceIfMatch=state.tag,
            )
        except ClientError as error:
            if _status(error) not in (404, 412):
                raise

    def _remove_outdated(self, current: Release) -> None:
        """Forget the releases beyond those to keep, and the copies that only they need."""
        there = {
            name: self._release(name)
            for name in (
                path.removesuffix(".json")
                for path in self._list(self.state_bucket, f"{self.state}releases/")
            )
        }
        kept = list(chain(current, there.get))[: self.keep]
        needed = {state.sha256 for release in kept for state in release.everything.values()}
        names = {release.name for release in kept}
        for name, release in there.items():
            if name in names or release is None:
                continue
            for state in release.everything.values():
                if state.sha256 not in needed:
                    needed.add(state.sha256)  # Gone once is gone.
                    self.client.delete_object(Bucket=self.state_bucket, Key=self._kept(state))
            self.client.delete_object(Bucket=self.state_bucket, Key=self._record_of(name))

    def _list(self, bucket: str, prefix: str) -> Iterator[str]:
        """What lies under a prefix, without it."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        for page in pages:
            for entry in page.get("Contents", ()):
                yield entry["Key"].removeprefix(prefix)

    # -- who is sending ------------------------------------------------------------------------

    def _claim(self, before: Release, sending: str) -> None:
        """Say in the record that we are sending, unless somebody else has changed it."""
        self._write_record(write_release(before, sending=sending, by=self.by))

    @contextlib.contextmanager
    def _alive(self, before: Release, sending: str) -> Iterator[None]:
        """Renew the claim while the files go, so that nobody takes us for dead."""
        ended = threading.Event()

        def renew() -> None:
            for turn in itertools.count():
                if ended.wait(self.lease / 4):
                    return
                try:
                    self._write_record(
                        write_release(before, sending=sending, by=f"{self.by}.{turn}")
                    )
                except Exception as error:
                    self.lost = error
                    return

        thread = threading.Thread(target=renew, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
        self._check_claim()

    def _check_claim(self) -> None:
        if self.lost is not None:
            raise self.lost

    def _write_record(self, data: bytes) -> None:
        """Replace the record, if it still is the one that we know."""
        from botocore.exceptions import ClientError

        condition = {"IfMatch": self.etag} if self.etag else {"IfNoneMatch": "*"}
        key = self.state + _RECORD
        try:
            try:
                self.etag = self._put(self.state_bucket, key, data, **_PRIVATE, **condition)
            except ClientError as error:
                if _status(error) != 501:
                    raise
                # A store without conditions: look, write, and below look again.
                if self._etag(key, self.state_bucket) != self.etag:
                    raise Overtaken from None
                self.etag = self._put(self.state_bucket, key, data, **_PRIVATE)
        except ClientError as error:
            # Also the answer to a second try when that to the first was lost: look what is there.
            if _status(error) not in (409, 412) or self._get(_RECORD)[0] != data:
                if _status(error) in (409, 412):
                    raise Overtaken from None
                raise
            self.etag = self._etag(key, self.state_bucket)
        if self._get(_RECORD)[0] != data:
            raise Overtaken

    # -- objects -------------------------------------------------------------------------------

    def _put(self, bucket: str, key: str, data: bytes, **headers: str) -> str:
        md5 = base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()
        answer = self.client.put_object(
            Bucket=bucket, Key=key, Body=data, ContentMD5=md5, **headers
        )
        return str(answer["ETag"])

    def _get(self, name: str) -> tuple[bytes, str, float]:
        """Bytes, ETag and age in seconds of a file of our state; nothing when it is not there."""
        from botocore.exceptions import ClientError

        try:
            answer = self.client.get_object(Bucket=self.state_bucket, Key=self.state + name)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in ("NoSuchKey", "404"):
                return b"", "", 0.0
            raise
        said = answer["ResponseMetadata"]["HTTPHeaders"].get("date", "")
        age = (
            (parsedate_to_datetime(said) - answer["LastModified"]).total_seconds()
            if said
            else self.lease
        )
        return answer["Body"].read(), str(answer["ETag"]), age

    def _etag(self, key: str, bucket: str = "") -> str:
        from botocore.exceptions import ClientError

        try:
            return str(self.client.head_object(Bucket=bucket or self.bucket, Key=key)["ETag"])
        except ClientError as error:
            if _status(error) == 404:
                return ""
            raise

    def _kept(self, state: FileState) -> str:
        return f"{self.state}contents/{state.sha256}"

    def _record_of(self, name: str) -> str:
        return f"{self.state}releases/{name}.json"

    def _release(self, name: str) -> Release | None:
        data = self._get(f"releases/{name}.json")[0] if release_number(name) else b""
        return self._read(data)[0] if data else None

    def _write_release(self, release: Release) -> None:
        key = self._record_of(release.name)
        self._put(self.state_bucket, key, write_release(release), **_PRIVATE)

    def _read(self, data: bytes) -> tuple[Release, Mapping[str, object]]:
        try:
            return read_release(data)
        except (ValueError, json.JSONDecodeError):
            what = f"{self.state_bucket}/{self.state}"
            raise CannotPublish(
                Phrase(f"{what} 里的清单坏了", f"the list in {what} is damaged"),
                Phrase("删掉它再发布", "delete it and publish again"),
            ) from None


_PRIVATE = {"ContentType": "application/json; charset=utf-8", "CacheControl": "no-store"}


def _headers(path: str) -> dict[str, str]:
    return {"ContentType": content_type(path), "CacheControl": cache_control(path)}


def _status(error: Any) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
