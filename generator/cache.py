"""What took long to make, kept from one build to the next: encoded photographs, share cards.

The key of an entry names everything that its bytes depend on, so that an entry is never stale, only
unused; the folder may be deleted at any time. Every entry begins with a digest of the rest: one
that was cut short or changed is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FOLDER = ".wenzhai-cache"
"""Beside `content/`."""

_DIGEST = hashlib.sha256().digest_size


def cache_key(*parts: object) -> str:
    """A name for what is made from `parts`, whose `repr` says all that is in them.

    >>> cache_key("a", 1) == cache_key("a", 1), cache_key("a", 1) == cache_key("a1")
    (True, False)
    """
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries by key. Where it cannot be written, everything is made every time."""

    folder: Path

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes under `key`; `make` is called when there are none."""
        kept = self.read(key)
        if kept is None:
            kept = make()
            self.write(key, kept)
        return kept

    def read(self, key: str) -> bytes | None:
        """The bytes under `key`, or None."""
        try:
            entry = self._path(key).read_bytes()
        except OSError:
            return None
        digest, data = entry[:_DIGEST], entry[_DIGEST:]
        return data if hashlib.sha256(data).digest() == digest else None

    def write(self, key: str, data: bytes) -> None:
        """Keep `data`; the entry appears whole or not at all."""
        path = self._path(key)
        # Named by its content: two builds that write the same entry write the same bytes.
        digest = hashlib.sha256(data)
        beside = path.with_name(f"{path.name}.{digest.hexdigest()[:16]}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(digest.digest() + data)
            beside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()

    def now(self) -> int:
        """The clock of the file system, in nanoseconds: by it files say when they were changed.

        0 where the folder cannot be written.
        """
        stamp = self.folder / "now"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            stamp.write_bytes(b"\n")
            return stamp.stat().st_ctime_ns
        except OSError:
            return 0

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
