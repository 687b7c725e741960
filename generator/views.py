"""What each kind of page may show: one frozen record per template.

A template sees its view under the one name `page` and nothing else; the digest of a view is the
whole truth about what a page depends on. So views are generous (a teaser carries its dates and
terms) and closed: what a designer needs is added here first.

`Prose`, `Name` and `Body` fields are converted between written forms; `str` fields are keys or
addresses and never are. Addresses begin with `/` and know nothing of where the site will stand;
templates print them with the filter `href`, which makes them relative to the page. A `Body` has
become HTML before the template runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import Markdown, Name, OptionValue, Picture, Prose


@dataclass(frozen=True, slots=True)
class Body:
    """Markdown with the place it came from, against which its relative links are read."""

    markdown: Markdown
    source_file: str
    """Below `content/`: `issues/2019-11/01-题.md`."""
    line: int = 1
    """Line of that file on which the Markdown begins, for problems."""
    written: bool = False
    """Whether it was written by hand for the page's form, and is not converted."""
    glossary: tuple[tuple[str, str], ...] = ()
    """The article's own words for this form."""
    elsewhere: tuple[str, ...] = ()
    """Addresses that only the source form has."""
    pictures: tuple[Picture, ...] = ()
    """The photographs that it shows or leads to."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads; `count` is how many articles stand behind it, if it matters."""

    label: Prose
    url: str
    count: int | None = None
    current: bool = False
    """Whether this page is the one linked to, or lies below it."""


@dataclass(frozen=True, slots=True)
class When:
    """A date in the words of a newspaper and for machines."""

    text: Prose
    """`2019年11月20日 星期三`, `2019年11月`, `2019年`; empty when nothing is known."""
    iso: str
    """For `<time datetime>`; as exact as the text."""
    inferred: bool = False
    """Whether it was worked out from the text of the article rather than printed."""
    begins: str = ""
    """The instant at which the first day of it begins: `2019-11-20T00:00:00+08:00`."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page tells of, in one format."""

    label: str
    """`Atom`, `RSS`, `JSON Feed`."""
    media_type: str
    url: str
    """With scheme and host."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What all pages of an edition share."""

    title: Prose
    subtitle: Prose
    home: str
    navigation: tuple[Link, ...]
    footer_links: tuple[Link, ...]
    publisher: Prose
    licence: Prose
    icp: str
    stylesheet: str
    """Address of the style sheet, its content digest in the name."""
    script: str
    """Address of the theme's script, likewise; empty when the theme has none."""
    icon: str
    words: Mapping[str, str]
    """The theme's own words in this variant: `page.frame.masthead.words.previous`."""
    favicon: str = ""
    """Address of the icon for what reads no SVG; empty when the theme has none."""
    touch_icon: str = ""
    """Address of the large icon, likewise."""
    manifest: str = ""
    """Address of the web manifest."""
    logo: str = ""
    """Of the publisher, with scheme and host; empty when `base_url` is not set."""
    feeds: tuple[FeedLink, ...] = ()
    """Feeds of the whole site; empty when `base_url` is not set."""
    platforms: tuple[str, ...] = ()
    """Platforms that pages carry marks for: `wechat`, `baidu`, `toutiao`."""
    no_transform: bool = False
    """Whether pages ask not to be rewritten on the way."""
    search: str = ""
    """Address of the search page; empty when there is none, and pages need not be heard."""
    structured_data: bool = True
    """Whether pages say what they are as JSON-LD."""
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    """What the digest chose of the theme: `page.frame.masthead.options.leads`."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one written form."""

    tag: str
    """BCP 47, for `lang` and `hreflang`."""
    locale: str
    """The same for Open Graph, which knows countries only: `zh_TW`."""
    label: str
    """The form's own name in its own script."""
    url: str
    absolute: str
    """With scheme and host; empty without a `base_url`, and where no search engine shall look."""
    current: bool
    words: Mapping[str, str]
    """The theme's own words in that form."""


@dataclass(frozen=True, slots=True)
class ShareImage:
    """What stands for a page where someone shares it."""

    absolute: str
    """Address with scheme and host."""
    width: int
    height: int
    alt: Prose


@dataclass(frozen=True, slots=True)
class Frame:
    """What one HTML page says of itself."""

    url: str
    title: Prose
    """Of this page alone; the template adds the name of the site."""
    description: Prose
    lang: str
    """BCP 47 tag of the page's variant."""
    locale: str
    """The same for Open Graph: `zh_CN`."""
    canonical: str
    """Absolute address, or empty when `base_url` is not set."""
    breadcrumbs: tuple[Link, ...]
    masthead: Masthead
    alternates: tuple[Alternate, ...] = ()
    """This page in all written forms, the source form first; empty when there is only one."""
    part: Prose = Prose("")
    """Which part of `title` it shows, where it shows but one: the month of a list."""
    share_images: tuple[ShareImage, ...] = ()
    """The best first; empty without a `base_url`."""
    root: str = ""
    """Where the site stands, for a page that is served at any depth; empty for all others."""
    feeds: tuple[FeedLink, ...] = ()
    """Feeds of this very page: of an issue, a topic, a county."""
    data: tuple[str, ...] = ()
    """What the page says of itself as JSON-LD; made from the view before the template runs."""


@dataclass(frozen=True, slots=True)
class IssueHead:
    """An issue as it stands over its articles or in a list of issues."""

    url: str
    title: Prose
    """Its own title, or its date in words, or its key."""
    number: str
    """The N of 总第 N 期; empty when not known."""
    when: When
    count: int
    """Articles in it."""
    sheets: int = 0
    """Pages (版) of the paper that they stood on, as far as it is known."""

    @property
    def named(self) -> bool:
        """Whether its title is one of its own: many a title is but the beginning of the date."""
        return not self.when.text.startswith(self.title)

    @property
    def by_day_only(self) -> bool:
        """Whether its day says all that its title does: a calendar then shows it whole."""
        return len(self.when.iso) == len("2019-11-20") and not self.named


@dataclass(frozen=True, slots=True)
class Teaser:
    """What a list shows of an article."""

    url: str
    kicker: Prose
    title: Prose
    subtitle: Prose
    summary: Prose
    authors: tuple[Name, ...]
    when: When
    issue: Link
    sheet: str
    topics: tuple[Link, ...]
    counties: tuple[Link, ...]
    characters: int


@dataclass(frozen=True, slots=True)
class Credit:
    """One name of a byline; `url` leads to the author's page."""

    name: Name
    role: Prose
    url: str
    person: bool = True
    """Whether it is a person rather than an office or a paper."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A caption with its photograph; `image` is empty when only the words survived."""

    text: Prose
    credit: Name
    role: Prose
    image: str
    after_paragraph: int
    picture: Picture | None = None
    """What a browser chooses from; None for an image of a kind that nobody can measure."""


@dataclass(frozen=True, slots=True)
class Note:
    """A correction."""

    when: When
    text: Prose


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an imported article came from: file and lines as the foot of the page prints them."""

    file: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """`article.html`"""

    frame: Frame
    kicker: Prose
    title: Prose
    subtitle: Prose
    credits: tuple[Credit, ...]
    editors: tuple[Name, ...]
    when: When
    issue: Link
    sheet: str
    summary: Prose
    body: Body
    figures: tuple[Figure, ...]
    topics: tuple[Link, ...]
    counties: tuple[Link, ...]
    mentions: tuple[Link, ...]
    corrections: tuple[Note, ...]
    source: Prose
    source_url: str
    origin: Provenance | None
    characters: int
    minutes: int
    """Reading time, rounded up, at least 1."""
    previous: Link | None
    next: Link | None
    published: str = ""
    """The instant at which its day, as far as it is known, begins; empty without a date."""
    updated: str = ""
    """The day of its latest correction, or `published`."""
    related: tuple[Teaser, ...] = ()
    """Articles that go with this one, the nearest first."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The articles of one page (版) of an issue; an issue without pages has one nameless sheet."""

    label: str
    """`3`, `A03`; empty when the issue has no pages."""
    teasers: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """`issue.html`"""

    frame: Frame
    head: IssueHead
    note: Body | None
    sheets: tuple[Sheet, ...]
    previous: Link | None
    next: Link | None
    book: str = ""
    """Address of the issue as an EPUB; empty when there is none."""
    whole: str = ""
    """Address of the page with all of its articles in full; empty when it has none."""


@dataclass(frozen=True, slots=True)
class WholeIssueView:
    """`whole.html`: all articles of an issue in full, to be read on end or printed."""

    frame: Frame
    head: IssueHead
    note: Body | None
    articles: tuple[ArticleView, ...]
    bodies: tuple[Body, ...]
    """Those of the articles, in the same order."""


@dataclass(frozen=True, slots=True)
class FrontView:
    """`front.html`: the newest issue, and ways into everything else."""

    frame: Frame
    head: IssueHead | None
    """None when the digest has no issue yet."""
    lead: Teaser | None
    teasers: tuple[Teaser, ...]
    """The other articles of the newest issue, in order."""
    issues: tuple[IssueHead, ...]
    """The issues before it, newest first, a dozen at most."""
    topics: tuple[Link, ...]
    counties: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a calendar, with the issues of that day; `number` is 0 outside of the month."""

    number: int
    issues: tuple[IssueHead, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, from Monday to Sunday."""

    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month in which an issue appeared whose day is known."""

    label: Prose
    """`2019年11月`"""
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class YearOfIssues:
    """One year of the archive: its months as links and as a calendar, and its issues."""

    label: Prose
    months: tuple[Link, ...]
    issues: tuple[IssueHead, ...]
    calendar: tuple[CalendarMonth, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """`archive.html`: all issues by year, newest first."""

    frame: Frame
    heading: Prose
    years: tuple[YearOfIssues, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """`list.html`: articles under one heading: a month of the archive, a month of a term."""

    frame: Frame
    heading: Prose
    """Of the archive or the term."""
    month: Prose
    teasers: tuple[Teaser, ...]
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Some terms under a common heading: the counties of a city. `head` is None without one."""

    head: Link | None
    terms: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TermIndexView:
    """`terms.html`: all terms of one taxonomy."""

    frame: Frame
    taxonomy: str
    """Key of the taxonomy: `topics`, `counties`, `authors`."""
    heading: Prose
    groups: tuple[TermGroup, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """`term.html`: one topic, county or author, with its newest articles and its months."""

    frame: Frame
    taxonomy: str
    heading: Prose
    text: Body | None
    parent: Link | None
    children: tuple[Link, ...]
    count: int
    teasers: tuple[Teaser, ...]
    months: tuple[Link, ...]
    """All months in which it has articles, newest first."""
    pairs: tuple[Link, ...] = ()
    """Of a topic the counties, of a county the topics, with which it has a page in common."""


@dataclass(frozen=True, slots=True)
class PairView:
    """`pair.html`: what one topic and one county have in common."""

    frame: Frame
    topic: Link
    county: Link
    count: int
    teasers: tuple[Teaser, ...]
    """The newest."""
    earlier: tuple[Teaser, ...]
    """All the others."""


@dataclass(frozen=True, slots=True)
class StandingView:
    """`page.html`: 关于 and its like."""

    frame: Frame
    heading: Prose
    body: Body


@dataclass(frozen=True, slots=True)
class Corrected:
    """An article that was wrong, and what was said of it."""

    teaser: Teaser
    note: Note


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """`corrections.html`: all corrections, newest first."""

    frame: Frame
    heading: Prose
    corrections: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: what readers see, and what stands in the address."""

    label: Prose
    value: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Some values under a common heading, the counties of a city; the heading may be empty."""

    label: Prose
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search can be narrowed by: county, topic, year, or a taxonomy of the site's own."""

    name: str
    """Of the parameter in the address: `county`, `topic`, `year`."""
    label: Prose
    groups: tuple[Choices, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """`search.html`"""

    frame: Frame
    heading: Prose
    index: str
    """Address of the file at which the script begins to read."""
    script: str
    """Address of the script that searches."""
    stylesheet: str
    """Of what only this page has; may be empty."""
    archive: str
    """Where readers without scripts are led."""
    filters: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a result of a search shows of an article, beside the words around the match."""

    number: str
    title: Prose
    authors: tuple[Name, ...]
    when: Prose
    """Empty when it is that of the issue."""


@dataclass(frozen=True, slots=True)
class FoundIssue:
    """The results that one issue can give; a file of its own and not a page."""

    when: Prose
    articles: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class ExpiredView:
    """`expired.html`: what stands at the address of an article that is over."""

    frame: Frame
    heading: Prose
    issue: Link


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """`404.html`, which a host serves at any depth: its links begin at the root of the site."""

    frame: Frame
    issues: tuple[IssueHead, ...]
