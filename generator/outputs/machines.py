"""Small files for machines: the web manifest, and `llms.txt` for language models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.addresses import relative_url
from generator.edition import Edition
from generator.machines import Icon, LlmsView, ManifestView, Section, llms, manifest
from generator.page import Page, later
from generator.views import Link

ISSUES = 12
"""Issues that `llms.txt` names; the archive has them all."""

_SOURCE = "content/site.yaml"


def pages(edition: Edition) -> Iterator[Page]:
    url = edition.url("/manifest.webmanifest")
    view = later(ManifestView, _manifest, edition, url)
    yield Page(url, manifest, view, edition.variant, _SOURCE)
    url = edition.url("/llms.txt")
    yield Page(url, llms, later(LlmsView, _llms, edition, url), edition.variant, _SOURCE)


def _manifest(edition: Edition, url: str) -> ManifestView:
    settings = edition.site.settings
    icons = (
        (edition.icon, "any", "image/svg+xml"),
        (edition.touch_icon, "512x512", "image/png"),
    )
    return ManifestView(
        name=settings.title,
        description=settings.description or settings.subtitle,
        lang=edition.variant.tag,
        icons=tuple(
            Icon(relative_url(asset, url), sizes, kind) for asset, sizes, kind in icons if asset
        ),
    )


def _llms(edition: Edition, url: str) -> LlmsView:
    settings = edition.site.settings
    sections = (
        Section(edition.word("recent_issues"), _issues(edition)),
        *(
            Section(edition.taxonomy_label(key), _terms(edition, key))
            for key in edition.taxonomies
            if key != "authors"
        ),
        Section(settings.title, _pages(edition)),
    )
    return LlmsView(
        title=settings.title,
        description=settings.description or settings.subtitle,
        sections=tuple(
            replace(section, links=tuple(_printed(edition, link, url) for link in section.links))
            for section in sections
            if section.links
        ),
    )


def _issues(edition: Edition) -> tuple[Link, ...]:
    return tuple(edition.issue_link(issue) for issue in edition.issues[:ISSUES])


def _terms(edition: Edition, taxonomy: str) -> tuple[Link, ...]:
    return tuple(
        edition.term_link(taxonomy, term)
        for term in edition.taxonomies[taxonomy].terms
        if edition.has_page(taxonomy, term)
    )


def _pages(edition: Edition) -> tuple[Link, ...]:
    archive = Link(edition.word("archive"), edition.url("/archive/"))
    standing = (Link(page.title, edition.url(f"/{page.key}.html")) for page in edition.site.pages)
    return (archive, *standing)


def _printed(edition: Edition, link: Link, url: str) -> Link:
    """The link as the file at `url` prints it: absolute where that is known."""
    return replace(link, url=edition.absolute(link.url) or relative_url(link.url, url))
