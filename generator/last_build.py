"""What the last build knew of each of its files, kept for the next one.

One entry of `.wenzhai-cache/` for each output folder. It is only believed of files that the site
still holds as they were left: the recipe and the digest stand side by side. What is not there, or
cannot be read, is as if there had been no build.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, AnyStr

from generator.cache import Cache, cache_key
from generator.facts import Files

_FORMAT = 7


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a site before its pages are declared, as digests (`outline.py`)."""

    planned: str = ""
    """Of all that pages are planned from, but for the texts of articles."""
    manner: str = ""
    """Of how pages are made, whatever they show."""
    texts: tuple[str, ...] = ()
    """Of the text of every article, in the order of their numbers."""


@dataclass(slots=True)
class LastBuild:
    """What is known of every file; what search knew."""

    files: Files = field(default_factory=Files)
    said: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Address of an article in the source form to a digest of the recipes of its twins, to one of
    what they say, and to the entry of the cache that has it."""
    segments: dict[str, tuple[str, Mapping[str, Any], str]] = field(default_factory=dict)
    """Name of a segment of the index to its recipe, its line in `index.json`, its characters."""
    manifest: str = ""
    """The digest of the manifest of the site that it left."""
    outline: Outline = field(default_factory=Outline)
    pages: int = 0
    """How many of its files were pages, made with a template."""
    is_quiet: bool = False
    """Whether there was nothing to say of its pages before they were made."""
    leads: bool = False
    """Whether every link in its texts led somewhere, and nothing else was wrong with them."""


def recall(cache: Cache, output: Path) -> LastBuild:
    """The last build into `output`; an empty one when nothing is known."""
    entry = cache.read(_key(output))
    if entry is None:
        return LastBuild()
    with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
        told, said, paths, rows = entry.split(_PART, 3)
        kept = json.loads(told)
        planned, manner, texts = kept["outline"]
        names, parts = _texts(paths), iter(_texts(said))
        return LastBuild(
            files=Files(dict(zip(names, rows.split(b"\n"), strict=bool(names)))),
            said=dict(zip(parts, zip(parts, parts, parts, strict=True), strict=True)),
            segments={name: tuple(row) for name, row in kept["segments"].items()},
            manifest=str(kept["manifest"]),
            outline=Outline(str(planned), str(manner), tuple(texts)),
            pages=int(kept["pages"]),
            is_quiet=bool(kept["is_quiet"]),
            leads=bool(kept["leads"]),
        )
    return LastBuild()


def remember(cache: Cache, output: Path, build: LastBuild) -> None:
    """Keep what a build knew of what it left in `output`.

    First what is not about single files, as JSON; then what was said; then the paths; then the row
    of each (`facts.py`).
    """
    cache.write(_key(output), _Entry(build))


class _Entry(Iterable[bytes]):
    """Put together in pieces: of a large site it is a hundred megabytes."""

    def __init__(self, build: LastBuild) -> None:
        self._build = build

    def __iter__(self) -> Iterator[bytes]:
        build = self._build
        told = {
            "segments": build.segments,
            "manifest": build.manifest,
            "outline": astuple(build.outline),
            "pages": build.pages,
            "is_quiet": build.is_quiet,
            "leads": build.leads,
        }
        yield json.dumps(told).encode()
        said = (text for path, row in build.said.items() for text in (path, *row))
        for texts in (said, build.files):
            yield _PART
            for piece in _joined(texts, "\0"):
                yield piece.encode("utf-8", "surrogatepass")
        yield _PART
        yield from _joined(build.files.rows(), b"\n")


def _joined(rows: Iterable[AnyStr], between: AnyStr) -> Iterator[AnyStr]:
    """What `between.join(rows)` is, in pieces."""
    left = iter(rows)
    before = between[:0]
    while piece := list(islice(left, _PIECE)):
        yield before + between.join(piece)
        before = between


_PIECE = 4_000
"""Rows that are put together at once."""

_PART = b"\0\0"
"""Between the parts of an entry; neither JSON nor a list of paths has it."""


def _texts(part: bytes) -> list[str]:
    return part.decode("utf-8", "surrogatepass").split("\0") if part else []


def _key(output: Path) -> str:
    return cache_key("last build", _FORMAT, str(output.resolve()))
