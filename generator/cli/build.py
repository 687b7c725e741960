"""`wenzhai build`: content becomes the site."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import at_once, leaving
from generator.cli.looking import print_differences, print_explained, print_timings
from generator.cli.speaking import LANGUAGE, ProgressLine, print_problems, say

if TYPE_CHECKING:
    from generator.build import Pools
    from generator.differences import Differences
    from generator.model import Article
    from generator.output import Tree
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
    help=say("没有改动的也重新生成", "make everything, even what has not changed"),
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=None,
    help=say(
        "用几个进程（默认与处理器一样多）",
        "how many processes (default: as many as processors)",
    ),
)
@click.option(
    "--cluster",
    default="",
    metavar="URL",
    help=say(
        "交给 Dask 集群去做：调度器的地址，如 tcp://10.0.0.5:8786（docs/scale.md）",
        "have a Dask cluster do it: the scheduler, such as tcp://10.0.0.5:8786 (docs/scale.md)",
    ),
)
@click.option(
    "--cluster-store",
    default="",
    metavar="URL",
    help=say(
        "集群看不到网站文件夹时，文件经这个存储送回来，如 s3://桶/前缀",
        "where the cluster does not see the site's folder: a store that files come through",
    ),
)
@click.option(
    "--dry-run",
    is_flag=True,
    help=say(
        "只列出会增加、改动和删除的文件，不动网站",
        "list what would be added, changed and removed, and leave the site alone",
    ),
)
@click.option(
    "--explain",
    default="",
    metavar="URL",
    help=say(
        "说明这一页是否会重新生成、为什么，不生成网站",
        "say whether this page would be made again and why, and build nothing",
    ),
)
@click.option(
    "--timings",
    type=click.Choice(["text", "json"]),
    is_flag=False,
    flag_value="text",
    default=None,
    help=say("时间花在哪里", "where the time went"),
)
@click.option("-q", "--quiet", is_flag=True, help=say("只报告问题", "report problems only"))
@click.pass_obj
def command(
    project: Project,
    output: Path | None,
    force: bool,
    now: str,
    full: bool,
    workers: int | None,
    cluster: str,
    cluster_store: str,
    dry_run: bool,
    explain: str,
    timings: str | None,
    quiet: bool,
) -> None:
    from generator import unchanged

    _check_cluster(cluster, cluster_store, workers)
    output = output or project.folder / "site"
    quiet = quiet or timings == "json"
    told = told_time(now)
    clock = told or at_once.now()
    if explain:
        print_explained(project, output, explain, told, clock)
        return
    asked = told.isoformat() if told else ""
    if not (full or dry_run or timings or at_once.has_asked):
        last = unchanged.recall(project.folder, output, asked, lambda: clock)
        if last is not None:
            at_once.tell(last, output, quiet)
            return
    from generator.output import looked_at_early

    with (
        # Before the rest is loaded, which takes as long.
        looked_at_early(output, 1 if cluster else workers) as early,
        _pools(cluster, cluster_store) as pools,
        ProgressLine(say("生成页面", "pages"), quiet) as progress,
    ):
        from generator.build import build as build_site

        read = unchanged.inputs(project)
        built = build_site(
            project,
            output,
            force=force,
            progress=progress.show,
            now=told,
            at=clock,
            full=full,
            workers=workers,
            instead=_nothing if dry_run else None,
            pools=pools,
            early=early,
        )
    leaving.hold(built)
    print_problems(built.warnings)
    if timings:
        print_timings(built.timings, timings)
    if dry_run:
        print_differences(built.differences)
        return
    unchanged.remember(project, output, asked, read, built)
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
        if not built.has_address:
            click.echo(at_once.MISSING[LANGUAGE], nl=False)


def _check_cluster(cluster: str, store: str, workers: int | None) -> None:
    if cluster and workers is not None:
        raise click.UsageError(
            say(
                "--workers 和 --cluster 只能用一个：集群有多少工作进程，就用多少",
                "--workers or --cluster, not both: a cluster has as many workers as it has",
            )
        )
    if store and not cluster:
        raise click.UsageError(
            say("--cluster-store 要和 --cluster 一起用", "--cluster-store goes with --cluster")
        )


@contextlib.contextmanager
def _pools(cluster: str, store: str) -> Iterator[Pools | None]:
    """Who makes the pages: a cluster, or None for processes of this machine."""
    if not cluster:
        yield None
        return
    from generator.cluster import reached

    with reached(cluster, store) as found:
        yield found.pool


def _nothing(tree: Tree, differences: Differences) -> None:
    """What a dry run does with the new tree."""


def _say_what_waits(waiting: Sequence[Article]) -> None:
    if waiting:
        first = waiting[0].publish_at
        click.echo(
            say(
                f"{len(waiting)} 篇文章等着定时发布，最早的在 {first}。",
                f"{len(waiting)} articles wait for their time, the first for {first}.",
            )
        )


def told_time(written: str) -> datetime | None:
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
