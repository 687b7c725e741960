"""HTML as a tree: taken apart, changed, and written again as HTML or as XML.

For files that are not pages of the site (an EPUB, a letter), where every element must be looked at:
links turned, attributes dropped, styles put in. `read` is for our own HTML only, which is
well-formed; it raises ValueError for anything else, so that no guess of a parser gets into a book.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from typing import TypeAlias

VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})
"""Elements that have no content and no end tag in HTML."""

_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z_:][-\w:.]*(?:=\"[^\"<>]*\")?)*)\s*/?>"
)
_WITH_ATTRIBUTES = re.compile(r"<([a-z][a-z0-9]*)(\s[^<>]*)>")
_ATTRIBUTE = re.compile(r"\s+([A-Za-z_:][-\w:.]*)(?:=\"([^\"]*)\")?")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 §2.2 has no place for, not even as a reference."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element. What is not an element in a tree is text, as the reader sees it."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()

    def get(self, name: str) -> str:
        """The value of an attribute, or the empty string."""
        return next((value for key, value in self.attributes if key == name), "")

    def having(self, **attributes: str) -> Element:
        """The same element with these attributes set; one set to nothing is taken away."""
        new = {_name(name): value for name, value in attributes.items()}
        kept = tuple((name, value) for name, value in self.attributes if name not in new)
        return replace(self, attributes=kept + tuple((n, v) for n, v in new.items() if v))


Node: TypeAlias = "Element | str"


class Verbatim(str):
    """Text of a tree that is XML already. Only `as_xml` knows it."""

    __slots__ = ()


def element(tag: str, *children: Node | Iterable[Node], **attributes: str) -> Element:
    """An element; `class_` and `epub__type` are written `class` and `epub:type`.

    >>> as_xml([element("p", "水", element("br"), class_="first")])
    '<p class="first">水<br/></p>'
    """
    inside: list[Node] = []
    for child in children:
        if isinstance(child, (str, Element)):
            inside.append(child)
        else:
            inside += child
    named = tuple([(_name(name), value) for name, value in attributes.items() if value])
    return Element(tag, named, tuple(inside))


@cache
def _name(name: str) -> str:
    return name.rstrip("_").replace("__", ":").replace("_", "-")


def read(html: str) -> tuple[Node, ...]:
    """The nodes of a piece of our own HTML; ValueError if a tag is open or unknown."""
    stack: list[tuple[str, tuple[tuple[str, str], ...], list[Node]]] = [("", (), [])]
    position = 0
    while (start := html.find("<", position)) >= 0:
        found = _TAG.match(html, start)
        if not found:
            raise ValueError(f"no tag: {html[start : start + 40]!r}")
        if start > position:
            stack[-1][2].append(unescape(html[position:start]))
        position = found.end()
        tag = found[2].lower()
        if found[1]:
            opened, attributes, children = stack.pop()
            if opened != tag or not stack:
                raise ValueError(f"</{tag}> closes <{opened}>")
            stack[-1][2].append(Element(tag, attributes, tuple(children)))
        else:
            attributes = _attributes(found[3])
            if tag in VOID:
                stack[-1][2].append(Element(tag, attributes))
            else:
                stack.append((tag, attributes, []))
    if len(stack) > 1:
        raise ValueError(f"<{stack[-1][0]}> is not closed")
    if position < len(html):
        stack[0][2].append(unescape(html[position:]))
    return tuple(stack[0][2])


def _attributes(written: str) -> tuple[tuple[str, str], ...]:
    return tuple([(k.lower(), unescape(v)) for k, v in _ATTRIBUTE.findall(written)])


def changed(nodes: Iterable[Node], change: Callable[[Element], Iterable[Node]]) -> tuple[Node, ...]:
    """The tree with every element replaced by what `change` makes of it, from the inside out."""
    new: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            new.append(node)
        else:
            children = changed(node.children, change) if node.children else ()
            new += change(Element(node.tag, node.attributes, children))
    return tuple(new)


def elements(nodes: Iterable[Node]) -> Iterator[Element]:
    """Every element of a tree, in the order in which they begin."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from elements(node.children)


def text_of(nodes: Iterable[Node]) -> str:
    """All text of a tree."""
    return "".join(node if isinstance(node, str) else text_of(node.children) for node in nodes)


def as_xml(nodes: Iterable[Node]) -> str:
    """The tree as XML: empty elements closed, numeric references only, nothing XML forbids.

    >>> as_xml(read("a &amp; b<br>"))
    'a &#38; b<br/>'
    """
    out: list[str] = []
    _xml(nodes, out)
    return "".join(out)


def _xml(nodes: Iterable[Node], out: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            out.append(node if type(node) is Verbatim else _xml_text(node))
            continue
        tag = node.tag
        said = xml_attributes(node)
        if node.children:
            out.append(f"<{tag}{said}>")
            _xml(node.children, out)
            out.append(f"</{tag}>")
        elif tag in VOID or ":" in tag:
            out.append(f"<{tag}{said}/>")
        else:
            # `<p/>` is an element in XML and an open tag in the readers that take it for HTML.
            out.append(f"<{tag}{said}></{tag}>")


def xml_attributes(element: Element) -> str:
    """The attributes of an element in XML, a space before each."""
    return "".join([f' {name}="{_xml_value(value)}"' for name, value in element.attributes])


_ENTITIES = {"amp": "&#38;", "lt": "&#60;", "gt": "&#62;", "quot": '"', "#x27": "'"}
_ENTITY = re.compile(f"&({'|'.join(_ENTITIES)});")
_BARE_VOID = re.compile("<(br|hr)>")


def changed_xml(html: str, change: Callable[[Element], Iterable[Node]]) -> Verbatim | None:
    """`as_xml(changed(read(html), change))` without the tree; None where only that will do.

    `change` is asked for elements that have attributes, without their children. It must leave those
    alone that have none, and of the others change nothing but attributes; where it does more, and
    for photographs, the tree is needed.
    """
    if _NO_XML.search(html) or any(odd in html for odd in ("\r", "<img", "<picture")):
        return None
    if "&" in html and html.count("&") != len(_ENTITY.findall(html)):
        return None
    parts: list[str] = []
    position = 0
    for found in _WITH_ATTRIBUTES.finditer(html):
        asked = Element(found[1], _attributes(found[2]))
        answer = [*change(asked)]
        one = answer[0] if len(answer) == 1 else None
        if not isinstance(one, Element) or one.tag != asked.tag or one.children:
            return None
        parts += (
            _xml_entities(html[position : found.start()]),
            f"<{one.tag}{xml_attributes(one)}>",
        )
        position = found.end()
    parts.append(_xml_entities(html[position:]))
    return Verbatim(_BARE_VOID.sub(r"<\1/>", "".join(parts)))


def _xml_entities(text: str) -> str:
    return _ENTITY.sub(lambda found: _ENTITIES[found[1]], text) if "&" in text else text


def as_html(nodes: Iterable[Node]) -> str:
    """The tree as HTML."""
    return "".join(_html(nodes))


def _html(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield _escaped(node)
            continue
        said = "".join(f' {name}="{_escaped(value, True)}"' for name, value in node.attributes)
        yield f"<{node.tag}{said}>"
        if node.tag not in VOID:
            yield from _html(node.children)
            yield f"</{node.tag}>"


_NUMBERS = {"&": "&#38;", "<": "&#60;", ">": "&#62;", "\r": "&#13;"}
_VALUES = _NUMBERS | {'"': "&#34;", "\n": "&#10;", "\t": "&#9;"}
_SPECIAL = re.compile("[^ !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is in one of the tables, and what XML has no place for."""


def _xml_text(text: str) -> str:
    return _SPECIAL.sub(_in_text, text) if _SPECIAL.search(text) else text


def _xml_value(text: str) -> str:
    return _SPECIAL.sub(_in_value, text) if _SPECIAL.search(text) else text


def _in_text(found: re.Match[str]) -> str:
    # Quotation marks and line ends mean nothing between tags.
    return found[0] if found[0] in '"\n\t' else _NUMBERS.get(found[0], "\ufffd")


def _in_value(found: re.Match[str]) -> str:
    return _VALUES.get(found[0], "\ufffd")


def _escaped(text: str, quotes: bool = False) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if quotes else text
