"""Articles, photographs and the head of an issue, each file written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from generator.filing import Dating
from generator.front_matter import compose_head
from generator.importing.pictures import Photograph
from generator.importing.shelf import Placed, State


def write_articles(
    folder: Path, placed: Sequence[Placed], photographs: Sequence[Sequence[Photograph]]
) -> None:
    """Write what is new or has changed; photographs first, so that no article lacks its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for one, pictures in zip(placed, photographs, strict=True):
        if one.state is State.KEPT:
            continue
        for picture in pictures:
            path = folder / picture.name
            # The name holds a digest of the bytes: what is there already is the same picture.
            if not path.exists():
                _write_file(path, picture.data)
        if one.state is not State.UNCHANGED:
            _write_file(one.path, one.text.encode())


def write_issue(folder: Path, dating: Dating, number: str) -> None:
    """A head for the issue, where there is none yet: an editor's is left alone."""
    path = folder / "issue.md"
    if path.exists():
        return
    known = {k: v for k, v in (("number", number), ("date", dating.date.iso)) if v}
    _write_file(path, (compose_head(known) if known else "---\n---\n").encode())


def write_review(folder: Path, name: PurePosixPath, html: str) -> Path:
    """Put a page to review into the digest in `folder`, and say where."""
    path = folder / "review" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_file(path, html.encode())
    return path


def _write_file(path: Path, data: bytes) -> None:
    """Whole or not at all: an import that is killed leaves no half article."""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(data)
    aside.replace(path)
