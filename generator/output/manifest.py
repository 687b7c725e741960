"""The manifest: which files of a site are ours, and the digest of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
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


def parsed_manifest(data: bytes) -> Mapping[str, str] | None:
    """The files that a manifest lists, with their digests, or None when it is none of ours."""
    try:
        files = json.loads(data)["files"]
        return {str(path): str(digest) for path, digest in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def composed_manifest(digests: Mapping[str, str]) -> bytes:
    """The manifest that lists these files: a line for each, by path."""
    files = {"made_by": "wenzhai", "files": dict(sorted(digests.items()))}
    # With `indent` the encoder would be the slow one.
    return json.dumps(files, ensure_ascii=False, separators=(",\n", ": ")).encode() + b"\n"
