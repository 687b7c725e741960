"""Names that a taxonomy of people lists, with their places."""

from __future__ import annotations

from collections.abc import Iterator

from generator.files import read_text
from generator.forms import PEOPLE
from generator.model import Site
from generator.problems import Place, Problem, ProblemsFound
from generator.project import Project
from generator.proofing.places import Source


def term_names(project: Project, site: Site) -> Iterator[tuple[str, Place]]:
    """Labels and other names of all terms that are persons."""
    for taxonomy in site.taxonomies:
        if taxonomy.key not in PEOPLE:
            continue
        sources: dict[str, Source] = {}
        for term in taxonomy.terms:
            if not term.line:
                continue
            file = term.source_file
            if file not in sources:
                sources[file] = _source(project, file)
            source = sources[file]
            start = source.offset(term.line)
            for name in (str(term.label), *term.aliases):
                if name:
                    offsets, _ = source.claim(name, start, len(source.text))
                    yield name, source.place(offsets[0])


def _source(project: Project, file: str) -> Source:
    name = f"{project.content.name}/{file}"
    found: list[Problem] = []
    text = read_text(project.content / file, name, found)
    if text is None:
        raise ProblemsFound(found)
    return Source(name, text)
