"""Changes to a digest as an editor makes them, each followed by a build.

Every change is another one in every round, and can be found in the site afterwards: by words that
are in no article, in letters that no conversion touches.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

THEMES = Path(__file__).parents[1] / "themes"

_WORDS = {
    "老码头": "舊碼頭",
    "菜市场": "老市場",
    "产业园": "產業區",
    "江边步道": "江濱步道",
    "集市": "市集",
    "老街": "舊街",
}
"""Words of the made-up articles, and what a round's entry in the glossary makes of them."""

MOST_ROUNDS = len(_WORDS)


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, and where a site shows it."""

    page: str
    """Address of a page that shows it, without the first slash and without the form's prefix."""
    mark: str
    """What stands in it."""
    article: Path | None = None
    """The file that other programs are given anew."""
    template: bool = False
    """Whether the others' templates are changed likewise."""
    converted: bool = False
    """Whether only converted forms show it."""


def nothing(digest: Path, number: int) -> Change:
    """No change at all."""
    return Change("index.html", "<html")


def edit_body(digest: Path, number: int) -> Change:
    """A sentence more in the middle article."""
    return _add_sentence(*_middle(digest), f"body-{number}-edited")


def edit_next_body(digest: Path, number: int) -> Change:
    """A sentence more in the article behind it: what an editor waits for all day."""
    return _add_sentence(*_middle(digest, 1), f"next-{number}-edited")


def _add_sentence(path: Path, page: str, mark: str) -> Change:
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"\n补记一句（{mark}）。\n")
    return Change(page, mark, article=path)


def edit_title(digest: Path, number: int) -> Change:
    """Another title for the middle article; the file keeps its name."""
    path, page = _middle(digest)
    mark = f"title-{number}-edited"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^(title: .*?)(（.*）)?$", rf"\1（{mark}）", text, count=1)
    path.write_text(changed, encoding="utf-8", newline="\n")
    return Change(page, mark, article=path)


def add_article(digest: Path, number: int) -> Change:
    """One article more in the newest issue: a copy of its first with a title of its own."""
    issue = max((digest / "content" / "issues").iterdir(), key=lambda path: path.name)
    mark = f"article-{number}-added"
    first = min(issue.glob("[0-9]*.md")).read_text(encoding="utf-8")
    path = issue / f"{30 + number}-补.md"
    changed = re.sub(r"(?m)^title: .*$", f"title: 新增（{mark}）", first, count=1)
    path.write_text(changed, encoding="utf-8", newline="\n")
    return Change(f"issues/{issue.name}/{30 + number}.html", mark, article=path)


def add_word(digest: Path, number: int) -> Change:
    """An entry in the glossary, of a word that some article has."""
    word, written = list(_WORDS.items())[number % len(_WORDS)]
    glossary = digest / "content" / "glossary" / "common.yaml"
    glossary.parent.mkdir(exist_ok=True)
    with glossary.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{word}: {written}\n")
    paths = sorted((digest / "content" / "issues").glob("*/[0-9]*.md"))
    path = next(path for path in paths if word in _body(path))
    return Change(_page(path), written, converted=True)


def change_template(digest: Path, number: int) -> Change:
    """Another foot of all pages, in the theme that the digest has for itself."""
    own = digest / "themes" / "broadsheet"
    if not own.exists():
        shutil.copytree(THEMES / "broadsheet", own)
    mark = mark_of_template(number)
    _change_foot(own / "templates" / "_footer.html", mark)
    return Change("index.html", mark, template=True)


CHANGES: Mapping[str, Callable[[Path, int], Change]] = {
    "nothing changed": nothing,
    "one body edited": edit_body,
    "the next body edited": edit_next_body,
    "one article added": add_article,
    "one title changed": edit_title,
    "a glossary entry added": add_word,
    "a template changed": change_template,
}
"""What is measured, in this order, on one digest."""


def change_foot_of_hugo(site: Path, number: int) -> None:
    """What `change_template` does, for the templates of Hugo."""
    _change_foot(site / "layouts" / "_partials" / "footer.html", mark_of_template(number))


def mark_of_template(number: int) -> str:
    return f"foot-{number}-changed"


def _change_foot(path: Path, mark: str) -> None:
    text = re.sub(r" data-mark=\"[^\"]*\"", "", path.read_text(encoding="utf-8"))
    text = text.replace('<footer class="colophon"', f'<footer class="colophon" data-mark="{mark}"')
    path.write_text(text, encoding="utf-8", newline="\n")


def _middle(digest: Path, behind: int = 0) -> tuple[Path, str]:
    """The article in the middle of the digest, or so many behind it, and its page."""
    paths = sorted((digest / "content" / "issues").glob("*/[0-9]*.md"))
    path = paths[len(paths) // 2 + behind]
    return path, _page(path)


def _page(path: Path) -> str:
    return f"issues/{path.parent.name}/{path.name.partition('-')[0]}.html"


def _body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]
