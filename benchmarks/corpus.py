"""Writes a whole digest of made-up articles: `python benchmarks/corpus.py 1000 DIR`.

The same bytes for the same seed and number of articles; memory does not grow with the number.
The words and clauses are ours (`phrases`, `subjects`), the shape is that of a county paper over
three years, and the files look as `wenzhai import` writes them, but for `origin`.
"""

from __future__ import annotations

import argparse
import datetime
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from photographs import photograph
from stories import Block, Story, story, title_of, traits_of

ARTICLES_PER_ISSUE = 20
FIRST_DAY = datetime.date(2016, 1, 1)
DAYS = 1096
"""Three years."""

TAXONOMIES = Path(__file__).parents[1] / "content" / "taxonomies"

_SITE = """\
title: 南岸文摘
subtitle: 为测速而写的文章
description: 这里的文章、人物和数字都是程序编的，只用来测量速度。
base_url: https://example.com
theme: broadsheet
publisher: 南岸文摘
"""


def write_digest(articles: int, folder: Path, seed: int = 1, *, photographs: bool = False) -> None:
    """Write a digest with this many articles into `folder`, which must not hold one yet.

    With `photographs`, one article in ten has one.
    """
    content = folder / "content"
    content.mkdir(parents=True)
    _write(content / "site.yaml", _SITE)
    shutil.copytree(TAXONOMIES, content / "taxonomies", ignore=shutil.ignore_patterns(".*"))
    for first in range(0, articles, ARTICLES_PER_ISSUE):
        _write_issue(content, first, articles, seed, photographs)


def issue_key(number: int, articles: int) -> str:
    """The issue of an article: a date, with a letter where a day has more than one issue.

    >>> issue_key(0, 1000), issue_key(45, 1000)
    ('2016-01-01', '2016-02-13')
    >>> len({issue_key(number, 100_000) for number in range(0, 100_000, 20)})
    5000
    """
    issues = -(-articles // ARTICLES_PER_ISSUE)
    index = number // ARTICLES_PER_ISSUE
    day = index * DAYS // issues
    first_of_day = -(-day * issues // DAYS)
    date = (FIRST_DAY + datetime.timedelta(day)).isoformat()
    # A corpus of 100,000 articles has five issues a day: 2016-01-01, 2016-01-01-b …
    return date if index == first_of_day else f"{date}-{'abcdefgh'[index - first_of_day]}"


def file_name(number: int, title: str) -> str:
    """The name of an article's file, as the importer gives it."""
    words = re.sub(r"\W+", "-", title).strip("-")
    return f"{number % ARTICLES_PER_ISSUE + 1:02}-{words[:40]}.md"


def _write_issue(content: Path, first: int, articles: int, seed: int, photographs: bool) -> None:
    key = issue_key(first, articles)
    folder = content / "issues" / key
    folder.mkdir(parents=True)
    number = first // ARTICLES_PER_ISSUE + 1
    _write(folder / "issue.md", f"---\nnumber: '{number}'\ndate: '{key[:10]}'\n---\n")
    for article in range(first, min(first + ARTICLES_PER_ISSUE, articles)):
        traits = traits_of(article)
        made = story(seed, article, traits)
        head = "".join(f"{line}\n" for line in _head(made, key[:10], article))
        if photographs and made.caption and "photograph" in traits:
            name = f"{article % ARTICLES_PER_ISSUE + 1:02}.jpg"
            (folder / name).write_bytes(photograph(seed, article))
            head += f"  image: {name}\n"
        links = _links(article, articles, seed) if "link" in traits else ""
        body = _body(made, "emphasis" in traits) + links
        _write(folder / file_name(article, made.title), f"---\n{head}---\n\n{body}")


def _head(made: Story, date: str, number: int) -> Iterator[str]:
    """The lines of the YAML head, in the order of the importer."""
    if made.kicker:
        yield f"kicker: {made.kicker}"
    yield f"title: {made.title}"
    if made.subtitle:
        yield f"subtitle: {made.subtitle}"
    yield _list("authors", made.authors)
    yield f"author_kind: {'organisation' if made.is_by_organisation else 'person'}"
    if made.roles:
        yield "roles:"
        pairs = zip(made.authors, made.roles, strict=True)
        yield from (f"  {name}: {role}" for name, role in pairs)
    yield f"date: '{date}'"
    yield "date_precision: day"
    yield "date_kind: stated"
    yield _list("topics", made.topics)
    yield _list("counties", made.counties)
    yield _list("mentions", ())
    yield "source: 南岸晨报"
    yield f"sheet: '{number % 8 + 1}'"
    yield f"summary: {_summary(made)}"
    if made.caption:
        yield "captions:"
        yield f"- text: {made.caption.text}"
        yield f"  credit: {made.caption.credit}"
        yield "  role: 摄"
        yield f"  after_paragraph: {made.caption.after_paragraph}"


def _list(name: str, words: tuple[str, ...]) -> str:
    return f"{name}: [{', '.join(words)}]"


def _summary(made: Story) -> str:
    """The first sentence, or those that a quotation runs over."""
    first = next(block.text for block in made.blocks if block.kind == "paragraph")
    end = first.index("。") + 1
    while first.count("“", 0, end) > first.count("”", 0, end):
        end = first.index("”", end) + 1
    return first[:end]


def _body(made: Story, emphasise: bool) -> str:
    blocks = [_markdown(block) for block in made.blocks]
    if emphasise:
        # The first clause in bold, mark and all: what editors do and plain CommonMark gets wrong.
        blocks[0] = re.sub(r"^([^，。“”]+，)", r"**\1**", blocks[0])
    return "\n\n".join(blocks) + "\n"


def _markdown(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"## {block.text}"
        case "quote":
            return f"> {block.text}"
        case "list":
            return "\n".join(f"- {row[0]}" for row in block.rows)
        case "table":
            head, *rows = (f"| {' | '.join(row)} |" for row in block.rows)
            return "\n".join([head, "|---|--:|--:|", *rows])
        case "paragraph":
            return block.text


def _links(number: int, articles: int, seed: int) -> str:
    """A last paragraph that leads to two other articles, one near and one far."""
    others = [(number + 1) % articles, (number * 377 + 5) % articles]
    links = (
        f"[{title}](../{issue_key(other, articles)}/{file_name(other, title)})"
        for other in others
        for title in [title_of(seed, other)]
    )
    return f"\n延伸阅读：{'、'.join(links)}。\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the command line and write the digest."""
    parser = argparse.ArgumentParser(description="Write a digest of made-up articles.")
    parser.add_argument("articles", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--photographs", action="store_true", help="one article in ten has one")
    arguments = parser.parse_args()
    if (arguments.folder / "content").exists():
        sys.exit(f"{arguments.folder} holds a digest already / 文件夹里已有一份文摘")
    write_digest(
        arguments.articles, arguments.folder, arguments.seed, photographs=arguments.photographs
    )


if __name__ == "__main__":
    main()
