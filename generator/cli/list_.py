"""`wenzhai list`: all articles, or those that are asked for."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from generator.cli.completing import issues as complete_issues
from generator.cli.completing import terms
from generator.cli.speaking import say

if TYPE_CHECKING:
    from generator.project import Project

LACKS = ("county", "topic", "author", "date", "day", "alt", "body")
"""The keys of `generator.listing.LACKS`, without loading it for `--help`."""


@click.command("list", help=say("列出文章，可以筛选。", "List articles, all or some."))
@click.option("--drafts", is_flag=True, help=say("草稿", "drafts"))
@click.option(
    "--scheduled", is_flag=True, help=say("等着定时发布的", "those that wait for their time")
)
@click.option("--expired", is_flag=True, help=say("已过期的", "those that are over"))
@click.option("--published", is_flag=True, help=say("已发布的", "those that are out"))
@click.option(
    "--without",
    multiple=True,
    type=click.Choice(LACKS),
    metavar="WHAT",
    help=say(f"缺什么的：{'、'.join(LACKS)}", f"those that lack one of {', '.join(LACKS)}"),
)
@click.option(
    "--topic",
    "topics",
    multiple=True,
    shell_complete=terms("topics"),
    help=say("某主题的", "those under a topic"),
)
@click.option(
    "--county",
    "counties",
    multiple=True,
    shell_complete=terms("counties"),
    help=say("某县市区的", "those of a county"),
)
@click.option("--author", "authors", multiple=True, help=say("某人的", "those by a person"))
@click.option(
    "--issue",
    "issues",
    multiple=True,
    shell_complete=complete_issues,
    help=say("某一期的", "those of an issue"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    metavar="FORM",
    default="text",
    help=say("输出格式：text、json", "text or json"),
)
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON", "print JSON"))
@click.pass_obj
def command(project: Project, /, form: str, as_json: bool, **asked: Any) -> None:
    from generator.listing import Asked, list_articles

    flags = {"draft": "drafts", "scheduled": "scheduled", "expired": "expired"}
    flags["published"] = "published"
    status = tuple(name for name, flag in flags.items() if asked.pop(flag))
    rows = list_articles(project, Asked(status=status, **asked), datetime.now(UTC))
    if as_json or form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        filed = "、".join([*row["counties"], *row["topics"]])
        click.echo(f"{row['key']}  {row['date'] or '—':10}  {_marks(row)}{row['title']}  {filed}")


def _marks(row: dict[str, Any]) -> str:
    """What is not to be seen of the article on the site, or stands first there."""
    said = {
        "draft": say("草稿 ", "draft "),
        "scheduled": say(f"定时 {row['publish_at']} ", f"waits for {row['publish_at']} "),
        "expired": say("已过期 ", "over "),
    }
    return said.get(row["status"], "") + (say("置顶 ", "pinned ") if row["pin"] else "")
