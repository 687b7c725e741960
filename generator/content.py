"""Reads `content/` into a `Site`: every file, and every problem found on the way."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.addresses import is_portable, source_url
from generator.article_fields import ALIASES, ARTICLE_FIELDS, IGNORE, VERSIONS
from generator.articles import read_article
from generator.documents import Document, read_document
from generator.files import below, entries
from generator.front_matter import Field
from generator.glossaries import read_glossaries
from generator.house_words import read_house_words
from generator.ignoring import read_ignored, strictness_of
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
from generator.old_addresses import read_aliases, read_ledger, read_moves
from generator.problems import Phrase, Place, Problem, Severity, with_excerpts
from generator.remembered import Recall, read_anew
from generator.settings import read_settings
from generator.taxonomies import BUILT_IN, Names, names_of, read_taxonomies
from generator.versions import Twin, is_twin, joined, read_twin, read_versions
from generator.workers import shared_out

ISSUE_FIELDS: Mapping[str, Field] = {
    "title": Field("text", Phrase("标题", "title of the issue")),
    "number": Field("text", Phrase("总期号", "the N of 总第 N 期")),
    "date": Field("date", Phrase("日期", "date, as far as it is known")),
    "ignore": IGNORE,
    "aliases": ALIASES,
}

PAGE_FIELDS: Mapping[str, Field] = {
    "title": Field("text", Phrase("标题", "title of the page"), required=True),
    "summary": Field("text", Phrase("摘要", "summary for search engines")),
    "order": Field("number", Phrase("导航次序", "place in the navigation, from 1")),
    "ignore": IGNORE,
    "variants": VERSIONS,
    "aliases": ALIASES,
}

CARRIED = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".pdf")
"""Files beside articles that the site carries as they are."""


def read_site(
    content: Path, recall: Recall = read_anew, workers: int = 1
) -> tuple[Site, tuple[Problem, ...]]:
    """Everything below the folder `content`, and all that is wrong with it, in file order.

    `recall` may know what is there from the last time; where it cannot, so many `workers` read.
    """
    problems: list[Problem] = []
    settings = read_settings(content, problems)
    taxonomies = recall([content / "taxonomies"], (), partial(read_taxonomies, content), problems)
    problems += _reserved_names(content, taxonomies)
    issues, beside_articles = _read_issues(content, taxonomies, recall, workers, problems)
    pages, beside_pages = recall([content / "pages"], (), partial(_read_pages, content), problems)
    glossaries = recall([content / "glossary"], (), partial(read_glossaries, content), problems)
    moves, gone = read_moves(content, problems)
    site = Site(
        settings,
        issues,
        taxonomies,
        pages,
        (*beside_articles, *beside_pages),
        glossaries,
        moves=moves,
        gone=gone,
        published=read_ledger(content, problems),
        house_words=read_house_words(content, problems),
    )
    site = replace(site, strictness=strictness_of(site, content.name))
    return site, site.strictness.judge(problems)


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


MANY = 24
"""Issues from which on it is worth a fork to read them."""


def _read_issues(
    content: Path,
    taxonomies: tuple[Taxonomy, ...],
    recall: Recall,
    workers: int,
    problems: list[Problem],
) -> tuple[tuple[Issue, ...], tuple[StaticFile, ...]]:
    names = {taxonomy.key: names_of(taxonomy) for taxonomy in taxonomies}
    # Problems stand between the folders, where they were found.
    parts: list[Path | list[Problem]] = []
    for folder in entries(content / "issues", content, problems):
        wrong = _no_issue(content, folder)
        parts.append(wrong if wrong is not None else folder)
    folders = [part for part in parts if isinstance(part, Path)]
    known = {folder: recall.known([folder], taxonomies) for folder in folders}
    unknown = [folder for folder in folders if known[folder] is None]
    together = max(1, len(unknown) // (4 * workers))
    batches = [unknown[at : at + together] for at in range(0, len(unknown), together)]
    shared = workers if len(unknown) >= MANY else 1
    read = partial(_read_batch, content, taxonomies, names, recall)
    results = (one for batch in shared_out(read, batches, shared) for one in batch)
    issues: list[Issue] = []
    files: list[StaticFile] = []
    for part in parts:
        if isinstance(part, list):
            problems += part
            continue
        last = known[part]
        if last is not None:
            issue, beside = last
        else:
            issue, beside, found = next(results)
            problems += found
        issues.append(issue)
        files += beside
    problems += _lost_photographs(content, names, issues, problems)
    dated = sorted(issues, key=lambda issue: (issue.date, issue.key), reverse=True)
    return tuple(dated), tuple(files)


def _no_issue(content: Path, path: Path) -> list[Problem] | None:
    """Why something among the issues is none, or None when it is one."""
    if not path.is_dir():
        return [] if path.name == "README.md" else [_stray(content, path)]
    if is_portable(path.name):
        return None
    return [
        Problem(
            "bad-issue-key",
            Place(_name(content, path)),
            Phrase(
                "期的文件夹名不能用作网址",
                "the name of the folder cannot be part of an address",
            ),
            Phrase(
                "改成 2019-11-20 或 2019-n45 这样的名字",
                "rename it like 2019-11-20 or 2019-n45",
            ),
        )
    ]


def _read_batch(
    content: Path,
    taxonomies: tuple[Taxonomy, ...],
    names: Mapping[str, Names],
    recall: Recall,
    folders: Sequence[Path],
) -> list[tuple[Issue, tuple[StaticFile, ...], list[Problem]]]:
    read: list[tuple[Issue, tuple[StaticFile, ...], list[Problem]]] = []
    for folder in folders:
        problems: list[Problem] = []
        one = partial(_read_issue, content, folder, taxonomies, names, recall)
        issue, files = recall([folder], taxonomies, one, problems)
        read.append((issue, files, problems))
    return read


def _read_issue(
    content: Path,
    folder: Path,
    taxonomies: tuple[Taxonomy, ...],
    names: Mapping[str, Names],
    recall: Recall,
    problems: list[Problem],
) -> tuple[Issue, tuple[StaticFile, ...]]:
    articles: list[Article] = []
    twins: list[Twin] = []
    files: list[StaticFile] = []
    issue = Issue(folder.name, _below(content, folder / "issue.md"))
    paths = tuple(entries(folder, content, problems))
    # What an article depends on beside its own file: the names of terms, the photographs.
    asked = (taxonomies, tuple(path.name for path in paths if path.suffix != ".md"))
    for path in paths:
        if path.name == "issue.md":
            issue = _read_issue_file(content, path, problems)
        elif is_twin(path.name):
            twins += filter(None, [read_twin(path, content, problems)])
        elif path.suffix == ".md":
            article = recall([path], asked, partial(read_article, path, content, names), problems)
            if article is not None:
                articles.append(article)
        else:
            _carry(content, path, files, problems)
    articles = joined(articles, twins, _article_keys, problems)
    articles.sort(key=lambda article: (int(article.number), article.source_file))
    return replace(issue, articles=tuple(articles)), tuple(files)


def _lost_photographs(
    content: Path,
    names: Mapping[str, Names],
    issues: Sequence[Issue],
    found: Sequence[Problem],
) -> list[Problem]:
    """Of captions whose photograph lies elsewhere: an article that is known knows nothing of it."""
    lost: list[Problem] = []
    for article in (one for issue in issues for one in issue.articles):
        elsewhere = [one.image for one in article.captions if "/" in one.image]
        path = content / article.source_file if elsewhere else content
        if not all((path.parent / name).is_file() for name in elsewhere):
            again: list[Problem] = []
            read_article(path, content, names, again)
            lost += [one for one in again if one.rule == "missing-image" and one not in found]
    return lost


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
        ignored=read_ignored(document.values.names("ignore"), problems),
        note=Markdown(document.body if document.body.strip() else ""),
        note_line=document.body_line,
        aliases=read_aliases(document.values, problems),
    )


def _read_pages(
    content: Path, problems: list[Problem]
) -> tuple[tuple[StandingPage, ...], tuple[StaticFile, ...]]:
    pages: list[StandingPage] = []
    twins: list[Twin] = []
    files: list[StaticFile] = []
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
    ordered = sorted(pages, key=lambda page: (page.order or 10**9, page.key))
    return tuple(ordered), tuple(files)


def _page(content: Path, path: Path, document: Document, problems: list[Problem]) -> StandingPage:
    return StandingPage(
        key=path.stem,
        source_file=_below(content, path),
        body_line=document.body_line,
        title=Prose(document.values.text("title")),
        body=Markdown(document.body),
        summary=Prose(document.values.text("summary")),
        order=document.values.number("order"),
        ignored=read_ignored(document.values.names("ignore"), problems),
        versions=read_versions(document.values, _name(content, path), problems),
        aliases=read_aliases(document.values, problems),
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
