"""What a comparison found, as a table of Markdown, and that table put into a README."""

from __future__ import annotations

import datetime
import os
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from measure import Cost


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of work, done by us and by another program in the same run."""

    what: str
    ours: Cost
    peer: str
    """Name of the other program, with what it did where that is another thing."""
    theirs: Cost


@dataclass(frozen=True, slots=True)
class Size:
    """A plain build of some number of articles, for the table of growth."""

    articles: int
    program: str
    cost: Cost


@dataclass(slots=True)
class Results:
    """All that one run found."""

    articles: int
    rounds: int
    versions: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    sizes: list[Size] = field(default_factory=list)
    made: dict[str, Any] = field(default_factory=dict)
    """Who made what: a line of counts for each site that was built from nothing."""
    missing: list[str] = field(default_factory=list)
    """Programs that are not here, each with its reason."""
    failed: list[str] = field(default_factory=list)
    """What went wrong: a program that failed, or made another number of pages."""


def as_markdown(results: Results) -> Iterator[str]:
    """The lines of the report."""
    programs = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    yield f"{results.articles:,} articles, medians of {results.rounds} rounds. {machine()}"
    yield f"{programs}; {datetime.date.today():%B %Y}."
    yield ""
    yield from _table(
        ("", "wall s", "CPU s", "MB", "against", "wall s", "CPU s", "MB", "wall", "CPU", "memory"),
        [
            (row.what, *_figures(row.ours), row.peer, *_figures(row.theirs), *_ratios(row))
            for row in results.rows
        ],
    )
    if results.sizes:
        yield ""
        yield from _table(
            ("plain, from nothing", "articles", "wall s", "CPU s", "CPU µs/article", "MB"),
            [
                (
                    size.program,
                    f"{size.articles:,}",
                    f"{size.cost.wall:.2f}",
                    f"{size.cost.cpu:.2f}",
                    f"{size.cost.cpu / size.articles * 1e6:,.0f}",
                    f"{size.cost.megabytes:.0f}",
                )
                for size in results.sizes
            ],
        )
    if results.made:
        kinds = list(next(iter(results.made.values()))["kinds"])
        yield ""
        yield from _table(
            ("made", *kinds, "RSS feeds", "files", "MB"),
            [
                (
                    site,
                    *(f"{counts['kinds'][kind]:,}" for kind in kinds),
                    f"{counts['feeds']:,}",
                    f"{counts['files']:,}",
                    f"{counts['megabytes']:.0f}",
                )
                for site, counts in results.made.items()
            ],
        )
    for missing in results.missing:
        yield f"\nNot compared: {missing}."
    for failed in results.failed:
        yield f"\nFailed: {failed}"


def machine() -> str:
    """The machine in words, without its name."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    return (
        f"{os.cpu_count()} processors ({platform.machine()}), {gigabytes:.0f} GB of memory, "
        f"{platform.system()}, Python {python}."
    )


def _figures(cost: Cost) -> tuple[str, str, str]:
    return f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.megabytes:.0f}"


def _ratios(row: Row) -> tuple[str, str, str]:
    ours, theirs = row.ours, row.theirs
    return (
        f"{ours.wall / theirs.wall:.2f}",
        f"{ours.cpu / theirs.cpu:.2f}",
        f"{ours.megabytes / theirs.megabytes:.2f}",
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table of Markdown, numbers to the right."""
    numbers = [re.match(r"[\d.,]+$", cell) is not None for cell in (rows or [head])[0]]
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('--:' if number else '---' for number in numbers)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def put_into(readme: Path, articles: int, report: str) -> None:
    """Replace the report on so many articles between its marks; a new one goes before the end."""
    begin, end = f"<!-- comparison of {articles}: written by compare.py -->", "<!-- end -->"
    block = f"{begin}\n{report.strip()}\n{end}"
    text = readme.read_text(encoding="utf-8")
    old = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if old.search(text):
        text = old.sub(lambda _: block, text, count=1)
    else:
        last = "<!-- comparisons end here -->"
        if last not in text:
            raise ValueError(f"{readme.name} has no line {last}")
        text = text.replace(last, f"{block}\n\n{last}", 1)
    readme.write_text(text, encoding="utf-8", newline="\n")


def as_plain(results: Results) -> Mapping[str, Any]:
    """The results as JSON has them."""
    return {
        "articles": results.articles,
        "rounds": results.rounds,
        "versions": results.versions,
        "rows": [
            {
                "what": row.what,
                "ours": _cost(row.ours),
                "peer": row.peer,
                "theirs": _cost(row.theirs),
                "wall": row.ours.wall / row.theirs.wall,
                "cpu": row.ours.cpu / row.theirs.cpu,
            }
            for row in results.rows
        ],
        "sizes": [
            {"articles": size.articles, "program": size.program, **_cost(size.cost)}
            for size in results.sizes
        ],
        "made": results.made,
        "missing": results.missing,
        "failed": results.failed,
    }


def _cost(cost: Cost) -> dict[str, float]:
    return {"wall": cost.wall, "cpu": cost.cpu, "megabytes": cost.megabytes}
