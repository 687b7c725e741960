"""What can be found of an article: what its page prints as the article, paragraph by paragraph.

Title with kicker and subtitle, byline, body, captions, corrections and editors; not what the digest
files it under, and not the summary, which the page does not print.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.markdown import plain_blocks
from generator.markdown.document import Document
from generator.views import ArticleView


def said(view: ArticleView, body: Document) -> tuple[str, ...]:
    """The paragraphs of an article in the form of its page, none of them empty.

    `view` and `body` are converted. A phrase is found within a paragraph, across emphasis, links
    and line breaks, and never from one paragraph into the next.
    """
    return tuple(filter(None, _said(view, body)))


def _said(view: ArticleView, body: Document) -> Iterator[str]:
    yield from (view.kicker, view.title, view.subtitle)
    yield from (f"{credit.role} {credit.name}" for credit in view.credits)
    yield from plain_blocks(body)
    for figure in view.figures:
        yield " ".join(filter(None, (figure.text, figure.credit, figure.role)))
    yield from (note.text for note in view.corrections)
    yield from view.editors
