"""`-{…}-`, as MediaWiki has it: text to leave alone, or text for each form.

`-{原样}-` prints what is inside, `-{zh-hans:甲;zh-hant:乙;zh-tw:丙;zh-hk:丁}-` the text of the
form; a form without one takes that of its nearest relative, and in the end the first of all.
https://www.mediawiki.org/wiki/Writing_systems/Syntax
"""

from __future__ import annotations

import re

from generator.variants.forms import Form
from generator.variants.glossary import Matcher

MARK = re.compile(r"-\{([^{}\n]{0,400})\}-")

_CODES = "zh-hans|zh-hant|zh-cn|zh-sg|zh-my|zh-tw|zh-hk|zh-mo|zh"
_PARTS = re.compile(rf"\s*({_CODES})\s*:(.*?)(?:;(?=\s*(?:(?:{_CODES})\s*:|$))|$)", re.I | re.S)


def marked(text: str, matcher: Matcher) -> str:
    """`text` with every word of `matcher` as a mark that prints what it becomes.

    >>> marked("里耶秦简", Matcher({"里耶": "里耶"}))
    '-{里耶}-秦简'
    """
    parts = re.split(f"({MARK.pattern})", text)
    # Every second and third part is a mark and what is inside.
    return "".join(
        _with_marks(part, matcher) if place % 3 == 0 else part
        for place, part in enumerate(parts)
        if place % 3 != 2
    )


def _with_marks(text: str, matcher: Matcher) -> str:
    parts: list[str] = []
    at = 0
    for start, end, value in matcher.find(text):
        parts += (text[at:start], f"-{{{value}}}-")
        at = end
    return "".join((*parts, text[at:]))


def chosen(inside: str, form: Form) -> str:
    """What `-{inside}-` prints in `form`.

    >>> from generator.variants.forms import form_of
    >>> chosen("zh-hans:出租车;zh-tw:計程車", form_of("zh-Hant-TW"))
    '計程車'
    """
    texts: dict[str, str] = {}
    end = 0
    while end < len(inside) and (part := _PARTS.match(inside, end)):
        texts.setdefault(part[1].lower(), part[2].strip())
        end = part.end()
    if not texts or inside[end:].strip():
        # `-{R|…}-` is the other way to say `-{…}-`.
        return inside[2:] if inside[:2] in ("R|", "r|") else inside
    return next((texts[code] for code in form.marks if code in texts), next(iter(texts.values())))
