"""A page for every article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from generator.article_parts import credits_of, notes_of
from generator.edition import Edition, body_of, byline
from generator.model import Article, Caption, Prose
from generator.page import Page
from generator.views import ArticleView, Figure, Link, Provenance


def pages(edition: Edition) -> Iterator[Page]:
    for issue in edition.issues:
        for place, article in enumerate(issue.articles):
            before = issue.articles[place - 1] if place else None
            after = issue.articles[place + 1] if place + 1 < len(issue.articles) else None
            view = _view(edition, article, before, after)
            source = f"content/{article.source_file}"
            yield Page(view.frame.url, "article.html", view, edition.variant, source)


def _view(
    edition: Edition, article: Article, before: Article | None, after: Article | None
) -> ArticleView:
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
        figures=tuple(_figure(edition, article, caption) for caption in article.captions),
        topics=edition.term_links("topics", article.terms_of("topics")),
        counties=edition.term_links("counties", article.terms_of("counties")),
        mentions=tuple(
            edition.term_link("counties", term)
            for term in (edition.terms["counties"][key] for key in article.mentions)
            if edition.has_page("counties", term)
        ),
        corrections=tuple(notes_of(edition, article)),
        source=article.source,
        source_url=article.source_url,
        origin=Provenance(origin.file, *origin.lines) if origin else None,
        characters=article.characters,
        minutes=max(1, -(-article.characters // pace)),
        previous=edition.article_link(before) if before else None,
        next=edition.article_link(after) if after else None,
        published=edition.published(article),
        updated=edition.updated(article),
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
