"""Raw files in, lines out: one module per kind of file, chosen by the suffix of its name.

A new kind is one module with a function `read(data, encoding, file) -> Imported` and one line in
`IMPORTERS`. The modules know nothing of each other. They are imported when a file of their kind
is read and not before, because the richer formats need libraries that not everyone has.
"""

from __future__ import annotations

import importlib
from pathlib import PurePath
from typing import cast

from generator.importers.imported import Imported
from generator.problems import Phrase, Place, Problem, ProblemsFound

IMPORTERS: dict[str, str] = {
    "": "generator.importers.text",
    ".txt": "generator.importers.text",
    ".text": "generator.importers.text",
}
"""Suffix of the file's name, in lower case, to the module that reads such files."""


def read_raw(data: bytes, file: str, encoding: str | None = None) -> Imported:
    """The lines of the raw file named `file` whose bytes are `data`.

    `encoding` is what the user says of it; None lets the importer find out.

    Raises ProblemsFound for a kind of file that nothing here can read, and for text that cannot
    be trusted (see `generator.importers.decode`).
    """
    suffix = PurePath(file).suffix.lower()
    if suffix not in IMPORTERS:
        raise ProblemsFound([_unknown_kind(file, suffix)])
    module = importlib.import_module(IMPORTERS[suffix])
    return cast(Imported, module.read(data, encoding, file))


def _unknown_kind(file: str, suffix: str) -> Problem:
    known = " ".join(sorted(suffix for suffix in IMPORTERS if suffix))
    return Problem(
        "unknown-raw-format",
        Place(file),
        Phrase(f"不会读取“{suffix}”文件", f"no importer reads {suffix} files"),
        Phrase(f"另存为下列格式之一：{known}", f"save it as one of: {known}"),
    )
