"""`wenzhai import`: from a raw page to article files, proved before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.addresses import is_portable
from generator.dates import parse_date
from generator.draft import Decision, Draft, Filing, LeftOut, Line, RawPage
from generator.files import unreadable
from generator.filing import Dating, file_draft, page_date
from generator.front_matter import compose_head
from generator.importers import read_raw
from generator.importing.compose import compose
from generator.importing.leftovers import leftovers
from generator.importing.proof import differences
from generator.importing.shelf import Placed, State, place
from generator.model import Date, Settings, Term
from generator.problems import Phrase, Place, Problem, ProblemsFound, errors
from generator.project import Project
from generator.segmentation import segment
from generator.segmentation.proof import unaccounted
from generator.settings import read_settings
from generator.taxonomies import read_taxonomies


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a raw page; it beats whatever the page says itself."""

    issue: str = ""
    date: Date = Date()
    source: str = ""
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """One article of a raw page: as found, as filed, and its file."""

    draft: Draft
    filing: Filing
    placed: Placed


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """What an import of one raw page did, or with a dry run would do."""

    file: str
    encoding: str
    issue: str
    dating: Dating
    """When the page is from, and why."""
    articles: tuple[ImportedArticle, ...]
    left_out: tuple[LeftOut, ...]
    left_over: tuple[Path, ...]
    """Files of an earlier import of this page that no article matches any more."""
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What is the same for every page of one import: the digest, its settings and its terms."""

    project: Project
    settings: Settings
    topics: tuple[Term, ...]
    counties: tuple[Term, ...]


def open_desk(project: Project) -> Desk:
    """Raises ProblemsFound when the settings or the taxonomies of the digest cannot be read."""
    problems: list[Problem] = []
    settings = read_settings(project.content, problems)
    terms = {
        taxonomy.key: taxonomy.terms for taxonomy in read_taxonomies(project.content, problems)
    }
    if errors(problems):
        raise ProblemsFound(problems)
    return Desk(project, settings, terms["topics"], terms["counties"])


def import_page(
    desk: Desk, path: Path, given: Given, *, dry_run: bool = False, force: bool = False
) -> ImportedPage:
    """Take the raw page at `path` apart and write its articles into an issue of the digest.

    `force` writes over files that an editor has changed. Raises ProblemsFound, and writes
    nothing, when the page cannot be read or one character of it would be lost.
    """
    problems: list[Problem] = []
    name = _origin_name(path, desk.project)
    lines, encoding, warnings = _read_lines(path, name, given.encoding)
    raw = segment(lines)
    _prove_page(lines, raw, name)
    stated = given.date if given.date.year else _date_of_name(path)
    dating = page_date(raw, given=stated)
    local = desk.settings.local
    filed = [
        (
            _titled(draft),
            file_draft(draft, raw, desk.topics, desk.counties, given=stated, local=local),
        )
        for draft in raw.drafts
    ]
    issue = given.issue or _issue_key(dating.date, path)
    if not is_portable(issue):
        raise ProblemsFound([_bad_issue(issue)])
    composed = []
    for draft, filing in filed:
        draft = replace(draft, source=given.source or draft.source or raw.source)
        text = compose(draft, filing, desk.settings, file=name, lines=lines)
        problems += differences(draft, text, name)
        composed.append((draft, filing, text))
    if errors(problems):
        raise ProblemsFound(problems)
    folder = desk.project.content / "issues" / issue
    titled = [(draft.title, text) for draft, _, text in composed]
    placed, left_over = place(folder, name, titled, force=force)
    if not dry_run:
        _write(folder, placed)
        _write_issue(folder, dating, raw.issue_number)
    return ImportedPage(
        file=name,
        encoding=encoding,
        issue=issue,
        dating=dating,
        articles=tuple(
            ImportedArticle(draft, filing, where)
            for (draft, filing, _), where in zip(composed, placed, strict=True)
        ),
        left_out=_in_order((*raw.left_out, *leftovers(raw.drafts, lines))),
        left_over=left_over,
        warnings=(*problems, *warnings),
    )


def _titled(draft: Draft) -> Draft:
    """The draft; one without a title says that an editor has to write it."""
    if draft.title:
        return draft
    reason = "没有找到标题，请补上再发布 / no title was found: write one before you publish"
    missing = Decision("title", draft.lines[0], "", reason, doubtful=True)
    return replace(draft, decisions=(missing, *draft.decisions))


def _in_order(left_out: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
    return tuple(sorted(left_out, key=lambda left: left.line))


def _origin_name(path: Path, project: Project) -> str:
    """The raw page as `origin` names it: below the project, or else the bare name of the file."""
    try:
        return path.resolve().relative_to(project.folder.resolve()).as_posix()
    except ValueError:
        return path.name


def _read_lines(
    path: Path, name: str, encoding: str | None
) -> tuple[tuple[Line, ...], str, tuple[Problem, ...]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ProblemsFound([unreadable(error, name)]) from error
    imported = read_raw(data, name, encoding)
    if not any(line.text for line in imported.lines):
        what = Phrase("文件里没有文字", "the file holds no text")
        raise ProblemsFound([Problem("empty-page", Place(name), what)])
    return imported.lines, imported.encoding, imported.problems


def _prove_page(lines: Sequence[Line], raw: RawPage, name: str) -> None:
    """Every visible character of the page is in one article or in the list of what was left out."""
    lost = unaccounted(lines, raw)
    if lost:
        raise ProblemsFound(
            Problem(
                "lost-in-import",
                Place(name, number),
                Phrase(f"这一行会丢字：{text}", f"characters of this line would be lost: {text}"),
                Phrase("这是程序的错，请报告", "this is a fault of the program; please report it"),
            )
            for number, text in lost
        )


def _date_of_name(path: Path) -> Date:
    """`2019-11-20.txt` says when it is from."""
    return parse_date(path.stem) or Date()


def _issue_key(date: Date, path: Path) -> str:
    """The date as far as it is known, or else the name of the raw file."""
    return date.iso or (path.stem if is_portable(path.stem) else "undated")


def _bad_issue(issue: str) -> Problem:
    return Problem(
        "bad-issue-key",
        Place("--issue"),
        Phrase(f"“{issue}”不能用作网址的一部分", f"“{issue}” cannot be part of an address"),
        Phrase("写成 2019-11-20 这样的名字", "write it like 2019-11-20"),
    )


def _write(folder: Path, placed: Sequence[Placed]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in placed:
        if one.state in (State.NEW, State.UPDATED, State.REPLACED):
            _write_file(one.path, one.text)


def _write_issue(folder: Path, dating: Dating, number: str) -> None:
    """A head for the issue, where there is none yet: an editor's is left alone."""
    path = folder / "issue.md"
    if path.exists():
        return
    known = {k: v for k, v in (("number", number), ("date", dating.date.iso)) if v}
    _write_file(path, compose_head(known) if known else "---\n---\n")


def _write_file(path: Path, text: str) -> None:
    """Whole or not at all: an import that is killed leaves no half article."""
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(path)
