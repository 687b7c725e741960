"""What a page says of itself to search engines: JSON-LD in the words of schema.org.

Made from the view that the template gets, already in its written form, so that a date, a name or a
title cannot be one thing for readers and another for machines. Addresses in it are absolute: a page
without `canonical` says nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.addresses import absolute_url
from generator.outward import outward_url
from generator.views import ArticleView, Credit, Frame, FrontView, Link

Thing = dict[str, Any]

HEADLINE = 110
"""Characters of a headline; search engines cut what is longer."""

_BAIDU = "https://ziyuan.baidu.com/contexts/cambrian.jsonld"


def with_data(view: Any) -> Any:
    """The view with its `frame.data`; itself when it has nothing to say."""
    frame = getattr(view, "frame", None)
    if not isinstance(frame, Frame) or not frame.canonical or not frame.masthead.structured_data:
        return view
    blocks = [{"@context": "https://schema.org", "@graph": [*_things(view, frame)]}]
    if isinstance(view, ArticleView) and "baidu" in frame.masthead.platforms:
        blocks.append(_times_for_baidu(view))
    data = tuple(_written(block) for block in blocks if block.get("@graph") != [])
    return replace(view, frame=replace(frame, data=data)) if data else view


def _written(block: Thing) -> str:
    """As JSON that can stand in a `script`: no `<` of it can end one, none of it is an entity."""
    text = _ENCODER.encode(_filled(block))
    if _UNSAFE.search(text):
        text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def _filled(value: Any) -> Any:
    """A thing without what is empty."""
    if type(value) is dict:
        return {
            key: _filled(part) if type(part) in _NESTED else part
            for key, part in value.items()
            if part or part not in ("", [], None)
        }
    return [_filled(part) if type(part) in _NESTED else part for part in value]


_NESTED = (dict, list)


def _things(view: Any, frame: Frame) -> Iterator[Thing]:
    if isinstance(view, ArticleView):
        yield _article(view)
    if isinstance(view, FrontView):
        yield _publisher(frame)
        yield _site(frame)
    if len(frame.breadcrumbs) > 1:
        yield _breadcrumbs(frame)


def _article(view: ArticleView) -> Thing:
    frame = view.frame
    publisher = _publisher(frame)
    return {
        "@type": "NewsArticle",
        "@id": f"{frame.canonical}#article",
        "url": frame.canonical,
        "mainEntityOfPage": frame.canonical,
        "headline": view.title[:HEADLINE],
        "alternativeHeadline": view.subtitle,
        "description": view.summary,
        "image": _images(view),
        "datePublished": view.published,
        "dateModified": view.updated,
        "author": [_author(credit, frame) for credit in view.credits] or [publisher],
        "editor": [{"@type": "Person", "name": name} for name in view.editors],
        "publisher": publisher,
        "articleSection": _labels(view.topics),
        "keywords": _labels((*view.topics, *view.counties)),
        "contentLocation": [{"@type": "Place", "name": name} for name in _labels(view.counties)],
        "wordCount": view.characters,
        "pagination": view.sheet,
        "inLanguage": frame.lang,
        "isAccessibleForFree": True,
        "isBasedOn": outward_url(view.source_url),
        "isPartOf": {
            "@type": "PublicationIssue",
            "@id": _absolute(view.issue.url, frame),
            "name": view.issue.label,
            "isPartOf": {"@type": "Periodical", "name": frame.masthead.title},
        },
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": note.text,
                "datePublished": note.when.begins,
            }
            for note in view.corrections
        ],
    }


def _author(credit: Credit, frame: Frame) -> Thing:
    return {
        "@type": "Person" if credit.person else "Organization",
        "name": credit.name,
        "url": _absolute(credit.url, frame),
        "jobTitle": credit.role if credit.person else "",
    }


def _publisher(frame: Frame) -> Thing:
    """One and the same in all written forms, but for its name."""
    masthead = frame.masthead
    logo = {"@type": "ImageObject", "url": masthead.logo} if masthead.logo else None
    return {
        "@type": "Organization",
        "@id": _absolute("/", frame) + "#publisher",
        "name": masthead.publisher or masthead.title,
        "url": _absolute(masthead.home, frame),
        "logo": logo,
    }


def _site(frame: Frame) -> Thing:
    masthead = frame.masthead
    return {
        "@type": "WebSite",
        "@id": frame.canonical + "#website",
        "url": frame.canonical,
        "name": masthead.title,
        "alternateName": masthead.subtitle,
        "description": frame.description,
        "inLanguage": frame.lang,
        "publisher": {"@id": _absolute("/", frame) + "#publisher"},
    }


def _breadcrumbs(frame: Frame) -> Thing:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": link.label,
                "item": _absolute(link.url, frame),
            }
            for place, link in enumerate(frame.breadcrumbs, 1)
        ],
    }


def _times_for_baidu(view: ArticleView) -> Thing:
    """The time factors that Baidu wants since 2018: local times, without an offset."""
    return {
        "@context": _BAIDU,
        "@id": view.frame.canonical,
        "title": view.title,
        "images": _images(view)[:3],
        "description": view.summary,
        "pubDate": view.published[:19],
        "upDate": view.updated[:19],
    }


def _images(view: ArticleView) -> list[str]:
    """Its photographs, then what stands for it where it is shared."""
    photographs = (_absolute(one.image, view.frame) for one in view.figures if one.image)
    shared = (image.absolute for image in view.frame.share_images)
    return list(dict.fromkeys((*photographs, *shared)))


def _labels(links: Sequence[Link]) -> list[str]:
    return [link.label for link in links]


def _absolute(url: str, frame: Frame) -> str:
    return absolute_url(url, frame.canonical.removesuffix(frame.url))
