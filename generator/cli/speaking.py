"""What every command says and how: sentences in two languages, problems, progress, exit codes.

With the modules beside it, the only part of Wenzhai that prints.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable

import click

from generator.cli.language import message_language
from generator.problems import Phrase, Problem

DONE, BAD_INPUT, USAGE, BUSY, ENVIRONMENT, OUR_BUG = range(6)
"""Exit codes."""

LANGUAGE = message_language()
"""Of messages: `zh` or `en`."""


def say(zh: str, en: str) -> str:
    """The sentence in the language of messages."""
    return Phrase(zh, en).in_language(LANGUAGE)


def print_problems(problems: Iterable[Problem]) -> None:
    """Every problem on a line of standard error."""
    for problem in problems:
        click.echo(problem.report(LANGUAGE), err=True)


class ProgressLine:
    """One line that counts, on a terminal and for work of over a second; elsewhere nothing."""

    def __init__(self, label: str, quiet: bool) -> None:
        self.label = label
        self.shown = False
        self.active = not quiet and sys.stderr.isatty() and "NO_COLOR" not in os.environ
        self.begun = self.last = time.monotonic()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self.active and now - self.begun > 1 and (now - self.last > 0.1 or done == total):
            self.last, self.shown = now, True
            click.echo(f"\r{self.label} {done}/{total}", nl=False, err=True)
