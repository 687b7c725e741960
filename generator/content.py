"""Reads `content/` into a `Site`: every file, and every problem found on the way."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.addresses import is_portable, source_url
from generator.article_fields import ARTICLE_FIELDS, VERSIONS
from generator.articles import read_article
from generator.documents import Document, read_document
from generator.files import below, entries
from generator.front_matter import Field
from generator.glossaries import read_glossaries
from generator.model import (
    Article,
    Issue,
    Markdown,
    Prose,
    Site,
    StandingPage,
    StaticFile,
    Taxonomy,
)
from generator.problems import Phrase, Place, Problem, Severity, with_excerpts
from generator.settings import read_settings
from generator.taxonomies import BUILT_IN, Names, names_of, read_taxonomies
from generator.versions import Twin, is_twin, joined, read_twin, read_versions

ISSUE_FIELDS: Mapping[str, Field] = {
    "title": Field("text", Phrase("标题", "title of the issue")),
    "number": Field("text", Phrase("总期号", "the N of 总第 N 期")),
    "date": Field("date", Phrase("日期", "date, as far as it is known")),
}

PAGE_FIELDS: Mapping[str, Field] = {
    "title": Field("text", Phrase("标题", "title of the page"), required=True),
    "summary": Field("text", Phrase("摘要", "summary for search engines")),
    "order": Field("number", Phrase("导航次序", "place in the navigation, from 1")),
    "variants": VERSIONS,
}

CARRIED = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".pdf")
"""Files beside articles that the site carries as they are."""


def read_site(content: Path) -> tuple[Site, tuple[Problem, ...]]:
    """Everything below the folder `content`, and all that is wrong with it, in file order."""
    problems: list[Problem] = []
    settings = read_settings(content, problems)
    taxonomies = read_taxonomies(content, problems)
    problems += _reserved_names(content, taxonomies)
    names = {taxonomy.key: names_of(taxonomy) for taxonomy in taxonomies}
    files: list[StaticFile] = []
    issues = _read_issues(content, names, files, problems)
    pages = _read_pages(content, files, problems)
    glossaries = read_glossaries(content, problems)
    site = Site(settings, issues, taxonomies, pages, tuple(files), glossaries)
    return site, tuple(problems)


RESERVED = frozenset({*ARTICLE_FIELDS, "issues", "archive", "assets", "cards"}) - frozenset(
    BUILT_IN
)
"""Fields of articles and parts of the site, which no taxonomy of the digest's own can be called."""


def _reserved_names(content: Path, taxonomies: tuple[Taxonomy, ...]) -> Iterator[Problem]:
    for taxonomy in taxonomies:
        if taxonomy.key.casefold() in RESERVED:
            yield Problem(
                "reserved-name",
                Place(f"{content.name}/taxonomies/{taxonomy.key}.yaml"),
                Phrase(
                    f"“{taxonomy.key}”另有用处，不能作分类的名字",
                    f"“{taxonomy.key}” has another use and cannot name a taxonomy",
                ),
                Phrase("给文件改名", "rename the file"),
            )


def _read_issues(
    content: Path, names: Mapping[str, Names], files: list[StaticFile], problems: list[Problem]
) -> tuple[Issue, ...]:
    issues: list[Issue] = []
    for folder in entries(content / "issues", content, problems):
        if not folder.is_dir():
            if folder.name != "README.md":
                problems.append(_stray(content, folder))
        elif not is_portable(folder.name):
            problems.append(
                Problem(
                    "bad-issue-key",
                    Place(_name(content, folder)),
                    Phrase(
                        "期的文件夹名不能用作网址",
                        "the name of the folder cannot be part of an address",
                    ),
                    Phrase(
                        "改成 2019-11-20 或 2019-n45 这样的名字",
                        "rename it like 2019-11-20 or 2019-n45",
                    ),
                )
            )
        else:
            issues.append(_read_issue(content, folder, names, files, problems))
    dated = sorted(issues, key=lambda issue: (issue.date, issue.key), reverse=True)
    return tuple(dated)


def _read_issue(
    content: Path,
    folder: Path,
    names: Mapping[str, Names],
    files: list[StaticFile],
    problems: list[Problem],
) -> Issue:
    articles: list[Article] = []
    twins: list[Twin] = []
    issue = Issue(folder.name, _below(content, folder / "issue.md"))
    for path in entries(folder, content, problems):
        if path.name == "issue.md":
            issue = _read_issue_file(content, path, problems)
        elif is_twin(path.name):
            twins += filter(None, [read_twin(path, content, problems)])
        elif path.suffix == ".md":
            article = read_article(path, content, names, problems)
            if article is not None:
                articles.append(article)
        else:
            _carry(content, path, files, problems)
    articles = joined(articles, twins, _article_keys, problems)
    articles.sort(key=lambda article: (int(article.number), article.source_file))
    return replace(issue, articles=tuple(articles))


def _article_keys(article: Article) -> tuple[str, ...]:
    """What the file of an article's twin may begin with."""
    return article.number, posixpath.basename(article.source_file).removesuffix(".md")


def _read_issue_file(content: Path, path: Path, problems: list[Problem]) -> Issue:
    issue = Issue(path.parent.name, _below(content, path))
    document = _read_document(content, path, ISSUE_FIELDS, problems)
    if document is None:
        return issue
    return replace(
        issue,
        title=Prose(document.values.text("title")),
        number=document.values.text("number"),
        date=document.values.date("date"),
        note=Markdown(document.body if document.body.strip() else ""),
        note_line=document.body_line,
    )


def _read_pages(
    content: Path, files: list[StaticFile], problems: list[Problem]
) -> tuple[StandingPage, ...]:
    pages: list[StandingPage] = []
    twins: list[Twin] = []
    for path in entries(content / "pages", content, problems):
        if path.suffix != ".md":
            _carry(content, path, files, problems)
        elif is_twin(path.name):
            twins += filter(None, [read_twin(path, content, problems)])
        elif not is_portable(path.stem):
            problems.append(
                Problem(
                    "bad-page-name",
                    Place(_name(content, path)),
                    Phrase("文件名不能用作网址", "the file name cannot be part of an address"),
                    Phrase("改成 about.md 这样的名字", "rename it like about.md"),
                )
            )
        elif path.name != "README.md":
            document = _read_document(content, path, PAGE_FIELDS, problems)
            if document is not None:
                pages.append(_page(content, path, document, problems))
    pages = joined(pages, twins, lambda page: (page.key,), problems)
    return tuple(sorted(pages, key=lambda page: (page.order or 10**9, page.key)))


def _page(content: Path, path: Path, document: Document, problems: list[Problem]) -> StandingPage:
    return StandingPage(
        key=path.stem,
        source_file=_below(content, path),
        body_line=document.body_line,
        title=Prose(document.values.text("title")),
        body=Markdown(document.body),
        summary=Prose(document.values.text("summary")),
        order=document.values.number("order"),
        versions=read_versions(document.values, _name(content, path), problems),
    )


def _read_document(
    content: Path, path: Path, fields: Mapping[str, Field], problems: list[Problem]
) -> Document | None:
    file = _name(content, path)
    found: list[Problem] = []
    document = read_document(path, file, fields, found)
    problems += with_excerpts(found, file, document.text if document else "")
    return document


def _carry(content: Path, path: Path, files: list[StaticFile], problems: list[Problem]) -> None:
    if path.is_file() and path.suffix.lower() in CARRIED:
        files.append(StaticFile(source_url(_below(content, path)), _below(content, path)))
    elif path.name != "README.md":
        problems.append(_stray(content, path))


def _stray(content: Path, path: Path) -> Problem:
    return Problem(
        "stray-file",
        Place(_name(content, path)),
        Phrase("这个文件不会发布", "this file is not published"),
        Phrase(
            f"文章写成 NN-标题.md，附件用 {' '.join(CARRIED)}",
            f"name an article NN-title.md; files carried are {' '.join(CARRIED)}",
        ),
        Severity.WARNING,
    )


def _below(content: Path, path: Path) -> str:
    return below(path, content)


def _name(content: Path, path: Path) -> str:
    return below(path, content.parent)
