"""EdgeOne Pages (腾讯云): `edgeone.json` (https://pages.edgeone.ai/document/edgeone-json).

Of more than 100 redirects, or of an address with more than 500 characters, the rest are left to
the stubs.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from generator.headers import ASK_AGAIN, FOR_EVER, NO_TRANSFORM, SECURITY, content_type
from generator.hosts.records import Told

MOST = 100
"""Redirects that a file may have."""

LONGEST = 500
"""Characters of an address in it."""


def configuration(told: Told) -> bytes:
    """Redirects and headers in one file."""
    moved = [(quote(old, safe="/"), new) for old, new in told.moved]
    kept = [pair for pair in moved if max(map(len, pair)) <= LONGEST][:MOST]
    redirects = [{"source": old, "destination": new, "statusCode": 301} for old, new in kept]
    caching = (("Cache-Control", ASK_AGAIN + NO_TRANSFORM),) if told.no_transform else ()
    headers = [_rule(f"{told.base}/*", (*SECURITY, *caching))]
    headers.append(_rule(f"{told.base}/assets/*", (("Cache-Control", FOR_EVER),)))
    headers += (
        _rule(pattern, (("Content-Type", content_type(pattern)),)) for pattern in told.feeds
    )
    record = {"redirects": redirects, "headers": headers}
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _rule(source: str, headers: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {
        "source": quote(source, safe="/:*"),
        "headers": [{"key": k, "value": v} for k, v in headers],
    }


FILES = (("/edgeone.json", configuration),)
