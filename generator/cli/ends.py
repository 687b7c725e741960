"""The exit code of a command that did not come to its own end, and what is said of it."""

from __future__ import annotations

import os
import sys
import traceback

import click

from generator.cli.speaking import (
    BAD_INPUT,
    BUSY,
    DONE,
    ENVIRONMENT,
    LANGUAGE,
    OUR_BUG,
    print_problems,
)
from generator.problems import ProblemsFound


def ended(error: Exception) -> int:
    """Say why a command ended; gives its exit code. To be called where the error is handled."""
    if isinstance(error, ProblemsFound):
        print_problems(error.problems)
        return BUSY if any(p.rule == "busy" for p in error.problems) else BAD_INPUT
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    if isinstance(error, OSError):
        from generator.files import why

        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"{where}{why(error).in_language(LANGUAGE)}", err=True)
        return ENVIRONMENT
    # A fault of ours, the one case for a traceback.
    traceback.print_exc()
    return OUR_BUG
