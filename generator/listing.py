"""`wenzhai list`: every article of the content in one line."""

from __future__ import annotations

from typing import Any

from generator.content import read_site
from generator.problems import ProblemsFound, errors
from generator.project import Project


def list_articles(project: Project) -> list[dict[str, Any]]:
    """The articles, newest issue first; labels of terms, not keys.

    Raises ProblemsFound when the content cannot be read.
    """
    site, problems = read_site(project.content)
    if errors(problems):
        raise ProblemsFound(problems)
    labels = {
        taxonomy.key: {term.key: str(term.label) for term in taxonomy.terms}
        for taxonomy in site.taxonomies
    }
    return [
        {
            "key": article.key,
            "file": f"content/{article.source_file}",
            "title": str(article.title),
            "authors": [author.name for author in article.authors],
            "date": article.date.iso or issue.date.iso,
            "counties": [labels["counties"][key] for key in article.terms_of("counties")],
            "topics": [labels["topics"][key] for key in article.terms_of("topics")],
            "characters": article.characters,
            "draft": article.draft,
        }
        for issue in site.issues
        for article in issue.articles
    ]
