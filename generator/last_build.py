"""What the last build knew of each of its files, kept for the next one.

One entry of `.wenzhai-cache/` for each output folder. It is only believed of files that the site
still holds as they were left: the recipe and the digest stand side by side. What is not there, or
cannot be read, is as if there had been no build.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from generator.cache import Cache, cache_key
from generator.make import BodyLink
from generator.problems import Place

_FORMAT = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What must be known of a file that is not made again. A page with problems has none."""

    recipe: str
    digest: str
    """SHA-256 of the file, in hexadecimal."""
    changed: str = ""
    """The last day on which it is known to have changed."""
    links: tuple[BodyLink, ...] = ()
    ids: frozenset[str] = frozenset()
    shows: str = ""
    """Numbers of the articles whose texts it shows, a space before and behind each."""

    @property
    def parts(self) -> list[str]:
        """The digests that the recipe is put together from (`recipes.PARTS`)."""
        return self.recipe.split(".")


@dataclass(slots=True)
class LastBuild:
    """Facts by the path of a file below the site; what search knew."""

    files: dict[str, Facts] = field(default_factory=dict)
    said: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Address of an article in the source form to a digest of the recipes of its twins, to one of
    what they say, and to the entry of the cache that has it."""
    segments: dict[str, tuple[str, Mapping[str, Any], str]] = field(default_factory=dict)
    """Name of a segment of the index to its recipe, its line in `index.json`, its characters."""
    outline: str = ""
    """A digest of all that its pages were planned from, but for the texts of articles."""
    texts: tuple[str, ...] = ()
    """A digest of the text of every article, in the order of their numbers."""


def recall(cache: Cache, output: Path) -> LastBuild:
    """The last build into `output`; an empty one when nothing is known."""
    entry = cache.read(_key(output))
    if entry is None:
        return LastBuild()
    with contextlib.suppress(ValueError, TypeError, KeyError):
        kept = json.loads(entry)
        return LastBuild(
            files={path: _facts(row) for path, row in kept["files"].items()},
            said={path: tuple(row) for path, row in kept["said"].items()},
            segments={name: tuple(row) for name, row in kept["segments"].items()},
            outline=str(kept["outline"]),
            texts=tuple(kept["texts"]),
        )
    return LastBuild()


def remember(cache: Cache, output: Path, build: LastBuild) -> None:
    """Keep what a build knew of what it left in `output`."""
    kept = {
        "files": {path: _row(facts) for path, facts in build.files.items()},
        "said": build.said,
        "segments": build.segments,
        "outline": build.outline,
        "texts": build.texts,
    }
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    cache.write(_key(output), text.encode("utf-8", "surrogatepass"))


def _key(output: Path) -> str:
    return cache_key("last build", _FORMAT, str(output.resolve()))


def _row(facts: Facts) -> list[Any]:
    row: list[Any] = [facts.recipe, facts.digest, facts.changed, facts.shows]
    if facts.links or facts.ids:
        links = [
            (link.url, link.written, link.excerpt, astuple(link.place)) for link in facts.links
        ]
        row += [links, sorted(facts.ids)]
    return row


def _facts(row: list[Any]) -> Facts:
    recipe, digest, changed, shows = row[:4]
    if len(row) == 4:
        return Facts(recipe, digest, changed, shows=shows)
    links = tuple(
        BodyLink(url, written, Place(*place), excerpt) for url, written, excerpt, place in row[4]
    )
    return Facts(recipe, digest, changed, links, frozenset(row[5]), shows)
