"""A check as JSON, for scripts and editors."""

from __future__ import annotations

import json
from typing import Any

from generator.checking import Checked
from generator.problems import Problem, errors
from generator.rules import RULES

VERSION = 1
"""Of the form: a field may be added to it, none changes its meaning."""


def write(checked: Checked, language: str) -> str:
    """One object; lines and columns count from 1, and 0 says that the whole file is meant."""
    wrong = len(errors(checked.problems))
    said = {
        "version": VERSION,
        "pages": checked.pages,
        "errors": wrong,
        "warnings": len(checked.problems) - wrong,
        "problems": [_said(problem, language) for problem in checked.problems],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _said(problem: Problem, language: str) -> dict[str, Any]:
    rule = RULES.get(problem.rule)
    return {
        "rule": problem.rule,
        "area": rule.area if rule else "",
        "severity": problem.severity.value,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "what": problem.what.in_language(language),
        "mend": problem.mend.in_language(language),
        "excerpt": problem.excerpt,
        "fixed": bool(rule and rule.fixed),
    }
