"""Chinese-correct Markdown: CommonMark with tables, and rules that keep every word of a page.

Importing this package imports nothing else: `escape` and `count_characters` need no parser, and
commands that render nothing never pay for one. `rules` has the table of what differs from
CommonMark; `engine`, `text`, `prose` and `rendering` are the way from text to page. `escape` has a
module of its own name: `from generator.markdown.escape import escape`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.markdown.counting import characters, count_characters
    from generator.markdown.document import Document, Heading, LinkUse
    from generator.markdown.engine import parse
    from generator.markdown.lossless import Loss, lost
    from generator.markdown.prose import runs, with_runs
    from generator.markdown.rendering import render
    from generator.markdown.rules import MARKDOWN_RULES
    from generator.markdown.shapes import structure
    from generator.markdown.text import plain_blocks, plain_text

__all__ = [
    "MARKDOWN_RULES",
    "Document",
    "Heading",
    "LinkUse",
    "Loss",
    "characters",
    "count_characters",
    "lost",
    "parse",
    "plain_blocks",
    "plain_text",
    "render",
    "runs",
    "structure",
    "with_runs",
]

_HOMES = {
    "MARKDOWN_RULES": "rules",
    "Document": "document",
    "Heading": "document",
    "LinkUse": "document",
    "Loss": "lossless",
    "characters": "counting",
    "count_characters": "counting",
    "lost": "lossless",
    "parse": "engine",
    "plain_blocks": "text",
    "plain_text": "text",
    "render": "rendering",
    "runs": "prose",
    "structure": "shapes",
    "with_runs": "prose",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
