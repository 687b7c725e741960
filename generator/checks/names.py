"""Names that Traditional Chinese writes in two ways, asked of the editor once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.glossaries import COMMON
from generator.model import Site
from generator.problems import Place, Problem
from generator.variants import unsure_names


def check_names(site: Site) -> tuple[Problem, ...]:
    """A warning for every name of a byline that no glossary decides, if there is a form for it."""
    if len(site.settings.variants) < 2:
        return ()
    known = {key for glossary in site.glossaries for key, _ in glossary.entries}
    return unsure_names(_names(site), known, f"content/glossary/{COMMON}.yaml")


def _names(site: Site) -> Iterator[tuple[str, Place]]:
    """Everyone in a byline or under a photograph, but for those that an article decides itself."""
    for issue in site.issues:
        for article in issue.articles:
            own = {key for version in article.versions for key, _ in version.glossary}
            for name in article.people:
                if name not in own:
                    yield name, Place(f"content/{article.source_file}")
