"""A Markdown file with a YAML head, read: what articles, issues and standing pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.files import read_text
from generator.front_matter import Field, Values, parse, read_values, split
from generator.problems import Place, Problem, ProblemsFound, errors


@dataclass(frozen=True, slots=True)
class Document:
    """The values of the head, the body, and the line of the file on which the body begins."""

    values: Values
    body: str
    body_line: int
    text: str
    """The whole file, for the excerpts of problems."""


def read_document(
    path: Path, file: str, fields: Mapping[str, Field], problems: list[Problem]
) -> Document | None:
    """The document at `path`, or None when it cannot be read; `file` is its name in problems."""
    text = read_text(path, file, problems)
    if text is None:
        return None
    try:
        head, body, line = split(text, file)
    except ProblemsFound as error:
        problems += error.problems
        return None
    node, found = parse(head, file, 2, comments=False)
    problems += found
    # Of a head that YAML cannot read, nothing is known to be missing.
    known = fields if node or not errors(found) else {}
    values = read_values(node, known, file, problems, Place(file, 1, 1))
    return Document(values, body, line, text)
