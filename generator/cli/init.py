"""`wenzhai init`: a new digest that builds at once."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.speaking import say


@click.command(
    "init",
    help=say("新建一份文摘：配置、分类、示例原文。", "Make a new digest that builds at once."),
)
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    from generator.starter_content import make_project

    made = make_project(folder)
    click.echo(say(f"建好了 {folder}（{made} 个文件）。", f"Made {folder} ({made} files)."))
    click.echo(say("接下来：", "Next:"))
    click.echo(f"  cd {folder}")
    click.echo("  wenzhai import content/raw/*.txt")
    click.echo("  wenzhai build")
