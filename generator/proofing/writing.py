"""Writes a report to a file, and never over what the site is made from."""

from __future__ import annotations

from pathlib import Path

from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.project import Project


def write_report(project: Project, path: Path, report: str) -> None:
    """Write `report` as UTF-8; raises ProblemsFound for a file below `content/`."""
    if path.resolve().is_relative_to(project.content.resolve()):
        what = Phrase("报告不能写进 content/", "a report cannot be written below content/")
        mend = Phrase("换一个文件夹", "choose another folder")
        raise ProblemsFound([Problem("report-in-content", Place(str(path)), what, mend)])
    path.write_text(report, encoding="utf-8", newline="\n")
