"""Reads what was written by hand for single written forms.

Two places: `variants:` in the front matter, and a file beside the article that holds it as one
form prints it (`01.zh-Hant-TW.md` beside `01-水利.md`, `about.zh-Hant-TW.md` beside `about.md`).
The file wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from generator.article_fields import TWIN_FIELDS, VERSIONS
from generator.documents import read_document
from generator.front_matter import Values
from generator.model import Article, Caption, Markdown, Prose, StandingPage, Version
from generator.problems import Phrase, Place, Problem, did_you_mean, with_excerpts
from generator.summary import summary_of
from generator.variants import FORMS, entries_of, form_of

Item = TypeVar("Item", Article, StandingPage)

_TWIN = re.compile(r"(?P<key>.+)\.(?P<tag>zh(?:-[0-9A-Za-z]+)+)\.md", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Twin:
    """A file that holds an article, or a standing page, as one form prints it."""

    key: str
    """What its name has before the form: `01`, `01-水利`, `about`."""
    version: Version
    place: Place


def is_twin(file_name: str) -> bool:
    """Whether a file name is that of a twin: it ends in a tag of Chinese and `.md`."""
    return _TWIN.fullmatch(file_name) is not None


def read_twin(path: Path, content: Path, problems: list[Problem]) -> Twin | None:
    """The twin in the file at `path`, or None when it cannot be used."""
    file = path.relative_to(content.parent).as_posix()
    name = _TWIN.fullmatch(path.name)
    form = form_of(name["tag"]) if name else None
    if name is None or form is None or form.source:
        problems.append(_no_such_form(file, name["tag"] if name else path.name))
        return None
    found: list[Problem] = []
    document = read_document(path, file, TWIN_FIELDS, found)
    problems += with_excerpts(found, file, document.text if document else "")
    if document is None:
        return None
    version = _version(form.tag, document.values)
    version = replace(
        version,
        summary=version.summary or Prose(summary_of(document.body)),
        captions=captions(document.values),
        body=Markdown(document.body if document.body.strip() else ""),
        body_line=document.body_line,
        source_file=path.relative_to(content).as_posix(),
    )
    return Twin(name["key"], version, Place(file))


def read_versions(values: Values, file: str, problems: list[Problem]) -> tuple[Version, ...]:
    """The versions in the field `variants` of a front matter."""
    record = values.record("variants")
    if record is None:
        return ()
    versions: list[Version] = []
    for tag in VERSIONS.fields or ():
        said = record.record(tag)
        if said is not None:
            entries, wrong = entries_of(said.words("glossary"), file)
            problems += wrong
            glossary = tuple((entry.key, entry.value) for entry in entries)
            skip = said.flag("skip", False)
            versions.append(replace(_version(tag, said), glossary=glossary, skip=skip))
    return tuple(versions)


def captions(values: Values) -> tuple[Caption, ...]:
    """The field `captions`."""
    return tuple(
        Caption(
            Prose(caption.text("text")),
            caption.text("credit"),
            caption.text("role"),
            caption.number("after_paragraph"),
            caption.text("image"),
        )
        for caption in values.records("captions")
    )


def joined(
    items: Sequence[Item],
    twins: Sequence[Twin],
    keys: Callable[[Item], Sequence[str]],
    problems: list[Problem],
) -> list[Item]:
    """Articles or pages, each with its twins; one for which there is none is a problem."""
    by_key: dict[str, list[Version]] = {}
    for twin in twins:
        by_key.setdefault(twin.key, []).append(twin.version)
    known = [key for item in items for key in keys(item)]
    problems += (_lonely(twin, known) for twin in twins if twin.key not in known)
    return [_with(item, [v for key in keys(item) for v in by_key.get(key, ())]) for item in items]


def _with(item: Item, versions: Sequence[Version]) -> Item:
    return replace(item, versions=(*item.versions, *versions)) if versions else item


def _lonely(twin: Twin, keys: Sequence[str]) -> Problem:
    near = did_you_mean(twin.key, keys)
    return Problem(
        "lonely-twin",
        twin.place,
        Phrase(f"没有它所对应的“{twin.key}”", f"there is no “{twin.key}” that this is a form of"),
        Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
        if near
        else Phrase("改文件名，或删去", "rename the file, or remove it"),
    )


def _version(tag: str, values: Values) -> Version:
    return Version(
        tag=tag,
        title=Prose(values.text("title")),
        kicker=Prose(values.text("kicker")),
        subtitle=Prose(values.text("subtitle")),
        summary=Prose(values.text("summary")),
    )


def _no_such_form(file: str, tag: str) -> Problem:
    tags = [form.tag for form in FORMS if not form.source]
    near = did_you_mean(tag, tags)
    return Problem(
        "unknown-variant",
        Place(file),
        Phrase(f"没有“{tag}”这种繁体写法", f"there is no Traditional form “{tag}”"),
        Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
        if near
        else Phrase(f"可选：{'、'.join(tags)}", f"choose from {', '.join(tags)}"),
    )
