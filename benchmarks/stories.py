"""One made-up article: the same for the same seed and number, on every machine.

A story is what both the digest (`corpus`) and the raw pages (`raw_pages`) are written from. Each
has a generator of random numbers of its own, seeded by its number, so that any of them can be
made alone, in any order, and a larger corpus begins with the smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from random import Random
from typing import Literal

from grammar import Grammar, expand
from phrases import COUNTIES, FAMILIES, GENERAL, GIVENS, WHOLE_CITY
from subjects import SUBJECTS

BlockKind = Literal["paragraph", "heading", "list", "quote", "table"]

LENGTHS = (
    *(240, 300, 350, 400, 440, 490, 540, 580, 630, 670),
    *(720, 770, 840, 900, 970, 1060, 1180, 1350, 1590, 2150),
)
"""Characters at which a body stops growing, twentieth by twentieth: many short items, a few long
reads. With its last sentence, lists and tables the mean body comes to about 900."""

SHARES: Mapping[str, tuple[int, int]] = {
    "heading": (300, 617),
    "table": (100, 381),
    "list": (120, 277),
    "quote": (100, 733),
    "link": (250, 413),
    "caption": (200, 547),
    "photograph": (500, 109),
    "emphasis": (150, 859),
    "roles": (300, 691),
    "kicker": (50, 159),
    "subtitle": (80, 923),
    "organisation": (40, 467),
}
"""What some articles have: how many in a thousand, and a stride that spreads them evenly. A
photograph only with a caption, and only in a corpus that is to have any.

The strides have no factor in common with 1000, so every thousand articles in a row hold exactly
their share, and any fifty very nearly.
"""

_PARAGRAPH = (2, 5)
"""Fewest and most sentences of a paragraph."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a body. Lists and tables have rows of cells; the other kinds a text."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoCaption:
    """The words under a photograph that is not there."""

    text: str
    credit: str
    after_paragraph: int


@dataclass(frozen=True, slots=True)
class Story:
    """One article, its marks as printed in Chinese."""

    title: str
    blocks: tuple[Block, ...]
    authors: tuple[str, ...]
    is_by_organisation: bool = False
    roles: tuple[str, ...] = ()
    """One for each author, or none."""
    topics: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    kicker: str = ""
    subtitle: str = ""
    caption: PhotoCaption | None = None

    @property
    def characters(self) -> int:
        """Of the whole body."""
        return sum(len(b.text) + sum(map(len, sum(b.rows, ()))) for b in self.blocks)


def traits_of(number: int) -> frozenset[str]:
    """Which of `SHARES` the article of this number has."""
    return frozenset(
        name for name, (share, stride) in SHARES.items() if number * stride % 1000 < share
    )


def story(seed: int, number: int, traits: frozenset[str]) -> Story:
    """The article of this number."""
    rng, grammar, topics, counties = _begin(seed, number)
    title = expand("{title}", grammar, rng)
    organisation = "organisation" in traits
    authors = (expand("{organisation}", grammar, rng),) if organisation else _authors(rng)
    target = LENGTHS[number * 7 % len(LENGTHS)]
    blocks = _blocks(target, traits, grammar, rng)
    return Story(
        title=title,
        blocks=blocks,
        authors=authors,
        is_by_organisation=organisation,
        roles=() if organisation or "roles" not in traits else _roles(len(authors)),
        topics=topics,
        counties=counties,
        kicker=expand("{kicker}", grammar, rng) if "kicker" in traits else "",
        subtitle=expand("{subtitle}", grammar, rng) if "subtitle" in traits else "",
        caption=_caption(blocks, grammar, rng) if "caption" in traits else None,
    )


def title_of(seed: int, number: int) -> str:
    """The title that `story` gives, without the work of the body: what links are made from."""
    rng, grammar, _, _ = _begin(seed, number)
    return expand("{title}", grammar, rng)


@cache
def author_names(count: int = 200) -> tuple[str, ...]:
    """The reporters of the paper, all different, of two and of three characters."""
    rng = Random("authors")
    names: dict[str, None] = {}
    while len(names) < count:
        given = "".join(rng.sample(GIVENS, rng.randint(1, 2)))
        names[rng.choice(FAMILIES) + given] = None
    return tuple(names)


def _begin(seed: int, number: int) -> tuple[Random, Grammar, tuple[str, ...], tuple[str, ...]]:
    # A string, because Random hashes other seeds in ways that have changed between versions.
    rng = Random(f"{seed}:{number}")
    topics = tuple(rng.sample(tuple(SUBJECTS), rng.choice((1, 1, 1, 2, 2, 3))))
    counties = tuple(rng.sample(tuple(COUNTIES), rng.choice((0, 0, 0, 1, 1, 1, 1, 1, 2, 2))))
    places = tuple(name for label in counties for name in (COUNTIES[label], label)) or WHOLE_CITY
    return rng, {**GENERAL, **SUBJECTS[topics[0]], "place": places}, topics, counties


def _authors(rng: Random) -> tuple[str, ...]:
    """One to three; a few reporters write a great deal."""
    names = author_names()
    count = rng.choice((1, 1, 1, 2, 2, 3))
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn[names[min(rng.randrange(len(names)), rng.randrange(len(names)))]] = None
    return tuple(drawn)


def _roles(authors: int) -> tuple[str, ...]:
    return ("记者",) if authors == 1 else ("记者",) * (authors - 1) + ("通讯员",)


def _blocks(
    target: int, traits: frozenset[str], grammar: Grammar, rng: Random
) -> tuple[Block, ...]:
    """Paragraphs up to `target` characters, with what the traits ask for among them."""
    paragraphs: list[Block] = []
    sentences = _sentences(grammar, rng)
    written = 0
    while written < target:
        text = "".join(islice(sentences, rng.randint(*_PARAGRAPH)))
        paragraphs.append(Block("paragraph", text))
        written += len(text)
    if rng.randrange(3) == 0:
        paragraphs.append(Block("paragraph", expand("{closing}", grammar, rng)))
    blocks = list(paragraphs)
    for name, make in _EXTRAS.items():
        if name in traits:
            at = rng.randint(1, len(blocks))
            blocks.insert(at, make(grammar, rng))
    if "heading" in traits:
        blocks = _with_headings(blocks, grammar, rng)
    return tuple(blocks)


def _sentences(grammar: Grammar, rng: Random) -> Iterator[str]:
    """Sentences without end; every pattern is used once before any comes again."""
    patterns = grammar["sentence"]
    while True:
        for pattern in rng.sample(patterns, len(patterns)):
            yield expand(pattern, grammar, rng)


def _with_headings(blocks: list[Block], grammar: Grammar, rng: Random) -> list[Block]:
    """Sub-headings here and there, each with a paragraph on both sides; one at least."""
    between = [at for at in range(1, len(blocks)) if _are_paragraphs(blocks[at - 1 : at + 1])]
    chosen = between[min(1, len(between) - 1) :: rng.randint(3, 4)] if between else []
    headed: list[Block] = []
    for at, block in enumerate(blocks):
        if at in chosen:
            headed.append(Block("heading", expand("{heading}", grammar, rng)))
        headed.append(block)
    return headed


def _are_paragraphs(blocks: list[Block]) -> bool:
    return all(block.kind == "paragraph" for block in blocks)


def _list(grammar: Grammar, rng: Random) -> Block:
    count = rng.randint(3, 6)
    return Block("list", rows=tuple((expand("{item}", grammar, rng),) for _ in range(count)))


def _quote(grammar: Grammar, rng: Random) -> Block:
    return Block("quote", expand("{quote}", grammar, rng))


def _table(grammar: Grammar, rng: Random) -> Block:
    counties = rng.sample(tuple(COUNTIES), rng.randint(3, 8))
    head = ("地区", expand("{thing}（处）", grammar, rng), "比上年")
    rows = (
        (c, expand("{hundreds}", grammar, rng), expand("{percent}", grammar, rng)) for c in counties
    )
    return Block("table", rows=(head, *rows))


_EXTRAS = {"table": _table, "list": _list, "quote": _quote}


def _caption(blocks: tuple[Block, ...], grammar: Grammar, rng: Random) -> PhotoCaption:
    paragraphs = sum(block.kind == "paragraph" for block in blocks)
    text = expand("{caption}", grammar, rng)
    return PhotoCaption(text, rng.choice(author_names()), rng.randint(1, paragraphs))
