"""`wenzhai letter`: an issue as a letter."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import print_problems, say

if TYPE_CHECKING:
    from generator.project import Project


@click.command(
    "letter",
    help=say(
        "把一期做成邮件或公众号文章（默认最新一期）。",
        "Make a letter of an issue (the newest by default), for mail or a 公众号.",
    ),
)
@click.argument("issue", default="")
@click.option(
    "--for",
    "kind",
    type=click.Choice(["mail", "wechat"]),
    default="mail",
    help=say("邮件，或粘贴到公众号编辑器", "mail, or to paste into the 公众号 editor"),
)
@click.option("--variant", default="", help=say("写法，如 zh-Hant-TW", "form, as zh-Hant-TW"))
@click.option("--brief", is_flag=True, help=say("只收摘要，不收全文", "summaries, not whole texts"))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help=say("写到哪个文件（默认 期号-mail.html）", "file to write (default: ISSUE-mail.html)"),
)
@click.pass_obj
def command(
    project: Project, issue: str, kind: str, variant: str, brief: bool, output: Path | None
) -> None:
    from generator.letters import KINDS, write_letter

    chosen = next(one for one in KINDS if one == kind)
    clock = datetime.now(UTC)
    written = write_letter(project, issue, variant, chosen, output, brief=brief, clock=clock)
    print_problems(written.warnings)
    files = "、".join(map(str, written.files))
    click.echo(say(f"《{written.subject}》写好了：{files}", f"“{written.subject}”: {files}"))
