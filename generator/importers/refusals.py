"""What importers refuse before they open it: too large, too tight, locked, damaged.

A raw file comes from anywhere. Each refusal is one line that says what to do instead, and each is
made from what can be known cheaply, before anything is unpacked or built in memory.
"""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from generator.problems import Phrase, Place, Problem, ProblemsFound

MEGABYTE = 1024 * 1024

LARGEST_FILE = 64 * MEGABYTE
"""Bytes of a raw file; the pages of a whole issue with their photographs are half of that."""
LARGEST_TEXT = 2 * MEGABYTE
"""Characters of one issue in a raw file, two hundred newspaper pages."""
LONGEST_LINE = 200_000
"""Characters; the longest paragraph of a newspaper has a twentieth of that."""
LARGEST_XML = 16 * MEGABYTE
"""Bytes of the XML of a document, unpacked: a tree takes thirty times that in memory."""

_MOST_ENTRIES = 4_000
_LARGEST_UNPACKED = 256 * MEGABYTE
_TIGHTEST = 120
"""Bytes for each packed one; XML of a long table packs to a fiftieth, a bomb to a thousandth."""
_DEEPEST = 150
"""Elements within each other; no writer's program nests half as deep."""


def refusal(rule: str, file: str, what: tuple[str, str], mend: tuple[str, str]) -> ProblemsFound:
    """One problem of the whole file, as an exception to raise."""
    return ProblemsFound([Problem(rule, Place(file), Phrase(*what), Phrase(*mend))])


def too_large(file: str, limit: int = LARGEST_FILE) -> ProblemsFound:
    """The refusal of a file with more than `limit` bytes, or as many characters."""
    size = limit // MEGABYTE
    return refusal(
        "raw-too-large",
        file,
        (f"文件太大（上限 {size} MB）", f"the file is too large (at most {size} MB)"),
        ("分成几个文件再导入", "split it into several files"),
    )


def line_too_long(file: str, line: int) -> ProblemsFound:
    """The refusal of a file with a line that is no line of text."""
    return ProblemsFound(
        [
            Problem(
                "raw-line-too-long",
                Place(file, line),
                Phrase(
                    f"这一行超过 {LONGEST_LINE // 10_000} 万字",
                    f"this line has more than {LONGEST_LINE:,} characters",
                ),
                Phrase("分成段落再导入", "break it into paragraphs"),
            )
        ]
    )


def damaged(file: str, kind: str) -> ProblemsFound:
    """The refusal of a file that its own format cannot explain."""
    return refusal(
        "damaged-file",
        file,
        (f"文件已损坏，或者不是 {kind}", f"the file is damaged, or is no {kind}"),
        ("重新保存一份再试", "save it anew and try again"),
    )


def locked(file: str) -> ProblemsFound:
    """The refusal of a file that asks for a password."""
    return refusal(
        "encrypted-file",
        file,
        ("文件有密码", "the file is locked with a password"),
        ("去掉密码另存一份再导入", "save a copy without the password"),
    )


def open_archive(data: bytes, file: str, kind: str) -> zipfile.ZipFile:
    """A ZIP archive of which no member is larger than it may be; nothing is unpacked yet.

    A member whose directory lies about its size is cut off there by `zipfile`, which then finds
    that its checksum is wrong.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise damaged(file, kind) from None
    members = archive.infolist()
    names = [member.filename for member in members]
    unpacked = sum(member.file_size for member in members)
    tight = any(
        member.file_size > MEGABYTE and member.file_size > _TIGHTEST * max(1, member.compress_size)
        for member in members
    )
    if any(member.flag_bits & 1 for member in members):
        raise locked(file)
    if len(members) > _MOST_ENTRIES or unpacked > _LARGEST_UNPACKED or tight:
        raise refusal(
            "archive-bomb",
            file,
            ("压缩包展开后过大", "it would unpack to far more than it is"),
            ("用文字处理程序另存一份再试", "save it anew in a word processor"),
        )
    if len(set(names)) < len(names):
        # Two programs may take two different members for the text.
        raise damaged(file, kind)
    xml = (member for member in members if member.filename.endswith((".xml", ".rels")))
    if sum(member.file_size for member in xml) > LARGEST_XML:
        raise too_large(file, LARGEST_XML)
    return archive


def check_xml(data: bytes, file: str) -> None:
    """Refuse XML with a document type, which is where bombs and other files come in by.

    Raises ProblemsFound for that, for elements nested too deep, and for what is not well-formed.
    """
    depth = 0

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise damaged(file, "XML")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise refusal(
            "document-type",
            file,
            ("XML 里有文档类型声明（DOCTYPE）", "its XML declares a document type (DOCTYPE)"),
            ("删去它再导入", "delete the declaration"),
        )

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ProblemsFound(
            [
                Problem(
                    "damaged-file",
                    Place(file, error.lineno, error.offset + 1),
                    Phrase("不是完好的 XML", "the XML is not well-formed"),
                    Phrase("重新导出一份再试", "export it anew"),
                )
            ]
        ) from None
    except (LookupError, ValueError):
        raise damaged(file, "XML") from None
