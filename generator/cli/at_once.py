"""`wenzhai build` where nothing has changed: the answer, before the command line is even loaded.

To load click and what goes with it takes as long as to look at fifty thousand files. What is asked
in any other way than the usual one is left to the command, which asks `unchanged` itself.
"""

from __future__ import annotations

import os
import sys

from generator.cli.language import message_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from generator.unchanged import Recalled

has_asked = False
"""Whether this process has asked in vain, so that the command need not ask again."""


def answered(arguments: Sequence[str]) -> bool:
    """Whether the command was `build`, there was nothing to do, and that has been said."""
    global has_asked
    asked = _asked(arguments)
    if asked is None:
        return False
    from generator import unchanged

    folder, output, quiet = asked
    last = unchanged.recall(folder, output, "", now)
    if last is None:
        has_asked = True
        return False
    tell(last, output, quiet)
    return True


def _asked(arguments: Sequence[str]) -> tuple[str, str, bool] | None:
    """Folder of the digest, output folder, whether to be quiet; None for any other command."""
    folder, rest = ".", list(arguments)
    if len(rest) > 1 and rest[0] in ("-C", "--project"):
        folder, rest = rest[1], rest[2:]
    if rest[:1] != ["build"] or os.environ.get("SOURCE_DATE_EPOCH"):
        return None
    output = "site" if folder == "." else os.path.join(folder, "site")
    quiet = False
    rest.reverse()
    rest.pop()
    while rest:
        argument = rest.pop()
        if argument in ("-q", "--quiet"):
            quiet = True
        elif argument in ("-o", "--output") and rest:
            output = rest.pop()
        else:
            return None
    # Written otherwise, a path is shown otherwise, by the module that is not loaded here.
    usual = all(path == os.path.normpath(path) and path[0] != "-" for path in (folder, output))
    return (folder, output, quiet) if usual else None


def now() -> datetime:
    """The time, by the clock."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def tell(last: Recalled, output: str | os.PathLike[str], quiet: bool) -> None:
    """Say what the last build said, and that there is nothing to do."""
    language = message_language()
    if last.said[language]:
        sys.stderr.write(f"{last.said[language]}\n")
        sys.stderr.flush()
    if quiet:
        return
    index = os.path.join(output, "index.html")
    said = {
        "zh": f"没有改动：{last.articles} 篇文章，{last.pages} 个页面。打开 {index}\n",
        "en": f"Nothing changed: {last.articles} articles, {last.pages} pages. Open {index}\n",
    }
    sys.stdout.write(said[language] + ("" if last.has_address else MISSING[language]))
    sys.stdout.flush()


MISSING = {
    "zh": "site.yaml 里没有 base_url，所以没有订阅源和站点地图。\n",
    "en": "No base_url in site.yaml, so there are no feeds and no sitemaps.\n",
}
"""What is said of a site without an address."""
