"""Share cards: what stands for an article or an issue where someone shares it, in its form.

A card is planned from the view of the page that it stands for, so the two cannot disagree, and is
drawn when it is made. Cards need a `base_url`: nobody can be told of an image without its host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from generator.cache import Cache, cache_key
from generator.cards.drawing import HEIGHT, PRESS, WIDTH, Card, Colours, draw
from generator.cards.fonts import Face, find_faces
from generator.model import Picture, Prose, Settings
from generator.page import Page
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

    def printed(self, card: Card) -> bytes:
        """The card as a PNG; plain where the machine has no Chinese font."""
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
        view = page.view
        if isinstance(view, ArticleView):
            photographs = tuple(_photographs(view, settings.base_url))
            if press and articles:
                card = _card_url(page, page.url)
                images = (_image(card, view.title, settings), *photographs)
                yield _with_images(page, images)
                yield Page(card, press.printed, _of_article(view), page.variant, page.source)
                continue
            images = photographs
            if press and not images:
                images = (_image(_card_url(page, view.issue.url), view.issue.label, settings),)
            yield _with_images(page, images)
        elif press and isinstance(view, IssueView):
            card = _card_url(page, page.url)
            yield _with_images(page, (_image(card, view.head.title, settings),))
            yield Page(card, press.printed, _of_issue(view), page.variant, page.source)
        elif press and isinstance(view, FrontView) and view.head:
            card = _card_url(page, view.head.url)
            yield _with_images(page, (_image(card, view.head.title, settings),))
        else:
            yield page


def _card_url(page: Page, url: str) -> str:
    """`/cards/issues/2019-11/01.png` for the article, `/cards/issues/2019-11.png` for the issue."""
    prefix = page.variant.prefix
    path = url.removeprefix(prefix).removesuffix("/").removesuffix(".html")
    return f"{prefix}/cards{path}.png"


def _image(url: str, title: Prose, settings: Settings) -> ShareImage:
    return ShareImage(settings.base_url + quote(url), WIDTH, HEIGHT, title)


def _with_images(page: Page, images: tuple[ShareImage, ...]) -> Page:
    frame = replace(page.view.frame, share_images=images)
    return replace(page, view=replace(page.view, frame=frame))


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
