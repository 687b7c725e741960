"""The rules by which our Markdown departs from CommonMark, one to a file, in one ordered table.

The ground they stand on is markdown-it-py's CommonMark with tables and GitHub's strike-through.
Each rule can be left out by name (`parse(text, off={"references"})`), which is how the tests show
what it is good for. To add one: a module with `install(md)`, a line here, and a file of cases
under tests/markdown/cases/.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt

from generator.markdown.rules import (
    bare_urls,
    emphasis,
    fences,
    figures,
    footnotes,
    headings,
    indents,
    line_breaks,
    list_numbers,
    multiplication,
    nesting,
    raw_html,
    references,
    ruby,
    strike,
    tables,
    targets,
    thematic_breaks,
    variant_marks,
    wide_spaces,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One departure from CommonMark."""

    name: str
    install: Callable[[MarkdownIt], None]


MARKDOWN_RULES: tuple[Rule, ...] = (
    Rule("raw-html", raw_html.install),
    Rule("targets", targets.install),
    Rule("emphasis", emphasis.install),
    Rule("strike", strike.install),
    Rule("multiplication", multiplication.install),
    Rule("references", references.install),
    Rule("thematic-breaks", thematic_breaks.install),
    Rule("indents", indents.install),
    Rule("fences", fences.install),
    Rule("wide-spaces", wide_spaces.install),
    Rule("list-numbers", list_numbers.install),
    Rule("nesting", nesting.install),
    Rule("line-breaks", line_breaks.install),
    Rule("bare-urls", bare_urls.install),
    Rule("ruby", ruby.install),
    Rule("variant-marks", variant_marks.install),
    # The rest works on finished tokens. Notes go to the end before headings are named.
    Rule("footnotes", footnotes.install),
    Rule("headings", headings.install),
    Rule("figures", figures.install),
    Rule("tables", tables.install),
)
