"""How many pages of which kind a site has: the proof that two programs did the same work.

Addresses differ a little between programs, so each has a table of its own. A page counts only if
it is there as a file with something in it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_MONTH = r"(\d{4}(-\d\d)?|undated)"
_SHARED = {
    "articles": r"issues/[^/]+/\d+\.html",
    "issues": r"issues/[^/]+/index\.html",
    "terms": r"(topics|counties|authors)/[^/]+/index\.html",
    "pictures": r"(assets/images|issues/[^/]+)/[^/]+\.(avif|webp)",
}
_OWN = {**_SHARED, "months": rf"(archive|(topics|counties|authors)/[^/]+)/{_MONTH}\.html"}

ADDRESSES: Mapping[str, Mapping[str, str]] = {
    "Wenzhai": _OWN,
    "Hugo": {**_SHARED, "months": rf"(months/{_MONTH}|shelves/[^/]+_{_MONTH})\.html"},
    "Pelican": _OWN,
    "Eleventy": _OWN,
}
"""Name of a program, then kind of page, to the addresses of its pages."""

PREFIXES: Mapping[str, tuple[str, ...]] = {
    "Wenzhai": ("", "zh-hant-tw/", "zh-hant-hk/", "zh-hant/"),
    "Hugo": ("", "zh-hant/"),
    "Pelican": ("",),
    "Eleventy": ("",),
}
"""First parts of the addresses of the forms or languages that a program may have made."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is in a site."""

    kinds: Mapping[str, int]
    """Kind of page to number; empty files are not counted."""
    feeds: int
    """Files of feeds in RSS."""
    files: int
    megabytes: float
    """Of all files."""


def count(site: Path, program: str) -> Counts:
    """Count the files below `site`, which `program` made."""
    prefix = "|".join(map(re.escape, PREFIXES[program]))
    patterns = {
        kind: re.compile(rf"({prefix})({address})") for kind, address in ADDRESSES[program].items()
    }
    kinds = dict.fromkeys(patterns, 0)
    feeds = files = size = 0
    for address, bytes_ in _files(site):
        files += 1
        size += bytes_
        feeds += address.endswith("rss.xml")
        for kind, pattern in patterns.items():
            kinds[kind] += bytes_ > 0 and pattern.fullmatch(address) is not None
    return Counts(kinds, feeds, files, size / 1e6)


def _files(site: Path) -> Iterator[tuple[str, int]]:
    for folder, _, names in os.walk(site):
        for name in names:
            path = Path(folder, name)
            yield path.relative_to(site).as_posix(), path.stat().st_size


def differences(ours: Counts, theirs: Counts, times: float = 1) -> Iterable[str]:
    """Kinds of which there are not as many; `times` is what ours must have of theirs."""
    for kind, number in ours.kinds.items():
        if number != theirs.kinds[kind] * times:
            yield f"{kind}: {number} and {theirs.kinds[kind]}"
