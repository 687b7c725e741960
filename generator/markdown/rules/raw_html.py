"""HTML in the source is shown as text: content is not trusted, and a `<` is never lost."""

from __future__ import annotations

from markdown_it import MarkdownIt


def install(md: MarkdownIt) -> None:
    """Turn both HTML rules off; entities such as `&amp;` are still decoded."""
    md.disable(["html_block", "html_inline"])
