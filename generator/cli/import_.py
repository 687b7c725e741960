"""`wenzhai import`: raw newspaper pages into articles."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import LANGUAGE, print_problems, say
from generator.problems import Problem, ProblemsFound, errors

if TYPE_CHECKING:
    from generator.project import Project


@click.command(
    "import",
    help=say(
        "把报纸原文拆成文章，写进 content/issues/。FILES 是文件或整个文件夹；"
        "- 读标准输入（剪贴板）。",
        "Take raw newspaper pages apart into articles below content/issues/. FILES are files or "
        "whole folders; - reads standard input (the clipboard).",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--issue", default="", help=say("归入哪一期（文件夹名）", "key of the issue"))
@click.option("--date", default="", help=say("这一版的日期", "date of the page"))
@click.option("--source", default="", help=say("报纸名称", "name of the paper"))
@click.option(
    "--encoding", default=None, help=say("文件编码（默认自动判断）", "encoding of the files")
)
@click.option("--dry-run", is_flag=True, help=say("只报告，不写文件", "report, and write nothing"))
@click.option(
    "--force", is_flag=True, help=say("覆盖编辑改过的文件", "write over files an editor changed")
)
@click.option(
    "--review",
    is_flag=True,
    help=say("写一页对照页到 review/，在浏览器里核对", "write a page into review/ to check it by"),
)
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON", "print JSON"))
@click.pass_obj
def command(
    project: Project,
    files: tuple[Path, ...],
    issue: str,
    date: str,
    source: str,
    encoding: str | None,
    dry_run: bool,
    force: bool,
    review: bool,
    as_json: bool,
) -> None:
    from generator.dates import parse_date
    from generator.importing import Given, import_file, open_desk
    from generator.importing.gathering import gather
    from generator.importing.reading import CLIPBOARD
    from generator.importing.report import json_report, text_report
    from generator.importing.review import review_name, review_page
    from generator.importing.writing import write_review
    from generator.model import Date

    parsed = parse_date(date) if date else Date()
    if parsed is None:
        raise click.BadParameter(
            say(f"“{date}”不是日期，写成 2019-11-20", f"“{date}” is not a date; write 2019-11-20"),
            param_hint="--date",
        )
    given = Given(issue, parsed, source, encoding)
    desk = open_desk(project)
    met: list[Problem] = []
    reports = []
    paths = gather(files, met)
    failed = list(errors(met))
    print_problems(problem for problem in met if problem not in failed)
    for path in paths:
        try:
            data = _standard_input() if path == CLIPBOARD else None
            pages = import_file(desk, path, given, data=data, dry_run=dry_run, force=force)
        except ProblemsFound as found:
            failed += found.problems
            continue
        for page in pages:
            print_problems(page.warnings)
            if as_json:
                reports.append(json_report(page))
            else:
                click.echo("\n".join(text_report(page, LANGUAGE)))
            if review:
                html = review_page(page, desk, LANGUAGE)
                where = write_review(project.folder, review_name(page), html)
                click.echo(say(f"对照页：{where}", f"To check it by: {where}"), err=as_json)
    if as_json:
        shown = reports[0] if paths == files and len(reports) == len(files) == 1 else reports
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    if failed:
        raise ProblemsFound(failed)


def _standard_input() -> bytes:
    """The page that comes through standard input; no more of it than may be imported."""
    from generator.importers.refusals import LARGEST_FILE, too_large

    if sys.stdin.isatty():
        click.echo(
            say("粘贴原文，然后另起一行按 Ctrl-D。", "Paste the page, then press Ctrl-D."), err=True
        )
    data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise too_large("-")
    return data
