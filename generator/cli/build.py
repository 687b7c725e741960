"""`wenzhai build`: content becomes the site."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import LANGUAGE, ProgressLine, print_problems, say

if TYPE_CHECKING:
    from generator.model import Article
    from generator.project import Project


@click.command("build", help=say("生成网站。", "Build the site."))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help=say("输出文件夹（默认 site）", "output folder (default: site)"),
)
@click.option(
    "--force",
    is_flag=True,
    help=say("允许一次减少一半以上的页面", "allow the loss of more than half of the pages"),
)
@click.option(
    "--now",
    default="",
    metavar="ISO",
    help=say(
        "现在的时间：定时发布和新闻站点地图用（默认取 SOURCE_DATE_EPOCH）",
        "the time, for what appears and the news sitemap (default: SOURCE_DATE_EPOCH)",
    ),
)
@click.option(
    "--full",
    is_flag=True,
    help=say("没有改动也重新生成", "build even when nothing has changed"),
)
@click.option("-q", "--quiet", is_flag=True, help=say("只报告问题", "report problems only"))
@click.pass_obj
def command(
    project: Project, output: Path | None, force: bool, now: str, full: bool, quiet: bool
) -> None:
    from generator import unchanged

    output = output or project.folder / "site"
    told = _now(now)
    asked = told.isoformat() if told else ""
    clock = told or datetime.now(UTC)
    last = None if full else unchanged.recall(project, output, asked, clock)
    if last is not None:
        for said in last.said[LANGUAGE]:
            click.echo(said, err=True)
        if not quiet:
            index = output / "index.html"
            click.echo(
                say(
                    f"没有改动：{last.articles} 篇文章，{last.pages} 个页面。打开 {index}",
                    f"Nothing changed: {last.articles} articles, {last.pages} pages. Open {index}",
                )
            )
            _say_what_is_missing(last.has_address)
        return
    from generator.build import build as build_site

    read = unchanged.inputs(project)
    with ProgressLine(say("生成页面", "pages"), quiet) as progress:
        built = build_site(
            project, output, force=force, progress=progress.show, now=told, clock=clock
        )
    unchanged.remember(project, output, asked, read, built)
    print_problems(built.warnings)
    if not quiet:
        click.echo(
            say(
                f"{built.articles} 篇文章，{built.pages} 个页面，{built.seconds:.1f} 秒。"
                f"打开 {built.site / 'index.html'}",
                f"{built.articles} articles, {built.pages} pages, {built.seconds:.1f} s. "
                f"Open {built.site / 'index.html'}",
            )
        )
        _say_what_waits(built.waiting)
        _say_what_is_missing(built.has_address)


def _say_what_waits(waiting: Sequence[Article]) -> None:
    if waiting:
        first = waiting[0].publish_at
        click.echo(
            say(
                f"{len(waiting)} 篇文章等着定时发布，最早的在 {first}。",
                f"{len(waiting)} articles wait for their time, the first for {first}.",
            )
        )


def _say_what_is_missing(has_address: bool) -> None:
    if not has_address:
        click.echo(
            say(
                "site.yaml 里没有 base_url，所以没有订阅源和站点地图。",
                "No base_url in site.yaml, so there are no feeds and no sitemaps.",
            )
        )


def _now(written: str) -> datetime | None:
    """The time that the build is told, or None: the clock only says which articles are due."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if written:
            return datetime.fromisoformat(written)
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        raise click.BadParameter(
            say(
                f"“{written or epoch}”不是时间，写成 2019-11-21T08:00+08:00",
                f"“{written or epoch}” is not a time; write 2019-11-21T08:00+08:00",
            ),
            param_hint="--now" if written else "SOURCE_DATE_EPOCH",
        ) from None
