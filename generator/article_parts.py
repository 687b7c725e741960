"""Parts of an article that its page and the feeds both show."""

from __future__ import annotations

from collections.abc import Iterator

from generator.edition import Edition, byline
from generator.model import Article, Prose
from generator.views import Credit, Note


def credits_of(edition: Edition, article: Article) -> Iterator[Credit]:
    """The byline."""
    for author in article.authors:
        yield Credit(
            byline(article, author.name),
            Prose(author.role),
            edition.term_url("authors", edition.author_terms[author.name]),
            author.kind == "person",
        )


def notes_of(edition: Edition, article: Article) -> Iterator[Note]:
    """The corrections."""
    for correction in article.corrections:
        yield Note(edition.when(correction.date), correction.text)
