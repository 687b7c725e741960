"""How Chinese copy is marked up: punctuation, pairs, spaces, script, the words of the house.

One file for each rule in `rules/`, one table of them. A rule looks at a passage in which all that
is not copy (code, addresses, HTML, markup) is covered, so that none can touch it. Whether a digest
wants a rule at all is not asked here (see `generator.rules`).
"""

from generator.copy_lint.covering import covered
from generator.copy_lint.passages import Finding, Passage
from generator.copy_lint.rules import COPY_RULES, TRADITIONAL_OFF, find

__all__ = ["COPY_RULES", "TRADITIONAL_OFF", "Finding", "Passage", "covered", "find"]
