"""`content/published.txt`, the ledger: every address that was ever published, one a line, sorted.

It only grows. Two people who publish from two copies merge it by keeping both sides, in any order.
It has the addresses of the source form; those of the other forms follow from them by a prefix, and
only the front page of a form stands for it, so that a form is not given up unawares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.files import leads_outside, read_text
from generator.model import OldAddress
from generator.old_addresses.spelling import read_address
from generator.problems import Place, Problem, with_excerpts

LEDGER = "published.txt"


def read_ledger(content: Path, problems: list[Problem]) -> tuple[OldAddress, ...]:
    """All addresses of the ledger with their lines, in the order of the file."""
    path, file = content / LEDGER, f"{content.name}/{LEDGER}"
    if not path.exists() or leads_outside(path, content, problems):
        return ()
    text = read_text(path, file, problems)
    if text is None:
        return ()
    found: list[Problem] = []
    published = tuple(_lines(text, file, found))
    problems += with_excerpts(found, file, text)
    return published


def _lines(text: str, file: str, problems: list[Problem]) -> Iterator[OldAddress]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            place = Place(file, number, 1)
            url = read_address(line.strip(), place, problems)
            if url is not None:
                yield OldAddress(url, place)


def ledger_text(urls: Iterable[str]) -> str:
    """The ledger that holds these addresses.

    >>> ledger_text(["/b.html", "/", "/b.html"])
    '/\\n/b.html\\n'
    """
    return "".join(f"{url}\n" for url in sorted(set(urls)))
