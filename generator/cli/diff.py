"""`wenzhai diff`: what a build would change in the site."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.build import told_time
from generator.cli.looking import print_differences
from generator.cli.speaking import print_problems, say

if TYPE_CHECKING:
    from generator.differences import Differences
    from generator.output import Tree
    from generator.project import Project


@click.command(
    "diff",
    help=say(
        "列出上次生成以来会增加、改动和删除的文件，网站不动。",
        "List what a build would add, change and remove; the site is left alone.",
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help=say("网站所在的文件夹（默认 site）", "the folder of the site (default: site)"),
)
@click.option("--now", default="", metavar="ISO", help=say("同 build", "as for build"))
@click.option(
    "--text",
    is_flag=True,
    help=say("也列出读者会看到的文字差别", "list the words too that readers would see differ"),
)
@click.pass_obj
def command(project: Project, output: Path | None, now: str, text: bool) -> None:
    from generator.build import build
    from generator.differences import changed_lines

    output = output or project.folder / "site"

    def look(tree: Tree, differences: Differences) -> None:
        for path in differences.changed if text else ():
            lines = list(changed_lines(tree.site / path, tree.folder / path))
            if lines:
                click.echo(f"~ {path}")
                click.echo("\n".join(f"  {line}" for line in lines))

    told = told_time(now)
    clock = told or datetime.now(UTC)
    built = build(project, output, force=True, now=told, at=clock, instead=look)
    print_problems(built.warnings)
    print_differences(built.differences)
