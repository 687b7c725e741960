"""Every link of the content that leaves the site, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import markdown
from generator.model import Article, Markdown, Site
from generator.problems import Place


@dataclass(frozen=True, slots=True)
class Use:
    """A link, and where it was written."""

    url: str
    place: Place
    excerpt: str = ""


def uses(site: Site) -> Iterator[Use]:
    """Links in texts, and the sources of articles, in the order of the content."""
    for issue in site.issues:
        yield from _in_body(issue.note, issue.source_file, issue.note_line)
        for article in issue.articles:
            yield from _in_article(article)
    for page in site.pages:
        yield from _in_body(page.body, page.source_file, page.body_line)
    for taxonomy in site.taxonomies:
        for term in taxonomy.terms:
            # The line of a text in YAML is not that of its parts.
            for use in _in_body(term.text, term.source_file, 1):
                yield Use(use.url, Place(use.place.file, term.line))


def _in_article(article: Article) -> Iterator[Use]:
    if article.source_url:
        yield Use(article.source_url, Place(f"content/{article.source_file}"))
    yield from _in_body(article.body, article.source_file, article.body_line)
    for version in article.versions:
        yield from _in_body(version.body, version.source_file, version.body_line)


def _in_body(body: Markdown, source_file: str, line: int) -> Iterator[Use]:
    if "://" not in body:
        return
    lines = body.split("\n")
    file = f"content/{source_file}"
    for link in markdown.parse(body, file=file, first_line=line).links:
        if link.href.lower().startswith(("http://", "https://")):
            yield Use(link.href, Place(file, link.line, link.column), lines[link.line - line])
