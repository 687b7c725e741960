"""Questions about the list of pages, asked before any is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.addresses import file_path
from generator.article_views import image_url
from generator.model import Article, Caption, Site
from generator.page import Page, collisions
from generator.problems import Phrase, Place, Problem

MAXIMUM_NAME = 255
"""Bytes of one part of a path on the file systems that sites stand on."""

LONGEST_CHARACTER = 4
"""Bytes of one in UTF-8."""


def check_pages(pages: Sequence[Page], site: Site) -> tuple[Problem, ...]:
    """Two pages at one address, names no file system takes, photographs that are not there."""
    return (*collisions(pages), *_long_names(pages), *_missing_photographs(pages, site))


def _long_names(pages: Iterable[Page]) -> Iterator[Problem]:
    for page in pages:
        # Most addresses are shorter than one long name.
        if len(page.url) * LONGEST_CHARACTER < MAXIMUM_NAME:
            continue
        if any(len(part.encode()) > MAXIMUM_NAME for part in file_path(page.url).split("/")):
            yield Problem(
                "long-name",
                Place(page.source),
                Phrase(
                    f"文件名超过 {MAXIMUM_NAME} 字节",
                    f"the name of the file is longer than {MAXIMUM_NAME} bytes",
                ),
                Phrase("改短", "shorten it"),
            )


def _missing_photographs(pages: Sequence[Page], site: Site) -> Iterator[Problem]:
    there = {page.url for page in pages}
    for article in (
        one for issue in site.issues for one in issue.articles if not (one.draft or one.over)
    ):
        versions = (caption for version in article.versions for caption in version.captions)
        for image in dict.fromkeys(_images(article, (*article.captions, *versions))):
            if image not in there:
                name = image.rsplit("/", 1)[-1]
                yield Problem(
                    "missing-image",
                    Place(f"content/{article.source_file}"),
                    Phrase(f"找不到图片“{name}”", f"there is no image “{name}”"),
                    Phrase("把图片放在文章旁边", "put the image beside the article"),
                )


def _images(article: Article, captions: Iterable[Caption]) -> Iterator[str]:
    return (image_url(article, caption) for caption in captions if caption.image)
