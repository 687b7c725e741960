"""What there is to show of an article: one record for its page, its book and its letter."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from generator.edition import Edition, body_of, byline
from generator.model import Article, Caption, Prose
from generator.views import ArticleView, Credit, Figure, Link, Note, Provenance, Teaser


def article_view(
    edition: Edition,
    article: Article,
    before: Article | None = None,
    after: Article | None = None,
    related: tuple[Teaser, ...] = (),
) -> ArticleView:
    """Everything that can be shown of an article; `before` and `after` are its neighbours.

    `related` is what its page leads on to; books and letters have no use for it.
    """
    plain = edition.recent_views.get(article.key)
    if plain is None:
        plain = _plain(edition, article)
        edition.recent_views.add(article.key, plain)
    if not (before or after or related):
        return plain
    return replace(
        plain,
        previous=edition.article_link(before) if before else None,
        next=edition.article_link(after) if after else None,
        related=related,
    )


def _plain(edition: Edition, article: Article) -> ArticleView:
    """Without its neighbours, as books, letters and the page of its whole issue have it."""
    url = edition.article_url(article)
    issue = edition.issue_link(edition.issue_of[article.issue])
    pace = edition.site.settings.characters_per_minute
    crumbs = (issue, Link(article.title, url, None, True))
    origin = article.origin
    return ArticleView(
        frame=edition.frame(url, article.title, article.summary, crumbs),
        kicker=article.kicker,
        title=article.title,
        subtitle=article.subtitle,
        credits=tuple(credits_of(edition, article)),
        editors=tuple(byline(article, name) for name in article.editors),
        when=edition.when(article.date, article.date_kind == "inferred"),
        issue=issue,
        sheet=article.sheet,
        summary=article.summary,
        body=body_of(article),
        figures=tuple(figures_of(article)),
        topics=edition.term_links("topics", article.terms_of("topics")),
        counties=edition.term_links("counties", article.terms_of("counties")),
        mentions=tuple(
            edition.term_link("counties", term)
            for term in (edition.terms["counties"][key] for key in article.mentions)
            if edition.has_page("counties", term)
        ),
        corrections=tuple(corrections_of(edition, article)),
        source=article.source,
        source_url=article.source_url,
        origin=Provenance(origin.file, *origin.lines) if origin else None,
        characters=article.characters,
        minutes=max(1, -(-article.characters // pace)),
        previous=None,
        next=None,
        published=edition.published(article),
        updated=edition.updated(article),
    )


def credits_of(edition: Edition, article: Article) -> Iterator[Credit]:
    """The byline."""
    for author in article.authors:
        yield Credit(
            byline(article, author.name),
            Prose(author.role),
            edition.term_url("authors", edition.catalogue.author_terms[author.name]),
            author.kind == "person",
        )


def corrections_of(edition: Edition, article: Article) -> Iterator[Note]:
    """What was said of it afterwards."""
    for correction in article.corrections:
        yield Note(edition.when(correction.date), correction.text)


def figures_of(article: Article) -> Iterator[Figure]:
    """Its photographs, or the words that are left of them."""
    for one in article.captions:
        image = image_url(article, one) if one.image else ""
        credit = byline(article, one.credit)
        yield Figure(one.text, credit, Prose(one.role), image, one.after_paragraph)


def image_url(article: Article, caption: Caption) -> str:
    """The address of the photograph of a caption; all editions share it, so it has no prefix."""
    folder = posixpath.dirname(article.source_file)
    return "/" + posixpath.normpath(posixpath.join(folder, caption.image))
