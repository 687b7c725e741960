"""Puts what was published into the ledger, `content/published.txt`.

By the files of the site and not by the content: those are what readers saw. The ledger only grows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.files import why
from generator.headers import NAMED_FEEDS
from generator.model import Site
from generator.old_addresses import LEDGER, ledger_text, spelled
from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.project import Project


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the ledger has now."""

    file: str
    all: int
    """Addresses in it."""
    new: tuple[str, ...]
    """Those that it did not have before."""


def record(
    project: Project, site: Site, files: Collection[str], *, dry_run: bool = False
) -> Recorded:
    """Add the addresses of `files`, paths below the root of the published site, to the ledger.

    Nothing is written when it has them all. Raises ProblemsFound when the file cannot be written.
    """
    prefixes = [variant.prefix for variant in site.settings.variants[1:]]
    before = {old.url for old in site.published}
    published = set(_addresses(files, prefixes))
    new = tuple(sorted(published - before))
    if new and not dry_run:
        _write(project, ledger_text(before | published))
    return Recorded(f"{project.content.name}/{LEDGER}", len(before | published), new)


def _addresses(files: Collection[str], prefixes: Collection[str]) -> Iterator[str]:
    """Addresses of HTML pages and feeds; of another form than the source only the front page."""
    for path in files:
        url = spelled(f"/{path}")
        name = url.rsplit("/", 1)[1]
        if name == "404.html" or not (name in ("", *NAMED_FEEDS) or name.endswith(".html")):
            continue
        form = next((prefix for prefix in prefixes if url.startswith(f"{prefix}/")), "")
        if not form or url == f"{form}/":
            yield url


def _write(project: Project, text: str) -> None:
    """Beside and renamed: a ledger cut short would have forgotten addresses."""
    file = project.content / LEDGER
    beside = file.with_name(f".{LEDGER}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(file)
    except OSError as error:
        reason = why(error)
        raise ProblemsFound(
            [
                Problem(
                    "not-recorded",
                    Place(f"{project.content.name}/{LEDGER}"),
                    Phrase(
                        f"发布过的网址没能记下来：{reason.zh}",
                        f"the published addresses could not be recorded: {reason.en}",
                    ),
                    Phrase(
                        "能写以后运行 wenzhai publish --record",
                        "run `wenzhai publish --record` when it can be written",
                    ),
                )
            ]
        ) from None
