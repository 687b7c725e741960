"""`------` under a paragraph parts it from the next; it makes no heading of it (K6)."""

from __future__ import annotations

from markdown_it import MarkdownIt


def install(md: MarkdownIt) -> None:
    """Turn underlined headings off: the same line is then a thematic break."""
    md.disable("lheading")
