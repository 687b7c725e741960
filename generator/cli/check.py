"""`wenzhai check`: all problems of the content."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import BAD_INPUT, LANGUAGE, print_problems, say
from generator.problems import errors

if TYPE_CHECKING:
    from generator.checking import Checked
    from generator.project import Project

FORMATS = ("text", "json", "github", "sarif")
"""`text` and the keys of `generator.reports.FORMATS`, without loading it for `--help`."""


@click.command(
    "check", help=say("检查全部内容，列出所有问题。", "Check everything and list all problems.")
)
@click.option(
    "--lossless",
    is_flag=True,
    help=say("并证明每个字都到了页面上", "also prove that every character reaches its page"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    metavar="FORM",
    default="text",
    help=say(f"输出格式：{'、'.join(FORMATS)}", f"one of {', '.join(FORMATS)}"),
)
@click.option(
    "--strict",
    is_flag=True,
    help=say("有警告也算没有通过", "fail for warnings too"),
)
@click.option(
    "--rules",
    "list_rules",
    is_flag=True,
    help=say("列出全部检查规则", "list all rules and check nothing"),
)
@click.pass_obj
def command(project: Project, lossless: bool, form: str, strict: bool, list_rules: bool) -> None:
    if list_rules:
        _print_rules()
        return
    from generator.checking import check as check_project

    checked = check_project(project, lossless=lossless)
    if form == "text":
        _print(checked)
    else:
        from generator.reports import FORMATS as WRITERS

        click.echo(import_module(WRITERS[form]).write(checked, LANGUAGE), nl=False)
    if checked.problems if strict else errors(checked.problems):
        sys.exit(BAD_INPUT)


def _print(checked: Checked) -> None:
    print_problems(checked.problems)
    wrong = len(errors(checked.problems))
    warned = len(checked.problems) - wrong
    click.echo(
        say(
            f"检查了 {checked.pages} 个页面：{wrong} 个错误，{warned} 个警告。",
            f"{checked.pages} pages checked: {wrong} errors, {warned} warnings.",
        )
    )


def _print_rules() -> None:
    from generator.rules import AREAS, RULES

    weights = {
        "firm": say("必须改", "firm"),
        "error": say("错误", "error"),
        "warning": say("警告", "warning"),
    }
    for area, label in AREAS.items():
        click.echo(f"{area}  {label.in_language(LANGUAGE)}")
        for rule in RULES.values():
            if rule.area == area:
                fixed = say("  可用 --fix 修改", "  mended by --fix") if rule.fixed else ""
                about = rule.about.in_language(LANGUAGE)
                click.echo(f"  {rule.name:22} {weights[rule.weight]}  {about}{fixed}")
