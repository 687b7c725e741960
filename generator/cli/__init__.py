"""The command `wenzhai`: what can be said at once is said, everything else is a command.

Each command is a module of this package, and whatever it needs is imported when it runs.
"""

from __future__ import annotations

import sys

from generator.cli import at_once, leaving


def main() -> None:
    """Run the command line; every end has its exit code and never a traceback but for a bug."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows its escape, and the command goes on.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        if not at_once.answered(sys.argv[1:]):
            from generator.cli.commands import wenzhai

            leaving.prepare()
            wenzhai(prog_name="wenzhai")
    except SystemExit as end:
        leaving.leave(end.code)
        raise
    except Exception as error:
        from generator.cli.ends import ended

        sys.exit(ended(error))
