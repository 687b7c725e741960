"""Where the articles of a raw page go: the number of each, and whether its file may be written.

An editor's file is never overwritten. Whether a file is an editor's is seen from the digest that
the import before wrote into it, not from its date.
"""

from __future__ import annotations

import difflib
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.addresses import article_number
from generator.front_matter import Mapping, Scalar, parse, split
from generator.importing.compose import is_as_written
from generator.problems import ProblemsFound

LONGEST_NAME = 40
"""Characters of the title in a file name."""


LEAST_LIKENESS = 0.5
"""Share of two texts that is the same when one is a mended version of the other."""


class State(StrEnum):
    """What becomes of one article file."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    """The file was as the last import wrote it, and the raw page or the importer has changed."""
    KEPT = "kept"
    """An editor has changed the file; the new version was not written."""
    REPLACED = "replaced"
    """An editor had changed the file; `--force` wrote over it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One article file: where it goes, what stands in it, what becomes of it."""

    path: Path
    text: str
    state: State


@dataclass(frozen=True, slots=True)
class _Present:
    """An article file of the issue that came from the same raw page."""

    path: Path
    text: str
    title: str
    sha256: str
    lines: str


def place(
    folder: Path, origin: str, composed: Sequence[tuple[str, str]], *, force: bool
) -> tuple[tuple[Placed, ...], tuple[Path, ...]]:
    """Where each of `composed` (title and text of the file) goes in the folder of the issue.

    Also the files from this raw page that none of them matches; they are left as they are.
    """
    present = _present(folder, origin)
    matched = _matches([text for _, text in composed], present)
    numbers = free_numbers(folder, len(composed))
    placed: list[Placed] = []
    for (title, text), match in zip(composed, matched, strict=True):
        if match is None:
            path = folder / f"{next(numbers)}-{file_title(title)}.md"
            placed.append(Placed(path, text, State.NEW))
        else:
            placed.append(Placed(match.path, text, _state(match.text, text, force)))
    return tuple(placed), tuple(left.path for left in present)


def _state(before: str, after: str, force: bool) -> State:
    if before == after:
        return State.UNCHANGED
    if is_as_written(before):
        return State.UPDATED
    return State.REPLACED if force else State.KEPT


def _present(folder: Path, origin: str) -> list[_Present]:
    found: list[_Present] = []
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        if article_number(path.name):
            text = path.read_text(encoding="utf-8", errors="replace")
            values = _origin_of(text, path.name)
            if values.get("file") == origin:
                title, sha256 = values.get("title", ""), values.get("sha256", "")
                found.append(_Present(path, text, title, sha256, values.get("lines", "")))
    return found


def _matches(texts: Sequence[str], present: list[_Present]) -> list[_Present | None]:
    """For each text the file that an earlier import made of the same article; taken from `present`.

    The surest sign is asked of all texts before the next one of any: an article that was put
    before the others on the page would else take the file of the one that had its lines.
    """
    matches: list[_Present | None] = [None] * len(texts)
    origins = [_origin_of(text, "") for text in texts]
    for name in ("sha256", "title", "lines"):
        for number, text in enumerate(texts):
            if matches[number] is not None or not origins[number].get(name):
                continue
            for candidate in present:
                same = getattr(candidate, name) == origins[number][name]
                if same and (name != "lines" or _is_like(candidate.text, text)):
                    matches[number] = candidate
                    present.remove(candidate)
                    break
    return matches


def _is_like(one: str, other: str) -> bool:
    """Whether most of the text below the heads is the same: lines alone may be anybody's."""
    one, other = (text.partition("\n---\n")[2] for text in (one, other))
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() > LEAST_LIKENESS


def _origin_of(text: str, name: str) -> dict[str, str]:
    """The title and the origin in the head of an article file; empty when it cannot be read."""
    try:
        head, _, _ = split(text, name)
    except ProblemsFound:
        return {}
    node, _ = parse(head, name, 2, comments=False)
    if not isinstance(node, Mapping):
        return {}
    origin = node.get("origin")
    entries = (*node.entries, *(origin.entries if isinstance(origin, Mapping) else ()))
    return {key.text: value.text for key, value in entries if isinstance(value, Scalar)}


def free_numbers(folder: Path, articles: int) -> Iterator[str]:
    """Numbers behind the highest in use, with as many digits as the longest, two at least."""
    names = [article_number(path.name) for path in folder.glob("*.md")] if folder.is_dir() else []
    used = [number for number in names if number]
    last = max((int(number) for number in used), default=0)
    digits = max(2, len(str(last + articles)), *(len(number) for number in used))
    return (f"{number:0{digits}}" for number in itertools.count(last + 1))


_GAP = dict.fromkeys("“”‘’\"'《》〈〉「」『』", "")
"""What goes without leaving a gap: quotation marks stand within a phrase, not between two."""


def file_title(title: str) -> str:
    """The title as part of a file name: letters and digits of any script, nothing a system minds.

    >>> file_title("如何推动“商务”高质量发展？")
    '如何推动商务高质量发展'
    """
    kept = "".join(c if unicodedata.category(c)[0] in "LN" else _GAP.get(c, " ") for c in title)
    return re.sub(r"\s+", "-", kept.strip())[:LONGEST_NAME].strip("-") or "无题"
