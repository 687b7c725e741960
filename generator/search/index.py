"""The files of the index: what is declared of them, and how they come to be.

One index serves all forms of a site. It is made of what the pages of the articles say, each in its
form, and hears that as the pages are made, so that no text is parsed or converted twice; what it
did not hear it asks for. Segments are made one after the other as their files are asked for.

Names are fixed (`/search/0-3/17.bin`), so that files can be declared before any text is read, and
a host replaces them. That no reader's cache mixes two builds is the work of the stamps: a digest of
all that a segment was made of stands in `index.json`, in every file of the segment, and behind the
question mark of each address that the script asks for.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise

from generator.edition import Edition
from generator.model import Article
from generator.outputs.search import INDEX, filed_by, has_search
from generator.page import Page
from generator.search.folding import LOOSE, Folding
from generator.search.heard import Changed, Heard, Said
from generator.search.segments import Segment, file_count, segments
from generator.variants import Keep, anew, simplified_characters

FOLDER = INDEX[: INDEX.rindex("/") + 1]

Say = Callable[[Page], tuple[str, ...]]
"""What the page of an article says, for a page that was not heard."""


Pages = Callable[[], Mapping[str, Page]]
"""Gives pages by their addresses."""

Values = tuple[tuple[str, str], ...]
"""Filters, each with a value of it."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What the other files must know of a finished segment."""

    line: Mapping[str, object]
    """What `index.json` says of it."""
    characters: str
    """All that its text has, in order."""


@dataclass(frozen=True, slots=True)
class _Made:
    files: Mapping[str, Callable[[], bytes]]
    brief: Brief


class Index:
    """See the module."""

    def __init__(self, editions: Sequence[Edition], pages: Pages, say: Say, keep: Keep) -> None:
        """`editions` with the source form's first, which has all articles.

        `pages` gives those of their articles, by address. `keep` may have from an earlier build
        what one writing is made with.
        """
        self._editions = editions
        self._say = say
        self._keep = keep
        self._asked_pages = pages
        self._forms = {edition.variant: form for form, edition in enumerate(editions)}
        self._heard = Heard()
        self._issues = sorted(
            (issue for issue in editions[0].issues if issue.articles),
            key=lambda issue: (issue.date.iso, issue.key),
        )
        self._segments = {
            segment.name: segment
            for segment in segments([len(issue.articles) for issue in self._issues])
        }
        self._newest: tuple[str, _Made] | None = None
        self._recipes: dict[str, tuple[bytes, str]] = {}
        """Of each segment a digest of what its articles said and the recipe, as last asked for."""

    def names(self) -> Iterator[str]:
        """The names of all files below `/search/`, in the order in which they are best made."""
        for name, segment in self._segments.items():
            yield from (f"{name}/head.json", f"{name}/filters.json")
            yield from (f"{name}/{number}.bin" for number in range(self._file_count(segment)))
        yield from ("index.json", "folding.json")

    @property
    def segments(self) -> tuple[str, ...]:
        """The names of the segments."""
        return tuple(self._segments)

    def segment_of(self, name: str) -> str:
        """The segment that a file belongs to; empty for those about all segments."""
        return name.rpartition("/")[0]

    def paths(self, segment: str) -> list[str]:
        """The articles of a segment in their order: their addresses in the source form."""
        source = self._editions[0]
        one = self._segments[segment]
        issues = self._issues[one.first : one.end]
        return [source.article_url(article) for issue in issues for article in issue.articles]

    def recipe(self, segment: str, said: Mapping[str, str]) -> str:
        """A digest of all that the files of a segment depend on.

        `said` has the digest of what each article says, by its address in the source form.
        """
        paths = self.paths(segment)
        says = [(path, said[path]) for path in paths]
        # Asked when it is decided whether the segment is made, and again by who makes it.
        asked = hashlib.sha256(repr(says).encode()).digest()
        last = self._recipes.get(segment)
        if last and last[0] == asked:
            return last[1]
        tags = [edition.variant.tag for edition in self._editions]
        count = self._file_count(self._segments[segment])
        all_of_it = (asked, self._filters_of(paths), self._without(paths), tags, count)
        recipe = hashlib.sha256(repr(all_of_it).encode()).hexdigest()[:32]
        self._recipes[segment] = asked, recipe
        return recipe

    def brief(self, segment: str) -> Brief:
        """What a finished segment is known by, made if it is not."""
        return self._briefs.get(segment) or self._made(segment).brief

    def recall(self, segment: str, brief: Brief) -> None:
        """Take a segment as finished, as an earlier build made it."""
        self._briefs[segment] = brief

    def together(self, said: Iterable[tuple[Page, tuple[str, ...]]]) -> Said:
        """What the twins of one article say, the source form's first."""
        heard, path = Heard(), ""
        for page, words in said:
            path = page.path
            heard.add(path, self._forms[page.variant], self._folding.folded(words))
        found = heard.get(path)
        assert found is not None
        return found

    def about(self) -> object:
        """What the files about all segments say, in one piece."""
        tags = [edition.variant.tag for edition in self._editions]
        return tags, [(brief.line, brief.characters) for brief in self._all.values()]

    def take(self, path: str, said: Said) -> None:
        """Take note of what an article says in all forms, so that it need not be asked."""
        self._heard.take(path, said)

    def forget(self, segment: str) -> None:
        """Let go of what the articles of a segment say, and of its files."""
        for path in self.paths(segment):
            self._heard.forget(path)
        self._newest = None

    def hear(self, page: Page, said: tuple[str, ...]) -> None:
        """Take note of what the page of an article says, so that it need not be asked again."""
        path = page.path
        self._heard.add(path, self._forms[page.variant], self._folding.folded(said))

    def file(self, name: str) -> bytes:
        """One of the files."""
        if name == "index.json":
            lines = [brief.line for brief in self._all.values()]
            tags = [edition.variant.tag for edition in self._editions]
            return _json({"forms": tags, "segments": lines})
        if name == "folding.json":
            return _json(self._shipped_folding())
        return self._made(name.partition("/")[0]).files[name]()

    @cached_property
    def _folding(self) -> Folding:
        return Folding(simplified_characters(self._keep))

    @cached_property
    def _all(self) -> Mapping[str, Brief]:
        return {name: self.brief(name) for name in self._segments}

    @cached_property
    def _briefs(self) -> dict[str, Brief]:
        return {}

    @cached_property
    def _pages(self) -> Mapping[str, Page]:
        return self._asked_pages()

    def _shipped_folding(self) -> Mapping[str, str]:
        """The table that the script folds by: of the characters that some article has."""
        there = frozenset("".join(brief.characters for brief in self._all.values()))
        table = simplified_characters(self._keep)
        pairs = (old + new for old, new in table.items() if new in there)
        return {"pairs": "".join(pairs), "loose": LOOSE}

    def _file_count(self, segment: Segment) -> int:
        return file_count(
            sum(
                len(article.body)
                for issue in self._issues[segment.first : segment.end]
                for article in issue.articles
            )
        )

    def _made(self, name: str) -> _Made:
        """A segment. Its files are asked for one after the other, and then no more.

        A cache of `functools` that holds a method would hold the index in a circle, and with it all
        pages: a preview would keep every site that it ever showed until it looks for garbage.
        """
        if self._newest is None or self._newest[0] != name:
            self._newest = name, self._make(name)
        return self._newest[1]

    def _make(self, name: str) -> _Made:
        # They import numpy, which takes longer than all else of a build that makes no segment.
        from generator.search.postings import Postings
        from generator.search.shards import Shards

        segment = self._segments[name]
        issues = self._issues[segment.first : segment.end]
        paths = self.paths(name)
        said = [self._said(path) for path in paths]
        own = [one.own[form] for one in said for form in sorted(one.own)]
        texts = [*(one.text for one in said), *own]
        head = {
            "lengths": list(map(len, texts)),
            "issues": [
                [issue.key, " ".join(article.number for article in issue.articles)]
                for issue in issues
            ],
            "own": [[n, form] for n, one in enumerate(said) for form in sorted(one.own)],
            "without": self._without(paths),
        }
        digests = {path: one.digest for path, one in zip(paths, said, strict=True)}
        stamp = bytes.fromhex(self.recipe(name, digests))[:4]
        found = Postings(texts, _changes(said))
        made = Shards(found, self._file_count(segment), stamp)
        files = {
            f"{name}/{number}.bin": partial(made.file, number) for number in range(len(made.first))
        }
        files[f"{name}/head.json"] = partial(_json, {"stamp": stamp.hex(), **head})
        filters = {"stamp": stamp.hex(), "through": self._filters_of(paths)}
        files[f"{name}/filters.json"] = partial(_json, filters)
        line = {
            "name": name,
            "stamp": stamp.hex(),
            "length": found.length,
            "frequent": found.frequent,
            "first": made.first,
        }
        brief = self._briefs[name] = Brief(line, found.characters)
        return _Made(files, brief)

    def _said(self, path: str) -> Said:
        said = self._heard.get(path)
        if said is None:
            for edition in self._editions:
                page = self._pages.get(edition.variant.prefix + path)
                if page:
                    self.hear(page, self._say(page))
            said = self._heard.get(path)
        assert said is not None
        return said

    def _without(self, paths: Sequence[str]) -> list[list[int]]:
        """Articles that a form goes without: their numbers, and that of the form."""
        source = self._editions[0]
        if all(edition.catalogue is source.catalogue for edition in self._editions):
            return []  # as of nearly all sites, whose pages need not be asked for
        return [
            [number, form]
            for variant, form in self._forms.items()
            for number, path in enumerate(paths)
            if variant.prefix + path not in self._pages
        ]

    @cached_property
    def _filed(self) -> Mapping[str, Mapping[str, tuple[Article, ...]]]:
        """Each filter with its values and the articles that these let through."""
        return filed_by(self._editions[0])

    @cached_property
    def _values(self) -> Mapping[str, Values]:
        """The address of each article to the filters, with their values, that let it through."""
        source = self._editions[0]
        values: dict[str, Values] = {}
        # Thousands of articles are let through by the same: one of each is enough.
        every: dict[Values, Values] = {}
        for name, filed in self._filed.items():
            for value, some in filed.items():
                one = (name, value)
                for path in map(source.article_url, some):
                    found = (*values.get(path, ()), one)
                    values[path] = every.setdefault(found, found)
        return values

    def _filters_of(self, paths: Sequence[str]) -> Mapping[str, Mapping[str, list[int]]]:
        """For each filter and value the articles it lets through, as gaps between their numbers."""
        through: dict[tuple[str, str], list[int]] = {}
        for number, path in enumerate(paths):
            for one in self._values.get(path, ()):
                through.setdefault(one, []).append(number)
        found: dict[str, dict[str, list[int]]] = {}
        for name, values in self._filed.items():
            for value in values:
                here = through.get((name, value))
                if here:
                    gaps = [here[0], *(b - a for a, b in pairwise(here))]
                    found.setdefault(name, {})[value] = gaps
        return found


def listeners(pages: Sequence[Page]) -> tuple[Index, ...]:
    """The index that the files among `pages` belong to, if there is one."""
    return tuple(dict.fromkeys(p.view.index for p in pages if p.kind is IndexFile))


@dataclass(frozen=True)
class IndexFile:
    """The view of one file of the index."""

    index: Index
    name: str
    """Below `/search/`."""

    @property
    def shows(self) -> tuple[str, object]:
        """All that a file about every segment depends on."""
        return self.name, self.index.about()


def index_pages(
    editions: Sequence[Edition], pages: Pages, say: Say, keep: Keep = anew
) -> Iterator[Page]:
    """The files of the index of all editions; none if the theme has no search.

    `pages` gives those of the articles, by address.
    """
    if not has_search(editions[0]):
        return
    index = Index(editions, pages, say, keep)
    variant = editions[0].variant
    for name in index.names():
        yield Page(FOLDER + name, index_file, IndexFile(index, name), variant, "content/issues")


def index_file(view: IndexFile) -> bytes:
    """One file of the index."""
    return view.index.file(view.name)


def _changes(said: Sequence[Said]) -> Mapping[int, Changed]:
    """Where forms differ, in the texts of all articles behind each other."""
    forms: dict[int, tuple[array[int], list[str]]] = {}
    at = 0
    for one in said:
        for form, (places, new) in one.changes.items():
            all_places, characters = forms.setdefault(form, (array("I"), []))
            all_places.extend(at + place for place in places)
            characters.append(new)
        at += len(one.text)
    return {form: (places, "".join(new)) for form, (places, new) in forms.items()}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
