"""`wenzhai publish`: the built site goes to its visitors, or back to the release before."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.speaking import LANGUAGE, print_problems, say

if TYPE_CHECKING:
    from generator.model import Site, Target
    from generator.project import Project
    from generator.publish import Published

_SHOWN = 40
"""Files of each kind that a plan lists; `--json` has them all."""


@click.command(
    "publish",
    help=say(
        "发布网站：TARGET 是 site.yaml 里 publish 下的名字，或一个网址。",
        "Publish the site; TARGET is a name under `publish` in site.yaml, or a URL.",
    ),
)
@click.argument("named", metavar="[TARGET]", default="")
@click.option(
    "-s",
    "--site",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help=say("已生成的网站（默认 site）", "folder of the built site (default: site)"),
)
@click.option(
    "-n", "--dry-run", is_flag=True, help=say("只说会做什么", "only say what would be done")
)
@click.option(
    "-y",
    "--yes",
    is_flag=True,
    help=say(
        "允许大量删除，允许覆盖别人的文件", "allow many removals, and to replace foreign files"
    ),
)
@click.option("--rollback", is_flag=True, help=say("退回上一次发布", "put the release before back"))
@click.option(
    "--list", "listing", is_flag=True, help=say("列出目标和发布", "list targets and releases")
)
@click.option(
    "--record",
    "recording",
    is_flag=True,
    help=say(
        "不发布，只把网站的网址记进 content/published.txt",
        "publish nothing; only put the addresses of the site into content/published.txt",
    ),
)
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON", "print JSON"))
@click.pass_obj
def command(
    project: Project,
    named: str,
    folder: Path | None,
    dry_run: bool,
    yes: bool,
    rollback: bool,
    listing: bool,
    recording: bool,
    as_json: bool,
) -> None:
    from generator.publish import find_target, publish, read, roll_back

    site, environ = read(project), dict(os.environ)
    folder = folder or project.folder / "site"
    if recording:
        _record_only(project, site, folder, dry_run)
        return
    if listing:
        _list(project, site, named, as_json)
        return
    target = find_target(site, named)
    if rollback:
        done = roll_back(project, site, target, environ, dry_run=dry_run)
    else:
        done = publish(project, site, target, folder, environ, dry_run=dry_run, forced=yes)
    print_problems(done.warnings)
    if not (dry_run or rollback):
        _keep_addresses(project, site, done)
    if as_json:
        click.echo(json.dumps(_record(done, dry_run), ensure_ascii=False, indent=2))
    else:
        _report(project, done, dry_run, rollback)


def _record_only(project: Project, site: Site, folder: Path, dry_run: bool) -> None:
    from generator.publishing.site_folder import read_site_folder
    from generator.recording import record

    recorded = record(project, site, read_site_folder(folder), dry_run=dry_run)
    for address in recorded.new if dry_run else ():
        click.echo(f"+ {address}")
    click.echo(
        say(
            f"{recorded.file}：{recorded.all} 个网址，新增 {len(recorded.new)} 个。",
            f"{recorded.file}: {recorded.all} addresses, {len(recorded.new)} of them new.",
        )
    )


def _keep_addresses(project: Project, site: Site, done: Published) -> None:
    """What was published is recorded; where that cannot be done, it was published all the same."""
    from dataclasses import replace

    from generator.problems import ProblemsFound, Severity
    from generator.recording import record

    try:
        record(project, site, done.plan.files)
    except ProblemsFound as found:
        print_problems([replace(one, severity=Severity.WARNING) for one in found.problems])


def _report(project: Project, done: Published, dry_run: bool, rollback: bool) -> None:
    from generator.publish import new_addresses_file

    plan, name = done.plan, done.target.name
    if dry_run:
        for sign, paths in (("+", plan.new), ("~", plan.changed), ("-", plan.gone)):
            for path in paths[:_SHOWN]:
                click.echo(f"{sign} {path}")
            if len(paths) > _SHOWN:
                more = len(paths) - _SHOWN
                click.echo(f"{sign} " + say(f"…… 还有 {more} 个", f"... and {more} more"))
    counts = (len(plan.new), len(plan.changed), len(plan.gone), plan.bytes / 1e6)
    if plan.is_empty:
        click.echo(
            say(f"{name}：没有变化，什么也没发。", f"{name}: nothing changed, nothing sent.")
        )
        return
    said = say(
        "{} 个新文件，{} 个有变，{} 个删去，{:.1f} MB",
        "{} new files, {} changed, {} removed, {:.1f} MB",
    ).format(*counts)
    if dry_run:
        click.echo(say(f"会发到 {name}：{said}。", f"Would go to {name}: {said}."))
    elif rollback:
        click.echo(say(f"{name} 退回上一次发布：{said}。", f"{name} is back: {said}."))
    else:
        click.echo(say(f"已发布到 {name}：{said}。", f"Published to {name}: {said}."))
    click.echo(done.news.summary.in_language(LANGUAGE))
    if done.sent and not rollback:
        file = new_addresses_file(project, done.target)
        click.echo(say(f"新网址在 {file}", f"New addresses are in {file}"))
    for told in done.told:
        _report_announcement(told.service, told.addresses, told.answer, told.missing)


def _report_announcement(service: str, addresses: int, answer: str, missing: str) -> None:
    if answer:
        click.echo(
            say(
                f"{service}：告诉了 {addresses} 个网址，答复 {answer}",
                f"{service}: told of {addresses} addresses, answer {answer}",
            )
        )
    else:
        why = say(f"（没有设 {missing}）", f" ({missing} is not set)") if missing else ""
        click.echo(
            say(
                f"{service}：会告诉 {addresses} 个网址{why}",
                f"{service}: would be told of {addresses} addresses{why}",
            )
        )


def _record(done: Published, dry_run: bool) -> dict[str, Any]:
    plan = done.plan
    return {
        "target": done.target.name,
        "dry_run": dry_run,
        "sent": done.sent,
        "new": plan.new,
        "changed": plan.changed,
        "removed": plan.gone,
        "order": [*plan.sent, *plan.gone],
        "bytes": plan.bytes,
        "summary": done.news.summary.in_language(LANGUAGE),
        "addresses": done.addresses,
    }


def _list(project: Project, site: Site, named: str, as_json: bool) -> None:
    """Without a target the targets, with one its releases."""
    from generator.publish import find_target, releases

    if not named:
        rows: list[Any] = [
            {"target": target.name, "to": target.url, "keep": target.keep}
            for target in site.settings.publish
        ]
        lines = [f"{row['target']}  {row['to']}" for row in rows]
    else:
        target: Target = find_target(site, named)
        found = releases(project, target, dict(os.environ))
        rows = [{"release": one.name, "files": len(one.files)} for one in found]
        lines = [
            f"{'*' if number == 0 else ' '} {row['release']}  "
            + say(f"{row['files']} 个文件", f"{row['files']} files")
            for number, row in enumerate(rows)
        ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for line in lines:
            click.echo(line)
