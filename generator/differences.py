"""What a build would change in the site: which files, and on request which words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Differences:
    """Paths below the site, in their order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0
    """How many files stay as they are."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Differences:
    """What is different between two manifests: path to digest.

    >>> differences({"a": "1", "b": "1"}, {"b": "2", "c": "1"})
    Differences(added=('c',), changed=('b',), removed=('a',), same=0)
    """
    changed = [path for path, digest in after.items() if before.get(path, digest) != digest]
    added = [path for path in after if path not in before]
    removed = [path for path in before if path not in after]
    return Differences(
        added=tuple(sorted(added)),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(removed)),
        same=len(after) - len(added) - len(changed),
    )


def changed_lines(old: Path, new: Path) -> Iterator[str]:
    """The lines of text by which two files differ, `-` and `+` before each; of a picture none.

    Of a page it is the text that a reader sees.
    """
    texts = [_lines(path) for path in (old, new)]
    for line in difflib.unified_diff(texts[0], texts[1], n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")):
            yield line


_UNSEEN = re.compile(r"<(script|style|template)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|h\d|li|ul|ol|div|section|article|nav|header|footer|figure|"
    r"figcaption|table|tr|blockquote|title|main|dl|dt|dd|br|hr)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]+>")


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    if path.suffix in (".html", ".xml"):
        text = unescape(_TAG.sub("", _BLOCK.sub("\n", _UNSEEN.sub("", text))))
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
