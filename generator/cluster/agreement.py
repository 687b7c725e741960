"""Whether two processes would make the same site: digests of all that its files are made from.

They are taken of what was read and declared, not of what lies on the disk: a file that was saved
between the reading of the one and that of the other cannot slip through.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from generator.digesting import record_digest
from generator.outline import theme_digest
from generator.recipes import Recipes
from generator.runs import Plan


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two processes with the same digests make the same bytes of every page."""

    program: str
    """Wenzhai, Python and the libraries that pages are made with."""
    content: str
    """All records."""
    theme: str
    """Its words and what was chosen of it; templates are in `pages`."""
    pages: str
    """The address of every file and the way in which it is made, with templates and fonts."""

    def difference(self, other: Agreement) -> str:
        """The name of the first digest that is not the same; empty when all are."""
        names = (field.name for field in fields(self))
        return next((name for name in names if getattr(self, name) != getattr(other, name)), "")


def agreement(plan: Plan) -> Agreement:
    """What another process must have too."""
    return Agreement(
        plan.program,
        record_digest(plan.site),
        theme_digest(plan.theme),
        Recipes(plan.pages, plan.theme, {}, plan.program, plan.site).ways(plan.pages),
    )


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is told of a build, beside the pages that it is to make."""

    project: str
    """The folder of the digest, from the root of the file system."""
    site: str
    """That of the site, as the process that builds knows it; the worker need not see it."""
    now: datetime | None
    moment: datetime | None
    agreed: Agreement
    boxes: str
    """Folder or URL of a store for the boxes of this build alone."""
