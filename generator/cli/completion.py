"""`wenzhai completion`: the script by which a shell completes what is typed."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from generator.cli.speaking import OUR_BUG, say

SHELLS = ("bash", "zsh", "fish")

VARIABLE = "_WENZHAI_COMPLETE"
"""What a shell sets when it asks; click answers before any command runs."""


@click.command(
    "completion",
    help=say("输出自动补全的脚本（bash、zsh、fish）。", "Print the completion script of a shell."),
)
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    made_by = get_completion_class(shell)
    if made_by is None:
        context.exit(OUR_BUG)
    script = made_by(context.find_root().command, {}, "wenzhai", VARIABLE)
    # Not `source()`: it would run the shell to ask for its version, and the shell may be elsewhere.
    click.echo(script.source_template % script.source_vars())
