"""Reads one article file into its record."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.addresses import article_number
from generator.article_fields import article_fields
from generator.dates import moment
from generator.documents import Document, read_document
from generator.files import below
from generator.front_matter import Values
from generator.ignoring import read_ignored
from generator.markdown import count_characters
from generator.model import (
    Article,
    Author,
    AuthorKind,
    Correction,
    DateKind,
    Markdown,
    Origin,
    Prose,
)
from generator.old_addresses import read_aliases
from generator.problems import Phrase, Place, Problem, Severity, did_you_mean, with_excerpts
from generator.summary import summary_of
from generator.taxonomies import Names
from generator.versions import captions, read_versions


def read_article(
    path: Path, content: Path, names: Mapping[str, Names], problems: list[Problem]
) -> Article | None:
    """The article of one file, or None when it cannot stand; why goes to `problems`."""
    source_file = below(path, content)
    file = below(path, content.parent)
    number = article_number(path.name)
    if number is None:
        if path.name != "README.md":
            problems.append(_bad_name(file))
        return None
    found: list[Problem] = []
    document = read_document(path, file, article_fields(names), found)
    if document is None:
        problems += found
        return None
    article = _article(document, names, source_file, number, file, found)
    found += _missing_photographs(document.values, path.parent, content)
    if "title" in document.values and not document.body.strip():
        found.append(
            Problem(
                "empty-body",
                Place(file, document.body_line),
                Phrase("没有正文", "the article has no text"),
                Phrase("在文件头下面写上正文", "write it below the front matter"),
                Severity.WARNING,
            )
        )
    found += _over_before_it_begins(document.values)
    problems += with_excerpts(found, file, document.text)
    return article


def _article(
    document: Document,
    names: Mapping[str, Names],
    source_file: str,
    number: str,
    file: str,
    problems: list[Problem],
) -> Article:
    values = document.values
    issue = source_file.split("/")[1]
    terms = {
        key: _terms(values, key, index, problems)
        for key, index in names.items()
        if key != "authors"
    }
    mentions = _terms(values, "mentions", names["counties"], problems)
    return Article(
        key=f"{issue}/{number}",
        issue=issue,
        number=number,
        source_file=source_file,
        body_line=document.body_line,
        title=Prose(values.text("title")),
        body=Markdown(document.body),
        characters=count_characters(document.body),
        kicker=Prose(values.text("kicker")),
        subtitle=Prose(values.text("subtitle")),
        authors=_one(_authors(values, problems)),
        editors=tuple(named.text for named in values.names("editors")),
        date=values.date("date"),
        date_kind=_date_kind(values, problems),
        summary=Prose(values.text("summary") or summary_of(document.body)),
        terms=_one(tuple((key, keys) for key, keys in terms.items() if keys)),
        mentions=tuple(key for key in mentions if key not in terms["counties"]),
        source=Prose(values.text("source")),
        source_url=_source_url(values, problems),
        sheet=values.text("sheet"),
        captions=captions(values),
        corrections=tuple(
            Correction(correction.date("date"), Prose(correction.text("text")))
            for correction in values.records("corrections")
        ),
        origin=_origin(values, problems),
        draft=values.flag("draft", False),
        publish_at=values.text("publish_at"),
        expires=values.text("expires"),
        pin=values.flag("pin", False),
        ignored=read_ignored(values.names("ignore"), problems),
        versions=read_versions(values, file, problems),
        aliases=read_aliases(values, problems),
    )


@lru_cache(maxsize=10_000)
def _one(value: Hashable) -> Any:
    """Of equal values, of which a site has thousands, one for all articles."""
    return value


def _terms(values: Values, key: str, names: Names, problems: list[Problem]) -> tuple[str, ...]:
    found = (names.find(named.text, named.place, problems) for named in values.names(key))
    return tuple(dict.fromkeys(key for key in found if key))


def _authors(values: Values, problems: list[Problem]) -> tuple[Author, ...]:
    roles = dict(values.pairs("roles"))
    kind: AuthorKind = "organisation" if values.text("author_kind") == "organisation" else "person"
    listed = [named.text for named in values.names("authors")]
    for name in roles:
        if name not in listed:
            problems.append(
                Problem(
                    "unknown-author",
                    values.place("roles"),
                    Phrase(f"“{name}”不在 authors 里", f"“{name}” is not among the authors"),
                    Phrase("把姓名写进 authors", "add the name to `authors`"),
                )
            )
    return tuple(Author(name, roles.get(name, ""), kind) for name in listed)


def _date_kind(values: Values, problems: list[Problem]) -> DateKind | None:
    kind, precision = values.text("date_kind"), values.text("date_precision")
    date = values.date("date")
    if "date" in values and precision and precision != date.precision:
        problems.append(
            Problem(
                "date-precision",
                values.place("date_precision"),
                Phrase(
                    f"日期 {date.iso} 的精度是 {date.precision}，不是 {precision}",
                    f"the precision of {date.iso} is {date.precision}, not {precision}",
                ),
                Phrase("改正或删去 date_precision", "mend or remove date_precision"),
            )
        )
    if not date.year:
        return None
    return "inferred" if kind == "inferred" else "stated"


def _source_url(values: Values, problems: list[Problem]) -> str:
    url = values.text("source_url")
    if url and not re.match(r"https?://[^\s]+$", url):
        problems.append(
            Problem(
                "bad-source-url",
                values.place("source_url"),
                Phrase(f"“{url}”不是网址", f"“{url}” is not an address"),
                Phrase("写以 https:// 开头的网址", "write an address that begins with https://"),
            )
        )
        return ""
    return url


def _missing_photographs(values: Values, folder: Path, content: Path) -> Iterator[Problem]:
    """Photographs of captions that are not beside the article, nor elsewhere below `content`."""
    for caption in values.records("captions"):
        name = caption.text("image")
        file = folder / name
        if name and not (file.is_file() and file.resolve().is_relative_to(content.resolve())):
            near = did_you_mean(name, sorted(path.name for path in folder.iterdir()))
            yield Problem(
                "missing-image",
                caption.place("image"),
                Phrase(f"找不到图片“{name}”", f"there is no image “{name}”"),
                Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
                if near
                else Phrase("把图片放在文章旁边", "put the image beside the article"),
            )


def _over_before_it_begins(values: Values) -> Iterator[Problem]:
    begins, ends = values.text("publish_at"), values.text("expires")
    if begins and ends and moment(ends, "+00:00") <= moment(begins, "+00:00"):
        yield Problem(
            "expires-first",
            values.place("expires"),
            Phrase("到期时间不晚于发布时间", "it expires before it is published"),
            Phrase("改正 expires 或 publish_at", "mend expires or publish_at"),
        )


def _origin(values: Values, problems: list[Problem]) -> Origin | None:
    origin = values.record("origin")
    if origin is None:
        return None
    lines = re.fullmatch(r"(\d{1,7})(?:-(\d{1,7}))?", origin.text("lines"), re.ASCII)
    if "lines" in origin and not lines:
        problems.append(
            Problem(
                "bad-lines",
                origin.place("lines"),
                Phrase("行号写法不对", "the lines cannot be read"),
                Phrase("写成 3-17", "write them as 3-17"),
            )
        )
    first = int(lines[1]) if lines else 0
    last = int(lines[2] or lines[1]) if lines else 0
    return Origin(origin.text("file"), (first, last), origin.text("sha256"), origin.text("written"))


def _bad_name(file: str) -> Problem:
    return Problem(
        "bad-article-name",
        Place(file),
        Phrase("文章的文件名要以数字开头", "the file name of an article begins with a number"),
        Phrase("改成 01-标题.md 这样的名字", "rename it like 01-title.md"),
    )
