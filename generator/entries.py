"""Files that keep what was made, each with a digest of itself; one that is damaged is not there.

Used before anything heavy is loaded (`unchanged.py`), so without pathlib; `cache.py` is the same
for everyone else.
"""

from __future__ import annotations

import hashlib
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = ".wenzhai-cache"
"""Beside `content/`."""

_DIGEST = hashlib.sha256().digest_size


def cache_key(*parts: object) -> str:
    """A name for what is made from `parts`, whose `repr` says all that is in them.

    >>> cache_key("a", 1) == cache_key("a", 1), cache_key("a", 1) == cache_key("a1")
    (True, False)
    """
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:40]


def read_entry(folder: str, key: str) -> bytes | None:
    """The bytes under `key`, or None."""
    try:
        with open(_path(folder, key), "rb", buffering=0) as file:
            entry = file.read()
    except OSError:
        return None
    data = entry[_DIGEST:]
    return data if hashlib.sha256(data).digest() == entry[:_DIGEST] else None


def write_entry(folder: str, key: str, parts: Iterable[bytes]) -> None:
    """Keep `parts`, one behind the other; the entry appears whole or not at all.

    They are gone through twice. Where it cannot be kept it is not.
    """
    path = _path(folder, key)
    # Named by its content: two builds that write the same entry write the same bytes.
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    beside = f"{path}.{digest.hexdigest()[:16]}.part"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(beside, "wb") as file:
            file.write(digest.digest())
            file.writelines(parts)
        os.replace(beside, path)
    except OSError:
        try:  # without contextlib, which takes longer to load than an entry to read
            os.unlink(beside)
        except OSError:
            return


def _path(folder: str, key: str) -> str:
    return f"{folder}/{key[:2]}/{key[2:]}"
