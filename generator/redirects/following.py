"""From what the content says of old addresses to where each of them leads, and what is wrong.

An old address holds in every written form, as all addresses do: the alias `/a.html` of a page is
also `/zh-hant-tw/a.html`, which leads to the page in that form, or to that of the source form where
the form goes without it. One that begins with the prefix of a form is of that form alone.

Chains are followed to their end, so that an address that moved twice leads on in one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.addresses import source_url
from generator.model import Move, OldAddress, Site, Variant
from generator.page import portable_file
from generator.problems import Phrase, Problem, did_you_mean
from generator.redirects.records import Addresses, Redirect


def follow(site: Site, urls: Iterable[str], ledger: Sequence[OldAddress] = ()) -> Addresses:
    """The old addresses of a site in which there are pages at `urls`, and no stub yet.

    It is a problem for an address of the `ledger` to be none of all these.
    """
    claims = (*_aliases(site), *site.moves)
    if not (claims or site.gone or ledger):
        return Addresses()
    there = {stub_file(url): url for url in urls}
    return _Following(site, there, claims).done(ledger)


def stub_file(url: str) -> str:
    """The file that an address has, or would have, the same for all that a system takes for one.

    An address without a suffix is a folder's: a server sends its readers on to `/a/`, and there is
    no other way to have a page at `/a` everywhere.
    """
    return portable_file(stub_url(url))


def stub_url(url: str) -> str:
    """Where the stub of an old address stands.

    >>> stub_url("/a"), stub_url("/a.html")
    ('/a/', '/a.html')
    """
    name = url.rsplit("/", 1)[1]
    return url if not name or "." in name else f"{url}/"


def _aliases(site: Site) -> Iterator[Move]:
    """Aliases as moves; those of drafts lead nowhere yet."""
    for issue in site.issues:
        yield from _moves(issue.aliases, issue.source_file)
        for article in issue.articles:
            if not article.draft:
                yield from _moves(article.aliases, article.source_file)
    for page in site.pages:
        yield from _moves(page.aliases, page.source_file)


def _moves(aliases: Iterable[OldAddress], source_file: str) -> Iterator[Move]:
    for alias in aliases:
        yield Move(alias, source_url(source_file))


@dataclass(frozen=True, slots=True)
class _Claimed:
    """An address that is taken by what the content says of it."""

    said: OldAddress
    new: str
    """Empty for what is gone."""


class _Following:
    """One pass over everything that the content says; problems gather on the way."""

    def __init__(self, site: Site, there: Mapping[str, str], claims: Iterable[Move]) -> None:
        self.site, self.there = site, there
        self.problems: list[Problem] = []
        self.claimed: dict[str, _Claimed] = {}
        for move in claims:
            self._claim(move.old, move.new)
        for old in site.gone:
            self._claim(old, "")

    def done(self, ledger: Iterable[OldAddress]) -> Addresses:
        """Where they all lead, when everything has been claimed."""
        redirects = {
            key: (claimed, end)
            for key, claimed in self.claimed.items()
            if claimed.new and (end := self._end(key, claimed))
        }
        planned: dict[str, Redirect] = {}
        for claimed, end in redirects.values():
            for redirect in self._in_all_forms(claimed.said, end):
                planned.setdefault(stub_file(redirect.old), redirect)
        gone: dict[str, str] = {}
        for claimed in self.claimed.values():
            if not claimed.new:
                for url, _ in self._forms(claimed.said.url):
                    key = stub_file(url)
                    if key not in self.there and key not in planned:
                        gone.setdefault(key, url)
        known = {*self.there, *self.claimed, *planned, *gone}
        self.problems += (_vanished(old) for old in ledger if stub_file(old.url) not in known)
        return Addresses(
            tuple(sorted(planned.values(), key=lambda redirect: redirect.old)),
            tuple(sorted(gone.values())),
            tuple(self.problems),
        )

    def _claim(self, old: OldAddress, new: str) -> None:
        key = stub_file(old.url)
        if key in self.there:
            self.problems.append(_is_a_page(old, self.there[key], bool(new)))
            return
        first = self.claimed.setdefault(key, _Claimed(old, new))
        if first.new != new:
            self.problems.append(_claimed_twice(old, first.said))

    def _end(self, key: str, claimed: _Claimed) -> str:
        """Where a chain of moves ends; empty, and a problem, when it does nowhere."""
        passed, here = {key}, claimed
        while True:
            path = here.new.partition("#")[0]
            key = stub_file(path) if path.startswith("/") else ""
            if not key or key in self.there:
                return here.new
            if key in passed:
                self.problems.append(_in_circles(claimed.said))
                return ""
            following = self.claimed.get(key)
            if following is None or not following.new:
                self.problems.append(self._nowhere(claimed.said, path, following is not None))
                return ""
            passed.add(key)
            here = following

    def _in_all_forms(self, old: OldAddress, new: str) -> Iterator[Redirect]:
        path, mark, fragment = new.partition("#")
        for url, variant in self._forms(old.url):
            # Said of this form alone, or a page: that holds.
            key = stub_file(url)
            said = self.claimed.get(key)
            if key in self.there or (said is not None and said.said is not old):
                continue
            own = self._own_path(path, variant)
            yield Redirect(url, own + mark + fragment, variant, old.place)

    def _own_path(self, path: str, variant: Variant) -> str:
        """The address of a page in a form, where the form has it."""
        if path.startswith("/") and self._form_of(path) == self._source_form:
            path = (
                path
                if stub_file(variant.prefix + path) not in self.there
                else (variant.prefix + path)
            )
        return path

    def _forms(self, url: str) -> Iterator[tuple[str, Variant]]:
        """The address in every form that it is of."""
        form = self._form_of(url)
        if form != self._source_form:
            yield url, form
            return
        for variant in self.site.settings.variants:
            yield variant.prefix + url, variant

    @property
    def _source_form(self) -> Variant:
        return self.site.settings.variants[0]

    def _form_of(self, url: str) -> Variant:
        for variant in self.site.settings.variants[1:]:
            if url == variant.prefix or url.startswith(f"{variant.prefix}/"):
                return variant
        return self._source_form

    def _nowhere(self, old: OldAddress, path: str, is_gone: bool) -> Problem:
        folder = path[: path.rindex("/") + 1]
        near = did_you_mean(path, (url for url in self.there.values() if url.startswith(folder)))
        what = Phrase(
            f"“{old.url}”搬到 {path}，网站里没有这一页",
            f"“{old.url}” leads to {path}, which is not in the site",
        )
        if is_gone:
            what = Phrase(
                f"“{old.url}”搬到 {path}，那里已经不再有了",
                f"“{old.url}” leads to {path}, which is gone",
            )
        mend = Phrase("改正新网址", "mend the new address")
        if near and not is_gone:
            mend = Phrase(f"是不是 {near}？", f"did you mean {near}?")
        return Problem("moved-to-nowhere", old.place, what, mend)


def _is_a_page(old: OldAddress, page: str, moved: bool) -> Problem:
    what = Phrase(
        f"“{old.url}”是网站里的一页：{page}", f"“{old.url}” is a page of the site: {page}"
    )
    mend = Phrase("删去这一项", "remove this entry")
    return Problem("alias-is-page" if moved else "gone-but-there", old.place, what, mend)


def _claimed_twice(old: OldAddress, first: OldAddress) -> Problem:
    return Problem(
        "alias-claimed-twice",
        old.place,
        Phrase(
            f"“{old.url}”在 {first.place} 已经另有去处",
            f"“{old.url}” leads elsewhere by {first.place}",
        ),
        Phrase("只留一处", "keep one of the two"),
    )


def _in_circles(old: OldAddress) -> Problem:
    return Problem(
        "moved-in-circles",
        old.place,
        Phrase(f"“{old.url}”绕来绕去，到不了任何一页", f"“{old.url}” leads in circles, to no page"),
        Phrase("改正 moved 里的新网址", "mend the new address under `moved`"),
    )


def _vanished(old: OldAddress) -> Problem:
    return Problem(
        "vanished-address",
        old.place,
        Phrase(
            f"“{old.url}”发布过，现在网站里没有了",
            f"“{old.url}” was published and is no longer in the site",
        ),
        Phrase(
            f"在新的那一页的文件头写 aliases: [{old.url}]，"
            "或在 content/addresses.yaml 的 moved 里写它的新网址，真不要了就写进 gone",
            f"write aliases: [{old.url}] in the head of the page that takes its place, or its "
            "new address under `moved` in content/addresses.yaml, or put it under `gone` there",
        ),
    )
