"""`wenzhai list`: the articles of the content, all or those that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from generator import markdown
from generator.content import read_site
from generator.model import Article, Issue, Site
from generator.problems import Phrase, Place, Problem, ProblemsFound, did_you_mean, errors
from generator.project import Project
from generator.schedule import in_force, waiting
from generator.taxonomies import names_of

LACKS: Mapping[str, Callable[[Article, Issue], bool]] = {
    "county": lambda article, _: not article.terms_of("counties"),
    "topic": lambda article, _: not article.terms_of("topics"),
    "author": lambda article, _: not article.authors,
    "date": lambda article, issue: not (article.date.year or issue.date.year),
    "day": lambda article, issue: "day" not in (article.date.precision, issue.date.precision),
    "alt": lambda article, _: _has_image_without_alt(article),
    "body": lambda article, _: not article.body.strip(),
}
"""What an article can be without, by the word for `--without`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which articles are asked for: those that every field lets through, by any of its values."""

    status: tuple[str, ...] = ()
    """`draft`, `scheduled`, `expired`, `published`."""
    without: tuple[str, ...] = ()
    """Keys of `LACKS`; an article must lack all of them."""
    topics: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


def list_articles(
    project: Project, asked: Asked | None = None, now: datetime | None = None
) -> list[dict[str, Any]]:
    """The articles that are asked for, newest issue first; labels of terms, not keys.

    Raises ProblemsFound when the content cannot be read, or for a name that is in no taxonomy.
    """
    site, problems = read_site(project.content)
    if errors(problems):
        raise ProblemsFound(errors(problems))
    asked = asked or Asked()
    topics, counties = (_keys(site, *named) for named in _named(asked))
    _known_issues(site, asked.issues)
    status = _statuses(site, now)
    labels = {
        taxonomy.key: {term.key: str(term.label) for term in taxonomy.terms}
        for taxonomy in site.taxonomies
    }
    rows: list[dict[str, Any]] = []
    for issue in site.issues:
        for article in issue.articles:
            if (
                (not asked.status or status[article.key] in asked.status)
                and all(LACKS[one](article, issue) for one in asked.without)
                and _is_under(topics, article.terms_of("topics"))
                and _is_under(counties, article.terms_of("counties"))
                and _is_under(asked.authors, article.people)
                and (not asked.issues or issue.key in asked.issues)
            ):
                rows.append(_row(labels, issue, article, status[article.key]))
    return rows


def _is_under(wanted: tuple[str, ...], had: tuple[str, ...]) -> bool:
    return not wanted or any(one in had for one in wanted)


def _row(
    labels: Mapping[str, Mapping[str, str]], issue: Issue, article: Article, status: str
) -> dict[str, Any]:
    return {
        "key": article.key,
        "file": f"content/{article.source_file}",
        "title": str(article.title),
        "authors": [author.name for author in article.authors],
        "date": article.date.iso or issue.date.iso,
        "counties": [labels["counties"][key] for key in article.terms_of("counties")],
        "topics": [labels["topics"][key] for key in article.terms_of("topics")],
        "characters": article.characters,
        "draft": article.draft,
        "status": status,
        "publish_at": article.publish_at,
        "expires": article.expires,
        "pin": article.pin,
    }


def _statuses(site: Site, now: datetime | None) -> dict[str, str]:
    """Key of each article to what it is at `now`."""
    articles = [a for issue in in_force(site, now).issues for a in issue.articles]
    status = {a.key: "draft" if a.draft else "expired" if a.over else "published" for a in articles}
    return status | {article.key: "scheduled" for article in waiting(site, now)}


def _named(asked: Asked) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    return (("topics", asked.topics, "--topic"), ("counties", asked.counties, "--county"))


def _keys(site: Site, taxonomy: str, names: tuple[str, ...], option: str) -> tuple[str, ...]:
    """The keys of terms, with those of the terms below them."""
    found = next(one for one in site.taxonomies if one.key == taxonomy)
    index, problems = names_of(found), list[Problem]()
    keys = [index.find(name, Place(option), problems) for name in names]
    if problems:
        raise ProblemsFound(problems)
    wanted = dict.fromkeys(key for key in keys if key)
    grew = True
    while grew:
        below = [t.key for t in found.terms if t.parent in wanted and t.key not in wanted]
        wanted |= dict.fromkeys(below)
        grew = bool(below)
    return tuple(wanted)


def _known_issues(site: Site, keys: tuple[str, ...]) -> None:
    known = [issue.key for issue in site.issues]
    for key in keys:
        if key not in known:
            near = did_you_mean(key, known)
            what = Phrase(f"没有“{key}”这一期", f"there is no issue “{key}”")
            mend = (
                Phrase(f"是不是“{near}”？", f"did you mean “{near}”?") if near else Phrase("", "")
            )
            raise ProblemsFound([Problem("unknown-issue", Place("--issue"), what, mend)])


def _has_image_without_alt(article: Article) -> bool:
    if "![" not in article.body:
        return False
    problems = markdown.parse(article.body).problems
    return any(problem.rule == "image-without-alt" for problem in problems)
