"""`wenzhai import`: from a raw page to article files, proved before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.addresses import is_portable
from generator.dates import parse_date
from generator.draft import Decision, Draft, Filing, LeftOut, Line, RawPage
from generator.filing import Dating, file_draft, page_date
from generator.importers.imported import Imported, Known
from generator.importing.compose import compose
from generator.importing.keeping import filed_by_the_file, settled
from generator.importing.leftovers import leftovers
from generator.importing.pictures import Photograph, illustrate
from generator.importing.proof import differences
from generator.importing.reading import CLIPBOARD, beside, issues_of, origin_name, read_lines
from generator.importing.shelf import Placed, place
from generator.importing.writing import write_articles, write_issue
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
    lines: tuple[Line, ...] = ()
    """Of the raw page."""


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


def import_file(
    desk: Desk,
    path: Path,
    given: Given,
    *,
    data: bytes | None = None,
    dry_run: bool = False,
    force: bool = False,
) -> tuple[ImportedPage, ...]:
    """Take the raw file at `path` apart and write its articles into issues of the digest.

    That is one issue, but for a file which knows the dates of its articles (a feed) and for which
    no issue is given. `data` are the bytes of a page without a file, whose path is `-`. `force`
    writes over files that an editor has changed.

    Raises ProblemsFound, and writes nothing, when the file cannot be read or one character of it
    would be lost.
    """
    name = origin_name(path, desk.project)
    imported = settled(read_lines(path, name, given.encoding, data), desk.settings, name)
    parts = issues_of(imported, name, whole=bool(given.issue))
    made = [_take_apart(desk, path, name, part, given, month) for month, part in parts]
    wrong = [problem for one in made for problem in one.problems if errors([problem])]
    if wrong:
        raise ProblemsFound(wrong)
    return tuple(_put(desk, one, dry_run=dry_run, force=force) for one in made)


def import_page(
    desk: Desk, path: Path, given: Given, *, dry_run: bool = False, force: bool = False
) -> ImportedPage:
    """`import_file` for a file that is of one issue; of another, what it gives for the first."""
    return import_file(desk, path, given, dry_run=dry_run, force=force)[0]


@dataclass(frozen=True, slots=True)
class _Made:
    """The articles of one issue, composed and proved, before anything is written."""

    name: str
    imported: Imported
    raw: RawPage
    issue: str
    dating: Dating
    drafts: tuple[Draft, ...]
    filings: tuple[Filing, ...]
    texts: tuple[str, ...]
    photographs: tuple[tuple[Photograph, ...], ...]
    problems: tuple[Problem, ...]


def _take_apart(
    desk: Desk, path: Path, name: str, imported: Imported, given: Given, month: Date
) -> _Made:
    raw = segment(imported.lines)
    _prove_page(imported.lines, raw, name)
    stated = given.date if given.date.year else _date_of_name(path)
    dating = page_date(raw, given=stated if stated.year else month)
    issue = given.issue or _issue_key(dating.date, path)
    if not is_portable(issue):
        raise ProblemsFound([_bad_issue(issue)])
    shown = illustrate(raw.drafts, imported.images, beside(path), name)
    problems = [*imported.problems, *shown.problems]
    drafts, filings, texts = [], [], []
    for found in shown.drafts:
        known = _known_of(found, imported.known)
        draft = replace(_titled(found), source=given.source or found.source or raw.source)
        filing = file_draft(
            draft,
            raw,
            desk.topics,
            desk.counties,
            given=given.date if given.date.year else known.date if known.date.year else stated,
            local=desk.settings.local,
        )
        dated = bool(known.date.year and not given.date.year)
        filing = filed_by_the_file(filing, known, desk.topics, dated=dated)
        text = compose(draft, filing, desk.settings, file=name, lines=imported.lines, known=known)
        problems += differences(draft, text, name)
        drafts.append(draft)
        filings.append(filing)
        texts.append(text)
    return _Made(
        name=name,
        imported=imported,
        raw=raw,
        issue=issue,
        dating=dating,
        drafts=tuple(drafts),
        filings=tuple(filings),
        texts=tuple(texts),
        photographs=shown.photographs,
        problems=tuple(problems),
    )


def _put(desk: Desk, made: _Made, *, dry_run: bool, force: bool) -> ImportedPage:
    folder = desk.project.content / "issues" / made.issue
    titled = [(draft.title, text) for draft, text in zip(made.drafts, made.texts, strict=True)]
    placed, left_over = place(folder, made.name, titled, force=force)
    if not dry_run:
        write_articles(folder, placed, made.photographs)
        write_issue(folder, made.dating, made.raw.issue_number)
    return ImportedPage(
        file=made.name,
        encoding=made.imported.encoding,
        issue=made.issue,
        dating=made.dating,
        articles=tuple(map(ImportedArticle, made.drafts, made.filings, placed)),
        left_out=_in_order((*made.raw.left_out, *leftovers(made.drafts, made.imported.lines))),
        # What came through standard input once need not be in what comes through it today.
        left_over=() if made.name == str(CLIPBOARD) else left_over,
        warnings=made.problems,
        lines=made.imported.lines,
    )


def _known_of(draft: Draft, known: Sequence[Known]) -> Known:
    """What the format knows of an article: of the last entry that begins before it ends."""
    first, last = draft.lines
    begun = [one for one in known if one.line <= last]
    return begun[-1] if begun else Known(first)


def _titled(draft: Draft) -> Draft:
    """The draft; one without a title says that an editor has to write it."""
    if draft.title:
        return draft
    reason = "没有找到标题，请补上再发布 / no title was found: write one before you publish"
    missing = Decision("title", draft.lines[0], "", reason, doubtful=True)
    return replace(draft, decisions=(missing, *draft.decisions))


def _in_order(left_out: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
    return tuple(sorted(left_out, key=lambda left: left.line))


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
