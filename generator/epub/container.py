"""The ZIP around a book (OCF 3.3 §4): its type first and bare, no clock, no machine in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_TYPE = b"application/epub+zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that ZIP can write."""

_PACKED_ALREADY = (".jpg", ".png", ".gif", ".webp")


def packed(files: Mapping[str, bytes]) -> bytes:
    """The book that holds `files`, in the order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr(_entry("mimetype", zipfile.ZIP_STORED), _TYPE)
        for name in sorted(files):
            bare = name.endswith(_PACKED_ALREADY)
            method = zipfile.ZIP_STORED if bare else zipfile.ZIP_DEFLATED
            book.writestr(_entry(name, method), files[name], compresslevel=None if bare else 6)
    return buffer.getvalue()


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    return entry
