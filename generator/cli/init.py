"""`wenzhai init`: a new digest that builds at once, and the files by which a host publishes it."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.speaking import say

HOSTS = ("github", "gitlab", "cloudflare", "netlify", "edgeone")
"""The keys of `generator.ci_files.CI_FILES`, without loading it for `--help`."""


@click.command(
    "init",
    help=say("新建一份文摘：配置、分类、示例原文。", "Make a new digest that builds at once."),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--ci",
    type=click.Choice(HOSTS),
    metavar="HOST",
    default=None,
    help=say(
        f"加上自动发布的文件（{'、'.join(HOSTS)}）；FOLDER 可以是已有的文摘",
        f"add the file for publishing on every push ({', '.join(HOSTS)}); FOLDER may be a digest "
        "that exists",
    ),
)
def command(folder: Path, ci: str | None) -> None:
    from generator.starter_content import make_project

    if not (ci and (folder / "content" / "site.yaml").exists()):
        made = make_project(folder)
        click.echo(say(f"建好了 {folder}（{made} 个文件）。", f"Made {folder} ({made} files)."))
        click.echo(say("接下来：", "Next:"))
        click.echo(f"  cd {folder}")
        click.echo("  wenzhai import content/raw/*.txt")
        click.echo("  wenzhai build")
    if ci:
        from generator.ci_files import write_ci_files

        for name in write_ci_files(folder, ci):
            click.echo(say(f"写好了 {folder / name}", f"Wrote {folder / name}"))
