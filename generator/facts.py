"""What is known of a file of the site, so that it need not be made again.

Of a large site most files are kept by most builds. So what is known of a file stays the row that it
was in the entry of the last build (`last_build.py`) until somebody asks, and goes into the next
entry as it came.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import astuple, dataclass, field
from typing import NamedTuple

from generator.make import BodyLink
from generator.problems import Place


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
    row: bytes = field(default=b"", init=False, repr=False, compare=False)
    """The same as it stands in the entry, if it comes from there."""

    def __reduce__(self) -> tuple[type[Facts], tuple[object, ...]]:
        # Between processes without the row, which says it all again.
        return Facts, (self.recipe, self.digest, self.changed, self.links, self.ids, self.shows)

    @property
    def parts(self) -> list[str]:
        """The digests that the recipe is put together from (`recipes.PARTS`)."""
        return self.recipe.split(".")


class Head(NamedTuple):
    """What stands first in the facts of a file; see `Facts`."""

    recipe: str
    digest: str
    changed: str
    shows: str


class Files(MutableMapping[str, Facts]):
    """Facts by the path of a file below the site. Those from an entry are read when asked for."""

    __slots__ = ("_rows",)

    def __init__(self, rows: dict[str, bytes] | None = None) -> None:
        self._rows = rows or {}

    def __getitem__(self, path: str) -> Facts:
        with contextlib.suppress(ValueError, TypeError):
            return _facts(self._rows[path])
        raise KeyError(path)

    def __setitem__(self, path: str, facts: Facts) -> None:
        self._rows[path] = facts.row or _row(facts)

    def __contains__(self, path: object) -> bool:
        return path in self._rows

    def __delitem__(self, path: str) -> None:
        del self._rows[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def head(self, path: str) -> Head | None:
        """The beginning of the facts of a file, if there are any; the rest is not read."""
        row = self._rows.get(path)
        if row is None:
            return None
        parts = row.split(b"\t", 4)
        return Head(*[part.decode() for part in parts[:4]]) if len(parts) == 5 else None

    def told(self, path: str) -> tuple[tuple[BodyLink, ...], frozenset[str]]:
        """Links and ids of a file; raises KeyError where there are no facts of it."""
        if self._rows[path].endswith(b"\t"):
            return (), frozenset()
        facts = self[path]
        return facts.links, facts.ids

    def telling(self) -> Iterator[str]:
        """The files that have links or ids."""
        return (path for path, row in self._rows.items() if not row.endswith(b"\t"))

    def showing(self, number: str) -> Iterator[str]:
        """The files that show the text of an article; `number` with a space on either side."""
        wanted = number.encode()
        for path, row in self._rows.items():
            # Most rows have the number nowhere, so that they need not be taken apart.
            if wanted in row and wanted in row.split(b"\t", 4)[3]:
                yield path

    def keep(self, paths: Iterable[str], other: Files) -> None:
        """Have the facts of `other` of some files, unread; raises KeyError where it has none."""
        rows = other._rows
        self._rows.update({path: rows[path] for path in paths})

    def rows(self) -> Iterable[bytes]:
        """The facts of each file as they go into an entry, in the order of the paths."""
        return self._rows.values()


def _row(facts: Facts) -> bytes:
    """Recipe, digest, day and what it shows, a tab behind each; then links and ids, if any."""
    links = [(link.url, link.written, link.excerpt, astuple(link.place)) for link in facts.links]
    rest = _json([links, sorted(facts.ids)]) if links or facts.ids else b""
    head = "\t".join((facts.recipe, facts.digest, facts.changed, facts.shows, ""))
    return head.encode() + rest


def _facts(row: bytes) -> Facts:
    recipe, digest, changed, shows, rest = row.split(b"\t", 4)
    links, ids = json.loads(rest.decode("utf-8", "surrogatepass")) if rest else ((), ())
    facts = Facts(
        recipe.decode(),
        digest.decode(),
        changed.decode(),
        tuple(BodyLink(url, written, Place(*at), excerpt) for url, written, excerpt, at in links),
        frozenset(ids),
        shows.decode(),
    )
    object.__setattr__(facts, "row", row)
    return facts


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")
