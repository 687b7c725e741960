"""What of a site is to be seen at a moment: articles that wait for their time, or are past it.

The moment is given and never asked of a clock: two builds that are told the same moment make the
same site. Told none, nothing is due that waits and nothing is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from generator.dates import moment
from generator.model import Article, Site


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when a site stays as it is, as instants in UTC; empty for always."""

    since: str = ""
    until: str = ""


def in_force(site: Site, now: datetime | None) -> Site:
    """The site at `now`: what waits is a draft, what is past is `over`.

    A moment without an offset is in the time zone of the site.
    """
    if not any(a.publish_at or a.expires for issue in site.issues for a in issue.articles):
        return site
    at = _in_zone(now, site)
    issues = (
        replace(issue, articles=tuple(_in_force(one, at, site) for one in issue.articles))
        for issue in site.issues
    )
    return replace(site, issues=tuple(issues))


def waiting(site: Site, now: datetime | None) -> tuple[Article, ...]:
    """Articles, no drafts, whose time has not come, the next one first."""
    at = _in_zone(now, site)
    found = [
        one
        for issue in site.issues
        for one in issue.articles
        if one.publish_at and not one.draft and (at is None or _publish_at(one, site) > at)
    ]
    return tuple(sorted(found, key=lambda one: (_publish_at(one, site), one.key)))


def span(site: Site, now: datetime | None) -> Span:
    """Around `now`, the time in which no article comes or goes."""
    at = _in_zone(now, site)
    if at is None:
        return Span()
    changes = sorted(set(_changes(site)))
    since = [change for change in changes if change <= at]
    until = [change for change in changes if change > at]
    return Span(
        since[-1].astimezone(UTC).isoformat() if since else "",
        until[0].astimezone(UTC).isoformat() if until else "",
    )


def _changes(site: Site) -> Iterator[datetime]:
    for issue in site.issues:
        for article in issue.articles:
            for written in (article.publish_at, article.expires):
                if written and not article.draft:
                    yield moment(written, site.settings.timezone)


def _in_force(article: Article, at: datetime | None, site: Site) -> Article:
    if article.publish_at and (at is None or _publish_at(article, site) > at):
        return replace(article, draft=True)
    if article.expires and at and moment(article.expires, site.settings.timezone) <= at:
        return replace(article, over=True)
    return article


def _publish_at(article: Article, site: Site) -> datetime:
    return moment(article.publish_at, site.settings.timezone)


def _in_zone(now: datetime | None, site: Site) -> datetime | None:
    if now is None or now.tzinfo is not None:
        return now
    return moment(now.isoformat(), site.settings.timezone)
