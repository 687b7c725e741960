"""Commands of others (ssh, rsync, git), run so that nothing secret comes out and a stumble passes.

What they say on standard error is shown to the user, and so are the exceptions of libraries: both
go through `scrubbed` first.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from generator.problems import Phrase
from generator.publishing.records import CannotPublish

T = TypeVar("T")

ATTEMPTS, FIRST_PAUSE = 4, 0.5
"""How often something that stumbles is tried, and seconds before the second time; then doubled."""

_SECRET = re.compile(r"TOKEN|SECRET|PASS|KEY|CREDENTIAL|AUTH|CONFIG_VALUE", re.IGNORECASE)
_USER_INFO = re.compile(r"(?<=://)[^/\s@]+:[^/\s@]+(?=@)")
_SHORTEST = 6
"""Characters: a variable with a shorter value holds no secret, and its value is in every text."""


def scrubbed(text: str, environ: Mapping[str, str]) -> str:
    """The text without the values of variables that sound secret, and without passwords in URLs.

    >>> scrubbed("no: https://me:pass@host/ hunter2-hunter2", {"X_TOKEN": "hunter2-hunter2"})
    'no: https://***@host/ ***'
    """
    secrets = [
        value
        for name, value in environ.items()
        if _SECRET.search(name) and len(value) >= _SHORTEST and not value.startswith("/")
    ]
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return _USER_INFO.sub("***", text)


class Stumbled(CannotPublish):
    """A failure that may pass when the same is tried again."""


def retried(action: Callable[[], T]) -> T:
    """The result of `action`, which is tried again, after longer and longer pauses."""
    for attempt in range(ATTEMPTS - 1):
        try:
            return action()
        except Stumbled:
            time.sleep(FIRST_PAUSE * 2**attempt)
    return action()


class CommandFailed(CannotPublish):
    """A command ended badly."""

    def __init__(self, name: str, code: int, said: str) -> None:
        last = said.strip()[-600:] or f"exit {code}"
        super().__init__(Phrase(f"{name} 失败：{last}", f"{name} failed: {last}"))
        self.code, self.said = code, said


class CommandStumbled(CommandFailed, Stumbled):
    """A command ended badly for want of a connection."""


def run(
    command: Sequence[str],
    environ: Mapping[str, str],
    *,
    data: bytes = b"",
    folder: Path | None = None,
    passing: Collection[int] = (),
    passing_words: str = "",
) -> bytes:
    """Run a command with `data` as its input, and return its output.

    Raises CommandStumbled when it ends with one of the codes `passing`, or says something that the
    expression `passing_words` finds; CommandFailed when it ends badly in another way.
    """
    try:
        done = subprocess.run(
            command, input=data, env=dict(environ), cwd=folder, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise CannotPublish(
            Phrase(f"找不到程序 {command[0]}", f"there is no program {command[0]}"),
            Phrase(f"安装 {command[0]}", f"install {command[0]}"),
        ) from None
    if done.returncode == 0:
        return done.stdout
    said = scrubbed(done.stderr.decode("utf-8", "replace"), environ)
    passes = done.returncode in passing or bool(passing_words and re.search(passing_words, said))
    raise (CommandStumbled if passes else CommandFailed)(command[0], done.returncode, said)
