"""A made-up digest read back, as other programs are given it.

What Wenzhai works out for itself is worked out here for them, at no cost to them: terms above a
term, the months of a term, where a link between two articles leads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

LISTED = 20
"""Articles on the page and in the feed of a term. An author with more has lists by month."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINK = re.compile(r"\]\(\.\./([^/()]+)/(\d+)[^()]*\.md\)")

Convert = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Term:
    """A heading of a taxonomy; `above` are the keys of those above it, the nearest first."""

    key: str
    label: str
    text: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One article. `head` is its front matter as `corpus` wrote it, terms by their labels."""

    issue: str
    number: str
    """`04`"""
    head: Mapping[str, Any]
    body: str
    """Markdown; links to other articles are relative addresses: `../2016-01-01/04.html`."""
    topics: tuple[str, ...]
    """Keys."""
    counties: tuple[str, ...]
    """Keys."""
    filed: tuple[str, ...]
    """Keys of the counties with those above them."""

    @property
    def month(self) -> str:
        """`2016-01`"""
        return self.issue[:7]


@dataclass(frozen=True)
class Digest:
    """See the module; every text passes `convert`, for a second language."""

    folder: Path
    convert: Convert = str

    @cached_property
    def terms(self) -> Mapping[str, tuple[Term, ...]]:
        """Taxonomy to its terms: `topics`, `counties`."""
        return {name: tuple(self._terms(name)) for name in ("topics", "counties")}

    def _terms(self, taxonomy: str) -> Iterator[Term]:
        path = self.folder / "content" / "taxonomies" / f"{taxonomy}.yaml"
        read = yaml.load(path.read_text(encoding="utf-8"), _Loader)
        keys = {_key(one): one for one in read}
        for key, one in keys.items():
            above: list[str] = []
            while parent := keys[above[-1] if above else key].get("parent"):
                above.append(parent)
            label, text = one["label"], one.get("text", "")
            yield Term(key, self.convert(label), self.convert(text), tuple(above))

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """Keys, the oldest first."""
        return tuple(sorted(path.name for path in (self.folder / "content" / "issues").iterdir()))

    def number_of(self, issue: str) -> str:
        """The N of 总第 N 期."""
        path = self.folder / "content" / "issues" / issue / "issue.md"
        return str(yaml.load(path.read_text(encoding="utf-8").split("---")[1], _Loader)["number"])

    def items(self) -> Iterator[Item]:
        """Every article, in the order of the issues."""
        for issue in self.issues:
            folder = self.folder / "content" / "issues" / issue
            for path in sorted(folder.glob("[0-9]*.md")):
                yield self.item(path)

    def item(self, path: Path) -> Item:
        """The article of one file."""
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        read = yaml.load(head, _Loader)
        topics, counties = (
            tuple(self._keys[name][label] for label in read.get(name) or ())
            for name in ("topics", "counties")
        )
        above = {term.key: term.above for term in self.terms["counties"]}
        filed = dict.fromkeys(key for own in counties for key in (own, *above[own]))
        return Item(
            issue=path.parent.name,
            number=path.name.partition("-")[0],
            head=self._converted(read),
            body=self.convert(_LINK.sub(r"](../\1/\2.html)", body.strip())),
            topics=topics,
            counties=counties,
            filed=tuple(filed),
        )

    @cached_property
    def _keys(self) -> Mapping[str, Mapping[str, str]]:
        """Taxonomy, then label as the articles write it, to key."""
        plain = Digest(self.folder)
        return {
            name: {term.label: term.key for term in terms} for name, terms in plain.terms.items()
        }

    def _converted(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.convert(value)
        if isinstance(value, list):
            return [self._converted(one) for one in value]
        if isinstance(value, dict):
            # What a field is called is no text, but the names in `roles` are.
            return {self.convert(key): self._converted(one) for key, one in value.items()}
        return value

    @cached_property
    def busy_authors(self) -> frozenset[str]:
        """Authors with more articles than one page lists."""
        counted: Counter[str] = Counter()
        for item in self.items():
            counted.update(item.head["authors"])
        return frozenset(name for name, count in counted.items() if count > LISTED)

    def shelves(self, item: Item) -> tuple[str, ...]:
        """The lists by month that an article stands in: `topics_water_2016-01`."""
        authors = (name for name in item.head["authors"] if name in self.busy_authors)
        terms = (
            *(f"topics_{key}" for key in item.topics),
            *(f"counties_{key}" for key in item.filed),
            *(f"authors_{name}" for name in authors),
        )
        return tuple(f"{term}_{item.month}" for term in terms)


def _key(term: Mapping[str, Any]) -> str:
    return str(term.get("key") or term["code"])
