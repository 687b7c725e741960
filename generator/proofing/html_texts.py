"""The blocks of a text in both forms, as HTML, with what was decided marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from generator.proofing.passages import Block, Part
from generator.proofing.records import Finding, FormProof, SheetProof
from generator.variants import FORMS, form_of
from generator.variants.decisions import Decision, Examined
from generator.variants.marks import chosen

Hint = Callable[[Finding], str]
"""What to say of a decision, ready for HTML."""


def cells(
    sheet: SheetProof, proof: FormProof, key: str, hint: Hint, everything: bool
) -> Iterator[tuple[Block, str, str]]:
    """Each block with its HTML as in the source, and as in the form.

    `key` begins the ids of the marks; what the house decided is marked only with `everything`.
    """
    texts = _Texts(sheet, proof.tag, key, hint, everything)
    for block in sheet.sheet.blocks:
        pairs = [texts.part(part) for part in block.parts]
        yield block, "".join(a for a, _ in pairs), "".join(b for _, b in pairs)


class _Texts:
    def __init__(self, sheet: SheetProof, tag: str, key: str, hint: Hint, everything: bool) -> None:
        self.sheet = sheet
        self.form = form_of(tag) or FORMS[0]
        self.key = key
        self.hint = hint
        self.everything = everything
        self.findings = {
            (one.passage, one.start): (at, one) for at, one in enumerate(sheet.findings)
        }

    def part(self, part: Part) -> tuple[str, str]:
        """A part of a block in both forms."""
        if part.shape == "mark":
            inside = part.text[2:-2]
            return escape(chosen(inside, FORMS[0])), escape(chosen(inside, self.form))
        if part.passage < 0:
            return escape(part.text), escape(part.text)
        examined = self.sheet.examined[part.passage]
        if examined is None:
            return escape(part.text), escape(part.text)
        source, in_form = self._prose(part, examined)
        return (f"〔{source}〕", f"〔{in_form}〕") if part.shape == "alt" else (source, in_form)

    def _prose(self, part: Part, examined: Examined) -> tuple[str, str]:
        first, last = part.start, part.start + len(part.text)
        source: list[str] = []
        in_form: list[str] = []
        at = first
        for decision in examined.decisions:
            if decision.end <= first or decision.start >= last:
                continue
            if decision.start > at:
                source.append(escape(examined.text[at : decision.start]))
                in_form.append(escape(examined.in_form(at, decision.start)))
            here = examined.text[max(decision.start, first) : min(decision.end, last)]
            # A word that markup cuts stands whole where it begins.
            there = decision.chosen if decision.start >= first else ""
            marked = self._marked(part, decision, here, there)
            source.append(marked[0])
            in_form.append(marked[1])
            at = min(decision.end, last)
        source.append(escape(examined.text[at:last]))
        in_form.append(escape(examined.in_form(at, last)) if at < last else "")
        return "".join(source), "".join(in_form)

    def _marked(self, part: Part, decision: Decision, here: str, there: str) -> tuple[str, str]:
        if decision.kind == "mark":
            return escape(chosen(decision.word[2:-2], FORMS[0])), escape(there)
        at, finding = self.findings[part.passage, decision.start]
        name = _class(finding)
        if name == "house" and not self.everything:
            return escape(here), escape(there)
        hint = self.hint(finding)
        source = f'<mark class="{name}">{escape(here)}</mark>'
        if not there:
            return source, ""
        if name != "doubt":
            return source, f'<mark class="{name}" title="{hint}">{escape(there)}</mark>'
        where = f"{self.key}-{at}"
        link = f'<a id="{where}" href="#to-{where}" title="{hint}">{escape(there)}</a>'
        return source, f'<mark class="{name}">{link}</mark>'


def _class(finding: Finding) -> str:
    if finding.kind == "fallback":
        return "doubt" if finding.doubtful else "settled"
    return "glossary" if finding.kind == "glossary" else "house"
