"""An issue as one thing to read from beginning to end: a book, a letter.

Planning only: what is in it, in which order, under which name. `generator.epub` and
`generator.letters` make files of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from generator import markdown
from generator.addresses import link_url
from generator.article_views import article_view
from generator.edition import Edition
from generator.model import Date, Issue
from generator.views import ArticleView, Body, Frame, IssueHead

URL_NAMESPACE = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")
"""For names that are addresses (RFC 9562 §6.6)."""

NO_DATE = Date(1980, 1, 1)
"""Stands where nothing dated is known and a date must be given; the first that ZIP can write."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The articles of one page (版) of an issue."""

    label: str
    """`3`, `A03`; empty when the issue has no pages."""
    articles: tuple[ArticleView, ...]


@dataclass(frozen=True, slots=True)
class BookView:
    """A whole issue. `frame` is that of the page of the issue."""

    frame: Frame
    head: IssueHead
    note: Body | None
    chapters: tuple[Chapter, ...]
    prefix: str
    """First part of the addresses of its form."""
    base_url: str
    identifier: str
    """A URN, the same for ever."""
    modified: str
    """The last day that anything in it names: `2019-11-20T00:00:00Z`."""
    pictures: tuple[str, ...]
    """Addresses of the photographs that it shows and the site has."""

    @property
    def articles(self) -> tuple[ArticleView, ...]:
        """Its articles in the order of the chapters."""
        return tuple(article for chapter in self.chapters for article in chapter.articles)

    def lacking(self, addresses: tuple[str, ...]) -> BookView:
        """The same, its links told which addresses only the source form has."""
        return replace(
            self,
            note=replace(self.note, elsewhere=addresses) if self.note else None,
            chapters=tuple(
                replace(
                    chapter,
                    articles=tuple(
                        replace(article, body=replace(article.body, elsewhere=addresses))
                        for article in chapter.articles
                    ),
                )
                for chapter in self.chapters
            ),
        )


def book_url(edition: Edition, issue: Issue) -> str:
    """The address of the book of an issue, empty when it has none."""
    if not edition.site.settings.epub or not issue.articles:
        return ""
    return edition.url(f"/issues/{issue.key}/{issue.key}.epub")


def book_view(edition: Edition, issue: Issue) -> BookView:
    """What there is to show of an issue, in one piece."""
    url = edition.issue_url(issue)
    labels = dict.fromkeys(article.sheet for article in issue.articles)
    views = [(article.sheet, article_view(edition, article)) for article in issue.articles]
    note = Body(issue.note, issue.source_file, issue.note_line) if issue.note else None
    settings = edition.site.settings
    shown = {
        picture
        for body in (note, *(view.body for _, view in views))
        for picture in _body_pictures(body)
    }
    shown |= {figure.image for _, view in views for figure in view.figures}
    return BookView(
        frame=edition.frame(url, edition.issue_title(issue)),
        head=edition.issue_head(issue),
        note=note,
        chapters=tuple(
            Chapter(label, tuple(view for sheet, view in views if sheet == label))
            for label in labels
        ),
        prefix=edition.variant.prefix,
        base_url=settings.base_url,
        identifier=_urn(f"{settings.base_url or settings.title}{url}"),
        modified=_midnight(_last_date(issue)),
        pictures=tuple(file.url for file in edition.site.files if file.url in shown),
    )


def _body_pictures(body: Body | None) -> Iterator[str]:
    # Most bodies have none, and are not parsed for it.
    if body and "![" in body.markdown:
        for link in markdown.parse(body.markdown).links:
            if link.image:
                yield unquote(urlsplit(link_url(link.href, body.source_file)).path)


def _last_date(issue: Issue) -> Date:
    dates = [issue.date]
    for article in issue.articles:
        dates += [article.date, *(correction.date for correction in article.corrections)]
    return max((date for date in dates if date.year), default=NO_DATE)


def _midnight(date: Date) -> str:
    """A moment of a day; of a month or a year that is all we know, the first."""
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T00:00:00Z"


def _urn(name: str) -> str:
    """The UUID of version 5 of an address."""
    digest = bytearray(hashlib.sha1(URL_NAMESPACE + name.encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"urn:uuid:{'-'.join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))}"
