"""PDF files: pieces of text at places, put back into articles."""

from __future__ import annotations

import io
import zlib
from base64 import b64encode
from html import escape
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from raw_documents import SAMPLE, as_html, imported, limited_import, office, stories
from world import photograph, wenzhai, write

from generator.importers import read_raw
from generator.importers.page_columns import Run, width_of
from generator.importers.page_layout import paragraphs_of
from generator.importing import ImportedPage
from generator.problems import ProblemsFound


def document(*contents: str, encrypt: str = "") -> bytes:
    """A PDF with a page for each content stream."""
    writer = pypdf.PdfWriter()
    for content in contents:
        page = writer.add_blank_page(width=595, height=842)
        stream = DecodedStreamObject()
        stream.set_data(content.encode("ascii"))
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        named = DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(named)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream)
    if encrypt:
        writer.encrypt(encrypt, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def shown(text: str, x: int = 50, y: int = 700, size: int = 12) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"


def likeness(one: ImportedPage, other: ImportedPage) -> float:
    """Share of the paragraphs of one page that the other has word for word."""
    wanted = [block.text for article in one.articles for block in article.draft.blocks]
    given = {block.text for article in other.articles for block in article.draft.blocks}
    return sum(text in given for text in wanted) / len(wanted)


def heads(page: ImportedPage) -> list[tuple[str, list[str]]]:
    return [(story.title, story.authors) for story in stories(page)]


def test_the_sample_page_from_libreoffice_gives_the_same_articles(tmp_path: Path) -> None:
    plain = imported(tmp_path / "a", SAMPLE)
    page = imported(tmp_path / "b", office(SAMPLE, "pdf", tmp_path))
    assert heads(plain) == heads(page)
    assert likeness(plain, page) >= 0.95


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_page_in_columns_gives_the_same_articles_with_the_photograph(
    columns: int, tmp_path: Path
) -> None:
    plain = imported(tmp_path / "a", SAMPLE)
    data = f"data:image/jpeg;base64,{b64encode(photograph(240, 160)).decode()}"
    html = as_html(plain, data).replace("<img ", '<img width="200" height="133" ')
    if columns > 1:
        html = html.replace("<body>", f'<body><multicol cols="{columns}" gutter="24">')
        html = html.replace("</body>", "</multicol></body>")
    write(tmp_path / "page.html", html)
    page = imported(tmp_path / "b", office(tmp_path / "page.html", "pdf", tmp_path))
    assert heads(plain) == heads(page)
    assert likeness(plain, page) >= 0.95
    (caption,) = [one for article in page.articles for one in article.draft.captions]
    folder = page.articles[0].placed.path.parent
    with Image.open(folder / caption.image) as picture:
        assert ("JPEG", 240, 160) == (picture.format, *picture.size)
    assert "" == wenzhai(folder.parents[2], "check", "--lossless").stderr


CELL = 12.0


def column(x: float, top: float, *lines: str, size: float = CELL) -> list[Run]:
    return [
        Run(x, top - 18 * number, size, line, width_of(line, size))
        for number, line in enumerate(lines)
    ]


def texts(runs: list[Run]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(runs)]


def test_columns_are_read_one_after_the_other_under_a_heading_that_spans_them() -> None:
    left = column(50, 660, "左一左一左一左一左一", "左二左二左二左二左二", "左三。")
    right = column(250, 660, "右一右一右一右一右一", "右二右二右二右二右二", "右三。")
    over = column(120, 700, "通栏的大标题在上面", size=24)
    assert [
        "通栏的大标题在上面",
        "左一左一左一左一左一左二左二左二左二左二左三。",
        "右一右一右一右一右一右二右二右二右二右二右三。",
    ] == texts([*right, *left, *over])


def test_a_line_that_is_set_in_begins_a_paragraph() -> None:
    runs = column(50, 700, "第一段的第一行排满了", "第一段的末行也排满。")
    runs += column(74, 664, "第二段缩进两字开头") + column(50, 646, "到这里完。")
    assert 2 == len(texts(runs))


def test_a_short_line_ends_its_paragraph() -> None:
    runs = column(50, 700, "第一段的第一行排满了", "短。", "第二段的第一行排满了", "完。")
    assert ["第一段的第一行排满了短。", "第二段的第一行排满了完。"] == texts(runs)


def test_words_of_letters_are_kept_apart_and_halves_of_a_number_together() -> None:
    runs = column(50, 700, "see the long word of", "english and 13")
    runs[1:] = [Run(50, 682, CELL, "english and 13", 120.0), Run(50, 664, CELL, "000 of it", 40.0)]
    assert ["see the long word of english and 13000 of it"] == texts(runs)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(
            Run,
            st.floats(0, 600),
            st.floats(0, 800),
            st.sampled_from([8.0, 12.0, 24.0]),
            st.text("水渠通。 a1", min_size=1, max_size=6).filter(str.strip),
            st.floats(0, 200),
        ),
        max_size=25,
    )
)
def test_every_character_of_any_page_is_in_one_paragraph(runs: list[Run]) -> None:
    given_ = sorted("".join(run.text for run in runs).replace(" ", ""))
    assert given_ == sorted("".join(texts(runs)).replace(" ", ""))


def test_what_stands_at_the_foot_of_every_page_is_left_out_by_name(tmp_path: Path) -> None:
    pages = [
        shown(f"Story {name} begins here and goes on, as all do.") + shown(f"- {n} -", 280, 40, 9)
        for n, name in enumerate("ABC", 1)
    ]
    hints = [(line.text, line.hint) for line in read_raw(document(*pages), "a.pdf").lines]
    assert [("- 1 -", "margin"), ("- 2 -", "margin"), ("- 3 -", "margin")] == hints[1::2]


def test_a_pdf_with_a_password_is_refused_in_one_line(tmp_path: Path) -> None:
    done = limited_import(tmp_path, "a.pdf", document(shown("text"), encrypt="secret"))
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "[encrypted-file]" in done.stderr


def test_a_pdf_that_only_restricts_printing_is_read() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(document(shown("text"))))
    writer.encrypt("", "owner", algorithm="AES-128")
    file = io.BytesIO()
    writer.write(file)
    assert ["text"] == [line.text for line in read_raw(file.getvalue(), "a.pdf").lines]


def test_a_scan_says_that_its_text_wants_to_be_recognised(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", document(""))
    with pytest.raises(ProblemsFound) as error:
        imported(tmp_path, tmp_path / "a.pdf")
    (problem,) = error.value.problems
    assert ("empty-page", True) == (problem.rule, "OCR" in problem.mend.en)


def flate(packed: bytes, extra: str = "") -> bytes:
    """A PDF of one page whose content is already packed."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
        b"R>>" + extra.encode() + b">>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 23/Resources<</XObject<</X 6 0 R>>>>>>"
        b"stream\n/X Do /X Do /X Do /X Do\nendstream",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 7\n0000000000 65535 f \n%btrailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n"
        % (
            table,
            len(data),
        )
        + b"%%EOF"
    )


HOSTILE = {
    "a page that unpacks to a gigabyte": lambda: flate(_packed(b" " * (1 << 20), 1000)),
    "a page of a million strokes": lambda: flate(zlib.compress(b"0 0 m " * 1_000_000)),
    "a form that draws itself": lambda: flate(zlib.compress(b"/X Do"), "/XObject<</X 6 0 R>>"),
    "half a file": lambda: document(shown("text" * 50))[:300],
    "no PDF": lambda: b"%PDF-1.7\n" + b"\0" * 4096,
    "a long line of brackets": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000,
}


def _packed(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([packer.compress(piece) for _ in range(times)]) + packer.flush()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_pdf_made_to_hurt_is_refused_in_one_line_and_little_time(
    name: str, tmp_path: Path
) -> None:
    done = limited_import(tmp_path, "a.pdf", HOSTILE[name]())
    assert (1, 1) == (done.returncode, done.stderr.count("\n")), done.stderr
    assert not (tmp_path / "content/issues").exists()


def test_a_picture_of_the_page_is_no_way_out_of_the_folder(tmp_path: Path) -> None:
    html = f"<p>{escape('水渠通水，百姓叫好。')}</p>"
    picture = b64encode(photograph(300, 200)).decode()
    html += f'<p><img width="200" height="133" src="data:image/jpeg;base64,{picture}"></p>'
    write(tmp_path / "a.html", html)
    made = office(tmp_path / "a.html", "pdf", tmp_path).read_bytes()
    write(tmp_path / "b.pdf", made.replace(b"/Im4 ", b"/.#2f ").replace(b"/Im5 ", b"/.#2f "))
    page = imported(tmp_path / "b", tmp_path / "b.pdf")
    there = [path.name for path in page.articles[0].placed.path.parent.iterdir()]
    assert all("/" not in name and not name.startswith(".") for name in there)
