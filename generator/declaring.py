"""From what was read to all pages of a site: its editions side by side, and what goes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path

from generator.cache import FOLDER as CACHE
from generator.cache import Cache
from generator.cards import Colours, Press, open_press, with_share_images
from generator.catalogue import Catalogue
from generator.edition import ENGINE_WORDS, Edition
from generator.forms import Former, formers, kept_in
from generator.hand_made import as_planned
from generator.images import Darkroom, illustrated, picture_pages
from generator.make import make
from generator.model import Site, Variant
from generator.outputs import plan
from generator.page import Page, Wanted
from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.project import Project
from generator.redirects import redirect_pages
from generator.search.index import Say, index_pages
from generator.sitemaps import Changes, whole_site
from generator.theme import Theme
from generator.twins import side_by_side
from generator.views import ArticleView

FAVICON = "favicon.ico"


def declare(
    project: Project,
    site: Site,
    theme: Theme,
    now: datetime | None = None,
    changes: Changes | None = None,
    wanted: Wanted | None = None,
) -> tuple[Page, ...]:
    """All pages of the site, in all its variants, and the files that it carries.

    `now` says what is new (see `build`). The sitemaps have their days from `changes`, which hears
    them while pages are made; without it they look at every page again.

    Of the pages of the editions only those that are `wanted`; then none is there of which all
    others would have to be known: sitemaps, redirects, files for the host.
    """
    editions = list(_editions(site, theme, now, wanted))
    every = _by_folder(side_by_side([tuple(plan(edition)) for edition in editions]))
    press = press_of(project, site, theme, [])

    def finished(pages: Iterable[Page]) -> Iterator[Page]:
        return with_share_images(illustrated(pages, site.pictures), site.settings, press)

    pages = list(finished(filter(wanted.has, every) if wanted else every))
    if not wanted:
        pages += whole_site(every, site.settings, changes or Changes(every))
    pages += carried(project, site, theme)

    def articles() -> Mapping[str, Page]:
        all_pages = chain(*map(plan, _editions(site, theme, now))) if editions[0].wanted else every
        return {page.url: page for page in all_pages if page.kind is ArticleView}

    keep = kept_in(cache_of(project))
    pages += index_pages(editions, articles, _voice(site, theme, finished), keep)
    return tuple(pages) if wanted else (*pages, *redirect_pages(pages, editions))


def carried(project: Project, site: Site, theme: Theme) -> Iterator[Page]:
    """The files of the theme and of the content that go out as they are, and the photographs."""
    source_form = site.settings.variants[0]
    style, content = theme.style
    if style:
        source = f"themes/{theme.name}/assets/{theme.name}.css"
        yield Page(style, bytes, content, source_form, source)
    for name, (url, path) in theme.assets.items():
        source = f"themes/{theme.name}/assets/{name}"
        # Browsers look for this one at the root, unasked.
        url = f"/{FAVICON}" if name == FAVICON else url
        yield Page(url, Path.read_bytes, path, source_form, source)
    yield from picture_pages(darkroom(project), site.pictures, source_form)
    photographs = {picture.url for picture in site.pictures}
    for file in site.files:
        if file.url not in photographs:
            path, source = project.content / file.source_file, f"content/{file.source_file}"
            yield Page(file.url, Path.read_bytes, path, source_form, source)


def darkroom(project: Project) -> Darkroom:
    """Where the photographs of a project become files of the site."""
    return Darkroom(project.content, cache_of(project))


def press_of(project: Project, site: Site, theme: Theme, problems: list[Problem]) -> Press | None:
    """What the share cards of a site are made with, or None when it has none."""
    return open_press(site.settings, Colours(**theme.colours), cache_of(project), problems)


def cache_of(project: Project) -> Cache:
    """What the builds of a project keep for the next."""
    return Cache(project.folder / CACHE)


def _voice(site: Site, theme: Theme, finished: Callable[[Iterable[Page]], Iterator[Page]]) -> Say:
    """Makes a page for what it says."""
    made_by: dict[str, Former] = {}

    def say(page: Page) -> tuple[str, ...]:
        if not made_by:
            made_by.update(formers(site))
        return make(next(finished([page])), theme, made_by[page.variant.tag]).said

    return say


def _by_folder(pages: Iterable[Page]) -> list[Page]:
    """Pages in their order, but those from one folder together: pages and book share its texts."""
    numbers: dict[str, int] = {}
    return sorted(
        pages, key=lambda page: numbers.setdefault(page.source.rpartition("/")[0], len(numbers))
    )


def edition_of(site: Site, theme: Theme, variant: Variant, now: datetime | None = None) -> Edition:
    """The site in one variant, as it is planned from."""
    return _edition(Catalogue(as_planned(site, variant)), theme, variant, now)


def _editions(
    site: Site, theme: Theme, now: datetime | None, wanted: Wanted | None = None
) -> Iterator[Edition]:
    """The site in all its variants; those with the same records share what is known of them."""
    first = Catalogue(site)
    planned = [as_planned(site, variant) for variant in site.settings.variants]
    # What one form lacks is known by all the pages of another.
    wanted = wanted if all(one is site for one in planned) else None
    for variant, one in zip(site.settings.variants, planned, strict=True):
        catalogue = first if one is site else Catalogue(one)
        yield _edition(catalogue, theme, variant, now, wanted)


def _edition(
    catalogue: Catalogue,
    theme: Theme,
    variant: Variant,
    now: datetime | None,
    wanted: Wanted | None = None,
) -> Edition:
    site = catalogue.site
    words_of = {one.tag: _words(theme, one.tag) for one in site.settings.variants}
    words = words_of[variant.tag]
    missing = [word for word in ENGINE_WORDS if word not in words]
    if missing:
        raise ProblemsFound(
            [
                Problem(
                    "missing-words",
                    Place(f"themes/{theme.name}/words/{variant.tag}.yaml"),
                    Phrase(f"缺少用语：{'、'.join(missing)}", f"missing words: {missing}"),
                    Phrase("照 broadsheet 主题的同名文件补上", "see this file of broadsheet"),
                )
            ]
        )
    addresses = {name: url for name, (url, _) in theme.assets.items()}
    return Edition(
        catalogue,
        variant,
        words,
        stylesheet=theme.style[0],
        icon=addresses.get("icon.svg", ""),
        favicon=f"/{FAVICON}" if FAVICON in addresses else "",
        touch_icon=addresses.get("icon.png", ""),
        script=theme.script,
        words_of=words_of,
        now=now,
        assets=addresses,
        options=theme.options,
        wanted=wanted,
    )


def _words(theme: Theme, tag: str) -> Mapping[str, str]:
    # The generic form speaks as Taiwan does.
    generic = theme.words.get("zh-Hant-TW", {}) if tag == "zh-Hant" else {}
    return theme.words.get(tag, generic)
