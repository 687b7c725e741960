"""A check as workflow commands: GitHub shows each problem at its line of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from generator.checking import Checked
from generator.problems import Problem


def write(checked: Checked, language: str) -> str:
    """A line for each problem."""
    return "".join(_command(problem, language) + "\n" for problem in checked.problems)


def _command(problem: Problem, language: str) -> str:
    place = problem.place
    properties = {"file": place.file, "line": place.line, "col": place.column}
    given = [f"{name}={_property(str(value))}" for name, value in properties.items() if value]
    given.append(f"title={_property(problem.rule)}")
    said = [problem.what.in_language(language), problem.mend.in_language(language)]
    stop = ". " if language == "en" else "。"
    return f"::{problem.severity.value} {','.join(given)}::{_data(stop.join(filter(None, said)))}"


def _data(text: str) -> str:
    """The text of a command is on one line; three characters are written as escapes."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
