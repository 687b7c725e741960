"""A digest that has moved about, at the root of its host or below it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from world import SITE, article, digest

from generator.project import Project

FORMS = ("", "/zh-hant-tw")

FILES: Mapping[str, str | bytes] = {
    "issues/a/01-a.md": article("新渠通水", aliases=["/old.html", "/旧/渠", "/feed.php"]),
    "issues/a/02-a.md": article("学校开学", aliases=["/zh-hant-tw/own.html"]),
    "issues/a/issue.md": "---\naliases: [/first/]\n---\n",
    "pages/about.md": article("关于", aliases=["/about/"]),
    "addresses.yaml": (
        "moved:\n"
        "  /once.html: /twice.html\n"
        "  /twice.html: /topics/#water\n"
        "  /elsewhere.html: https://例子.com/水\n"
        "gone: [/gone.html, /gone/for/good/]\n"
    ),
}

MOVED = {
    "/old.html": "/issues/a/01.html",
    "/旧/渠": "/issues/a/01.html",
    "/feed.php": "/issues/a/01.html",
    "/first/": "/issues/a/",
    "/about/": "/about.html",
    "/once.html": "/topics/#water",
    "/twice.html": "/topics/#water",
}
"""Old addresses that hold in every form, and where they lead in each."""

GONE = ("/gone.html", "/gone/for/good/")


def moved_site(folder: Path, base: str, more: str = "", **files: str | bytes) -> Project:
    """The digest; `base` is the path of its address, and `more` goes into `site.yaml`."""
    settings = f"{SITE}base_url: https://news.example.org{base}\nvariants: [zh-Hant-TW]\n"
    settings += f"epub: false\nshare_cards: none\n{more}"
    return digest(folder, {"site.yaml": settings, **FILES, **files})
