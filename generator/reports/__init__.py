"""What a check found, for machines: one module for each format, with `write`.

The form for people is that of `Problem.report`, which the command line prints.
"""

from __future__ import annotations

from collections.abc import Mapping

FORMATS: Mapping[str, str] = {
    "json": "generator.reports.as_json",
    "github": "generator.reports.github",
    "sarif": "generator.reports.sarif",
}
"""Name of a format to its module; `write(checked, language)` there gives the whole text."""
