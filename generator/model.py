"""The records: what was read from `content/`, frozen and ready to plan pages from.

A field typed `Prose` or `Markdown` is for readers and is converted between the written forms of
Chinese; a plain `str` is a name (key, address, tag, person) and never is. Lists are tuples: a
record that could change under a page could not vouch for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NewType

from generator.problems import Place
from generator.rules import Strictness, Verdict

Prose = NewType("Prose", str)
"""Text for readers, without markup."""

Markdown = NewType("Markdown", str)
"""Text for readers, in the Markdown of `generator.markdown`."""

Name = NewType("Name", str)
"""Of a person, for readers: written as people write it in each form, never cut into words."""


class Written(str):
    """A `Prose` or a `Name` that stands in its written form already, and is never converted.

    The theme's words are, and what an editor wrote by hand for one form.
    """

    __slots__ = ()


Precision = Literal["day", "month", "year", "unknown"]
DateKind = Literal["stated", "inferred"]
AuthorKind = Literal["person", "organisation"]
FeedFormat = Literal["atom", "rss", "json"]
FeedText = Literal["full", "site", "summary"]
Platform = Literal["wechat", "baidu", "toutiao"]
RegionalWords = Literal["house", "none", "all"]
ShareCards = Literal["all", "issues", "none"]
Host = Literal["netlify", "cloudflare", "edgeone", "nginx"]


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A date as far as it is known: `2019-11` has no day, and none is made up for it.

    `year` 0 means that nothing is known; `month` and `day` are 0 where they are not known.
    """

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def precision(self) -> Precision:
        if not self.year:
            return "unknown"
        return "day" if self.day else "month" if self.month else "year"

    @property
    def iso(self) -> str:
        """`2019-11-20`, `2019-11`, `2019` or the empty string."""
        if not self.year:
            return ""
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


@dataclass(frozen=True, slots=True)
class OldAddress:
    """An address at which something was, or is no more, and where the content names it."""

    url: str
    """From the root of the site, with a leading slash, decoded."""
    place: Place


@dataclass(frozen=True, slots=True)
class Move:
    """An old address, and where it leads from now on."""

    old: OldAddress
    new: str
    """An address of the site, with a fragment or not; or one of another site, with its scheme."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote or photographed: `role` is 记者, 通讯员, 摄 … or empty."""

    name: str
    role: str = ""
    kind: AuthorKind = "person"


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under a photograph, which the raw page has even when the photograph is gone."""

    text: Prose
    credit: str = ""
    role: str = ""
    """摄, 供图, 图 … as printed after the name."""
    after_paragraph: int = 0
    """How many paragraphs of the body, not counting sub-headings, stand before it; 0 is the top."""
    image: str = ""
    """File name of the photograph, beside the article; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A note to readers that something printed was wrong, and when the note was made."""

    date: Date
    text: Prose


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported article came from: raw file, its first and last line, digests."""

    file: str
    lines: tuple[int, int]
    sha256: str = ""
    """Of the raw lines, as UTF-8 joined by newlines."""
    written: str = ""
    """Of the article file as the importer wrote it, so that an editor's change is noticed."""


@dataclass(frozen=True, slots=True)
class Version:
    """What an editor says of an article, or of a standing page, in one written form.

    From `variants:` in its front matter and from a file of its own beside it (`01.zh-Hant-TW.md`);
    what is empty is converted.
    """

    tag: str
    """Of the form; `common` for all Traditional ones."""
    title: Prose = Prose("")
    kicker: Prose = Prose("")
    subtitle: Prose = Prose("")
    summary: Prose = Prose("")
    captions: tuple[Caption, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    skip: bool = False
    """Whether the form goes without it."""
    body: Markdown = Markdown("")
    body_line: int = 1
    source_file: str = ""
    """Of the body, below `content/`."""

    def named(self, name: str) -> Name:
        """A name of the byline, as the glossary of the article has it."""
        found = dict(self.glossary).get(name)
        return Name(Written(found)) if found else Name(name)


@dataclass(frozen=True, slots=True)
class Article:
    """One news item. `key` is `<issue>/<number>`, as in its address."""

    key: str
    issue: str
    number: str
    """Leading digits of the file name, with their zeros: `01`."""
    source_file: str
    """Path below `content/`, with forward slashes: the place that problems name."""
    body_line: int
    """Line of the source file, from 1, on which the body begins."""
    title: Prose
    body: Markdown
    kicker: Prose = Prose("")
    subtitle: Prose = Prose("")
    authors: tuple[Author, ...] = ()
    editors: tuple[str, ...] = ()
    date: Date = Date()
    date_kind: DateKind | None = None
    summary: Prose = Prose("")
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For each taxonomy, by its key, the keys of the terms under which the article is filed."""
    mentions: tuple[str, ...] = ()
    """Keys of counties that the article merely names."""
    source: Prose = Prose("")
    source_url: str = ""
    sheet: str = ""
    """Page of the printed paper (版): `3`, `A03`."""
    captions: tuple[Caption, ...] = ()
    corrections: tuple[Correction, ...] = ()
    origin: Origin | None = None
    draft: bool = False
    publish_at: str = ""
    """When it is to appear: `2019-11-21T08:00:00`, with an offset or in the time of the site."""
    expires: str = ""
    """When it leaves the site, in the same way."""
    over: bool = False
    """Whether that time has come, as the build was told."""
    pin: bool = False
    """Whether it comes first in its lists."""
    ignored: tuple[str, ...] = ()
    """Rules of `wenzhai check` that are off in its file."""
    characters: int = 0
    """字数 of the body: Han characters, and words of other scripts."""
    versions: tuple[Version, ...] = ()
    """What was written by hand for single forms."""
    version: Version | None = None
    """The one that holds in the edition that the record is planned for."""
    aliases: tuple[OldAddress, ...] = ()
    """Addresses that it had before."""

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone in the byline, under a photograph or among the editors; names may come again."""
        wrote = tuple(author.name for author in self.authors if author.kind == "person")
        return (*wrote, *(caption.credit for caption in self.captions), *self.editors)

    def terms_of(self, taxonomy: str) -> tuple[str, ...]:
        """Keys of its terms in one taxonomy, in the order given."""
        return next((keys for name, keys in self.terms if name == taxonomy), ())


@dataclass(frozen=True, slots=True)
class Issue:
    """One edition of the digest (期), its articles in the order of their numbers."""

    key: str
    source_file: str
    title: Prose = Prose("")
    number: str = ""
    """总第 N 期, as printed."""
    date: Date = Date()
    note: Markdown = Markdown("")
    note_line: int = 1
    articles: tuple[Article, ...] = ()
    ignored: tuple[str, ...] = ()
    """Rules that are off in its file."""
    aliases: tuple[OldAddress, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One heading of a taxonomy: a topic, a county, an author."""

    key: str
    label: Prose
    source_file: str
    line: int
    code: str = ""
    """GB/T 2260 for places; free for others."""
    aliases: tuple[str, ...] = ()
    words: tuple[tuple[str, float], ...] = ()
    """Words that speak for the term, with their weights: what the importer files by."""
    stop_words: tuple[str, ...] = ()
    """Strings in which a match of the label or an alias does not mean the term."""
    parent: str = ""
    """Key of the term above, or empty."""
    text: Markdown = Markdown("")
    """What its own page says of it."""
    text_line: int = 1


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A way to file articles. `key` is the first part of its addresses: `topics`, `counties`."""

    key: str
    terms: tuple[Term, ...] = ()
    label: Prose = Prose("")
    """Empty for those that every theme has words for: topics, counties, authors."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One written form of Chinese in which the site comes out."""

    tag: str
    """BCP 47: `zh-Hans`, `zh-Hant-TW`."""
    label: str
    """Its own name in its own script, for the switch."""
    prefix: str = ""
    """First part of its addresses: a leading slash, no trailing one; empty for the source form."""

    @property
    def locale(self) -> str:
        """For Open Graph, which knows forms by country: `zh_TW`, and so for `zh-Hant`."""
        language, script, *region = self.tag.split("-")
        return f"{language}_{region[0] if region else _COUNTRIES[script]}"


_COUNTRIES = {"Hans": "CN", "Hant": "TW"}


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page that belongs to no issue: 关于, 联系我们."""

    key: str
    source_file: str
    body_line: int
    title: Prose
    body: Markdown
    summary: Prose = Prose("")
    order: int = 0
    """Place in the navigation; pages without one (0) are only linked in the footer."""
    ignored: tuple[str, ...] = ()
    """Rules that are off in its file."""
    versions: tuple[Version, ...] = ()
    version: Version | None = None
    aliases: tuple[OldAddress, ...] = ()


OptionValue = bool | int | str | tuple[str, str]
"""Of an option of the theme; two colours are by day and by night."""


@dataclass(frozen=True, slots=True)
class GivenOption:
    """What `content/site.yaml` chooses of the theme, as written: only the theme knows its kind.

    Lines and columns count from 1.
    """

    name: str
    text: str
    file: str
    name_at: tuple[int, int]
    text_at: tuple[int, int]


DEFAULT_KEEP = 5


@dataclass(frozen=True, slots=True)
class Target:
    """A place to publish to."""

    name: str
    """As it is called on the command line and in messages."""
    url: str
    keep: int = DEFAULT_KEEP
    """Releases kept, the published one among them."""
    announce: tuple[str, ...] = ()
    """Search engines that are told of new addresses."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `content/site.yaml` says."""

    title: Prose
    subtitle: Prose = Prose("")
    description: Prose = Prose("")
    base_url: str = ""
    """Where the site will stand, with scheme, no trailing slash; empty when not known yet."""
    theme: str = "broadsheet"
    theme_options: tuple[GivenOption, ...] = ()
    publisher: Prose = Prose("")
    licence: Prose = Prose("")
    icp: str = ""
    """备案号 for the footer."""
    characters_per_minute: int = 400
    topic_county_pages: int = 5
    """How many articles a topic and a county must have in common for a page; 0 for no such page."""
    restore_punctuation: bool = True
    """Whether import widens flattened punctuation."""
    local: bool = True
    """Whether a short county name may stand alone; a site on the whole country wants support."""
    regional_words: RegionalWords = "house"
    """Whether Taiwan has its own words for things: those of the house, none, or all of OpenCC."""
    corner_quotes: bool = True
    """Whether Traditional forms have 「 」 for “ ”."""
    epub: bool = True
    """Whether every issue is also a book."""
    search: bool = True
    """Whether there is a search, if the theme has one."""
    structured_data: bool = True
    """Whether pages say what they are as JSON-LD."""
    whole_issues: bool = True
    """Whether every issue also stands on one page in full."""
    share_cards: ShareCards = "issues"
    """What has a share card. A card takes longer than its page: ten thousand are for who asks."""
    variants: tuple[Variant, ...] = field(default=(Variant("zh-Hans", "简体中文"),))
    timezone: str = "+08:00"
    """Offset from UTC of the place where the paper is dated."""
    logo: str = ""
    """Of the publisher: the address of a carried file or an absolute one; else the theme's icon."""
    feeds: tuple[FeedFormat, ...] = ("atom", "rss", "json")
    feed_text: FeedText = "site"
    """Which feeds carry whole articles: all, those of the site (not of issues and terms), none."""
    feed_entries: int = 30
    """Articles in a feed of the site or of a term; that of an issue has all of them."""
    feed_identity: str = ""
    """What ids in feeds begin with, for a site that has moved; empty for `base_url`."""
    platforms: tuple[Platform, ...] = ()
    """Those that pages carry marks of their own for."""
    no_transform: bool = False
    """Whether pages ask not to be rewritten for mobile phones on the way."""
    checks: tuple[tuple[str, Verdict], ...] = ()
    """Rules of `wenzhai check` that are off, a warning or an error here."""
    publish: tuple[Target, ...] = ()
    """Where `wenzhai publish` puts the site."""
    host: Host | None = None
    """What serves the site, and is told of moved addresses and headers in files of its own."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of `content/` that the site carries: a photograph beside an article, a PDF."""

    url: str
    source_file: str


@dataclass(frozen=True, slots=True)
class Encoded:
    """One file of a photograph: where it goes, and how large it is in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Source:
    """A photograph in one format, in several widths, the narrowest first."""

    type: str
    """Of the files: `image/avif`."""
    files: tuple[Encoded, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph as pages show it: its address, its size, and the files to choose from."""

    url: str
    """The address made from where it lies; what stands there is free of metadata."""
    source_file: str
    """Below `content/`."""
    width: int
    """Pixels of what stands at `url`, upright."""
    height: int
    sources: tuple[Source, ...] = ()
    """Better formats first; the last is that of `url` itself. Empty when it is carried as it is."""
    as_it_is: bool = True
    """Whether the file is carried byte for byte."""
    sizes: str = ""
    """How wide the theme shows it, for the attribute `sizes`."""
    lead: bool = False
    """Whether it is the first one of its page, to be fetched at once; the others wait."""
    name: str = ""
    """A digest of the photograph and of the encoder: what the bytes of its files depend on."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """What words become in one written form, whatever the tables say."""

    tag: str
    """Of the form; `common` for all Traditional ones."""
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that was read."""

    settings: Settings
    issues: tuple[Issue, ...] = ()
    """Newest first; undated issues last, by key."""
    taxonomies: tuple[Taxonomy, ...] = ()
    pages: tuple[StandingPage, ...] = ()
    files: tuple[StaticFile, ...] = ()
    glossaries: tuple[Glossary, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """Those of the files that are photographs."""
    moves: tuple[Move, ...] = ()
    """What `content/addresses.yaml` says, beside the aliases of articles, issues and pages."""
    gone: tuple[OldAddress, ...] = ()
    """Addresses that nothing will be at again."""
    published: tuple[OldAddress, ...] = ()
    """The ledger: addresses that readers may have kept, since they were published once."""
    house_words: tuple[tuple[str, str], ...] = ()
    """Words that the house does not write, with those that it writes."""
    strictness: Strictness = Strictness()
    """What the digest makes of the rules that it is checked by."""
