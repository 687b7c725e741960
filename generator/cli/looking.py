"""What `build` and `diff` print of a build: what is other, why, and how long it took."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import LANGUAGE, say

if TYPE_CHECKING:
    from generator.differences import Differences
    from generator.project import Project
    from generator.timings import Timings


def print_differences(differences: Differences) -> None:
    """A line for each file: `+` added, `~` changed, `-` removed; then how many of each."""
    for sign, paths in (
        ("+", differences.added),
        ("~", differences.changed),
        ("-", differences.removed),
    ):
        for path in paths:
            click.echo(f"{sign} {path}")
    added, changed = len(differences.added), len(differences.changed)
    removed, same = len(differences.removed), differences.same
    click.echo(
        say(
            f"增加 {added} 个文件，改动 {changed} 个，删除 {removed} 个，不变 {same} 个。",
            f"{added} files added, {changed} changed, {removed} removed, {same} the same.",
        )
    )


def print_timings(timings: Timings, form: str) -> None:
    """Seconds of stages, of what made the files, and of the slowest pages."""
    if form == "json":
        click.echo(json.dumps(timings.as_json(), ensure_ascii=False))
        return
    for stage, spent in timings.stages.items():
        click.echo(f"{spent:9.3f} s  {stage}")
    for kind, (count, spent) in timings.kinds.items():
        click.echo(f"{spent:9.3f} s  {kind} × {count}")
    for url, spent in timings.slowest:
        click.echo(f"{spent:9.3f} s  {url}")


def print_explained(
    project: Project, output: Path, url: str, now: datetime | None, at: datetime
) -> None:
    """What makes a page, and why it would be made again."""
    from generator.freshness import freshness

    found = freshness(project, output, url, now, at)
    made_by = ", ".join(found.made_by)
    click.echo(found.page.url)
    click.echo(say(f"  来自 {found.page.source}", f"  from {found.page.source}"))
    click.echo(say(f"  由 {made_by} 生成", f"  made by {made_by}"))
    for reason in found.reasons:
        why = reason.in_language(LANGUAGE)
        click.echo(say(f"  会重新生成：{why}", f"  would be made again: {why}"))
    if not found.reasons:
        click.echo(say("  没有变，不会重新生成", "  has not changed and would be kept"))
