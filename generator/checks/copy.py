"""How the copy is marked up, in bodies and in the head of each file; see `generator.copy_lint`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from generator.copy_lint import TRADITIONAL_OFF, Finding, Passage, covered, find
from generator.copy_lint.heads import head_texts
from generator.files import read_text
from generator.front_matter import split
from generator.model import Article, Markdown, Site, StandingPage
from generator.problems import Place, Problem, ProblemsFound, Severity


def check_copy(site: Site, content: Path) -> tuple[Problem, ...]:
    """Warnings for every article, issue and standing page.

    The folder `content` is read again only where something is wrong in a head: no record has the
    places of its values.
    """
    off = frozenset(rule for rule, verdict in site.settings.checks if verdict == "off")
    desk = _Desk(content, dict(site.house_words), off)
    problems: list[Problem] = []
    for issue in site.issues:
        problems += desk.in_body(issue.note, issue.source_file, issue.note_line)
        problems += desk.in_head([issue.title], issue.source_file)
        for article in issue.articles:
            problems += desk.in_item(article)
    for page in site.pages:
        problems += desk.in_item(page)
    return tuple(problems)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where copy is looked at, and by what."""

    content: Path
    words: Mapping[str, str]
    off: Set[str]

    def in_item(self, item: Article | StandingPage) -> Iterator[Problem]:
        yield from self.in_head(_copy_of(item), item.source_file)
        yield from self.in_body(item.body, item.source_file, item.body_line)
        for version in item.versions:
            by_hand = replace(self, words={}, off=self.off | TRADITIONAL_OFF)
            yield from by_hand.in_body(version.body, version.source_file, version.body_line)

    def in_body(self, body: Markdown, source_file: str, line: int) -> Iterator[Problem]:
        """Problems of a body that begins on `line` of its file."""
        found = find(Passage(covered(body), words=self.words), self.off) if body else ()
        lines = body.split("\n") if found else []
        for finding in found:
            before = body.count("\n", 0, finding.start)
            column = finding.start - body.rfind("\n", 0, finding.start)
            place = Place(self._name(source_file), line + before, column)
            yield _problem(finding, place, lines[before])

    def in_head(self, said: Iterable[str], source_file: str) -> Iterator[Problem]:
        """Problems of the values `said`, at their places in the file."""
        if not any(find(Passage(covered(text), False, self.words), self.off) for text in said):
            return
        file = self._name(source_file)
        text = read_text(self.content / source_file, file, []) or ""
        try:
            head = split(text, file)[0]
        except ProblemsFound:
            return
        lines = head.split("\n")
        for value in head_texts(head):
            passage = Passage(covered(value.text), value.running, self.words)
            for finding in find(passage, self.off):
                column = value.column + finding.start + 1 if value.column >= 0 else 0
                yield _problem(finding, Place(file, value.line + 2, column), lines[value.line])

    def _name(self, source_file: str) -> str:
        return f"{self.content.name}/{source_file}"


def _copy_of(item: Article | StandingPage) -> Iterator[str]:
    yield from (item.title, item.summary)
    if isinstance(item, Article):
        yield from (item.kicker, item.subtitle)
        yield from (caption.text for caption in item.captions)
        yield from (note.text for note in item.corrections)


def _problem(finding: Finding, place: Place, excerpt: str) -> Problem:
    return Problem(finding.rule, place, finding.what, finding.mend, Severity.WARNING, excerpt)
