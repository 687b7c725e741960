"""Which files an edit of texts can have changed, without a look at what they show.

Most edits are of a text: a sentence in the body of an article, and with it the summary that is
taken from its beginning and the count of its characters. Such an edit moves nothing: no list, no
order, no address and no name depends on it. So the outline of a site, which is all of it but the
texts, is the same as that of the last build, every page shows the very articles that it showed
then, and only those that show an edited one can be others.

What a page shows is not declared by hand: it is noted while its view is digested (`recipes.py`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.cards import Card
from generator.last_build import LastBuild
from generator.model import Article, Site
from generator.page import Page
from generator.recipes import Recipes, file_state, record_digest
from generator.runs import Plan
from generator.theme import Theme

TEXTS = ("body", "body_line", "summary", "characters")
"""Fields of an article that no page is planned by."""


def outline(plan: Plan, recipes: Recipes) -> str:
    """A digest of all that pages are planned from, but for the texts of articles."""
    theme = plan.theme
    addresses = [theme.style[0], theme.script]
    addresses += sorted(f"{name} {url}" for name, (url, _) in theme.assets.items())
    carried = [
        (page.url, file_state(page.view)) for page in plan.pages if issubclass(page.kind, Path)
    ]
    # Cards are drawn with the fonts of this machine, or there are none.
    cards = sorted({recipes.manner(page) for page in plan.pages if page.kind is Card})
    told = plan.now.isoformat() if plan.now else ""
    site = record_digest(plan.site, without={Article: TEXTS})
    return record_digest((site, theme_digest(theme), addresses, carried, cards, told, plan.program))


def text_digests(site: Site) -> tuple[str, ...]:
    """A digest of the text of every article, in their order: that of the numbers of `shows`."""
    return tuple(
        hashlib.sha256(
            f"{one.body_line} {one.characters}\0{one.summary}\0{one.body}".encode()
        ).hexdigest()[:16]
        for issue in site.issues
        for one in issue.articles
    )


def theme_digest(theme: Theme) -> str:
    """Of a theme as pages are planned with it: all but its templates."""
    return record_digest(
        (
            theme.name,
            [(tag, sorted(words.items())) for tag, words in sorted(theme.words.items())],
            sorted(theme.options.items()),
            theme.image_sizes,
            sorted(theme.colours.items()),
        )
    )


class Unedited:
    """Knows of every file whether the texts that were edited can have changed it."""

    def __init__(self, plan: Plan, recipes: Recipes, last: LastBuild) -> None:
        self._recipes = recipes
        self._files = last.files
        self.outline = outline(plan, recipes)
        self.texts = text_digests(plan.site)
        self.manners = record_digest(sorted({recipes.manner(page) for page in plan.pages}))
        """A digest of how pages are made, whatever they show."""
        self.is_known = bool(last.outline) and last.outline == self.outline
        """Whether the outline is that of the last build; else nothing is known."""
        self.is_same_manner = last.manners == self.manners
        edited = (
            number
            for number, (old, new) in enumerate(zip(last.texts, self.texts, strict=False))
            if old != new
        )
        self._edited = tuple(f" {number} " for number in edited)

    def touched(self) -> frozenset[str]:
        """The paths of the files that show a text that was edited."""
        return frozenset(path for one in self._edited for path in self._files.showing(one))

    def is_as_left(self, page: Page, path: str, digest: str) -> bool:
        """Whether a file with this digest is the one of the last build, and made as it was."""
        known = self._files.head(path)
        if known is None or known.digest != digest:
            return False
        return known.recipe.endswith(self._recipes.manner(page))
