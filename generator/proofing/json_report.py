"""A proof as JSON; every field of it is described in docs/variants.md, and none changes meaning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.proofing.excerpts import Excerpt
from generator.proofing.records import Finding, FormProof, SheetProof, UnsureName

VERSION = 1


def json_report(proofs: Sequence[FormProof], *, everything: bool = False) -> str:
    """The proofs as JSON; with `everything`, the words of the house too."""
    report = {"version": VERSION, "forms": [_form(proof, everything) for proof in proofs]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _form(proof: FormProof, everything: bool) -> dict[str, Any]:
    fallback = list(proof.findings("fallback"))
    return {
        "form": proof.tag,
        "label": proof.label,
        "counts": {
            "texts": sum(not sheet.skipped for sheet in proof.sheets),
            "fallback": len(fallback),
            "doubtful": sum(one.doubtful for one in fallback),
            "name": len(proof.names),
            "glossary": sum(1 for _ in proof.findings("glossary")),
            "house": sum(1 for _ in proof.findings("house")),
            "person": sum(1 for _ in proof.findings("person")),
        },
        "names": [_name(one) for one in proof.names],
        "decisions": [
            _decision(sheet, finding)
            for sheet in proof.sheets
            for finding in sheet.findings
            if everything or finding.kind in ("fallback", "glossary")
        ],
        "by_hand": [
            {"file": sheet.sheet.file, "fields": list(sheet.by_hand)}
            for sheet in proof.sheets
            if sheet.by_hand
        ],
        "skipped": [sheet.sheet.file for sheet in proof.sheets if sheet.skipped],
    }


def _decision(sheet: SheetProof, finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "kind": finding.kind,
        "article": sheet.sheet.key,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "field": finding.field,
        "word": finding.word,
        "chosen": finding.chosen,
        "others": list(finding.others),
        "doubtful": finding.doubtful,
        "source": _excerpt(finding.source),
        "converted": _excerpt(finding.in_form),
    }


def _excerpt(excerpt: Excerpt) -> dict[str, str]:
    return {"before": excerpt.before, "word": excerpt.word, "after": excerpt.after}


def _name(one: UnsureName) -> dict[str, Any]:
    place = one.place
    return {
        "kind": "name",
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "name": one.name,
        "chosen": one.chosen,
        "choices": [list(choice) for choice in one.choices],
        "glossary": one.glossary,
        "add": one.line,
    }
