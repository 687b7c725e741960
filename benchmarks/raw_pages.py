"""Writes raw newspaper pages with their truth: `python benchmarks/raw_pages.py 200 DIR`.

A page has the shape in which newsrooms hand them over: seven articles, a blank line between all
lines, marks flattened to their narrow form, a byline under the title, paragraphs cut where a
column ended, here and there a caption and an article by an organisation with sub-headings.
`0001.txt` is the page; `0001.json` says what is in it, by line, under the names that
`wenzhai import --json` uses.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from stories import Story, story

ARTICLES_PER_PAGE = 7

Truth = dict[str, Any]

_FLAT = str.maketrans("，；：？！（）％～", ",;:?!()%~")
"""What NFKC does to the marks; `。、《》“”——……` survive it."""

_FEWEST_LEFT, _FEWEST_RIGHT = 16, 6
"""Characters of a cut paragraph that at least stand before and after a cut."""

_NO_CUT_AFTER = set("。？！?!”’》）)：:—…、“‘《（(")
_NO_CUT_BEFORE = set("，。、；：？！”’》）,;:?!)—…%.")
"""A cut after the end of a sentence is no cut that a reader could see; typesetters keep closing
marks off the start of a line, and opening marks off its end."""


@dataclass(slots=True)
class _Page:
    """A page while it is written: its lines so far."""

    lines: list[str] = field(default_factory=lambda: ["", ""])

    def add(self, text: str) -> int:
        """Add a line and a blank one; gives the number of the line, from 1."""
        self.lines += [text.translate(_FLAT), ""]
        return len(self.lines) - 1


def raw_page(seed: int, number: int) -> tuple[str, list[Truth]]:
    """The text of the page of this number, and for each article what is true of it."""
    rng = Random(f"{seed}:page:{number}")
    page = _Page()
    first = number * ARTICLES_PER_PAGE
    truths = [
        _write_article(page, story(seed, first + index, _traits(rng)), rng)
        for index in range(ARTICLES_PER_PAGE)
    ]
    return "\n".join(page.lines), truths


def _traits(rng: Random) -> frozenset[str]:
    """One article in seven is by an organisation, with sub-headings; one in seven has a caption."""
    drawn = rng.randrange(ARTICLES_PER_PAGE)
    table = {0: {"organisation", "heading"}, 1: {"caption"}, 2: {"caption", "heading"}}
    return frozenset(table.get(drawn, ()))


def _write_article(page: _Page, made: Story, rng: Random) -> Truth:
    title = page.add(made.title)
    byline = page.add(" ".join(made.authors))
    paragraphs: list[list[int]] = []
    headings: list[Truth] = []
    captions: list[Truth] = []
    for block in made.blocks:
        if block.kind == "heading":
            text = block.text.translate(_FLAT)
            headings.append({"line": page.add(block.text), "text": text})
        else:
            paragraphs.append([page.add(piece) for piece in _cut(block.text, rng)])
        caption = made.caption
        if caption and len(paragraphs) == caption.after_paragraph and not captions:
            line = page.add(f"{caption.text} {caption.credit} 摄")
            text = caption.text.translate(_FLAT)
            captions.append({"line": line, "text": text, "credit": caption.credit})
    return {
        "title": made.title.translate(_FLAT),
        "title_line": title,
        "byline_lines": [byline],
        "authors": list(made.authors),
        "author_kind": "organisation" if made.is_by_organisation else "person",
        "para_lines": paragraphs,
        "subheadings": headings,
        "captions": captions,
    }


def _cut(text: str, rng: Random) -> Iterator[str]:
    """The paragraph as the columns left it: whole, or in two or three pieces."""
    pieces = 1 if len(text) < 90 else rng.choice((1, 1, 1, 2, 2, 3))
    begin = 0
    for piece in range(pieces - 1, 0, -1):
        room = len(text) - _FEWEST_RIGHT - (piece - 1) * (_FEWEST_LEFT + _FEWEST_RIGHT)
        places = [at for at in range(begin + _FEWEST_LEFT, room) if _may_cut(text, at)]
        if places:
            at = rng.choice(places)
            yield text[begin:at]
            begin = at
    yield text[begin:]


def _may_cut(text: str, at: int) -> bool:
    return text[at - 1] not in _NO_CUT_AFTER and text[at] not in _NO_CUT_BEFORE


def write_pages(pages: int, folder: Path, seed: int = 1) -> None:
    """Write this many pages, each with its truth, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(pages):
        text, truths = raw_page(seed, number)
        name = f"{number + 1:04}"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        shown = json.dumps({"articles": truths}, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(shown + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Read the command line and write the pages."""
    parser = argparse.ArgumentParser(description="Write raw newspaper pages and their truth.")
    parser.add_argument("pages", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if any(arguments.folder.glob("*.txt")):
        sys.exit(f"{arguments.folder} holds pages already / 文件夹里已有版面")
    write_pages(arguments.pages, arguments.folder, arguments.seed)


if __name__ == "__main__":
    main()
