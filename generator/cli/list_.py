"""`wenzhai list`: all articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import say

if TYPE_CHECKING:
    from generator.project import Project


@click.command("list", help=say("列出全部文章。", "List all articles."))
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON", "print JSON"))
@click.pass_obj
def command(project: Project, as_json: bool) -> None:
    from generator.listing import list_articles

    rows = list_articles(project)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        marks = say("草稿 ", "draft ") if row["draft"] else ""
        filed = "、".join([*row["counties"], *row["topics"]])
        click.echo(f"{row['key']}  {row['date'] or '—':10}  {marks}{row['title']}  {filed}")
