"""Documents for tests: LibreOffice writes real ones, and small ones are put together by hand."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

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


def environment() -> dict[str, str]:
    """The variables of this process with English messages."""
    return os.environ | {"WENZHAI_LANG": "en"}
