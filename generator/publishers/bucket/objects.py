"""The objects of a store, one request at a time."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from generator.publishing.running import ATTEMPTS

WORKERS = 8
"""Requests at the same time."""

_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")


def connected(options: Mapping[str, str], environ: Mapping[str, str]) -> Any:
    """A client of the store, with the keys of the environment."""
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


@dataclass(frozen=True, slots=True)
class Objects:
    """What lies in one bucket below a prefix, which has a slash at its end if there is one."""

    client: Any
    bucket: str
    prefix: str

    def put(self, path: str, data: bytes, **headers: str) -> str:
        """Put an object there, and return its ETag."""
        md5 = base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()
        answer = self.client.put_object(
            Bucket=self.bucket, Key=self.prefix + path, Body=data, ContentMD5=md5, **headers
        )
        return str(answer["ETag"])

    def get(self, path: str) -> tuple[bytes, str, float | None]:
        """Bytes, ETag and age in seconds of an object; nothing when it is not there.

        The age is by the clock of the store, and None when that does not say what time it is.
        """
        from botocore.exceptions import ClientError

        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=self.prefix + path)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in ("NoSuchKey", "404"):
                return b"", "", 0.0
            raise
        said = answer["ResponseMetadata"]["HTTPHeaders"].get("date", "")
        age = (
            (parsedate_to_datetime(said) - answer["LastModified"]).total_seconds() if said else None
        )
        return answer["Body"].read(), str(answer["ETag"]), age

    def etag(self, path: str) -> str:
        """The ETag of an object; empty when it is not there."""
        from botocore.exceptions import ClientError

        try:
            answer = self.client.head_object(Bucket=self.bucket, Key=self.prefix + path)
        except ClientError as error:
            if status(error) == 404:
                return ""
            raise
        return str(answer["ETag"])

    def copy(self, path: str, source: Objects, source_path: str, **more: str) -> str:
        """Copy an object to here within the store, and return its ETag."""
        answer = self.client.copy_object(
            Bucket=self.bucket,
            Key=self.prefix + path,
            CopySource={"Bucket": source.bucket, "Key": source.prefix + source_path},
            **more,
        )
        return str(answer["CopyObjectResult"]["ETag"])

    def remove(self, path: str) -> None:
        """Remove an object; one that is not there is no failure."""
        self.client.delete_object(Bucket=self.bucket, Key=self.prefix + path)

    def below(self, folder: str = "") -> Iterator[str]:
        """What lies below a folder, without it."""
        prefix = self.prefix + folder
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=prefix
        )
        for page in pages:
            for entry in page.get("Contents", ()):
                yield entry["Key"].removeprefix(prefix)


def status(error: Any) -> int:
    """The HTTP status of what a store answered instead."""
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
