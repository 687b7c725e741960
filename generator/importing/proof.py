"""Not one character lost or altered in silence: proved on the files as they will be written.

The segmenter has its own proof that each raw line went somewhere. This one reads the composed
files back, through the reader and the Markdown engine that the site is built with, and holds
every word of a draft against what comes out. Only a mark that was widened may differ, and a
widened mark folds back to what it was.
"""

from __future__ import annotations

import re

from generator.draft import Draft
from generator.front_matter import Mapping, Scalar, Sequence, parse, split
from generator.markdown import parse as parse_markdown
from generator.markdown import plain_text
from generator.problems import Phrase, Place, Problem

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def differences(draft: Draft, text: str, file: str) -> tuple[Problem, ...]:
    """What of `draft` the article file `text` does not give back; nothing, when all is well."""
    head, body, _ = split(text, file)
    node, found = parse(head, file, 2, comments=False)
    if found or not isinstance(node, Mapping):
        return tuple(found) or (_lost(file, draft.lines[0], "front matter", head),)
    wanted = {
        "kicker": draft.kicker,
        "title": draft.title,
        "subtitle": draft.subtitle,
        "authors": "".join(author.name for author in draft.authors),
        "editors": "".join(draft.editors),
        "source": draft.source,
        "captions": "".join(f"{c.text}{c.credit}{c.role}" for c in draft.captions),
    }
    given = {name: _given(node, name) for name in wanted}
    wanted["body"] = "".join(block.text for block in draft.blocks)
    given["body"] = plain_text(parse_markdown(body))
    return tuple(
        _lost(file, draft.lines[0], name, words)
        for name, words in wanted.items()
        if visible(words) != visible(given[name])
    )


def visible(text: str) -> str:
    """The characters that a reader sees, marks folded to their narrow form."""
    return re.sub(r"\s+", "", text.translate(_FOLD))


def _given(node: Mapping, name: str) -> str:
    value = node.get(name)
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Sequence):
        return "".join(_words(item) for item in value.items)
    return ""


def _words(item: object) -> str:
    if isinstance(item, Scalar):
        return item.text
    if isinstance(item, Mapping):
        parts = (item.get(name) for name in ("text", "credit", "role"))
        return "".join(part.text for part in parts if isinstance(part, Scalar))
    return ""


def _lost(file: str, line: int, part: str, words: str) -> Problem:
    return Problem(
        "lost-in-import",
        Place(file, line),
        Phrase(
            f"写出的文件与原文不符（{part}：{words[:30]}…），没有写入",
            f"the file would differ from the raw page ({part}: {words[:30]}…); nothing was written",
        ),
        Phrase("这是程序的错，请报告", "this is a fault of the program; please report it"),
    )
