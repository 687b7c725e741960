"""Four spaces open a Chinese paragraph, they do not make it program code (K7)."""

from __future__ import annotations

from markdown_it import MarkdownIt


def install(md: MarkdownIt) -> None:
    """Turn indented code off: code is what stands between fences."""
    md.disable("code")
