"""HTML as a tree: what was read is written again, as XML that every parser takes."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_alphabet import hostile_texts
from test_markdown_rules import CASES

from generator import markdown
from generator.epub.links import Shelf, in_book, text_in_book
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


SHELF = Shelf(
    issue="/issues/a/",
    names={"/u": "01.xhtml"},
    ids={"here.xhtml": frozenset({"fn1", "fnref1"}), "01.xhtml": frozenset()},
    pictures={},
    base_url="https://a.example",
)


def assert_alike(html: str, shelf: Shelf = SHELF) -> bool:
    """Whether a text went straight to XML; asserts that it is then what the tree gives."""
    straight = text_in_book(html, "here.xhtml", shelf)
    if straight is not None:
        assert as_xml(in_book(read(html), "here.xhtml", shelf)) == straight
    return straight is not None


@given(hostile_texts(), st.sampled_from([SHELF, replace(SHELF, base_url="")]))
@settings(max_examples=400, deadline=None)
def test_any_text_goes_straight_to_xml_or_by_the_tree(text: str, shelf: Shelf) -> None:
    assert_alike(markdown.render(markdown.parse(text)), shelf)


@pytest.mark.parametrize(("source", "html"), CASES)
def test_a_case_goes_straight_to_xml_or_by_the_tree(source: str, html: str) -> None:
    assert_alike(html)


def test_what_most_articles_have_goes_straight() -> None:
    text = "# 总则\n\n水 & “利” <甲>\n\n- 乙\n\n> 丙\n\n| 县 | 数 |\n|---|--:|\n| 甲 | 1 |\n"
    text += "\n[近](/u '题') [远](https://b.example/?a&b) [^1]\n\n[^1]: 注\n\n***\n\n甲\\\n乙"
    assert assert_alike(markdown.render(markdown.parse(text)))


@pytest.mark.parametrize("html", ["<p>&copy;</p>", '<img src="a.jpg" alt="">', "<p>\x0b</p>"])
def test_what_is_not_certain_goes_by_the_tree(html: str) -> None:
    assert not assert_alike(html)
