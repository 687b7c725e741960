"""What there is to show of an article: one record for its page, its book and its letter."""

from __future__ import annotations

import posixpath

from generator.edition import Edition, body_of, byline
from generator.model import Article, Caption, Prose
from generator.views import ArticleView, Credit, Figure, Link, Note, Provenance


def article_view(
    edition: Edition,
    article: Article,
    before: Article | None = None,
    after: Article | None = None,
) -> ArticleView:
    """Everything that can be shown of an article; `before` and `after` are its neighbours."""
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
        credits=tuple(
            Credit(
                byline(article, author.name),
                Prose(author.role),
                edition.term_url("authors", edition.author_terms[author.name]),
            )
            for author in article.authors
        ),
        editors=tuple(byline(article, name) for name in article.editors),
        when=edition.when(article.date, article.date_kind == "inferred"),
        issue=issue,
        sheet=article.sheet,
        summary=article.summary,
        body=body_of(article),
        figures=tuple(_figure(edition, article, caption) for caption in article.captions),
        topics=edition.term_links("topics", article.terms_of("topics")),
        counties=edition.term_links("counties", article.terms_of("counties")),
        mentions=tuple(
            edition.term_link("counties", term)
            for term in (edition.terms["counties"][key] for key in article.mentions)
            if edition.has_page("counties", term)
        ),
        corrections=tuple(
            Note(edition.when(correction.date), correction.text)
            for correction in article.corrections
        ),
        source=article.source,
        source_url=article.source_url,
        origin=Provenance(origin.file, *origin.lines) if origin else None,
        characters=article.characters,
        minutes=max(1, -(-article.characters // pace)),
        previous=edition.article_link(before) if before else None,
        next=edition.article_link(after) if after else None,
    )


def _figure(edition: Edition, article: Article, caption: Caption) -> Figure:
    folder = posixpath.dirname(article.source_file)
    # Photographs are shared by all editions, so their addresses have no prefix.
    image = "/" + posixpath.normpath(posixpath.join(folder, caption.image)) if caption.image else ""
    return Figure(
        caption.text,
        byline(article, caption.credit),
        Prose(caption.role),
        image,
        caption.after_paragraph,
    )
