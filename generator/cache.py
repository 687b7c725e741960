"""What took long to make, kept from one build to the next: encoded photographs, share cards.

The key of an entry names everything that its bytes depend on, so that an entry is never stale, only
unused; the folder may be deleted at any time. An entry that was cut short or changed is made again
(`entries.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.entries import FOLDER, cache_key, read_entry, write_entry

__all__ = ["FOLDER", "Cache", "cache_key"]


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries by key. Where it cannot be written, everything is made every time."""

    folder: Path

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes under `key`; `make` is called when there are none."""
        kept = self.read(key)
        if kept is None:
            kept = make()
            self.write(key, (kept,))
        return kept

    def read(self, key: str) -> bytes | None:
        """The bytes under `key`, or None."""
        return read_entry(str(self.folder), key)

    def write(self, key: str, parts: Iterable[bytes]) -> None:
        """Keep `parts`, one behind the other; the entry appears whole or not at all.

        They are gone through twice, so that they need never be there all at once.
        """
        write_entry(str(self.folder), key, parts)

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
