"""Mends the copy of a body, and proves by parsing that nothing but those marks has changed."""

from __future__ import annotations

from collections.abc import Container, Sequence

from generator import markdown
from generator.copy_lint import Finding, Passage, covered, find

_ROUNDS = 100
"""Mends make room for others (`，， ，`), two or three times; the end of what cannot be."""


def mended_body(body: str, off: Container[str]) -> str:
    """The body with the safe mends of all rules but those in `off`."""
    for _ in range(_ROUNDS):
        new = _once(body, off)
        if new == body:
            break
        body = new
    return body


def _once(body: str, off: Container[str]) -> str:
    found = mends(find(Passage(covered(body)), off))
    if not found:
        return body
    before = _structure(body)
    all_at_once = applied(body, found)
    if _structure(all_at_once) == before:
        return all_at_once
    # One of them is read as markup, or stops being it: each has to prove itself.
    kept: list[Finding] = []
    for finding in found:
        if _structure(applied(body, [*kept, finding])) == before:
            kept.append(finding)
    return applied(body, kept)


def mends(found: Sequence[Finding]) -> list[Finding]:
    """Those that can be put into the text together: of two that overlap the first."""
    chosen: list[Finding] = []
    for finding in found:
        if finding.new is not None and (not chosen or finding.start >= chosen[-1].stop):
            chosen.append(finding)
    return chosen


def applied(text: str, found: Sequence[Finding]) -> str:
    """The text with these mends, which stand in its order and do not overlap."""
    parts: list[str] = []
    done = 0
    for finding in found:
        parts += [text[done : finding.start], finding.new or ""]
        done = finding.stop
    return "".join([*parts, text[done:]])


def _structure(body: str) -> tuple[object, ...]:
    return markdown.structure(markdown.parse(body))
