"""`wenzhai variants`: what an editor should look at in the Traditional forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import LANGUAGE, say

if TYPE_CHECKING:
    from generator.project import Project


@click.command(
    "variants",
    help=say(
        "列出繁体版本里请编辑过目的地方：拿不准的字、人名，和词汇表的作用。",
        "List what an editor should look at in the Traditional forms.",
    ),
)
@click.argument("article", default="")
@click.option(
    "--variant", "tag", default="", help=say("只看这种写法（如 zh-Hant-TW）", "this form alone")
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help=say("输出格式（默认 text）", "how to print it (default: text)"),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help=say("写进这个文件", "write to this file"),
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=say("每一处都列，自带的词语也列", "every place, and the words that ship with Wenzhai"),
)
@click.pass_obj
def command(
    project: Project, article: str, tag: str, kind: str, output: Path | None, everything: bool
) -> None:
    from generator.proofing import html_report, json_report, proof, text_report, write_report

    proofs = proof(project, tag=tag, wanted=article)
    if kind == "json":
        report = json_report(proofs, everything=everything)
    else:
        made = html_report if kind == "html" else text_report
        report = made(proofs, LANGUAGE, everything=everything)
    if output is None:
        click.echo(report, nl=False)
    else:
        write_report(project, output, report)
        click.echo(say(f"写好了 {output}", f"Wrote {output}"), err=True)
