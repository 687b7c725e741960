"""What publishing is told and what it leaves behind: a file as published, a release, a failure.

A release is the list of the files that one publication put in place. It is kept at the target and
never among the pages; by it the next publication knows what changed and what it may remove.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.model import Target
from generator.problems import NOTHING, Phrase, Place, Problem, ProblemsFound


@dataclass(frozen=True, slots=True)
class FileState:
    """One file by its content."""

    sha256: str
    size: int
    """Bytes."""
    tag: str = field(default="", compare=False)
    """The name that the target itself gives to this content (ETag, object of git), if any."""


Files = Mapping[str, FileState]
"""Path below the site, with forward slashes, to what is there."""


@dataclass(frozen=True, slots=True)
class Release:
    """What one publication put in place."""

    name: str
    files: Files
    previous: str = ""
    """Name of the release that it replaced; empty for the first."""
    lingering: Files = field(default_factory=dict)
    """What pages of the release before may still ask for: a reader has them open."""

    @property
    def everything(self) -> Files:
        """All that is ours at the target."""
        return {**self.lingering, **self.files}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a publisher may use beside the target: it reads no environment and no clock itself."""

    project: Path
    cache: Path
    """A folder of its own for what saves work the next time; it may be deleted at any time."""
    environ: Mapping[str, str]
    forced: bool = False
    """Whether the user has agreed to lose what is in the way."""


class CannotPublish(Exception):
    """The target or the way to it failed; the message is for the user and has no secrets."""

    def __init__(self, what: Phrase, mend: Phrase = NOTHING) -> None:
        super().__init__(what.en)
        self.what, self.mend = what, mend


class Overtaken(CannotPublish):
    """Somebody else published in the meantime; nothing of ours is in place."""

    def __init__(self) -> None:
        super().__init__(
            Phrase("另一个发布抢先了", "somebody else is publishing, or has just published"),
            Phrase("等它结束再发布一次", "publish again when that has finished"),
        )


class Moved(Exception):
    """The target changed under the plan, harmlessly: plan again and send again."""


def digest_of(files: Files) -> str:
    """One digest of all files: the same site, the same digest."""
    lines = "".join(f"{path}\0{state.sha256}\n" for path, state in sorted(files.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


_NAME = re.compile(r"(\d{6,12})-[0-9a-f]{12}")


def release_name(number: int, files: Files) -> str:
    """`000008-3f9a1c2b4d5e`: which release, and of what."""
    return f"{number:06d}-{digest_of(files)[:12]}"


def release_number(name: str) -> int:
    """The number in the name of a release; 0 for any other name."""
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else 0


def write_release(release: Release, **more: str) -> bytes:
    """The release as JSON, under a checksum, with what else the publisher wants to remember."""
    record = {
        "made_by": "wenzhai",
        "release": release.name,
        "previous": release.previous,
        "files": _rows(release.files),
        "lingering": _rows(release.lingering),
        **more,
    }
    text = json.dumps(record, ensure_ascii=True, separators=(",", ":"))
    check = hashlib.sha256(text.encode()).hexdigest()
    return f'{{"checksum":"{check}","record":{text}}}\n'.encode()


def _rows(files: Files) -> dict[str, list[str | int]]:
    return {
        path: [state.sha256, state.size, *([state.tag] if state.tag else [])]
        for path, state in sorted(files.items())
    }


_ENVELOPE = re.compile(rb'\{"checksum":"([0-9a-f]{64})","record":(.*)\}\n', re.DOTALL)


def read_release(data: bytes) -> tuple[Release, Mapping[str, object]]:
    """What `write_release` wrote, and all of its fields. Raises ValueError when it is damaged."""
    match = _ENVELOPE.fullmatch(data)
    if match is None or hashlib.sha256(match[2]).hexdigest().encode() != match[1]:
        raise ValueError("the list of published files is damaged")
    record = json.loads(match[2])
    files, lingering = (
        {path: FileState(*row) for path, row in record[part].items()}
        for part in ("files", "lingering")
    )
    return Release(record["release"], files, record["previous"], lingering), record


def problem_of(failure: CannotPublish, target: Target) -> ProblemsFound:
    """The failure as a problem of the target."""
    rule = "busy" if isinstance(failure, Overtaken) else "cannot-publish"
    return ProblemsFound([Problem(rule, Place(target.name), failure.what, failure.mend)])
