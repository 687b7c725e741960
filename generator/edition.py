"""A site in one variant, dressed with the theme's words: what pages are planned from.

An edition knows every address and makes the parts that views are put together from. It reads
nothing and prints nothing; two editions of one site differ in their variant and words only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from generator.addresses import absolute_url
from generator.catalogue import UNDATED, Catalogue
from generator.dates import begins, in_words
from generator.feeds.formats import FORMATS
from generator.model import (
    Article,
    Date,
    Issue,
    Name,
    OptionValue,
    Prose,
    Site,
    StandingPage,
    Taxonomy,
    Term,
    Variant,
    Written,
)
from generator.page import Wanted
from generator.recent import Recent
from generator.views import (
    Alternate,
    ArticleView,
    Body,
    FeedLink,
    Frame,
    IssueHead,
    Link,
    Masthead,
    Teaser,
    When,
)

ENGINE_WORDS: tuple[str, ...] = ("archive", "authors", "counties", "not_found", "topics", "undated")
ENGINE_WORDS += ("contents", "on_the_web", "references", "note_number", "read_on", "sheet")
ENGINE_WORDS += ("article_count", "corrections", "date_inferred", "date_unknown", "editors")
ENGINE_WORDS += ("issue_number", "list_comma", "photograph", "recent_issues", "search")
ENGINE_WORDS += ("moved", "source", "unsheeted", "whole_issue", "year")
"""Words of the theme that are asked for here and in the outputs, not in a template."""


RECENT = 128
"""Articles: of an issue or two."""


@dataclass(frozen=True)
class Edition:
    """See the module; `stylesheet`, `icon` and `script` are addresses of assets."""

    catalogue: Catalogue
    variant: Variant
    words: Mapping[str, str]
    """The theme's own, in this variant."""
    stylesheet: str
    icon: str
    script: str = ""
    words_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Tag of each variant to the theme's words in it: a page speaks to readers of the others."""
    favicon: str = ""
    touch_icon: str = ""
    now: datetime | None = None
    """When the build says that it is, for what is new; an edition never asks a clock."""
    assets: Mapping[str, str] = field(default_factory=dict)
    """Name of every asset of the theme to its address."""
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    """What the digest chose of the theme."""
    wanted: Wanted | None = None
    """The pages that are asked for, if not all: where there are many, others are not declared."""

    def wants(self, folder: str) -> bool:
        """Whether any page below an address, which is that of a folder, is asked for."""
        return self.wanted is None or self.wanted.has_below(
            folder.removeprefix(self.variant.prefix)
        )

    # Addresses

    def absolute(self, url: str) -> str:
        """An address with scheme and host; empty when the site does not know where it will be."""
        base = self.site.settings.base_url
        return absolute_url(url, base) if base and url else ""

    def url(self, path: str) -> str:
        """An address of the source form, in this edition."""
        return self.variant.prefix + path

    def article_url(self, article: Article) -> str:
        return self.url(f"/issues/{article.issue}/{article.number}.html")

    def issue_url(self, issue: Issue) -> str:
        return self.url(f"/issues/{issue.key}/")

    def whole_url(self, issue: Issue) -> str:
        """Where all articles of an issue stand on one page; empty when there is no such page."""
        wanted = self.site.settings.whole_issues and issue.articles
        return self.url(f"/issues/{issue.key}/whole.html") if wanted else ""

    @property
    def search_url(self) -> str:
        """The search page; empty when the site wants none, or its theme has no script for it."""
        wanted = self.site.settings.search and self.assets.get("search.js")
        return self.url("/search.html") if wanted else ""

    def taxonomy_url(self, taxonomy: str) -> str:
        return self.url(f"/{taxonomy}/")

    def term_url(self, taxonomy: str, term: Term) -> str:
        return self.url(f"/{taxonomy}/{term.key}/")

    # What there is

    @property
    def site(self) -> Site:
        """The records."""
        return self.catalogue.site

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Issues with the articles that may be shown, newest first."""
        return self.catalogue.issues

    @property
    def issue_of(self) -> Mapping[str, Issue]:
        """Key of an issue to the issue."""
        return self.catalogue.issue_of

    @property
    def taxonomies(self) -> Mapping[str, Taxonomy]:
        """Those of the content, the authors filled up from the bylines."""
        return self.catalogue.taxonomies

    @property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """Taxonomy key, then term key, to term."""
        return self.catalogue.terms

    @property
    def filed(self) -> Mapping[str, Mapping[str, tuple[Article, ...]]]:
        """Taxonomy key, then term key, to its articles and those of the terms below it."""
        return self.catalogue.filed

    def has_page(self, taxonomy: str, term: Term) -> bool:
        """A term is worth a page when something is filed under it or it has a text of its own."""
        return self.catalogue.has_page(taxonomy, term)

    def pinned_first(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """The articles of a list as readers meet them: pinned ones first, else in their order."""
        return tuple(sorted(articles, key=lambda article: not article.pin))

    def pair_url(self, topic: str, county: str) -> str:
        return self.url(f"/topics/{topic}/{county}/")

    # Parts of views

    def word(self, key: str) -> Prose:
        """A word of the theme: written by hand for this variant, so never converted."""
        return Prose(Written(self.words[key]))

    def month_label(self, month: str) -> Prose:
        if month == UNDATED:
            return self.word("undated")
        year, _, number = month.partition("-")
        return in_words(Date(int(year), int(number or 0)))

    def when(self, date: Date, inferred: bool = False) -> When:
        made = self._whens.get((date, inferred))
        if made is None:
            made = When(in_words(date), date.iso, inferred, self.begins(date))
            self._whens[date, inferred] = made
        return made

    def begins(self, date: Date) -> str:
        """The instant at which a date, as far as it is known, begins."""
        return begins(date, self.site.settings.timezone)

    def published(self, article: Article) -> str:
        """When an article was published, as an instant: its own date, or that of its issue."""
        own = article.date
        return self.begins(own if own.year else self.issue_of[article.issue].date)

    def updated(self, article: Article) -> str:
        """The day of its latest correction, or when it was published."""
        noted = (self.begins(correction.date) for correction in article.corrections)
        return max(self.published(article), *noted, "")

    def issue_title(self, issue: Issue) -> Prose:
        return issue.title or in_words(issue.date) or Prose(issue.key)

    def issue_link(self, issue: Issue) -> Link:
        return self._one(Link(self.issue_title(issue), self.issue_url(issue)))

    def _one(self, link: Link) -> Link:
        """The link, the same record for all that lead there: ten thousand teasers hold them."""
        return self._links.setdefault(link, link)

    @cached_property
    def _links(self) -> dict[Link, Link]:
        return {}

    @cached_property
    def _whens(self) -> dict[tuple[Date, bool], When]:
        return {}

    def issue_head(self, issue: Issue) -> IssueHead:
        return IssueHead(
            url=self.issue_url(issue),
            title=self.issue_title(issue),
            number=issue.number,
            when=self.when(issue.date),
            count=len(issue.articles),
            sheets=len({article.sheet for article in issue.articles if article.sheet}),
        )

    def article_link(self, article: Article) -> Link:
        return Link(article.title, self.article_url(article))

    def term_link(self, taxonomy: str, term: Term, *, counted: bool = False) -> Link:
        count = len(self.filed[taxonomy].get(term.key, ())) if counted else None
        return self._one(Link(term.label, self.term_url(taxonomy, term), count))

    def term_links(self, taxonomy: str, keys: Iterable[str]) -> tuple[Link, ...]:
        terms = self.terms[taxonomy]
        return tuple(self.term_link(taxonomy, terms[key]) for key in keys)

    @cached_property
    def recent_views(self) -> Recent[ArticleView]:
        """Articles by key: their pages, those of the issue and its book follow each other."""
        return Recent(RECENT)

    def teaser(self, article: Article) -> Teaser:
        """What lists show of an article; made once, since many lists show it."""
        made = self._teasers.get(article.key)
        if made is None:
            made = self._teasers[article.key] = self._teaser(article)
        return made

    @cached_property
    def _teasers(self) -> dict[str, Teaser]:
        return {}

    def _teaser(self, article: Article) -> Teaser:
        return Teaser(
            url=self.article_url(article),
            kicker=article.kicker,
            title=article.title,
            subtitle=article.subtitle,
            summary=article.summary,
            authors=tuple(byline(article, author.name) for author in article.authors),
            when=self.when(article.date, article.date_kind == "inferred"),
            issue=self.issue_link(self.issue_of[article.issue]),
            sheet=article.sheet,
            topics=self.term_links("topics", article.terms_of("topics")),
            counties=self.term_links("counties", article.terms_of("counties")),
            characters=article.characters,
        )

    def taxonomy_label(self, taxonomy: str) -> Prose:
        """What readers call a taxonomy: the theme's word for the built-in ones."""
        return self.word(taxonomy) if self.words.get(taxonomy) else self.taxonomies[taxonomy].label

    def frame(
        self,
        url: str,
        title: Prose,
        description: Prose = Prose(""),
        breadcrumbs: tuple[Link, ...] = (),
        part: Prose = Prose(""),
        feeds: tuple[FeedLink, ...] = (),
    ) -> Frame:
        """`breadcrumbs` without the front page, which stands before them all."""
        home = Link(self.site.settings.title, self.url("/"))
        base = self.site.settings.base_url
        return Frame(
            url=url,
            title=title,
            description=description or self.site.settings.description,
            lang=self.variant.tag,
            locale=self.variant.locale,
            canonical=base + url if base else "",
            breadcrumbs=(home, *breadcrumbs) if breadcrumbs else (),
            masthead=self._masthead(url),
            alternates=tuple(self._alternates(url)),
            part=part,
            feeds=feeds,
        )

    def feeds(self, url: str) -> tuple[FeedLink, ...]:
        """The feeds of what has its page at `url`; none when addresses cannot be absolute."""
        settings = self.site.settings
        return tuple(
            FeedLink(one.label, one.media_type, self.absolute(url + one.file))
            for one in FORMATS
            if settings.base_url and one.name in settings.feeds
        )

    def _alternates(self, url: str) -> Iterator[Alternate]:
        """The same page in all forms, which have the same addresses below their prefixes."""
        settings = self.site.settings
        if len(settings.variants) < 2:
            return
        path = url.removeprefix(self.variant.prefix)
        for variant in settings.variants:
            there = variant.prefix + path
            absolute = settings.base_url + there if settings.base_url else ""
            yield Alternate(
                tag=variant.tag,
                locale=variant.locale,
                label=variant.label,
                url=there,
                absolute=absolute,
                current=variant == self.variant,
                words=self.words_of.get(variant.tag, self.words),
            )

    @property
    def root(self) -> str:
        """The path at which the site will stand, with a slash at both ends."""
        path = urlsplit(self.site.settings.base_url).path
        return path.rstrip("/") + "/"

    def _masthead(self, url: str) -> Masthead:
        """The masthead with the part of the site that `url` lies in marked as current."""
        section = next((link.url for link in self._navigation if _lies_in(url, link.url)), "")
        made = self._mastheads.get(section)
        if made is None:
            navigation = tuple(
                replace(link, current=link.url == section) for link in self._navigation
            )
            settings = self.site.settings
            made = self._mastheads[section] = Masthead(
                title=settings.title,
                subtitle=settings.subtitle,
                home=self.url("/"),
                navigation=navigation,
                footer_links=self._footer_links,
                publisher=settings.publisher,
                licence=settings.licence,
                icp=settings.icp,
                stylesheet=self.stylesheet,
                script=self.script,
                icon=self.icon,
                words=self.words,
                favicon=self.favicon,
                touch_icon=self.touch_icon,
                manifest=self.url("/manifest.webmanifest"),
                logo=self.absolute(settings.logo or self.touch_icon),
                feeds=self.feeds(self.url("/")),
                platforms=settings.platforms,
                no_transform=settings.no_transform,
                search=self.search_url,
                structured_data=settings.structured_data,
                options=self.options,
            )
        return made

    @cached_property
    def _mastheads(self) -> dict[str, Masthead]:
        return {}

    @cached_property
    def _navigation(self) -> tuple[Link, ...]:
        """Taxonomies, the archive, and the standing pages that ask for a place."""
        shown = [key for key in self.taxonomies if key != "authors"]
        lists = [Link(self.taxonomy_label(key), self.taxonomy_url(key)) for key in shown]
        archive = Link(self.word("archive"), self.url("/archive/"))
        pages = [
            Link(page.title, self.url(f"/{page.key}.html"))
            for page in self.site.pages
            if page.order
        ]
        search = [Link(self.word("search"), self.search_url)] if self.search_url else []
        return (*lists, archive, *search, *pages)

    @cached_property
    def _footer_links(self) -> tuple[Link, ...]:
        authors = Link(self.taxonomy_label("authors"), self.taxonomy_url("authors"))
        pages = [Link(page.title, self.url(f"/{page.key}.html")) for page in self.site.pages]
        corrections = Link(self.word("corrections"), self.url("/corrections.html"))
        return (authors, corrections, *pages)


def body_of(item: Article | StandingPage) -> Body:
    """The text of an article or a standing page, as written by hand where the form has it so."""
    version = item.version
    if version and version.body:
        return Body(version.body, version.source_file, version.body_line, written=True)
    glossary = version.glossary if version else ()
    return Body(item.body, item.source_file, item.body_line, glossary=glossary)


def byline(article: Article, name: str) -> Name:
    """A name in the byline of an article, as the article's own glossary has it."""
    return article.version.named(name) if article.version else Name(name)


def _lies_in(url: str, section: str) -> bool:
    return url.startswith(section) if section.endswith("/") else url == section
