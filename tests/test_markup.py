"""HTML as a tree: what was read is written again, as XML that every parser takes."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_alphabet import hostile_texts

from generator import markdown
from generator.markup import Element, as_html, as_xml, changed, element, elements, read, text_of


@given(hostile_texts())
@settings(max_examples=200, deadline=None)
def test_the_html_of_any_text_is_read_and_written_as_it_was(text: str) -> None:
    html = markdown.render(markdown.parse(text))
    nodes = read(html)
    assert nodes == read(as_html(nodes))
    quoted = html.replace("&#x27;", "'").replace("&quot;", '"')
    assert quoted == as_html(nodes).replace("&quot;", '"')


@given(hostile_texts())
@settings(max_examples=200, deadline=None)
def test_the_html_of_any_text_becomes_xml(text: str) -> None:
    nodes = read(markdown.render(markdown.parse(text)))
    root = ET.fromstring(f"<x>{as_xml(nodes)}</x>")
    assert [one.tag for one in elements(nodes)] == [one.tag for one in root.iter()][1:]


@given(st.text(), st.text())
@settings(max_examples=200)
def test_text_and_values_survive_but_for_what_xml_has_no_place_for(text: str, value: str) -> None:
    root = ET.fromstring(as_xml([element("p", text, title=value)]))
    expected = "".join(c if _is_xml(c) else "\ufffd" for c in text)
    assert expected == (root.text or "")
    assert "".join(c if _is_xml(c) else "\ufffd" for c in value) == root.get("title", "")


def _is_xml(character: str) -> bool:
    code = ord(character)
    return character in "\t\n\r" or (
        code >= 0x20 and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)
    )


@pytest.mark.parametrize(
    "html", ["<p>a", "a</p>", "<p><b></p></b>", "a < b", "<p x=1>", "<!-- -->"]
)
def test_what_is_not_well_formed_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match=r"<|no tag"):
        read(html)


def test_an_element_without_content_is_closed_so_that_both_languages_agree() -> None:
    assert "<p></p><br/>" == as_xml(read("<p></p><br>"))
    assert "<p></p><br>" == as_html(read("<p></p><br>"))


def test_elements_are_changed_from_the_inside_out() -> None:
    seen = []

    def change(found: Element) -> list[Element | str]:
        seen.append(found.tag)
        return ["水"] if found.tag == "b" else [found]

    assert "<p>水渠</p>" == as_html(changed(read("<p><b>火</b>渠</p>"), change))
    assert ["b", "p"] == seen
    assert "水渠" == text_of(read("<p><b>水</b>渠</p>"))
