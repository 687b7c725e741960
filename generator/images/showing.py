"""Which photographs a page shows: put into its view, so that the page depends on nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from generator import markdown
from generator.addresses import link_url
from generator.make import body_fields
from generator.model import Picture
from generator.page import Page
from generator.views import ArticleView, Body, Figure, WholeIssueView

NEAR_THE_TOP = 300
"""Characters of text before a photograph that a reader of the page still sees at once."""


def illustrated(pages: Iterable[Page], pictures: Iterable[Picture]) -> Iterator[Page]:
    """The pages with the photographs of their captions and of their texts.

    The first photograph of a page is fetched at once when it stands at the top; a far one fetched
    first would only keep the text waiting.
    """
    by_url = {picture.url: picture for picture in pictures}
    for page in pages:
        may_show = by_url and (page.kind is ArticleView or body_fields(page.kind))
        yield page.showing(_illustrated, by_url) if may_show else page


def _illustrated(view: Any, pictures: Mapping[str, Picture]) -> Any:
    changes = _changes(view, pictures)
    return replace(view, **changes) if changes else view


def _changes(view: Any, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    if isinstance(view, WholeIssueView):
        return _of_whole(view, pictures)
    changes: dict[str, Any] = {}
    taken = False
    figures: tuple[Figure, ...] = getattr(view, "figures", ())
    if any(figure.image in pictures for figure in figures):
        shown = []
        for figure in figures:
            picture = pictures.get(figure.image)
            if picture and not taken and figure.after_paragraph == 0:
                picture, taken = replace(picture, lead=True), True
            shown.append(replace(figure, picture=picture))
        changes["figures"] = tuple(shown)
    for name in body_fields(type(view)):
        body: Body | None = getattr(view, name)
        if body is not None and "![" in body.markdown:
            found = _in_text(body, pictures, may_lead=not taken)
            if found:
                changes[name] = replace(body, pictures=found)
                taken = taken or found[0].lead
    return changes


def _of_whole(view: WholeIssueView, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    """Those of every article, as its own page shows them: so their bodies are made once."""
    changes: dict[str, Any] = {}
    articles = [replace(one, **_changes(one, pictures)) for one in view.articles]
    if articles != list(view.articles):
        changes["articles"] = tuple(articles)
        changes["bodies"] = tuple(
            replace(body, pictures=one.body.pictures)
            for body, one in zip(view.bodies, articles, strict=True)
        )
    if view.note and "![" in view.note.markdown:
        found = _in_text(view.note, pictures, may_lead=True)
        if found:
            changes["note"] = replace(view.note, pictures=found)
    return changes


def _in_text(body: Body, pictures: Mapping[str, Picture], *, may_lead: bool) -> tuple[Picture, ...]:
    """The photographs that a text shows, in its order, each once."""
    uses = [use for use in markdown.parse(body.markdown).links if use.image]
    shown = [pictures.get(unquote(link_url(use.href, body.source_file))) for use in uses]
    found = dict.fromkeys(picture for picture in shown if picture)
    if not found:
        return ()
    if may_lead and shown[0] and _offset(body, uses[0].line) < NEAR_THE_TOP:
        return tuple(replace(one, lead=one == shown[0]) for one in found)
    return tuple(found)


def _offset(body: Body, line: int) -> int:
    """Characters before a line, from 1, of a text."""
    return sum(map(len, body.markdown.split("\n")[: line - 1]))
