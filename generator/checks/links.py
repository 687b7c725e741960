"""Every link inside the site leads to a page that is there, and to a place on it that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from generator.addresses import is_internal
from generator.make import BodyLink, Made
from generator.problems import Phrase, Problem, did_you_mean


def check_links(
    made: Iterable[tuple[str, Made]], ids: Mapping[str, frozenset[str]]
) -> tuple[Problem, ...]:
    """Links of the bodies that lead nowhere, with all problems found while making the pages.

    `made` has pages with their addresses, in any order; problems are in that of the files of the
    content. `ids` has the fragments of every file of the site, by its address.
    """
    problems: list[Problem] = []
    for url, one in made:
        problems += one.problems
        problems += dead_links(url, one, ids)
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.place, one.what.zh)))


def dead_links(url: str, made: Made, ids: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Links of the bodies of the page at `url` that lead nowhere.

    `ids` has the fragments of every page of the site, by its address.
    """
    for link in made.links:
        yield from _link_problems(link, url, ids)


def _link_problems(
    link: BodyLink, url: str, ids: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    if not is_internal(link.url):
        return
    path, _, fragment = link.url.partition("#")
    path, fragment = unquote(path.partition("?")[0]), unquote(fragment)
    target = path or url
    if target not in ids:
        what = Phrase(
            f"链接“{link.written}”指向 {target}，网站里没有这一页",
            f"the link “{link.written}” leads to {target}, which is not in the site",
        )
        yield _dead("dead-link", link, what, _near_address(target, ids))
    elif fragment and fragment not in ids[target]:
        what = Phrase(
            f"链接“{link.written}”：{target} 上没有“#{fragment}”这个位置",
            f"the link “{link.written}”: there is no “#{fragment}” on {target}",
        )
        near = did_you_mean(fragment, ids[target])
        yield _dead("dead-fragment", link, what, f"#{near}" if near else None)


def _near_address(target: str, ids: Mapping[str, frozenset[str]]) -> str | None:
    """The likeliest address in the same folder: a look at all of a large site takes too long."""
    folder = target[: target.rfind("/") + 1]
    return did_you_mean(target, (url for url in ids if url.startswith(folder)))


def _dead(rule: str, link: BodyLink, what: Phrase, near: str | None) -> Problem:
    if near:
        mend = Phrase(f"是不是 {near}？", f"did you mean {near}?")
    else:
        mend = Phrase("改正或删去链接", "mend or remove the link")
    return Problem(rule, link.place, what, mend, excerpt=link.excerpt)
