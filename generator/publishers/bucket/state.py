"""What we keep at the store, beside the pages: releases, old contents, and the one record.

The record says what is published, and who is sending. It is replaced only if nobody else has
replaced it since we read it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.problems import Phrase
from generator.publishers.bucket.objects import Objects, status
from generator.publishing.records import (
    CannotPublish,
    FileState,
    Overtaken,
    Release,
    read_release,
    release_number,
    write_release,
)

_RECORD = "published.json"
_PRIVATE = {"ContentType": "application/json; charset=utf-8", "CacheControl": "no-store"}


class State:
    """Our objects; a release is known by its name, a content by its digest."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.etag = ""
        """Of the record as we last read or wrote it; empty when there is none."""

    def record(self) -> tuple[Release, Mapping[str, object], float | None] | None:
        """The published release, what else the record says, and its age in seconds."""
        data, self.etag, age = self.objects.get(_RECORD)
        return (*self._read(data), age) if data else None

    def write_record(self, data: bytes) -> None:
        """Replace the record, if it still is the one that we know; raises Overtaken."""
        from botocore.exceptions import ClientError

        condition = {"IfMatch": self.etag} if self.etag else {"IfNoneMatch": "*"}
        try:
            try:
                self.etag = self.objects.put(_RECORD, data, **_PRIVATE, **condition)
            except ClientError as error:
                if status(error) != 501:
                    raise
                # A store without conditions: look, write, and below look again.
                if self.objects.etag(_RECORD) != self.etag:
                    raise Overtaken from None
                self.etag = self.objects.put(_RECORD, data, **_PRIVATE)
        except ClientError as error:
            # Also the answer to a second try when that to the first was lost: look what is there.
            if status(error) not in (409, 412):
                raise
            if self.objects.get(_RECORD)[0] != data:
                raise Overtaken from None
            self.etag = self.objects.etag(_RECORD)
        if self.objects.get(_RECORD)[0] != data:
            raise Overtaken

    def release(self, name: str) -> Release | None:
        """A release that is still there."""
        data = self.objects.get(_release_path(name))[0] if release_number(name) else b""
        return self._read(data)[0] if data else None

    def write_release(self, release: Release) -> None:
        """Keep a release."""
        self.objects.put(_release_path(release.name), write_release(release), **_PRIVATE)

    def releases(self) -> dict[str, Release | None]:
        """All releases that are there, by name."""
        names = (path.removesuffix(".json") for path in self.objects.below("releases/"))
        return {name: self.release(name) for name in names}

    def forget(self, name: str) -> None:
        """Remove a release; the contents that only it needs go first."""
        self.objects.remove(_release_path(name))

    def content(self, file: FileState) -> str:
        """Where the copy of a content lies."""
        return f"contents/{file.sha256}"

    def _read(self, data: bytes) -> tuple[Release, Mapping[str, object]]:
        try:
            return read_release(data)
        except (ValueError, json.JSONDecodeError):
            what = f"{self.objects.bucket}/{self.objects.prefix}"
            raise CannotPublish(
                Phrase(f"{what} 里的清单坏了", f"the list in {what} is damaged"),
                Phrase("删掉它再发布", "delete it and publish again"),
            ) from None


def _release_path(name: str) -> str:
    return f"releases/{name}.json"
