"""The real sample page comes out exactly, and does so in every dress that newsrooms give it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.importers.text import read
from generator.segmentation import segment
from generator.segmentation.proof import unaccounted

WIDE = str.maketrans(",;:?!()~", "，；：？！（）～")

Numbered = list[tuple[int, str]]
"""Lines of the page, each with the number that the ground truth knows it by."""


def _as_it_is(lines: Numbered) -> Numbered:
    return lines


def _without_blanks(lines: Numbered) -> Numbered:
    return [(number, text) for number, text in lines if text]


def _one_blank_between(lines: Numbered) -> Numbered:
    return [pair for line in _without_blanks(lines) for pair in (line, (0, ""))]


def _many_blanks_between(lines: Numbered) -> Numbered:
    return [pair for line in _without_blanks(lines) for pair in (line, (0, ""), (0, ""), (0, ""))]


def _set_in(lines: Numbered) -> Numbered:
    return [(number, f"\u3000\u3000{text}" if text else text) for number, text in lines]


def _full_width(lines: Numbered) -> Numbered:
    return [(number, text.translate(WIDE)) for number, text in lines]


def _with_entities(lines: Numbered) -> Numbered:
    return [
        (number, f"&nbsp;{text}".replace("“", "&ldquo;").replace("”", "&rdquo;"))
        for number, text in lines
    ]


def _with_page_marks(lines: Numbered) -> Numbered:
    return [
        pair for line in lines for pair in (line, *([(0, "第3版")] if line[0] in (58, 74) else []))
    ]


DRESSES: dict[str, Callable[[Numbered], Numbered]] = {
    "as it is": _as_it_is,
    "without blank lines": _without_blanks,
    "with one blank line everywhere": _one_blank_between,
    "with many blank lines": _many_blanks_between,
    "set in with ideographic spaces": _set_in,
    "with full-width marks": _full_width,
    "with entities": _with_entities,
    "with page marks amid paragraphs": _with_page_marks,
}

ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "gb18030": lambda text: text.encode("gb18030"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
}


@pytest.fixture(scope="module")
def seed(cases: Path) -> Numbered:
    return list(enumerate((cases / "seed-page.txt").read_text("utf-8").split("\n"), 1))


@pytest.fixture(scope="module")
def gold(cases: Path) -> list[dict[str, Any]]:
    truth = yaml.safe_load((cases / "seed-page.gold.yaml").read_text("utf-8"))
    articles: list[dict[str, Any]] = truth["articles"]
    return articles


def found(data: bytes, dressed: Numbered) -> list[dict[str, Any]]:
    """What was found, in the shape and with the line numbers of the ground truth."""
    number = dict(enumerate((number for number, _ in dressed), 1))
    return [
        {
            "title": draft.title,
            "title_line": number[draft.title_lines[0]],
            "byline_raw": draft.byline,
            "byline_line": number[draft.byline_lines[0]],
            "authors": [author.name for author in draft.authors],
            "author_kind": draft.author_kind,
            "para_lines": [[number[line] for line in block.lines] for block in draft.paragraphs],
            "subheadings": [
                {"line": number[block.lines[0]], "text": block.text}
                for block in draft.blocks
                if block.kind == "heading"
            ],
            "captions": [
                {
                    "line": number[caption.line],
                    "raw": caption.raw,
                    "text": caption.text,
                    "credit": caption.credit,
                    "credit_role": caption.role,
                    "after_paragraph": caption.after_paragraph,
                }
                for caption in draft.captions
            ],
        }
        for draft in segment(read(data).lines).drafts
    ]


def expected(gold: list[dict[str, Any]], dress: Callable[[str], str]) -> list[dict[str, Any]]:
    """The ground truth in the same shape, its texts in the same dress."""
    return [
        {
            **{
                name: article[name]
                for name in ("title_line", "byline_line", "authors", "author_kind", "para_lines")
            },
            "title": dress(article["title"]),
            "byline_raw": dress(article["byline_raw"]),
            "subheadings": [
                {"line": heading["line"], "text": dress(heading["text"])}
                for heading in article["subheadings"]
            ],
            # The one caption of the page stands after the last paragraph of its article.
            "captions": [
                {**caption, "after_paragraph": article["paragraphs"]}
                for caption in article["captions"]
            ],
        }
        for article in gold
    ]


@pytest.mark.parametrize("dress", DRESSES)
def test_the_sample_page_is_taken_apart_exactly(
    seed: Numbered, gold: list[dict[str, Any]], dress: str
) -> None:
    dressed = DRESSES[dress](seed)
    data = "\n".join(text for _, text in dressed).encode()

    wide = dress == "with full-width marks"
    truth = expected(gold, lambda text: text.translate(WIDE) if wide else text)
    assert truth == found(data, dressed)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_sample_page_is_the_same_in_every_encoding(
    seed: Numbered, gold: list[dict[str, Any]], encoding: str
) -> None:
    data = ENCODINGS[encoding]("\n".join(text for _, text in seed))

    assert expected(gold, str) == found(data, seed)


@pytest.mark.parametrize("dress", DRESSES)
def test_nothing_of_the_sample_page_is_lost(seed: Numbered, dress: str) -> None:
    lines = read("\n".join(text for _, text in DRESSES[dress](seed)).encode()).lines

    assert () == unaccounted(lines, segment(lines))


@pytest.mark.parametrize("width", [18, 22, 24, 26, 30, 34])
def test_the_sample_page_survives_a_column_of_fixed_width(
    seed: Numbered, gold: list[dict[str, Any]], width: int
) -> None:
    """Paragraphs set in by two characters and broken at the width; headings stay whole."""
    text = dict(seed)
    lines: list[str] = []
    for article in gold:
        headings = {heading["line"] for heading in article["subheadings"]}
        captions = {caption["line"] for caption in article["captions"]}
        paragraphs = {lines[0]: lines for lines in article["para_lines"]}
        for number in range(article["line_range"][0], article["line_range"][1] + 1):
            if number in paragraphs:
                whole = "　　" + "".join(text[line] for line in paragraphs[number])
                lines += [whole[at : at + width] for at in range(0, len(whole), width)]
            elif number in headings | captions or number in (
                article["title_line"],
                article["byline_line"],
            ):
                lines.append(text[number])

    page = segment(read("\n".join(lines).encode()).lines)

    assert [article["title"] for article in gold] == [draft.title for draft in page.drafts]
    assert [article["authors"] for article in gold] == [
        [author.name for author in draft.authors] for draft in page.drafts
    ]
    # A space at which a line was broken is gone for good.
    assert [
        ["".join(text[line] for line in lines).replace(" ", "") for lines in article["para_lines"]]
        for article in gold
    ] == [[block.text.replace(" ", "") for block in draft.paragraphs] for draft in page.drafts]
