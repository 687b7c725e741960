"""The texts of a digest to be proofed: articles, notes of issues and standing pages, with places.

Files are read once more: the records of `generator.model` keep no places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.article_fields import article_fields
from generator.content import ISSUE_FIELDS, PAGE_FIELDS
from generator.documents import read_document
from generator.front_matter import Field, Values
from generator.model import Article, Issue, Site, StandingPage
from generator.problems import Phrase, Place, Problem, ProblemsFound, did_you_mean
from generator.project import Project
from generator.proofing.passages import Block, Part, Passage, read_body
from generator.proofing.places import Source


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file with all it says."""

    file: str
    """`content/issues/2019-11/01-水利.md`."""
    key: str
    """`2019-11/01`; of an issue `2019-11`, of a standing page its name."""
    title: str
    source: Source
    passages: tuple[Passage, ...]
    blocks: tuple[Block, ...]
    """Those of the front matter first."""
    names: tuple[tuple[str, Place], ...]
    """Everyone in the byline, under a photograph or among the editors."""


@dataclass(slots=True)
class _Reading:
    """What has been read of a file so far."""

    source: Source
    stop: int
    passages: list[Passage] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    names: list[tuple[str, Place]] = field(default_factory=list)

    def text(self, name: str, text: str, start: int) -> None:
        """A value of the front matter that is written at or after an offset."""
        if text:
            part = Part("text", text, len(self.passages))
            offsets, _ = self.source.claim(text, start, self.stop)
            self.passages.append(Passage(name, text, offsets))
            self.blocks.append(Block(name, (part,)))

    def name(self, name: str, start: int) -> int:
        """A person's name that is written at or after an offset; the offset behind it."""
        if not name:
            return start
        offsets, end = self.source.claim(name, start, self.stop)
        self.names.append((name, self.source.place(offsets[0])))
        return end


Item = Article | Issue | StandingPage


def read_sheets(project: Project, site: Site, wanted: str = "") -> Iterator[Sheet]:
    """The sheets of a site, by file; `wanted` names one file, article or issue.

    Raises ProblemsFound when there is no such thing, or when a file has gone since.
    """
    fields = article_fields({taxonomy.key: taxonomy for taxonomy in site.taxonomies})
    for file, item in _chosen(site, wanted):
        known: Mapping[str, Field] = (
            fields
            if isinstance(item, Article)
            else ISSUE_FIELDS
            if isinstance(item, Issue)
            else PAGE_FIELDS
        )
        yield from _read(project, file, item, known)


def _chosen(site: Site, wanted: str) -> list[tuple[str, Item]]:
    """Files below `content/` with their records, by name."""
    items: dict[str, Item] = {page.source_file: page for page in site.pages}
    for issue in site.issues:
        if issue.title or issue.note:
            items[issue.source_file] = issue
        items |= {article.source_file: article for article in issue.articles}
    name = wanted.replace("\\", "/").removeprefix("./").rstrip("/").removeprefix("content/")
    chosen = [
        (file, item)
        for file, item in sorted(items.items())
        if not wanted or name in (file, item.key) or _inside(file, name)
    ]
    if wanted and not chosen:
        near = did_you_mean(name, [*items, *(item.key for item in items.values())])
        what = Phrase(f"没有“{wanted}”这篇文章", f"there is no article “{wanted}”")
        mend = (
            Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
            if near
            else Phrase("用 wenzhai list 看全部文章", "`wenzhai list` lists all articles")
        )
        raise ProblemsFound([Problem("no-such-article", Place(wanted), what, mend)])
    return chosen


def _inside(file: str, folder: str) -> bool:
    """Whether a file is of the issue `folder`, or lies in that folder."""
    return file.startswith((f"issues/{folder}/", f"{folder}/"))


def _read(project: Project, file: str, item: Item, fields: Mapping[str, Field]) -> Iterator[Sheet]:
    problems: list[Problem] = []
    name = f"{project.content.name}/{file}"
    document = read_document(project.content / file, name, fields, problems)
    if document is None:
        raise ProblemsFound(problems)
    source = Source(name, document.text)
    reading = _Reading(source, source.offset(document.body_line))
    _front_matter(reading, document.values)
    begin = len(reading.passages)
    passages, blocks = read_body(source, document.body, document.body_line)
    yield Sheet(
        file=name,
        key=item.key,
        title=str(item.title),
        source=source,
        passages=(*reading.passages, *passages),
        blocks=(*reading.blocks, *(_moved(block, begin) for block in blocks)),
        names=tuple(reading.names),
    )


def _moved(block: Block, by: int) -> Block:
    """The block of a body behind `by` passages of front matter."""
    parts = (
        Part(p.shape, p.text, p.passage + by, p.start) if p.passage >= 0 else p for p in block.parts
    )
    return Block(block.kind, tuple(parts))


def _front_matter(reading: _Reading, values: Values) -> None:
    def start(values: Values, key: str) -> int:
        place = values.place(key)
        return reading.source.offset(place.line, place.column)

    for key in ("kicker", "title", "subtitle", "summary", "source"):
        reading.text(key, values.text(key), start(values, key))
    if values.text("author_kind") != "organisation":
        _names(reading, values, "authors")
    _names(reading, values, "editors")
    at = start(values, "roles")
    for name, role in values.pairs("roles"):
        _, at = reading.source.claim(name, at, reading.stop)
        reading.text("roles", role, at)
    for caption in values.records("captions"):
        reading.text("captions.text", caption.text("text"), start(caption, "text"))
        reading.name(caption.text("credit"), start(caption, "credit"))
        reading.text("captions.role", caption.text("role"), start(caption, "role"))
    for note in values.records("corrections"):
        reading.text("corrections.text", note.text("text"), start(note, "text"))


def _names(reading: _Reading, values: Values, key: str) -> None:
    """The names of a list; several of one string have one place, and follow each other."""
    at = 0
    for named in values.names(key):
        written = reading.source.offset(named.place.line, named.place.column)
        at = reading.name(named.text, max(at, written))
