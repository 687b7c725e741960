"""A new issue: a folder with the head of the issue, its number one behind the last."""

from __future__ import annotations

from generator.addresses import is_portable
from generator.authoring.writing import document, refuse, site_of, write_new
from generator.content import ISSUE_FIELDS
from generator.dates import parse_date
from generator.model import Site
from generator.problems import Phrase
from generator.project import Project


def new_issue(project: Project, key: str, number: str = "", title: str = "") -> str:
    """Write `issue.md` of a new issue and return its name.

    A key that is a date is the date of the issue. Raises ProblemsFound for a key that cannot be
    part of an address, or that is taken, in whatever letters.
    """
    site = site_of(project)
    date = parse_date(key)
    if date is not None:
        key = date.iso
    if not is_portable(key):
        raise refuse(
            "bad-issue-key",
            key,
            Phrase("不能用作网址的一部分", "cannot be part of an address"),
            Phrase("写成 2019-11-20 或 2019-n45", "write it like 2019-11-20 or 2019-n45"),
        )
    taken = next((one.key for one in site.issues if one.key.casefold() == key.casefold()), "")
    if taken:
        raise refuse(
            "file-exists",
            f"content/issues/{taken}",
            Phrase("已经有这一期了", "there is such an issue already"),
            Phrase("换一个名字，如 2019-11-20-b", "choose another name, as 2019-11-20-b"),
        )
    values = {"title": title, "number": number or _next(site), "date": date.iso if date else ""}
    text = document(values, ISSUE_FIELDS, "")
    return write_new(project.content / "issues" / key / "issue.md", project, text)


def _next(site: Site) -> str:
    """One more than the highest 总第 N 期; empty when issues are not numbered."""
    numbers = [issue.number for issue in site.issues if issue.number.isascii()]
    counted = [int(number) for number in numbers if number.isdigit()]
    return str(max(counted) + 1) if counted else ""
