"""Characters that no newspaper text holds and that something behind us would choke on.

NUL makes OpenCC drop text in silence, a lone surrogate cannot be written as UTF-8, control
characters are refused by XML and by YAML, and bidirectional controls make a page read otherwise
than its source (CVE-2021-42574). All are refused at the door, with their place. Zero-width and
private-use characters are kept, with a warning: someone may have meant them.
"""

from __future__ import annotations

import re
import unicodedata

from generator.problems import Phrase, Place, Problem, Severity

_REFUSED = (
    r"\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef"
    + "".join(chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))
)
_DOUBTFUL = "\ufffd\u200b\u2060\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_NOTABLE = re.compile(f"(?P<refused>[{_REFUSED}])|(?P<doubtful>[{_DOUBTFUL}])")

MAXIMUM_REPORTED = 20
"""Places reported for one file."""


def text_problems(text: str, file: str, first_line: int = 1) -> tuple[Problem, ...]:
    """What stands in `text` and must not (errors), or probably should not (warnings)."""
    problems: list[Problem] = []
    for match in _NOTABLE.finditer(text):
        if len(problems) == MAXIMUM_REPORTED:
            break
        start = text.rfind("\n", 0, match.start()) + 1
        line = text.count("\n", 0, start) + first_line
        place = Place(file, line, match.start() - start + 1)
        problems.append(_problem(match, place))
    return tuple(problems)


def _problem(match: re.Match[str], place: Place) -> Problem:
    character = match[0]
    shown = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    named = f"{shown} {name}".strip()
    if match["refused"]:
        return Problem(
            "forbidden-character",
            place,
            Phrase(f"文中有不该出现的字符 {named}", f"the text holds the character {named}"),
            Phrase("删去它", "remove it"),
        )
    return Problem(
        "doubtful-character",
        place,
        Phrase(f"文中有可疑的字符 {named}", f"the text holds the doubtful character {named}"),
        Phrase("看看是不是编码或复制时出的错", "check whether the encoding or a copy went wrong"),
        Severity.WARNING,
    )
