"""What sitemaps show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Located:
    """A page: its address, the last day on which it is known to have changed, its twins."""

    loc: str
    lastmod: str
    """`2019-11-20`; empty when not known to the day."""
    twins: tuple[tuple[str, str], ...] = ()
    """Language and address of the page in every form, itself among them, the source form first."""


@dataclass(frozen=True, slots=True)
class SitemapView:
    """One file of addresses."""

    pages: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The sitemap of the sitemaps: address and newest `lastmod` of each."""

    files: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class RobotsView:
    """`robots.txt`: addresses of sitemaps."""

    sitemaps: tuple[str, ...]
