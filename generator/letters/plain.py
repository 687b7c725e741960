"""Markup as plain text: the letter for mail programs that show no HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.markup import Element, Node

Absolute = Callable[[str], str]
"""An address of the site as it is from anywhere, or nothing."""

_NAMES = (
    "article section header div p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tr "
    "figure figcaption hr"
)
_BLOCKS = frozenset(_NAMES.split())
_MARKS = {
    "h1": "◆ ",
    "h2": "◇ ",
    "h3": "◇ ",
    "h4": "◇ ",
    "h5": "◇ ",
    "h6": "◇ ",
    "blockquote": "> ",
}


def plain_letter(nodes: Iterable[Node], absolute: Absolute) -> str:
    """The text of a tree, blocks parted by empty lines, links followed by their address."""
    return "\n\n".join(_blocks(tuple(nodes), absolute, "")) + "\n"


def _blocks(nodes: Iterable[Node], absolute: Absolute, mark: str) -> Iterator[str]:
    """`mark` stands before the first block."""
    line: list[str] = []

    def flush() -> Iterator[str]:
        nonlocal mark
        text = "".join(line).strip(" \n")
        line.clear()
        if text:
            yield mark + text
            mark = ""

    for node in nodes:
        if isinstance(node, Element) and node.tag in _BLOCKS:
            yield from flush()
            yield from _block(node, absolute, mark)
            mark = ""
        else:
            line.append(_inline(node, absolute))
    yield from flush()


def _block(block: Element, absolute: Absolute, mark: str) -> Iterator[str]:
    if block.tag == "hr":
        yield "----"
    elif block.tag == "pre":
        yield mark + "".join(_inline(child, absolute) for child in block.children).rstrip("\n")
    elif block.tag == "tr":
        cells = [child for child in block.children if isinstance(child, Element)]
        yield mark + " | ".join(_inline(cell, absolute).strip() for cell in cells)
    elif block.tag == "table":
        yield "\n".join(_blocks(block.children, absolute, mark))
    elif block.tag in ("ul", "ol"):
        items = [child for child in block.children if isinstance(child, Element)]
        first = int(block.get("start") or 1)
        lines: list[str] = []
        for number, item in enumerate(items, first):
            before = f"{number}. " if block.tag == "ol" else "- "
            for place, said in enumerate(_blocks(item.children, absolute, before)):
                lines.append("  " + said.replace("\n", "\n  ") if place else said)
        if lines:
            yield mark + "\n".join(lines)
    elif block.tag == "figure" and any(_is_caption(child) for child in block.children):
        # The words under a photograph are its alternative text as well.
        yield from _blocks(tuple(filter(_is_caption, block.children)), absolute, mark)
    else:
        yield from _blocks(block.children, absolute, mark + _MARKS.get(block.tag, ""))


def _is_caption(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "figcaption"


def _inline(node: Node, absolute: Absolute) -> str:
    if isinstance(node, str):
        return node
    if node.tag == "br":
        return "\n"
    if node.tag == "img":
        return f"[{node.get('alt')}]" if node.get("alt") else ""
    if node.get("class") == "footnote-backref":
        return ""
    said = "".join(_inline(child, absolute) for child in node.children)
    if node.tag != "a" or node.get("role") == "doc-noteref":
        return said
    address = absolute(node.get("href"))
    return f"{said} <{address}>" if address and address != said else said
