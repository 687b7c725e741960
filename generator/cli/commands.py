"""Which commands there are. Each is imported when it is called: so `--help` answers soon."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from generator import __version__
from generator.cli.speaking import LANGUAGE, say

COMMANDS = {
    "init": "init",
    "new": "new",
    "import": "import_",
    "check": "check",
    "preview": "preview",
    "build": "build",
    "diff": "diff",
    "letter": "letter",
    "publish": "publish",
    "list": "list_",
    "explain": "explain",
    "doctor": "doctor",
    "variants": "variants",
    "schema": "schema",
    "completion": "completion",
}
"""Commands in the order of their help, each with its module, whose `command` it is."""


def _speak_chinese() -> None:
    """Give click our words for its own sentences; one it has added since stays English."""
    from generator.usage_words import CHINESE

    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        vars(import_module(f"click.{name}"))["_"] = lambda said: CHINESE.get(said, said)


if LANGUAGE == "zh":
    _speak_chinese()


class Commands(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"generator.cli.{module}").command
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "文摘：把报纸原文变成新闻文摘网站。",
        "Wenzhai: from raw newspaper text to a news digest on the web.",
    ),
)
@click.version_option(__version__, message="wenzhai %(version)s")
@click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help=say("文摘所在的文件夹（默认当前文件夹）", "folder of the digest (default: this one)"),
)
@click.pass_context
def wenzhai(context: click.Context, folder: Path) -> None:
    from generator.project import Project

    context.obj = Project(folder)
