"""Holds what the importer found on raw pages against the truth: precision and recall.

`python benchmarks/accuracy.py FOLDER REPORT` reads the pages' truth (`raw_pages`) and what
`wenzhai import --dry-run --json` printed for all of them, and prints both figures as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

Facts = set[tuple[Any, ...]]
"""What is said of one page, each fact with the line that it stands on."""

KINDS = ("titles", "authors", "paragraphs", "joins", "subheadings", "captions")


def facts(articles: list[Mapping[str, Any]], kind: str) -> Facts:
    """All facts of one kind about the articles of a page."""
    return {fact for article in articles for fact in _facts(article, kind)}


def _facts(article: Mapping[str, Any], kind: str) -> Iterator[tuple[Any, ...]]:
    match kind:
        case "titles":
            yield article["title_line"], article["title"]
        case "authors":
            yield article["title_line"], article["author_kind"], *article["authors"]
        case "paragraphs":
            yield from map(tuple, article["para_lines"])
        case "joins":
            yield from (pair for lines in article["para_lines"] for pair in pairwise(lines))
        case "subheadings":
            yield from ((heading["line"], heading["text"]) for heading in article["subheadings"])
        case "captions":
            yield from ((c["line"], c["text"], c["credit"]) for c in article["captions"])


def accuracy(folder: Path, report: Path) -> dict[str, tuple[float, float, int]]:
    """For each kind of fact: precision, recall, and how many there are in truth."""
    printed = json.loads(report.read_text(encoding="utf-8"))
    pages = printed if isinstance(printed, list) else [printed]
    found = {Path(page["file"]).stem: page["articles"] for page in pages}
    totals = {kind: [0, 0, 0] for kind in KINDS}
    for path in sorted(folder.glob("*.json")):
        true = json.loads(path.read_text(encoding="utf-8"))["articles"]
        for kind, total in totals.items():
            wanted, given = facts(true, kind), facts(found.get(path.stem, []), kind)
            total[0] += len(wanted & given)
            total[1] += len(given)
            total[2] += len(wanted)
    return {
        kind: (right / given if given else 1.0, right / wanted if wanted else 1.0, wanted)
        for kind, (right, given, wanted) in totals.items()
    }


if __name__ == "__main__":
    print(json.dumps(accuracy(Path(sys.argv[1]), Path(sys.argv[2]))))
