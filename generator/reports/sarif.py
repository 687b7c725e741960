"""A check as SARIF 2.1.0, the format of code scanning and of editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.checking import Checked
from generator.problems import Place, Problem
from generator.rules import RULES, Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def write(checked: Checked, language: str) -> str:
    """One log with one run: all rules that there are, and the problems as its results."""
    numbers = {name: number for number, name in enumerate(RULES)}
    run = {
        "tool": {
            "driver": {
                "name": "Wenzhai",
                "version": __version__,
                "rules": [_rule(rule, language) for rule in RULES.values()],
            }
        },
        # Columns are counted in characters, not in units of UTF-16.
        "columnKind": "unicodeCodePoints",
        "language": "en" if language == "en" else "zh-CN",
        "results": [_result(problem, numbers, language) for problem in checked.problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.about.in_language(language)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.area]},
    }


def _result(problem: Problem, numbers: dict[str, int], language: str) -> dict[str, Any]:
    said = [problem.what.in_language(language), problem.mend.in_language(language)]
    stop = ". " if language == "en" else "。"
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "level": problem.severity.value,
        "message": {"text": stop.join(filter(None, said))},
        "locations": [{"physicalLocation": _location(problem.place, problem.excerpt)}],
    }
    if problem.rule in numbers:
        result["ruleIndex"] = numbers[problem.rule]
    return result


def _location(place: Place, excerpt: str) -> dict[str, Any]:
    # A whole file has no line; code scanning shows nothing that has none.
    region: dict[str, Any] = {"startLine": place.line or 1}
    if place.column:
        region["startColumn"] = place.column
    if excerpt:
        region["snippet"] = {"text": excerpt}
    return {"artifactLocation": {"uri": quote(place.file)}, "region": region}
