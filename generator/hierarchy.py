"""Terms above terms: a county lies in a city, a city in a province."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Term


def ancestors(term: Term, terms: Mapping[str, Term]) -> tuple[Term, ...]:
    """Those above a term, the nearest first; `terms` by key. A circle ends where it closes."""
    found: list[Term] = []
    above = terms.get(term.parent)
    while above is not None and above is not term and above not in found:
        found.append(above)
        above = terms.get(above.parent)
    return tuple(found)
