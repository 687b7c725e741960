"""Where the values of an article come from: a line of its file, another file, or its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.article_fields import ARTICLE_FIELDS
from generator.files import read_text
from generator.front_matter import Mapping as MappingNode
from generator.front_matter import Node, Scalar, Sequence, parse, split
from generator.model import Article, Issue, Site
from generator.problems import Phrase, Place, ProblemsFound

_LONG = 60


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a page and its origin."""

    name: str
    text: str
    origin: Phrase


def article_values(site: Site, issue: Issue, article: Article, content: Path) -> Iterator[Value]:
    """The values of an article, in the order of its fields, then what is worked out."""
    file = f"{content.name}/{article.source_file}"
    written = _written(content / article.source_file, file)
    for name, (place, text) in written.items():
        yield Value(name, text, Phrase(str(place), str(place)))
        if name in _taxonomies(site):
            yield from _terms(site, name, article, content.name)
    if "summary" not in written and article.summary:
        origin = Phrase("正文的开头几句", "the first sentences of the body")
        yield Value("summary", _short(article.summary), origin)
    if "date" not in written and issue.date.year:
        dated = _written(content / issue.source_file, f"{content.name}/{issue.source_file}")
        place = dated["date"][0] if "date" in dated else Place(issue.source_file)
        origin = Phrase(f"本期的日期，{place}", f"the date of its issue, {place}")
        yield Value("date", issue.date.iso, origin)
    yield Value("issue", issue.key, Phrase("文件所在的文件夹", "the folder of its file"))
    yield Value("number", article.number, Phrase("文件名开头的数字", "the digits of its file name"))
    counted = Phrase("数正文得来", "counted in the body")
    yield Value("characters", str(article.characters), counted)
    place = Place(file, article.body_line)
    yield Value("body", _short(article.body), Phrase(str(place), str(place)))
    for version in article.versions:
        origin = Phrase(version.source_file or file, version.source_file or file)
        yield Value(f"variants.{version.tag}", _short(version.title or version.body), origin)


def _taxonomies(site: Site) -> Mapping[str, Mapping[str, object]]:
    return {one.key: {term.key: term for term in one.terms} for one in site.taxonomies}


def _terms(site: Site, name: str, article: Article, content: str) -> Iterator[Value]:
    """What the names of a field mean: each term, with its line in the file of the taxonomy."""
    taxonomy = next(one for one in site.taxonomies if one.key == name)
    by_key = {term.key: term for term in taxonomy.terms}
    for key in article.terms_of(name):
        term = by_key[key]
        place = f"{content}/{term.source_file}:{term.line}"
        yield Value(f"{name}/{key}", str(term.label), Phrase(place, place))


def _written(path: Path, file: str) -> dict[str, tuple[Place, str]]:
    """Field to its place and its text, in the order of the table of fields."""
    text = read_text(path, file, []) if path.exists() else None
    try:
        head = split(text or "", file)[0]
    except ProblemsFound:
        return {}
    node, _ = parse(head, file, 2, comments=False)
    found = {
        key.text: (value.place, _short(_said(value)))
        for key, value in (node.entries if isinstance(node, MappingNode) else ())
    }
    order = {name: number for number, name in enumerate(ARTICLE_FIELDS)}
    return dict(sorted(found.items(), key=lambda one: order.get(one[0], len(order))))


def _said(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return "、".join(_said(item) for item in node.items)
    return "；".join(f"{key.text}: {_said(value)}" for key, value in node.entries)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[: _LONG - 1] + "…"
