"""Raw files in, lines out: one module per kind of file, chosen by the suffix of its name.

A new kind is one module with a function `read(data, encoding, file) -> Imported` and one line in
`IMPORTERS`. The modules know nothing of each other. They are imported when a file of their kind
is read and not before, because the richer formats need libraries that not everyone has.
"""

from __future__ import annotations

import importlib
import re
from pathlib import PurePath
from typing import cast

from generator.importers.imported import Imported
from generator.problems import Phrase, Place, Problem, ProblemsFound

IMPORTERS: dict[str, str] = {
    "": "generator.importers.text",
    ".txt": "generator.importers.text",
    ".text": "generator.importers.text",
    ".docx": "generator.importers.docx",
    ".html": "generator.importers.web_page",
    ".htm": "generator.importers.web_page",
    ".xhtml": "generator.importers.web_page",
    ".pdf": "generator.importers.pdf",
    ".xml": "generator.importers.feed",
    ".atom": "generator.importers.feed",
    ".rss": "generator.importers.feed",
    ".rdf": "generator.importers.feed",
}
"""Suffix of the file's name, in lower case, to the module that reads such files."""

EXTRAS = {"mammoth": "docx", "trafilatura": "html", "pypdf": "pdf"}
"""Outside package to the extra of `pyproject.toml` that brings it."""


def read_raw(data: bytes, file: str, encoding: str | None = None) -> Imported:
    """The lines of the raw file named `file` whose bytes are `data`.

    `encoding` is what the user says of it; None lets the importer find out. A file named `-` has
    no name to go by, and its kind is found from its first bytes.

    Raises ProblemsFound for a kind of file that nothing here can read, or not without a package
    that is not installed, and for text that cannot be trusted (see `generator.importers.decode`).
    """
    suffix = suffix_of(data) if file == "-" else PurePath(file).suffix.lower()
    if suffix not in IMPORTERS:
        raise ProblemsFound([_unknown_kind(file, suffix)])
    try:
        module = importlib.import_module(IMPORTERS[suffix])
    except ModuleNotFoundError as error:
        package = (error.name or "").split(".")[0]
        if package not in EXTRAS:
            raise
        raise ProblemsFound([_not_installed(file, suffix, package)]) from None
    return cast(Imported, module.read(data, encoding, file))


_BEGINNINGS = (
    (rb"PK\x03\x04|\xd0\xcf\x11\xe0", ".docx"),
    (rb"%PDF-", ".pdf"),
    (rb"(?is)(?:<\?xml.{0,1000}?)?<(?:!doctype html|html|head|meta|body)\b", ".html"),
    (rb"(?i)<\?xml|<rss|<feed|<rdf", ".xml"),
)


def suffix_of(data: bytes) -> str:
    """The ending that a page without a file would have, by how it begins; empty for plain text.

    >>> suffix_of("<html><p>水渠</p>".encode()), suffix_of("水渠".encode())
    ('.html', '')
    """
    begin = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((suffix for pattern, suffix in _BEGINNINGS if re.match(pattern, begin)), "")


def _not_installed(file: str, suffix: str, package: str) -> Problem:
    extra = EXTRAS[package]
    return Problem(
        "missing-extra",
        Place(file),
        Phrase(
            f"读取 {suffix} 要用到 {package}，它没有安装",
            f"{suffix} files are read with {package}, which is not installed",
        ),
        Phrase(
            f"运行 pip install 'wenzhai[{extra}]'（或 'wenzhai[import]' 装全）",
            f"run pip install 'wenzhai[{extra}]' (or 'wenzhai[import]' for all kinds)",
        ),
    )


def _unknown_kind(file: str, suffix: str) -> Problem:
    known = " ".join(sorted(suffix for suffix in IMPORTERS if suffix))
    return Problem(
        "unknown-raw-format",
        Place(file),
        Phrase(f"不会读取“{suffix}”文件", f"no importer reads {suffix} files"),
        Phrase(f"另存为下列格式之一：{known}", f"save it as one of: {known}"),
    )
