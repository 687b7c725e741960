"""Markup as a letter can carry it: only styled elements, only absolute addresses.

In a 公众号 no link leads out, so each becomes a number and its address a note at the end. In no
letter do places within it work (mail programs drop `id`), so notes are numbered by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.addresses import is_internal
from generator.article_markup import WEB
from generator.letters.styles import styled
from generator.markup import Element, Node, changed, element
from generator.outward import outward_url

_KEPT = ("alt", "start", "colspan", "rowspan")
_GONE = ("source", "script", "style")


@dataclass
class Marking:
    """Turns the markup of one letter, and gathers its references."""

    base_url: str
    words: Mapping[str, str]
    links: bool
    """Whether the letter can have links."""
    page: str = ""
    """Address in the site of the page that is being turned, for links within it."""
    references: dict[str, int] = field(default_factory=dict)
    """Address to its number, in the order in which they come."""
    homeless: bool = False
    """Whether an address was left out because the site has none."""

    def marked(self, nodes: Iterable[Node], page: str = "") -> tuple[Node, ...]:
        """The nodes as the letter carries them; `page` is where they stand in the site."""
        self.page = page
        if not self.links:
            # The addresses of all articles, which nobody can follow, would be most of the notes.
            nodes = changed(nodes, lambda one: [] if one.get("class") == WEB else [one])
        return changed(nodes, self._changed)

    def absolute(self, address: str) -> str:
        """An address as it is from anywhere, empty when there is none."""
        if not is_internal(address):
            return outward_url(address)
        if not self.base_url:
            self.homeless = True
            return ""
        return outward_url(self.base_url + (self.page if address[:1] != "/" else "") + address)

    def _changed(self, found: Element) -> Iterable[Node]:
        class_ = found.get("class")
        if found.tag in _GONE or class_ == "footnote-backref":
            return []
        if found.tag == "a":
            return self._a(found)
        if found.tag == "img":
            return self._image(found)
        if found.tag == "li" and class_ == "footnote-item":
            return self._note(found)
        if class_ == "footnotes-list":
            return found.children
        tag, style = styled(found.tag, class_)
        if not tag:
            return found.children
        if tag == "section" and self.links:
            # The program that most offices read mail with does not know the element.
            tag = "div"
        kept = tuple(pair for pair in found.attributes if pair[0] in _KEPT)
        return [Element(tag, kept, found.children).having(style=style)]

    def _a(self, found: Element) -> Iterable[Node]:
        if found.get("role") == "doc-noteref":
            note = found.get("href").rpartition("fn")[2]
            return [self.words["note_number"].format(note)]
        address = self.absolute(found.get("href"))
        if not address:
            return found.children
        if self.links:
            tag, style = styled("a", "")
            return [element(tag, found.children, href=address, style=style)]
        number = self.references.setdefault(address, len(self.references) + 1)
        tag, style = styled("sup", "")
        return [*found.children, element(tag, f"[{number}]", style=style)]

    def _image(self, found: Element) -> Iterable[Node]:
        address = self.absolute(found.get("src"))
        alt = found.get("alt")
        if address.startswith("http"):
            tag, style = styled("img", "")
            return [element(tag, src=address, alt=alt, style=style)]
        return [alt] if alt else []

    def _note(self, found: Element) -> Iterable[Node]:
        """A note with its number before its first paragraph."""
        said = self.words["note_number"].format(found.get("id").rpartition("fn")[2]) + "："
        children = list(found.children)
        for place, child in enumerate(children):
            if isinstance(child, Element) and child.tag == "p":
                children[place] = replace(child, children=(said, *child.children))
                return children
        return [said, *children]

    def listed_references(self) -> list[Node]:
        """The addresses of a letter without links, in the order of their numbers."""
        if not self.references:
            return []
        lines = [
            element("p", f"[{number}] {address}", class_="reference")
            for address, number in self.references.items()
        ]
        head = element("h2", self.words["references"], class_="label")
        return list(self.marked([element("section", head, lines, class_="references")]))
