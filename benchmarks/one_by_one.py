"""Every page of a site made in this process, one after the other, to time what each one takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.carried import carried_files
from generator.forms import formers
from generator.make import Made, make
from generator.model import Site
from generator.page import Page
from generator.search.index import listeners
from generator.theme import Theme


def make_all(pages: Iterable[Page], theme: Theme, site: Site) -> Iterator[tuple[Page, Made]]:
    """The pages in their order; the index of the search hears what they say."""
    pages = tuple(pages)
    made_by, files, listening = formers(site), carried_files(pages), listeners(pages)
    for page in pages:
        made = make(page, theme, made_by[page.variant.tag], files)
        for index in listening if made.said else ():
            index.hear(page, made.said)
        yield page, made
