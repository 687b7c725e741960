"""The one style sheet of a site: the options, then those of the theme and of all it extends.

One file is one request; what a child says stands behind what its parents say, and wins. Comments
and indents stay behind: they are for those who read `assets/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.theme.options import Option

_STRING = r"""(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_COMMENT = re.compile(_STRING + r"|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(
    _STRING + r"|;?\s*(?P<end>\})\s*|\s*(?P<mark>[{;,])\s*|(?P<colon>:)\s+|(?P<space>\s+)"
)


def style_sheet(sheets: Iterable[str], options: Iterable[Option]) -> str:
    """`sheets` from the oldest ancestor to the theme itself, behind the options as properties."""
    return _properties(options) + "".join(small(sheet) for sheet in sheets)


def small(sheet: str) -> str:
    """A style sheet without comments, and with a blank only where it separates.

    >>> small('/* a */ p::before { content: "/* b */  c" ;\\n margin : 0 }')
    'p::before{content:"/* b */  c";margin :0}'
    """
    return _SPACE.sub(_kept, _COMMENT.sub(_kept, sheet)).strip()


def _kept(match: re.Match[str]) -> str:
    """What stays of a match: the one group that has a name, and of white space a blank."""
    found = match.lastgroup
    return " " if found == "space" else match[found] if found else ""


def _properties(options: Iterable[Option]) -> str:
    by_day, by_night = [], []
    for option in options:
        day, night = option.styles
        name = option.name.replace("_", "-")
        by_day.append(f"--{name}:{day}")
        if night != day:
            by_night.append(f"--{name}:{night}")
    sheet = f":root{{{';'.join(by_day)}}}" if by_day else ""
    if by_night:
        sheet += f"@media (prefers-color-scheme:dark){{:root{{{';'.join(by_night)}}}}}"
    return sheet
