"""A site as it is planned in one written form: what editors wrote by hand put in its place.

Nothing is converted here. Text written for the form becomes `Written`, the words of an article's
own glossary are marked `-{…}-` in its fields (the converter resolves those), and what the form goes
without is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from generator.glossaries import COMMON
from generator.model import Article, Prose, Site, StandingPage, Variant, Version, Written
from generator.variants import Matcher, form_of, marked

Item = TypeVar("Item", Article, StandingPage)


def as_planned(site: Site, variant: Variant) -> Site:
    """The site as the edition of `variant` shows it; itself when nothing was written by hand."""
    form = form_of(variant.tag)
    if form is None or form.source:
        return site
    changed = any(article.versions for issue in site.issues for article in issue.articles)
    if not changed and not any(page.versions for page in site.pages):
        return site
    issues = (replace(issue, articles=_shown(issue.articles, variant.tag)) for issue in site.issues)
    return replace(site, issues=tuple(issues), pages=_shown(site.pages, variant.tag))


def _shown(items: Iterable[Item], tag: str) -> tuple[Item, ...]:
    """The articles or pages that the form has, each with its version."""
    shown: list[Item] = []
    for item in items:
        version = _merged([said for said in item.versions if said.tag in (COMMON, tag)], tag)
        if version is None:
            shown.append(item)
        elif not version.skip:
            shown.append(_with(item, version))
    return tuple(shown)


def _merged(said: list[Version], tag: str) -> Version | None:
    """What is said for all forms and for this one, joined; the later and the nearer wins."""
    if not said:
        return None
    merged = Version(tag)
    for version in sorted(said, key=lambda one: one.tag != COMMON):
        merged = replace(
            merged,
            title=version.title or merged.title,
            kicker=version.kicker or merged.kicker,
            subtitle=version.subtitle or merged.subtitle,
            summary=version.summary or merged.summary,
            captions=version.captions or merged.captions,
            glossary=merged.glossary + version.glossary,
            skip=version.skip or merged.skip,
            body=version.body or merged.body,
            body_line=version.body_line if version.body else merged.body_line,
            source_file=version.source_file or merged.source_file,
        )
    return merged


def _with(item: Item, version: Version) -> Item:
    matcher = Matcher(dict(version.glossary))

    def glossed(text: Prose) -> Prose:
        return Prose(marked(text, matcher))

    def first(by_hand: Prose, text: Prose) -> Prose:
        return _written(by_hand) if by_hand else glossed(text)

    changed = replace(
        item,
        title=first(version.title, item.title),
        summary=first(version.summary, item.summary),
        version=version,
    )
    if isinstance(changed, StandingPage):
        return changed
    captions = (
        [replace(caption, text=_written(caption.text)) for caption in version.captions]
        if version.captions
        else [replace(caption, text=glossed(caption.text)) for caption in item.captions]
    )
    return replace(
        changed,
        kicker=first(version.kicker, item.kicker),
        subtitle=first(version.subtitle, item.subtitle),
        captions=tuple(captions),
        corrections=tuple(replace(note, text=glossed(note.text)) for note in item.corrections),
    )


def _written(text: Prose) -> Prose:
    return Prose(Written(text))
