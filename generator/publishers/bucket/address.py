"""`s3://bucket/news?endpoint=https://…&style=path`, taken apart."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from generator.problems import Phrase
from generator.publishing.records import CannotPublish

_FIELDS = ("endpoint", "lease", "region", "state", "style")


def read_address(url: str) -> tuple[str, str, dict[str, str]]:
    """Bucket, prefix with a slash at its end if there is one, options.

    Raises CannotPublish when it is no such URL.
    """
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
