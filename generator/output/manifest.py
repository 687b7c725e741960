"""The manifest: which files of a site are ours, and the digest of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

MANIFEST = ".wenzhai.json"
"""In the folder that it describes."""


def read_manifest(site: Path) -> Mapping[str, str] | None:
    """The files that Wenzhai put into `site`, with their digests, or None when it made none."""
    return parsed_manifest(manifest_bytes(site))


def manifest_bytes(site: Path) -> bytes:
    """The manifest of `site` as it lies there; empty where there is none."""
    try:
        return (site / MANIFEST).read_bytes()
    except OSError:
        return b""


def manifest_digest(data: bytes) -> str:
    """By which a manifest is known."""
    return hashlib.sha256(data).hexdigest()


def parsed_manifest(data: bytes) -> Mapping[str, str] | None:
    """The files that a manifest lists, with their digests, or None when it is none of ours."""
    try:
        files = json.loads(data)["files"]
        digests = set(map(type, files.values()))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return files if digests <= {str} else None


def composed_manifest(digests: Mapping[str, str]) -> bytes:
    """The manifest that lists these files: a line for each, by path."""
    paths = sorted(digests)
    pieces = [f'{{"made_by": "wenzhai"{_NEXT}"files": {{'.encode()]
    for start in range(0, len(paths), _PIECE):
        between = _NEXT.encode() if start else b""
        pieces.append(between + _lines(paths[start : start + _PIECE], digests))
    return b"".join((*pieces, b"}}\n"))


def _lines(paths: Sequence[str], digests: Mapping[str, str]) -> bytes:
    # Written in one piece by the encoder it would take twice as long. No string has a line break.
    lines = json.dumps(paths, ensure_ascii=False, separators=(_NEXT, ":"))[1:-1].split(_NEXT)
    files = (f'{line}: "{digests[path]}"' for line, path in zip(lines, paths, strict=True))
    return _NEXT.join(files).encode()


_NEXT = ",\n"

_PIECE = 4_000
"""Lines that are put together at once: of a large site all of them are a hundred megabytes."""
