"""`wenzhai doctor`: whether this machine has what Wenzhai needs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import ENVIRONMENT, LANGUAGE, say

if TYPE_CHECKING:
    from generator.project import Project


@click.command(
    "doctor",
    help=say("看看这台机器和这个文件夹缺什么。", "See what this machine and this folder lack."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    metavar="FORM",
    default="text",
    help=say("输出格式：text、json", "text or json"),
)
@click.pass_obj
def command(project: Project, form: str) -> None:
    from generator.doctor import State, examine

    marks = {
        State.GOOD: say("好　　", "good   "),
        State.LACKING: say("提醒　", "lacking"),
        State.BAD: say("不行　", "bad    "),
    }
    found = []
    for one in examine(project):
        found.append(one)
        if form == "text":
            what, mend = (said.in_language(LANGUAGE) for said in (one.what, one.mend))
            stop = say("。", ". ") if mend else ""
            click.echo(f"{marks[one.state]} {what}{stop}{mend}")
    if form == "json":
        rows = [
            {
                "name": one.name,
                "state": one.state.value,
                "what": one.what.in_language(LANGUAGE),
                "mend": one.mend.in_language(LANGUAGE),
            }
            for one in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    if any(one.state is State.BAD for one in found):
        sys.exit(ENVIRONMENT)
