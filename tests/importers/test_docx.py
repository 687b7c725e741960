"""Word documents: the same articles as from the text, and no way in for what they may hide."""

from __future__ import annotations

import random
from base64 import b64encode
from pathlib import Path

import pytest
from raw_documents import (
    SAMPLE,
    W,
    archive,
    as_html,
    imported,
    limited_import,
    office,
    paragraphs,
    stories,
    word,
)
from world import photograph, wenzhai, write

from generator.importers import read_raw
from generator.problems import ProblemsFound


def test_the_sample_page_from_libreoffice_gives_the_same_articles(tmp_path: Path) -> None:
    document = office(SAMPLE, "docx", tmp_path)
    page = imported(tmp_path / "b", document)
    assert stories(imported(tmp_path / "a", SAMPLE)) == stories(page)
    assert () == page.warnings


def test_a_page_set_with_styles_gives_the_same_articles_with_the_photograph(
    tmp_path: Path,
) -> None:
    plain = imported(tmp_path / "a", SAMPLE)
    picture = f"data:image/jpeg;base64,{b64encode(photograph()).decode()}"
    write(tmp_path / "page.html", as_html(plain, picture))
    page = imported(tmp_path / "b", office(tmp_path / "page.html", "docx", tmp_path))
    assert stories(plain) == stories(page)
    (caption,) = page.articles[0].draft.captions
    folder = page.articles[0].placed.path.parent
    assert photograph() == (folder / caption.image).read_bytes()
    assert f"image: {caption.image}" in page.articles[0].placed.path.read_text(encoding="utf-8")
    assert "" == wenzhai(folder.parents[2], "check", "--lossless").stderr


def test_a_style_tells_titles_from_subheadings_where_nothing_else_does() -> None:
    body = paragraphs("一渠清水", style="Heading1") + paragraphs("水渠昨天通水。" * 9)
    body += paragraphs("先修路", style="Heading2") + paragraphs("路也通了。" * 9)
    body += paragraphs("旧桥新生", style="Heading1") + paragraphs("旧桥修好了。" * 9)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        "</w:style>"
        for n in (1, 2)
    )
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'
    )
    document = word(
        body,
        {
            "word/styles.xml": f'<?xml version="1.0"?><w:styles xmlns:w="{W}">{styles}</w:styles>',
            "word/_rels/document.xml.rels": relations,
        },
    )
    hints = [(line.text[:4], line.hint) for line in read_raw(document, "a.docx").lines]
    assert [
        ("一渠清水", "heading"),
        ("水渠昨天", ""),
        ("先修路", "subheading"),
        ("路也通了", ""),
        ("旧桥新生", "heading"),
        ("旧桥修好", ""),
    ] == hints


def test_headers_are_read_and_left_out_by_name(tmp_path: Path) -> None:
    header = f'<?xml version="1.0"?><w:hdr xmlns:w="{W}">{paragraphs("江城日报内部资料")}</w:hdr>'
    write(
        tmp_path / "a.docx",
        word(
            paragraphs("新渠通水", "王二", "水渠昨天通水，村民不必再挑水。"),
            {"word/header1.xml": header},
        ),
    )
    page = imported(tmp_path, tmp_path / "a.docx")
    assert ["新渠通水"] == [article.draft.title for article in page.articles]
    assert [("江城日报内部资料", "页眉、页脚 / a header or footer")] == [
        (left.text, left.why) for left in page.left_out
    ]


def test_text_that_is_not_read_is_counted() -> None:
    shape = f"<w:p><w:customThing>{paragraphs('藏在里面的字')}</w:customThing></w:p>"
    (problem,) = read_raw(word(paragraphs("看得见的字。") + shape), "a.docx").problems
    assert ("text-not-read", True) == (problem.rule, "6 个字" in problem.what.zh)


def test_a_picture_that_is_only_linked_is_missed_and_said(tmp_path: Path) -> None:
    write(tmp_path / "photo.jpg", photograph())
    write(tmp_path / "page.html", '<p>水渠通水。</p><p><img src="photo.jpg"></p>')
    document = office(tmp_path / "page.html", "docx", tmp_path).read_bytes()
    (problem,) = read_raw(document, "a.docx").problems
    assert ("image-left-behind", True) == (problem.rule, "1 张图片只是链接" in problem.what.zh)


def test_deleted_text_is_not_text() -> None:
    body = (
        "<w:p><w:r><w:t>改后的字。</w:t></w:r>"
        "<w:del><w:r><w:delText>改前的字。</w:delText></w:r></w:del></w:p>"
    )
    found = read_raw(word(body), "a.docx")
    assert (["改后的字。"], ()) == ([line.text for line in found.lines], found.problems)


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "十"><!ENTITY b "&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504

HOSTILE = {
    "archive-bomb": lambda: word("", {"word/media/a.bin": b"\0" * (200 << 20)}),
    "document-type": lambda: word("", {"word/styles.xml": f"{BOMB}<a>&b;</a>"}),
    "raw-too-large": lambda: archive({"word/document.xml": random.Random(1).randbytes(17 << 20)}),
    "encrypted-file": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "old-word": lambda: OLE,
    "damaged-file": lambda: word("<w:p>" * 2000 + "</w:p>" * 2000),
}


@pytest.mark.parametrize("rule", HOSTILE)
def test_what_would_hurt_is_refused_in_one_line_and_little_memory(
    rule: str, tmp_path: Path
) -> None:
    document = HOSTILE[rule]()
    done = limited_import(tmp_path, "a.docx", document)
    assert (1, 1) == (done.returncode, done.stderr.count("\n")), done.stderr
    assert f"[{rule}]" in done.stderr
    assert not (tmp_path / "content/issues").exists()


def test_a_file_of_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.docx").open("wb") as file:
        file.truncate(100 << 20)
    with pytest.raises(ProblemsFound) as error:
        imported(tmp_path, tmp_path / "a.docx")
    assert ["raw-too-large"] == [problem.rule for problem in error.value.problems]


WITHOUT_VALUE = '<w:p><w:r><w:t xml:space="nonsense">水</w:t></w:r></w:p>'
EMPTY_DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"/></w:drawing></w:r></w:p>'
)
ODD = {
    "nothing": b"",
    "a beginning": b"PK\x03\x04",
    "an empty archive": archive({}),
    "another document": archive({"word/document.xml": "<a/>"}),
    "half an element": archive({"word/document.xml": "<a>"}),
    "a part cut off": word(paragraphs("水渠通水。"))[:-40],
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_document_is_called_damaged(name: str) -> None:
    with pytest.raises(ProblemsFound) as error:
        read_raw(ODD[name], "a.docx")
    assert ["damaged-file"] == [problem.rule for problem in error.value.problems]


@pytest.mark.parametrize("body", [WITHOUT_VALUE, EMPTY_DRAWING])
def test_an_odd_document_is_read_as_far_as_it_goes(body: str) -> None:
    found = read_raw(word(paragraphs("水渠通水。") + body), "a.docx")
    assert "水渠通水。" == found.lines[0].text
