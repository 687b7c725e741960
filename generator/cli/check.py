"""`wenzhai check`: all problems of the content."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import BAD_INPUT, print_problems, say
from generator.problems import Severity

if TYPE_CHECKING:
    from generator.project import Project


@click.command(
    "check", help=say("检查全部内容，列出所有问题。", "Check everything and list all problems.")
)
@click.option(
    "--lossless",
    is_flag=True,
    help=say("并证明每个字都到了页面上", "also prove that every character reaches its page"),
)
@click.pass_obj
def command(project: Project, lossless: bool) -> None:
    from generator.checking import check as check_project

    checked = check_project(project, lossless=lossless)
    print_problems(checked.problems)
    wrong = sum(problem.severity is Severity.ERROR for problem in checked.problems)
    warned = len(checked.problems) - wrong
    click.echo(
        say(
            f"检查了 {checked.pages} 个页面：{wrong} 个错误，{warned} 个警告。",
            f"{checked.pages} pages checked: {wrong} errors, {warned} warnings.",
        )
    )
    if wrong:
        sys.exit(BAD_INPUT)
