"""The newspaper as a site for Pelican.

Pelican knows one category, authors and one kind of tag. Issues are its categories; topics, counties
and lists by month come from a plugin in its configuration, written as its manual says.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from peers.digests import Digest, Item

TEMPLATES = Path(__file__).parent / "pelican"


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
    # What is no field of Pelican's is one line of JSON, which the plugin reads.
    known = {
        "topics": item.topics,
        "places": item.counties,
        "filed": item.filed,
        "roles": head.get("roles") or {},
        "origin": head.get("source") or "",
        "sheet": head.get("sheet") or "",
        "kicker": head.get("kicker") or "",
        "subheading": head.get("subtitle") or "",
        "captions": head.get("captions") or [],
    }
    minute = 59 - int(item.number)
    lines = (
        f"Title: {head['title']}",
        f"Date: {item.issue[:10]} 12:{minute:02}",
        f"Category: {item.issue}",
        f"Number: {item.number}",
        f"Slug: {item.issue}-{item.number}",
        f"Authors: {'; '.join(head['authors'])}",
        f"Summary: {head.get('summary') or ''}",
        f"Known: {json.dumps(known, ensure_ascii=False)}",
    )
    path = folder / "content" / item.issue / f"{item.number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join((*lines, "", item.body, ""))
    path.write_text(text, encoding="utf-8", newline="\n")
