"""Word documents (.docx): mammoth reads them, a look into the archive before and a proof after.

The number of a line is that of the paragraph in the document, as far as it has text. Headers and
footers are read too and left out by name; text that mammoth did not give is counted and said.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import mammoth

from generator.draft import Line
from generator.importers.blocks import Block, read_html
from generator.importers.imported import Imported, RawImage
from generator.importers.refusals import (
    LARGEST_FILE,
    check_xml,
    damaged,
    locked,
    open_archive,
    refusal,
    too_large,
)
from generator.problems import Phrase, Place, Problem, ProblemsFound, Severity
from generator.text_gate import text_problems

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What an old .doc begins with, and a .docx that has a password."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_MOST_PICTURES = 2_000

STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='标题'] => h1.title:fresh
p[style-name='Subtitle'] => h6.subtitle:fresh
p[style-name='副标题'] => h6.subtitle:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='题注'] => p.caption:fresh
p[style-name='标题 1'] => h1:fresh
p[style-name='标题 2'] => h2:fresh
p[style-name='标题 3'] => h3:fresh
"""
"""Names of styles, as Word, WPS and LibreOffice write them, beside those that mammoth knows."""


def read(data: bytes, encoding: str | None = None, file: str = "") -> Imported:
    if data.startswith(_OLE):
        raise locked(file) if "EncryptedPackage".encode("utf-16-le") in data else _old_word(file)
    with open_archive(data, file, "Word (.docx)") as archive:
        parts = dict(_parts(archive, file))
    if "word/document.xml" not in parts:
        raise damaged(file, "Word (.docx)")
    pictures: list[tuple[str, bytes]] = []

    def take(image: Any) -> dict[str, str]:
        # One large picture may be shown a thousand times, and each time it is read anew.
        if sum(len(data) for _, data in pictures) > LARGEST_FILE or len(pictures) >= _MOST_PICTURES:
            raise too_large(file)
        with image.open() as opened:
            pictures.append((image.content_type or "", opened.read()))
        return {"src": f"#{len(pictures) - 1}"}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(take),
            ignore_empty_paragraphs=True,
        )
    except ProblemsFound:
        raise  # of a picture
    except Exception:
        # mammoth checks nothing: a part that is missing, or is no picture, is any exception.
        raise damaged(file, "Word (.docx)") from None
    blocks = read_html(result.value).blocks
    lines, images = _lines(blocks, pictures)
    margins = [text for name, xml in parts.items() if _is_margin(name) for text in _paragraphs(xml)]
    lines += (Line(number, text, "margin") for number, text in enumerate(margins, len(lines) + 1))
    problems = list(text_problems("\n".join(line.text for line in lines), file))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ProblemsFound(problems)
    lost = _lost("".join(_paragraphs(parts["word/document.xml"])), blocks)
    if lost:
        problems.append(_not_read(file, lost))
    linked = sum("external image" in message.message for message in result.messages)
    if linked:
        problems.append(_linked(file, linked))
    return Imported(tuple(lines), problems=tuple(problems), images=tuple(images))


def _parts(archive: zipfile.ZipFile, file: str) -> Iterator[tuple[str, bytes]]:
    """The XML parts of a document, each looked through before anything builds a tree of it."""
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            try:
                data = archive.read(member)
            except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
                raise damaged(file, "Word (.docx)") from None
            check_xml(data, file)
            yield member.filename, data


_HINTS = {"h1": "heading", "h2": "subheading", "h3": "subheading", "h4": "subheading"}
_HINTS |= {"h5": "subheading", "h6": "subheading", "li": "apart", "td": "apart", "tr": "apart"}


def _lines(
    blocks: list[Block], pictures: list[tuple[str, bytes]]
) -> tuple[list[Line], list[RawImage]]:
    lines: list[Line] = []
    images: list[RawImage] = []
    highest = min((block.element for block in blocks if block.element in _HINTS), default="")
    for block in blocks:
        for picture in block.pictures:
            kind, data = pictures[int(picture.address[1:])]
            name = f"image{len(images) + 1}.{kind.rpartition('/')[2]}"
            images.append(RawImage(len(lines), name, data, picture.alt))
        if block.text:
            lines.append(Line(len(lines) + 1, block.text, _hint(block, highest)))
    return lines, images


def _hint(block: Block, highest: str) -> str:
    """Of the levels of headings that a document has, the highest is that of its titles."""
    element = block.element
    if "subtitle" in block.marks.split():
        return "subtitle"
    if "caption" in block.marks.split():
        return "caption"
    if "row" in block.within:
        return "apart"
    if element == highest and element.startswith("h"):
        return "heading"
    return _HINTS.get(element, "indent" if block.indented else "")


def _is_margin(name: str) -> bool:
    return name.startswith(("word/header", "word/footer"))


def _paragraphs(xml: bytes) -> Iterator[str]:
    """The text of each paragraph of a part, deleted text and second versions left out."""
    for paragraph in ElementTree.fromstring(xml).iter(f"{_W}p"):
        text = "".join(_texts(paragraph)).strip()
        if text:
            yield text


def _texts(node: ElementTree.Element) -> Iterator[str]:
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag not in (f"{_W}p", f"{_W}del", f"{_W}moveFrom", f"{_MC}Choice"):
            # A paragraph within a paragraph stands in a text box, and comes by itself.
            yield from _texts(child)


def _lost(wanted: str, blocks: list[Block]) -> int:
    """How many characters of the document are in none of its blocks."""
    given: dict[str, int] = {}
    for block in blocks:
        for character in block.text:
            given[character] = given.get(character, 0) + 1
    lost = 0
    for character in wanted:
        if not character.isspace():
            given[character] = given.get(character, 0) - 1
            lost += given[character] < 0
    return lost


def _old_word(file: str) -> ProblemsFound:
    return refusal(
        "old-word",
        file,
        ("这是旧格式的 Word 文件（.doc）", "this is a Word file of the old kind (.doc)"),
        ("在文字处理程序里另存为 .docx", "save it as .docx in a word processor"),
    )


def _not_read(file: str, characters: int) -> Problem:
    return Problem(
        "text-not-read",
        Place(file),
        Phrase(
            f"文档里有 {characters} 个字没有读出（图形、公式或嵌入的对象）",
            f"{characters} characters were not read (in a shape, a formula, an object)",
        ),
        Phrase("请对照原文件核对", "check against the document"),
        Severity.WARNING,
    )


def _linked(file: str, pictures: int) -> Problem:
    return Problem(
        "image-left-behind",
        Place(file),
        Phrase(
            f"{pictures} 张图片只是链接，不在文档里",
            f"{pictures} pictures are only linked and not inside the document",
        ),
        Phrase("把图片手工放到文章旁边", "put them beside their articles by hand"),
        Severity.WARNING,
    )
