"""Covers what is no copy in a Markdown text: code, addresses, HTML, markup.

No pattern looks further than 2,000 characters, so that a text of nothing but openings stays cheap.
Deliberately wide: what is covered by mistake is merely not looked at. What is left open by mistake
would be seen by `generator.mending`, which parses a text before and after.
"""

from __future__ import annotations

import re

from generator.copy_lint.passages import COVER

_FENCE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})")

_NO_COPY = re.compile(
    r"""
      (?P<ticks>(?<!`)`+(?!`)) (?:(?!\n[ \t]*\n).){1,2000}? (?<!`)(?P=ticks)(?!`)   # code
    | <!--.{0,2000}?--> | </?[A-Za-z][^<>\n]*> | <[^<>\s]*[:@][^<>\s]*>   # HTML, <address>
    | (?m:^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?[^\s<>]*[/.\#:][^\n]*$)              # [label]: address
    | \]\((?:[^()\n]|\([^()\n]*\))*\)                                       # what a link leads to
    | !\[ | \[\^[^\]\s]{1,99}\]:?                                                # image, note
    | (?a:[A-Za-z][A-Za-z0-9+.-]{0,20}://[!-~]+ | \bwww\.[!-~]+ | [\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)
    | -\{.{0,500}?\}- | \{\#[^{}\n]*\} | \{[^{}|\n]+\|[^{}\n]*\}                   # forms, id, ruby
    | &(?:\#?[A-Za-z0-9]+); | \\[!-/:-@\[-`{-~]                              # entity, escape
    | (?m:^[\ \t|:\-*_=>+\#]+$)                                             # rule, row of a table
    | (?m:^[\ \t]*(?:>[\ \t]*)*(?:[-+*]|[0-9]{1,3}[.)])(?=[\ \t]))           # list
    """,
    re.VERBOSE | re.DOTALL,
)


def covered(text: str) -> str:
    r"""`text` with every character that is no copy as `COVER`; line ends stay.

    >>> covered("见 `a,b` 和 https://a.cn/b,c").replace(COVER, "_")
    '见 _____ 和 ________________'
    """
    return _NO_COPY.sub(lambda found: _cover(found[0]), _without_fences(text))


def _without_fences(text: str) -> str:
    if "```" not in text and "~~~" not in text:
        return text
    lines, closing = [], ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        inside = bool(closing)
        if found and not closing:
            closing = found["mark"]
        elif found and found["mark"].startswith(closing) and not line[found.end() :].strip():
            closing = ""
        lines.append(_cover(line) if inside or closing else line)
    return "\n".join(lines)


def _cover(text: str) -> str:
    return re.sub(r"[^\n]", COVER, text)
