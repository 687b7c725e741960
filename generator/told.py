"""What the files of a site tell of their links and of the places on them, read when it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.addresses import file_path, file_url
from generator.facts import Files
from generator.make import Made


@dataclass(frozen=True, slots=True)
class Told:
    """All that the check of links has to know."""

    pages: Iterator[tuple[str, Made]]
    """The address of every page that may lead nowhere, or was made with problems: each is read when
    it is its turn, since what all of them tell is a twentieth of what a large site is in memory."""
    ids: Mapping[str, frozenset[str]]
    """The fragments of every file, by address."""


def told(files: Files, warned: Mapping[str, Made], paths: Iterable[str] | None) -> Told:
    """What `files` tell, and the pages with problems, which are not among them, by address.

    Where `paths` is given, the links of other files are known to lead somewhere.
    """
    asked = files.telling() if paths is None else (path for path in paths if path in files)
    pages = ((file_url(path), Made(b"", *files.told(path))) for path in asked)
    return Told(chain(pages, warned.items()), _Fragments(files, warned))


class _Fragments(Mapping[str, frozenset[str]]):
    """Few links have a fragment, so that most files are never asked for theirs."""

    def __init__(self, files: Files, warned: Mapping[str, Made]) -> None:
        self._files = files
        self._warned = warned

    def __getitem__(self, url: str) -> frozenset[str]:
        warned = self._warned.get(url)
        return warned.ids if warned else self._files.told(file_path(url))[1]

    def __contains__(self, url: object) -> bool:
        return isinstance(url, str) and (url in self._warned or file_path(url) in self._files)

    def __iter__(self) -> Iterator[str]:
        yield from self._warned
        yield from map(file_url, self._files)

    def __len__(self) -> int:
        return len(self._warned) + len(self._files)
