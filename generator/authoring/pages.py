"""A new standing page."""

from __future__ import annotations

from generator.addresses import is_portable
from generator.authoring.writing import document, refuse, site_of, write_new
from generator.content import PAGE_FIELDS
from generator.problems import Phrase
from generator.project import Project

BODY = "正文写在这里。\n"


def new_page(project: Project, key: str, title: str, order: int = 0) -> str:
    """Write the file of a standing page and return its name; its address is `/<key>.html`.

    Raises ProblemsFound for a key that cannot be part of an address, or that is taken.
    """
    site = site_of(project)
    if not is_portable(key) or key.casefold() in _TAKEN:
        raise refuse(
            "bad-page-name",
            key,
            Phrase("不能用作网址", "cannot be an address"),
            Phrase("写成 about 这样的名字", "write it like about"),
        )
    taken = next((one.key for one in site.pages if one.key.casefold() == key.casefold()), "")
    if taken:
        raise refuse(
            "file-exists",
            f"content/pages/{taken}.md",
            Phrase("已经有这个页面了", "there is such a page already"),
            Phrase("换一个名字", "choose another name"),
        )
    values = {"title": title.strip() or key, "order": order or None}
    text = document(values, PAGE_FIELDS, BODY)
    return write_new(project.content / "pages" / f"{key}.md", project, text)


_TAKEN = frozenset({"index", "404", "search", "corrections", "readme"})
"""Addresses of pages that every site has; `README.md` is for those who write."""
