"""Share cards: what stands for an article or an issue where someone shares it, in its form.

A card is planned from the view of the page that it stands for, so the two cannot disagree, and is
drawn when it is made. Cards need a `base_url`: nobody can be told of an image without its host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from generator.cache import Cache, cache_key
from generator.cards.fonts import Face, find_faces
from generator.cards.records import HEIGHT, WIDTH, Card, Colours
from generator.model import Picture, Prose, Settings
from generator.page import Page, later
from generator.problems import Phrase, Place, Problem, Severity
from generator.views import ArticleView, FrontView, IssueView, ShareImage

__all__ = ["Card", "Colours", "Press", "open_press", "with_share_images"]

PHOTOGRAPH_WIDTH = 600
"""Pixels from which on a photograph fills a card of its own where it is shared."""

_SHOWN_EVERYWHERE = (".jpg", ".jpeg", ".png", ".webp")
_HEADLINES = 3


@dataclass(frozen=True, slots=True)
class Press:
    """What cards are made with, whatever they say."""

    faces: tuple[tuple[str, tuple[Face, ...]], ...]
    """Tag of each written form to its fonts, the best first."""
    colours: Colours
    cache: Cache

    @property
    def state(self) -> str:
        """What cards depend on beside what they say."""
        # Pillow takes long to load, and many sites have no use for it.
        from generator.cards.drawing import PRESS

        faces = [(tag, [face.digest for face in some]) for tag, some in self.faces]
        return repr((PRESS, faces, self.colours))

    def printed(self, card: Card) -> bytes:
        """The card as a PNG; plain where the machine has no Chinese font."""
        from generator.cards.drawing import PRESS, draw

        faces = dict(self.faces).get(card.lang, ())
        digests = [face.digest for face in faces]
        shown = card if faces else Card(card.lang, Prose(""), Prose(""))
        key = cache_key(PRESS, shown, digests, self.colours)
        return self.cache.get(key, lambda: draw(shown, faces, self.colours))


def open_press(
    settings: Settings, colours: Colours, cache: Cache, problems: list[Problem]
) -> Press | None:
    """The press for a site, or None when it has no cards; says once that a font is missing."""
    if not settings.base_url or settings.share_cards == "none":
        return None
    faces = tuple((variant.tag, find_faces(variant.tag)) for variant in settings.variants)
    if not all(found for _, found in faces):
        problems.append(
            Problem(
                "no-font",
                Place("content/site.yaml"),
                Phrase(
                    "这台电脑上没有中文字体，分享图只有底色",
                    "no Chinese font on this machine: the share cards are plain",
                ),
                Phrase(
                    "装上 Noto Serif CJK（Debian：fonts-noto-cjk），或写 share_cards: none",
                    "install Noto Serif CJK (Debian: fonts-noto-cjk), or set share_cards: none",
                ),
                Severity.WARNING,
            )
        )
    return Press(faces, colours, cache)


def with_share_images(
    pages: Iterable[Page], settings: Settings, press: Press | None
) -> Iterator[Page]:
    """The pages with what stands for them elsewhere, each followed by its card.

    An article is stood for by its card; where articles have none, by its photograph, or else by
    the card of its issue.
    """
    if not settings.base_url:
        yield from pages
        return
    articles = press is not None and settings.share_cards == "all"
    for page in pages:
        prefix = page.variant.prefix
        if page.kind is ArticleView:
            card = _card_url(page.url, prefix) if press and articles else ""
            yield page.showing(_shared_article, settings, prefix, card, press is not None)
            if press and card:
                shown = later(Card, _of_page, page, _of_article)
                yield Page(card, press.printed, shown, page.variant, page.source)
        elif press and page.kind is IssueView:
            card = _card_url(page.url, prefix)
            yield page.showing(_shared_issue, settings, prefix)
            shown = later(Card, _of_page, page, _of_issue)
            yield Page(card, press.printed, shown, page.variant, page.source)
        elif press and page.kind is FrontView:
            yield page.showing(_shared_issue, settings, prefix)
        else:
            yield page


def _of_page(page: Page, card: Callable[[Any], Card]) -> Card:
    return card(page.view)


def _shared_article(
    view: ArticleView, settings: Settings, prefix: str, card: str, has_cards: bool
) -> ArticleView:
    """`card` is the article's own, if it has one."""
    images = tuple(_photographs(view, settings.base_url))
    if card:
        images = (_image(card, view.title, settings), *images)
    elif has_cards and not images:
        images = (_image(_card_url(view.issue.url, prefix), view.issue.label, settings),)
    return replace(view, frame=replace(view.frame, share_images=images))


def _shared_issue(
    view: IssueView | FrontView, settings: Settings, prefix: str
) -> IssueView | FrontView:
    if view.head is None:
        return view
    image = _image(_card_url(view.head.url, prefix), view.head.title, settings)
    return replace(view, frame=replace(view.frame, share_images=(image,)))


def _card_url(url: str, prefix: str) -> str:
    """`/cards/issues/2019-11/01.png` for the article, `/cards/issues/2019-11.png` for the issue."""
    path = url.removeprefix(prefix).removesuffix("/").removesuffix(".html")
    return f"{prefix}/cards{path}.png"


def _image(url: str, title: Prose, settings: Settings) -> ShareImage:
    return ShareImage(settings.base_url + quote(url), WIDTH, HEIGHT, title)


def _photographs(view: ArticleView, base_url: str) -> Iterator[ShareImage]:
    """The first photograph that is large enough, and of a kind that everyone shows."""
    shown: list[tuple[Picture, Prose]] = [
        (figure.picture, figure.text or view.title) for figure in view.figures if figure.picture
    ]
    shown += [(picture, view.title) for picture in view.body.pictures]
    for picture, text in shown:
        if picture.width >= PHOTOGRAPH_WIDTH and picture.url.lower().endswith(_SHOWN_EVERYWHERE):
            yield ShareImage(base_url + quote(picture.url), picture.width, picture.height, text)
            return


def _of_article(view: ArticleView) -> Card:
    places = [link.label for link in (*view.counties[:2], *view.topics[:1])]
    return Card(
        view.frame.lang,
        view.frame.masthead.title,
        view.title,
        view.kicker,
        facts=tuple(fact for fact in (view.when.text, *places) if fact),
    )


def _of_issue(view: IssueView) -> Card:
    head, words = view.head, view.frame.masthead.words
    number = words.get("issue_number", "{}").format(head.number) if head.number else ""
    count = words.get("article_count", "{}").format(head.count)
    headlines = [teaser.title for sheet in view.sheets for teaser in sheet.teasers]
    return Card(
        view.frame.lang,
        view.frame.masthead.title,
        head.title,
        number=" · ".join(filter(None, (number, count))),
        headlines=tuple(headlines[:_HEADLINES]),
        facts=(head.when.text,) if head.when.text not in ("", head.title) else (),
    )
