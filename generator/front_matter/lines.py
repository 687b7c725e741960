"""One line of a YAML head, and the line as it was probably meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.problems import Phrase, Problem

ENTRY = re.compile(r"^(?P<head>\s*(?:- +)?(?P<key>[A-Za-z_][\w-]*)\s*:[ \t]+)(?P<value>\S.*?)\s*$")
ITEM = re.compile(r"^(?P<head>\s*- +)(?P<value>\S.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Mended:
    """A problem, and the line as it was probably meant; `line` is None when nobody can tell."""

    problem: Problem
    number: int
    """Index of the line in the text, from 0."""
    line: str | None
    safe: bool = True
    """Whether the line keeps every word, so that a program may write it in place of the other."""


def quote(value: str) -> Phrase:
    """How to mend a value that YAML would take for something else."""
    quoted = in_quotes(value)
    return Phrase(
        f"给整个值加上引号：{quoted}", f"put the whole value in quotation marks: {quoted}"
    )


def in_quotes(value: str) -> str:
    """The value between single quotation marks, as YAML wants it.

    >>> print(in_quotes("要闻: 它's"))
    '要闻: 它''s'
    """
    return "'" + value.replace("'", "''") + "'"
