"""`wenzhai letter`: the letter of an issue, written into files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.addresses import source_url
from generator.books import book_view
from generator.build import read
from generator.declaring import edition_of
from generator.edition import Edition
from generator.forms import formers
from generator.letters.making import Kind, make_letter
from generator.model import Issue, Site, Variant
from generator.problems import (
    NOTHING,
    Phrase,
    Place,
    Problem,
    ProblemsFound,
    Severity,
    did_you_mean,
)
from generator.project import Project
from generator.schedule import in_force

CLIPPED = 102 * 1024
"""Bytes after which Gmail hides the rest of a letter."""


@dataclass(frozen=True, slots=True)
class LetterFiles:
    """What was written, and what the editor should know of it."""

    subject: str
    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def write_letter(
    project: Project,
    issue: str = "",
    tag: str = "",
    kind: Kind = "mail",
    output: Path | None = None,
    *,
    brief: bool = False,
    clock: datetime | None = None,
) -> LetterFiles:
    """Write the letter of an issue (the newest when not named) in one written form.

    Mail is an HTML file with a text file beside it, a 公众号 one file to open and copy from.
    `clock` is for articles that come and go by the time.
    Raises ProblemsFound for an issue or a form that the site does not have.
    """
    site, theme, found = read(project)
    site = in_force(site, clock)
    variant = _variant(site, tag)
    edition = edition_of(site, theme, variant)
    view = book_view(edition, _issue(edition.issues, issue)).lacking(_gone(site, edition))
    letter = make_letter(view, kind, formers(site)[variant.tag], brief=brief)
    key = view.head.url.rstrip("/").rpartition("/")[2]
    name = "-".join(filter(None, (key, kind, variant.prefix[1:])))
    path = output or project.folder / f"{name}.html"
    # A browser takes a piece of HTML without a head for a text of its own country; the mark tells.
    data = letter.html.encode("utf-8-sig" if kind == "wechat" else "utf-8")
    path.write_bytes(data)
    files = [path]
    if kind == "mail":
        files.append(path.with_suffix(".txt"))
        files[1].write_text(letter.text, encoding="utf-8", newline="\n")
    warnings = list(found)
    if letter.homeless:
        warnings.append(_homeless())
    if kind == "mail" and len(data) > CLIPPED:
        warnings.append(_too_long(path, len(data)))
    return LetterFiles(letter.title, tuple(files), tuple(warnings))


def _variant(site: Site, tag: str) -> Variant:
    variants = site.settings.variants
    for variant in variants:
        if variant.tag.lower() == (tag or variants[0].tag).lower():
            return variant
    tags = [variant.tag for variant in variants]
    raise ProblemsFound(
        [
            Problem(
                "unknown-variant",
                Place("content/site.yaml"),
                Phrase(f"网站没有“{tag}”这种写法", f"the site has no form “{tag}”"),
                Phrase(f"可选：{'、'.join(tags)}", f"choose from {', '.join(tags)}"),
            )
        ]
    )


def _issue(issues: tuple[Issue, ...], key: str) -> Issue:
    full = [issue for issue in issues if issue.articles]
    for issue in full:
        if issue.key == (key or full[0].key):
            return issue
    near = did_you_mean(key, [issue.key for issue in full])
    raise ProblemsFound(
        [
            Problem(
                "unknown-issue",
                Place("content/issues"),
                Phrase(f"没有“{key}”这一期，或其中没有文章", f"no issue “{key}” with articles"),
                Phrase(f"是不是“{near}”？", f"did you mean “{near}”?") if near else NOTHING,
            )
        ]
    )


def _gone(site: Site, edition: Edition) -> tuple[str, ...]:
    """Addresses of the articles that the form goes without."""
    shown = {article.key for issue in edition.issues for article in issue.articles}
    return tuple(
        source_url(article.source_file)
        for issue in site.issues
        for article in issue.articles
        if article.key not in shown
    )


def _homeless() -> Problem:
    return Problem(
        "no-base-url",
        Place("content/site.yaml"),
        Phrase(
            "没有 base_url，站内链接只留文字，图片只留说明",
            "without base_url links into the site are text and photographs are their captions",
        ),
        Phrase("写上网站的网址", "give the address of the site"),
        severity=Severity.WARNING,
    )


def _too_long(path: Path, size: int) -> Problem:
    return Problem(
        "long-letter",
        Place(str(path)),
        Phrase(
            f"{size // 1024} KB；Gmail 只显示前 102 KB",
            f"{size // 1024} KB; Gmail shows the first 102 KB only",
        ),
        Phrase("加 --brief 只寄摘要", "send summaries with --brief"),
        severity=Severity.WARNING,
    )
