"""What is known of a site before its pages are declared: what an edit of texts can have changed.

Most edits are of a text: a sentence in the body of an article, and with it the summary that is
taken from its beginning and the count of its characters. Such an edit moves nothing: no list, no
order, no address and no name depends on it. So the outline of a site, which is all of it but the
texts, is the same as that of the last build, the site has the same pages, every one of them shows
the very articles that it showed then, and only those that show an edited one can be others.

What a page shows is not declared by hand: it is noted while its view is digested (`recipes.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from generator.cards import Press
from generator.digesting import record_digest
from generator.forms import Former
from generator.last_build import LastBuild, Outline
from generator.model import Article, Site
from generator.output import Tree
from generator.page import Page, Wanted
from generator.recipes import file_state
from generator.search.index import FOLDER as SEARCH
from generator.theme import Theme

TEXTS = ("body", "body_line", "summary", "characters")
"""Fields of an article that no page is planned by."""


def outlined(
    site: Site,
    theme: Theme,
    carried: Iterable[Page],
    made_by: Mapping[str, Former],
    press: Press | None,
    now: datetime | None,
    program: str,
) -> Outline:
    """The outline of a site. `carried` is what goes out as it is (`declaring.carried`)."""
    addresses = [theme.style[0], theme.script]
    addresses += sorted(f"{name} {url}" for name, (url, _) in theme.assets.items())
    files = [(page.url, file_state(page.view)) for page in carried if issubclass(page.kind, Path)]
    told = now.isoformat() if now else ""
    records = record_digest(site, without={Article: TEXTS})
    # Cards are drawn with the fonts of this machine, or there are none.
    printed = press.state if press else ""
    forms = [former.state for former in made_by.values()]
    return Outline(
        record_digest((records, theme_digest(theme), addresses, files, printed, told, program)),
        record_digest((_templates(theme), forms, printed, program)),
        _text_digests(site),
    )


def _text_digests(site: Site) -> tuple[str, ...]:
    """Of the text of every article, in the order of the numbers of `Facts.shows`."""
    return tuple(
        hashlib.sha256(
            f"{one.body_line} {one.characters}\0{one.summary}\0{one.body}".encode()
        ).hexdigest()[:16]
        for issue in site.issues
        for one in issue.articles
    )


def theme_digest(theme: Theme) -> str:
    """Of a theme as pages are planned with it: all but its templates."""
    return record_digest(
        (
            theme.name,
            [(tag, sorted(words.items())) for tag, words in sorted(theme.words.items())],
            sorted(theme.options.items()),
            theme.image_sizes,
            sorted(theme.colours.items()),
        )
    )


def _templates(theme: Theme) -> list[tuple[str, bytes]]:
    """All of them, used or not: which pages there are is not known yet."""
    return [
        (f"{folder.name}/{path.relative_to(folder).as_posix()}", path.read_bytes())
        for folder in theme.folders
        for path in sorted((folder / "templates").rglob("*"))
        if path.is_file()
    ]


@dataclass(frozen=True)
class Edits:
    """What has become other since the last build, as far as the outline tells."""

    last: LastBuild
    outline: Outline
    tree: Tree
    prefixes: tuple[str, ...]
    """With which the paths of the written forms begin, but for the source form."""

    @property
    def are_of_texts(self) -> bool:
        """Whether nothing but texts was edited; else nothing is known."""
        return bool(self.last.outline.planned) and self.last.outline.planned == self.outline.planned

    @cached_property
    def are_all(self) -> bool:
        """Whether also no page is made in another way, and the site is as the last build left it.

        Then no file need be asked for its manner and its digest; but files may be lost.
        """
        same_manner = self.last.outline.manner == self.outline.manner
        return same_manner and self.last.manifest == self.tree.found.manifest

    @cached_property
    def touched(self) -> frozenset[str]:
        """The paths of the files that show a text that was edited."""
        texts = zip(self.last.outline.texts, self.outline.texts, strict=False)
        edited = (number for number, (old, new) in enumerate(texts) if old != new)
        files = self.last.files
        return frozenset(path for number in edited for path in files.showing(f" {number} "))

    def wanted(self) -> Wanted | None:
        """Which pages of the editions are to be declared; None when they all are.

        Twins go together, since the search hears them so.
        """
        found, files = self.tree.found, self.last.files
        is_whole = found.listed and len(found.digests) == len(found.listed)
        if not (self.are_of_texts and self.are_all and self.last.is_quiet and is_whole):
            return None
        paths = self.touched | {path for path in found.listed if path not in files}
        return Wanted(frozenset(map(self._without_form, paths)))

    def undeclared(self, declared: Iterable[str]) -> list[str] | None:
        """The files that stay as they are and of which no page was declared.

        `declared` has the paths of the others. None when a page is not there that must be looked
        at, one about all the others: then all have to be declared.
        """
        there = frozenset(declared)
        # How many files a segment of the search has depends on how much text there is.
        segments = frozenset(f"{SEARCH.removeprefix('/')}{name}" for name in self.last.segments)
        rest = [
            path
            for path in self.tree.live
            if path not in there and path.rpartition("/")[0] not in segments
        ]
        files, touched = self.last.files, self.touched
        return rest if all(path in files and path not in touched for path in rest) else None

    def _without_form(self, path: str) -> str:
        for prefix in self.prefixes:
            if path.startswith(prefix):
                return path.removeprefix(prefix)
        return path
