"""`wenzhai check`: all problems of the content."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import BAD_INPUT, LANGUAGE, ProgressLine, print_problems, say
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
    "--external",
    is_flag=True,
    help=say("也检查外部链接（要联网，结果记住七天）", "also ask for links that leave the site"),
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
    "--fix",
    is_flag=True,
    help=say("先改好能放心改的，再检查", "first mend what can be mended safely"),
)
@click.option(
    "--diff",
    is_flag=True,
    help=say("列出 --fix 会改的地方（diff），不写文件", "show what --fix would change, as a diff"),
)
@click.option(
    "--dry-run",
    is_flag=True,
    help=say("与 --fix 同用：列出要改的行，不写文件", "with --fix: list the lines, write nothing"),
)
@click.option(
    "--rules",
    "list_rules",
    is_flag=True,
    help=say("列出全部检查规则", "list all rules and check nothing"),
)
@click.pass_obj
def command(
    project: Project,
    lossless: bool,
    external: bool,
    form: str,
    strict: bool,
    fix: bool,
    diff: bool,
    dry_run: bool,
    list_rules: bool,
) -> None:
    if list_rules:
        _print_rules()
        return
    if dry_run and not fix:
        raise click.UsageError(say("--dry-run 要与 --fix 同用", "--dry-run goes with --fix"))
    if diff or fix:
        _mend(project, as_diff=diff, dry_run=dry_run or diff, aside=form != "text")
    if diff:
        return
    from generator.checking import check as check_project

    if external:
        from generator.declaring import cache_of
        from generator.external_links import External

        with ProgressLine(say("外部链接", "external links"), form != "text") as progress:
            asked = External(cache_of(project), datetime.now(UTC), progress=progress.show)
            checked = check_project(project, lossless=lossless, external=asked)
    else:
        checked = check_project(project, lossless=lossless)
    if form == "text":
        _print(checked)
    else:
        from generator.reports import FORMATS as WRITERS

        click.echo(import_module(WRITERS[form]).write(checked, LANGUAGE), nl=False)
    if checked.problems if strict else errors(checked.problems):
        sys.exit(BAD_INPUT)


def _mend(project: Project, *, as_diff: bool, dry_run: bool, aside: bool) -> None:
    """Mend the files and say what changed, `aside` on standard error."""
    from generator.mending import mend, write

    changed = mend(project)
    for one in changed:
        if not dry_run:
            write(one)
        if as_diff:
            click.echo(one.diff(), nl=False, err=aside)
            continue
        for number, old, new in one.lines():
            click.echo(f"{one.file}:{number}", err=aside)
            for sign, lines in (("-", old), ("+", new)):
                for line in lines:
                    click.echo(f"  {sign} {line}", err=aside)
    if not as_diff:
        click.echo(
            say(f"会改 {len(changed)} 个文件。", f"{len(changed)} files would be mended.")
            if dry_run
            else say(f"改了 {len(changed)} 个文件。", f"{len(changed)} files mended."),
            err=aside,
        )


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
