"""The files of a digest that can be mended, before and after; and writing them."""

from __future__ import annotations

import contextlib
import difflib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.article_fields import TWIN_FIELDS, article_fields
from generator.content import ISSUE_FIELDS, PAGE_FIELDS, read_site
from generator.files import entries, read_text
from generator.front_matter import Field
from generator.mending.texts import mended
from generator.problems import Problem, errors
from generator.project import Project
from generator.versions import is_twin

_MARK = b"\xef\xbb\xbf"
_NO_END = "\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Changed:
    """One file that mending changes."""

    path: Path
    file: str
    """As problems name it."""
    before: str
    after: str

    def lines(self) -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
        """Where lines change: the number of the first, from 1, the lines before and after."""
        old, new = self.before.split("\n"), self.after.split("\n")
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for kind, first, stop, start, end in matcher.get_opcodes():
            if kind != "equal":
                yield first + 1, tuple(old[first:stop]), tuple(new[start:end])

    def diff(self) -> str:
        """The change as a unified diff."""
        old, new = (text.splitlines(keepends=True) for text in (self.before, self.after))
        lines = difflib.unified_diff(old, new, f"a/{self.file}", f"b/{self.file}")
        ended = (
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in lines
        )
        return "".join(ended)


def mend(project: Project) -> tuple[Changed, ...]:
    """What mending would change in the Markdown files of a project; nothing is written.

    A rule that the digest, or the file, turns off mends nothing.
    """
    site, _ = read_site(project.content)
    off = {rule for rule, verdict in site.settings.checks if verdict == "off"}
    ignored = dict(site.strictness.ignored)
    articles = article_fields({taxonomy.key: taxonomy for taxonomy in site.taxonomies})
    changed: list[Changed] = []
    for path, fields in _files(project.content, articles):
        file = path.relative_to(project.content.parent).as_posix()
        problems: list[Problem] = []
        text = read_text(path, file, problems)
        if text is not None and not errors(problems):
            after = mended(text, fields, off.union(ignored.get(file, ())))
            if after != text and _line_end(path) is not None:
                changed.append(Changed(path, file, text, after))
    return tuple(changed)


def _files(
    content: Path, articles: Mapping[str, Field]
) -> Iterator[tuple[Path, Mapping[str, Field]]]:
    """All Markdown files that are read, each with the fields of its head."""
    folders = [folder for folder in entries(content / "issues", content, []) if folder.is_dir()]
    for folder in (*folders, content / "pages"):
        for path in entries(folder, content, []):
            if path.suffix != ".md" or path.name == "README.md":
                continue
            if is_twin(path.name):
                yield path, TWIN_FIELDS
            elif folder.name == "pages" and folder.parent == content:
                yield path, PAGE_FIELDS
            else:
                yield path, ISSUE_FIELDS if path.name == "issue.md" else articles


def _line_end(path: Path) -> str | None:
    """What ends the lines of a file; None where they end in several ways, and one would be lost."""
    data = path.read_bytes()
    pairs, feeds, returns = data.count(b"\r\n"), data.count(b"\n"), data.count(b"\r")
    if not returns:
        return "\n"
    if pairs == feeds == returns:
        return "\r\n"
    return None if feeds else "\r"


def write(changed: Changed) -> None:
    """Put the mended text in place of the file: whole or not at all, with its line ends and mode.

    Raises OSError.
    """
    path = changed.path.resolve()
    line_end = _line_end(path) or "\n"
    mark = _MARK if path.read_bytes().startswith(_MARK) else b""
    aside = path.with_name(f".{path.name}.new")
    try:
        with aside.open("wb") as file:
            file.write(mark + changed.after.replace("\n", line_end).encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(path.stat().st_mode)
        aside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise
