"""`wenzhai variants`: what an editor should look at in the Traditional forms, for proofing.

`proof` examines; `text_report`, `json_report` and `html_report` say what it found. Nothing in the
project is changed.
"""

from __future__ import annotations

from generator.proofing.html_report import html_report
from generator.proofing.json_report import json_report
from generator.proofing.proof import proof
from generator.proofing.records import FormProof
from generator.proofing.text_report import text_report
from generator.proofing.writing import write_report

__all__ = ["FormProof", "html_report", "json_report", "proof", "text_report", "write_report"]
