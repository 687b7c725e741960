"""The prose of a body as the converter sees it, every character with its place in the file.

Which pieces of the parsed text are prose, and how they join, is the Markdown package's to say: each
piece is replaced by its number, and where the numbers come out, the pieces were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator import markdown
from generator.markdown.document import Document
from generator.proofing.places import Source

Shape = Literal["text", "alt", "literal", "mark"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Prose that is converted in one piece."""

    field: str
    """Of the front matter, or `body`; `alt` and `title` of an image or a link are `body.alt` …"""
    text: str
    offsets: tuple[int, ...]
    """In the file, of each character."""
    marks: bool = True
    """Whether `-{…}-` still stands in it as typed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a block as it is printed: of a passage, or other text as it stands."""

    shape: Shape
    text: str
    passage: int = -1
    """Index of the passage; -1 for code and marks."""
    start: int = 0
    """Where in the passage the stretch begins."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a cell: what stands side by side in two forms."""

    kind: str
    """`h2` … for headings, else `p`; for front matter the name of the field."""
    parts: tuple[Part, ...]


def read_body(source: Source, body: str, first_line: int) -> tuple[list[Passage], list[Block]]:
    """The passages of a body that begins on a line of the file, and its blocks, in its order."""
    document = markdown.parse(body, first_line=first_line)
    pieces = markdown.runs(document)
    numbers = [[f"{run}:{at}" for at in range(len(run_))] for run, run_ in enumerate(pieces)]
    offsets: dict[str, tuple[int, ...]] = {}
    kinds: dict[str, str] = {}
    starts: dict[str, int] = {}
    for number, run in zip(numbers, pieces, strict=True):
        begun = 0
        for key, piece in zip(number, run, strict=True):
            starts[key] = begun
            begun += len(piece)
    blocks: list[Block] = []
    begin = source.offset(first_line)
    for kind, said in _blocks(source, document, markdown.with_runs(document, numbers), begin):
        parts: list[Part] = []
        for words, key, attribute, shape, where in said:
            if key:
                offsets[key], kinds[key] = where, attribute
            if key and not attribute:
                parts.append(Part("text", words, int(key.partition(":")[0]), starts[key]))
            elif key and attribute == "alt":
                parts.append(Part("alt", words, int(key.partition(":")[0])))
            elif shape and words:
                parts.append(Part(shape, words))
        if parts:
            blocks.append(Block(kind, tuple(parts)))
    passages = [
        Passage(
            field=".".join(filter(None, ("body", kinds[number[0]]))),
            text="".join(run),
            offsets=tuple(offset for key in number for offset in offsets[key]),
            marks=bool(kinds[number[0]]),
        )
        for number, run in zip(numbers, pieces, strict=True)
    ]
    return passages, blocks


_Said = tuple[str, str, str, Shape | None, tuple[int, ...]]
"""Words, the number of their piece or nothing, the attribute that holds them, how they are shown
if they are no prose, and where they stand."""


def _blocks(
    source: Source, document: Document, numbered: Document, begin: int
) -> Iterator[tuple[str, list[_Said]]]:
    """Every block of a document that starts at offset `begin`, with its words as they stand."""
    first = source.place(begin).line
    kind, note = "p", ""
    row: tuple[int, int] | None = None
    at = begin
    for token, twin in zip(document.tokens, numbered.tokens, strict=True):
        if token.type == "heading_open":
            kind = token.tag
        elif token.type == "footnote_open":
            note = str(token.meta["label"])
        elif token.type in ("fence", "code_block"):
            yield "p", [(token.content.rstrip("\n"), "", "", "literal", ())]
        elif token.type == "inline":
            lines = token.map or [0, 0]
            stop = source.offset(first + lines[1])
            # The cells of a row, and a caption with its photograph, share their lines.
            if row != (lines[0], lines[1]):
                row, at = (lines[0], lines[1]), source.offset(first + lines[0])
            if note:
                at = _behind(source, f"[^{note}]:", at, stop)
                note = ""
            said: list[_Said] = []
            for words, key, attribute, shape in _words(token.children or (), twin.children or ()):
                where, at = source.claim(words, at, stop)
                said.append((words, key, attribute, shape, where))
            yield kind, said
            kind = "p"


def _behind(source: Source, words: str, start: int, stop: int) -> int:
    at = source.text.find(words, start, stop)
    return start if at < 0 else at + len(words)


def _words(
    children: Sequence[Any], numbered: Sequence[Any]
) -> Iterator[tuple[str, str, str, Shape | None]]:
    """All words between the tags of a block, shown or not, as they follow in the source."""
    links: list[tuple[Any, Any]] = []
    for child, twin in zip(children, numbered, strict=True):
        match child.type:
            case "text" | "ruby":
                prose = twin is not child
                yield (
                    child.content,
                    twin.content if prose else "",
                    "",
                    "text" if prose else "literal",
                )
                yield child.meta.get("reading", ""), "", "", None
            case "image":
                yield _attribute(child, twin, "alt", "alt")
                yield from _target(child, twin, "src")
            case "link_open":
                links.append((child, twin))
            case "link_close":
                opened = links.pop()
                if child.info != "auto":
                    yield from _target(*opened, "href")
            case "footnote_ref":
                yield str(child.meta["label"]), "", "", None
            case "variant_mark":
                yield child.content, "", "", "mark"
            case "softbreak" | "hardbreak":
                yield "" if child.hidden else "\n", "", "", "literal"
            case _:
                yield child.content, "", "", "literal"


def _target(token: Any, twin: Any, name: str) -> Iterator[tuple[str, str, str, Shape | None]]:
    # The target of a reference is defined elsewhere.
    if "label" not in token.meta:
        yield str(token.attrs[name]), "", "", None
    yield _attribute(token, twin, "title", None)


def _attribute(
    token: Any, twin: Any, name: str, shape: Shape | None
) -> tuple[str, str, str, Shape | None]:
    words, key = str(token.attrs.get(name, "")), str(twin.attrs.get(name, ""))
    return (words, key, name, shape) if words else ("", "", "", None)
