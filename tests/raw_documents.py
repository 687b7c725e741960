"""Documents for tests: LibreOffice writes real ones, and small ones are put together by hand."""

from __future__ import annotations

import io
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest
from world import digest, write

from generator.draft import Draft
from generator.importing import Given, ImportedPage, import_page, open_desk

SAMPLE = Path(__file__).parents[1] / "content/raw/2019-11.txt"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.\
wordprocessingml.document.main+xml"/></Types>"""

_RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
officeDocument" Target="word/document.xml"/></Relationships>"""


def office(source: Path, kind: str, folder: Path) -> Path:
    """The document that LibreOffice makes of `source`: `kind` is docx, html or pdf."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is missing: apt-get install libreoffice-writer-nogui")
    profile = folder / "profile"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    readers = {".txt": "Text (encoded):UTF8,LF,,zh-CN,", ".html": "HTML (StarWriter)"}
    command.append(f"--infilter={readers[source.suffix]}")
    command += ["--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{kind}"


def word(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A .docx whose `w:body` holds `body`."""
    document = (
        f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    )
    return archive(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": document,
            **(parts or {}),
        }
    )


def paragraphs(*texts: str, style: str = "") -> str:
    """The body of a document with these paragraphs."""
    shape = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return "".join(f"<w:p>{shape}<w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return file.getvalue()


def imported(folder: Path, path: Path) -> ImportedPage:
    return import_page(open_desk(digest(folder)), path, Given(issue="x"))


@dataclass
class Story:
    """What must come out the same whatever the page came as."""

    title: str
    authors: list[str]
    blocks: list[tuple[str, str]]
    captions: list[tuple[str, str]]


def story(draft: Draft) -> Story:
    return Story(
        draft.title,
        [author.name for author in draft.authors],
        [(block.kind, block.text) for block in draft.blocks],
        [(caption.text, caption.credit) for caption in draft.captions],
    )


def stories(page: ImportedPage) -> list[Story]:
    return [story(article.draft) for article in page.articles]


def as_html(page: ImportedPage, picture: str) -> str:
    """The articles as a person would set them in a word processor, a photograph in the first."""
    parts = []
    for article in page.articles:
        draft = article.draft
        parts.append(f"<h1>{escape(draft.title)}</h1>")
        parts.append(f"<p>{escape(draft.byline)}</p>")
        for block in draft.blocks:
            tag = "h2" if block.kind == "heading" else "p"
            parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
        for caption in draft.captions:
            parts.append(f'<p><img src="{picture}"></p><p>{escape(caption.raw)}</p>')
    return f"<!doctype html><meta charset=utf-8><body>{''.join(parts)}</body>"


def limited_import(folder: Path, name: str, data: bytes | str) -> subprocess.CompletedProcess[str]:
    """What the import of a file says in a process with little time and memory."""
    write(folder / name, data)
    digest(folder)
    return subprocess.run(
        [sys.executable, "-m", "generator", "-C", folder, "import", folder / name],
        env=os.environ | {"WENZHAI_LANG": "en"},
        preexec_fn=_limit,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _limit() -> None:
    """A minute of work, and memory for ordinary pages."""
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_AS, (900 << 20, 900 << 20))
