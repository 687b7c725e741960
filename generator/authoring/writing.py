"""Writes a file that was not there, or says why not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.content import read_site
from generator.front_matter import Field, compose_head
from generator.model import Site
from generator.problems import NOTHING, Phrase, Place, Problem, ProblemsFound, errors
from generator.project import Project


def site_of(project: Project) -> Site:
    """The site that something is added to; raises ProblemsFound while it has errors."""
    site, problems = read_site(project.content)
    if errors(problems):
        raise ProblemsFound(errors(problems))
    return site


def refuse(rule: str, place: str, what: Phrase, mend: Phrase = NOTHING) -> ProblemsFound:
    """The one reason for which nothing is written."""
    return ProblemsFound([Problem(rule, Place(place), what, mend)])


def document(values: Mapping[str, Any], fields: Mapping[str, Field], body: str) -> str:
    """A file of these values, in the order of the table of fields, without the empty ones."""
    known = {name: values[name] for name in fields if values.get(name) not in (None, "", [])}
    return compose_head(known) + ("\n" + body if body else "")


def write_new(path: Path, project: Project, text: str) -> str:
    """Write a file that is not there yet; its name as problems have it.

    Raises ProblemsFound when it is there: whoever came first keeps it.
    """
    name = path.relative_to(project.folder).as_posix()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise refuse(
            "file-exists",
            name,
            Phrase("已经有这个文件了，没有改它", "this file is there and was left as it is"),
            Phrase("换一个名字", "choose another name"),
        ) from None
    return name
