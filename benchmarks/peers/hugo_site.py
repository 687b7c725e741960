"""The newspaper as a site for Hugo, in one language or in two.

Written for its speed: the front matter is JSON, which Hugo reads fastest; what is the same on many
pages is a cached partial; Markdown has no extension but tables; no page is asked for its neighbours
or terms but by the index that Hugo keeps itself. Lists by month are the terms of two taxonomies of
their own, `months` and `shelves`, which is how Hugo makes such pages in parallel.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from peers.digests import Digest, Item

TEMPLATES = Path(__file__).parent / "hugo"

LANGUAGES: Mapping[str, tuple[str, str]] = {
    "zh-hans": ("zh-CN", "简体中文"),
    "zh-hant": ("zh-TW", "繁體中文"),
}
"""First part of the path of a language to its locale and its name; the first stands at the root."""


def write_site(digests: Sequence[Digest], folder: Path) -> None:
    """A whole site; the first digest is in the first language, a second one in the second."""
    shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
    config = (folder / "hugo.toml").read_text(encoding="utf-8")
    for place, (digest, language) in enumerate(zip(digests, LANGUAGES, strict=False), 1):
        locale, name = LANGUAGES[language]
        words = (folder / f"{language}.toml").read_text(encoding="utf-8")
        config += (
            f'\n[languages.{language}]\nweight = {place}\nlocale = "{locale}"\nlabel = "{name}"\n'
            f'contentDir = "content/{language}"\n{words}'
        )
        _write_content(digest, folder / "content" / language)
    for language in LANGUAGES:
        (folder / f"{language}.toml").unlink()
    (folder / "hugo.toml").write_text(config, encoding="utf-8")


def write_article(digests: Sequence[Digest], path: Path, folder: Path) -> None:
    """One article written again, in all languages."""
    for digest, language in zip(digests, LANGUAGES, strict=False):
        _write_item(digest, digest.item(path), folder / "content" / language)


def _write_content(digest: Digest, content: Path) -> None:
    for taxonomy, terms in digest.terms.items():
        for term in terms:
            head = {"title": term.label, "params": {"above": term.above}}
            _write(content / taxonomy / term.key / "_index.md", head, term.text)
    for issue in digest.issues:
        head = {
            "title": issue,
            "date": f"{issue[:10]}T12:00:00+08:00",
            "params": {"number": digest.number_of(issue)},
        }
        _write(content / "issues" / issue / "_index.md", head)
    # Authors and months have no feeds, and of the lists by month there is no list.
    without_feed = {"cascade": {"outputs": ["html"]}}
    _write(content / "authors" / "_index.md", {"title": "authors", **without_feed})
    _write(content / "months" / "_index.md", {"title": "months", **without_feed})
    hidden = {"title": "shelves", "build": {"render": "never"}}
    cascade = {"cascade": {"outputs": ["html"], "build": {"render": "always"}}}
    _write(content / "shelves" / "_index.md", {**hidden, **cascade})
    for item in digest.items():
        _write_item(digest, item, content)
    _copy_photographs(digest, content.parents[1] / "assets")


def _copy_photographs(digest: Digest, assets: Path) -> None:
    """Where Hugo finds what it is to encode; they are the same in both languages."""
    below = digest.folder / "content"
    for path in below.glob("issues/*/*.jpg"):
        copy = assets / path.relative_to(below)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _write_item(digest: Digest, item: Item, content: Path) -> None:
    head = item.head
    # Within a day in the order of the issue: lists are sorted by date, the newest first.
    minute = 59 - int(item.number)
    front = {
        "title": head["title"],
        "date": f"{item.issue[:10]}T12:{minute:02}:00+08:00",
        "description": head.get("summary") or "",
        "topics": item.topics,
        "counties": item.filed,
        "authors": head["authors"],
        "months": [item.month],
        "shelves": digest.shelves(item),
        "params": {
            "places": item.counties,
            "roles": head.get("roles") or {},
            "source": head.get("source") or "",
            "sheet": head.get("sheet") or "",
            "kicker": head.get("kicker") or "",
            "subtitle": head.get("subtitle") or "",
            "captions": head.get("captions") or [],
        },
    }
    _write(content / "issues" / item.issue / f"{item.number}.md", front, item.body)


def _write(path: Path, head: Mapping[str, Any], body: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = json.dumps(head, ensure_ascii=False)
    path.write_text(f"{written}\n\n{body}\n", encoding="utf-8", newline="\n")
