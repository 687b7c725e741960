"""The newspaper as a site for Eleventy, whose templates are functions in JavaScript."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from peers.digests import Digest, Item

TEMPLATES = Path(__file__).parent / "eleventy"


def write_site(digests: Sequence[Digest], folder: Path) -> None:
    """A whole site, of the first digest alone."""
    shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
    digest = digests[0]
    about = {
        "terms": {name: [asdict(term) for term in terms] for name, terms in digest.terms.items()},
        "issues": {issue: digest.number_of(issue) for issue in digest.issues},
    }
    written = json.dumps(about, ensure_ascii=False)
    (folder / "digest.json").write_text(written, encoding="utf-8")
    for item in digest.items():
        _write_item(item, folder)


def write_article(digests: Sequence[Digest], path: Path, folder: Path) -> None:
    """One article written again."""
    _write_item(digests[0].item(path), folder)


def _write_item(item: Item, folder: Path) -> None:
    head = item.head
    front = {
        "title": head["title"],
        "description": head.get("summary") or "",
        "issue": item.issue,
        "number": item.number,
        "topics": item.topics,
        "places": item.counties,
        "filed": item.filed,
        "authors": head["authors"],
        "roles": head.get("roles") or {},
        "source": head.get("source") or "",
        "sheet": head.get("sheet") or "",
        "kicker": head.get("kicker") or "",
        "subtitle": head.get("subtitle") or "",
        "captions": head.get("captions") or [],
    }
    path = folder / "content" / "issues" / item.issue / f"{item.number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    written = json.dumps(front, ensure_ascii=False)
    path.write_text(f"---json\n{written}\n---\n\n{item.body}\n", encoding="utf-8", newline="\n")
