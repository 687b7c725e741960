"""What a feed shows: one view for all formats, and the record that articles are in it.

An entry is known by its `id` for ever, or every reader shows it as new. It is the address of the
article below `feed_identity`, which is `base_url` unless the site has moved: addresses follow from
where a file stands and not from its title, and each written form has its own. A tag URI would want
a date on which the host was ours, and nothing in the content says one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.model import Prose
from generator.views import Body, Credit, Figure, Note, Teaser


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article as feeds have it. Shared by all feeds of an edition that show it."""

    id: str
    url: str
    teaser: Teaser
    credits: tuple[Credit, ...]
    published: str
    """The instant at which its day began, with offset; empty when no date is known."""
    updated: str
    """The day of its latest correction, or `published`."""
    corrections: tuple[Note, ...]
    figures: tuple[Figure, ...]
    body: Body
    html: str = ""
    """The body, rendered with absolute addresses before a feed that is `full` is made."""


@dataclass(frozen=True, slots=True)
class FeedView:
    """One feed of the site, an issue or a term, in any format."""

    id: str
    url: str
    """Of the feed itself, as all addresses here absolute."""
    home: str
    """The page that it follows."""
    base: str
    """What addresses in entries begin with."""
    lang: str
    site: Prose
    part: Prose
    """What of the site it follows; empty when it is the whole."""
    description: Prose
    publisher: Prose
    licence: Prose
    logo: str
    entries: tuple[FeedEntry, ...]
    words: Mapping[str, str]
    """The theme's own, for headings."""
    full: bool = False
    """Whether it carries whole articles, or their summaries."""

    @property
    def title(self) -> str:
        return f"{self.site} · {self.part}" if self.part else self.site

    def lacking(self, addresses: tuple[str, ...]) -> FeedView:
        """The same, links of its texts told which addresses only the source form has."""
        if not self.full:
            return self
        entries = (
            replace(entry, body=replace(entry.body, elsewhere=addresses)) for entry in self.entries
        )
        return replace(self, entries=tuple(entries))

    @property
    def updated(self) -> str:
        """The latest of its entries; empty when none has a date."""
        return max((entry.updated for entry in self.entries), default="")


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in the list of all feeds."""

    label: Prose
    feed: str
    home: str


@dataclass(frozen=True, slots=True)
class OutlineGroup:
    """Feeds of one kind; without a label they stand at the top."""

    label: Prose
    outlines: tuple[Outline, ...]


@dataclass(frozen=True, slots=True)
class OutlineView:
    """`feeds.opml`: all feeds of an edition, to subscribe to at once."""

    title: Prose
    publisher: Prose
    groups: tuple[OutlineGroup, ...]
