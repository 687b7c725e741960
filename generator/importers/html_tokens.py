"""HTML of any origin as tags and text, in one pass that never looks back.

The parser of the standard library is not asked, because a megabyte of `<!--` takes it hours, and
because it reads odd HTML differently from one Python to the next. The rules are those of the HTML
standard (§13.2.5) as far as text depends on them: a comment that never ends swallows the rest. A
tag that never ends is text here, so that nothing visible is lost.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

RAW = ("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title")
"""Elements whose content is no markup; of the last two it is text with entities."""

_BEGIN = re.compile("<(?=[A-Za-z/!?])")
_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_INSIDE = re.compile(r"""(?:[^>"'=]|=\s*(?:"[^"]*"|'[^']*')|["'=])*""")
_ATTRIBUTE = re.compile(
    r"""([^\s/>"'=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?"""
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in lower case, and whether it is an end tag."""

    name: str
    closes: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    """Names in lower case; of two with one name the first."""


def tokens(text: str) -> Iterator[Tag | str]:
    """The tags of a piece of HTML and the text between them, entities decoded.

    >>> [token if isinstance(token, str) else token.name for token in tokens("a<b>1 &lt; 2</b>")]
    ['a', 'b', '1 < 2', 'b']
    """
    position = 0
    while (found := _BEGIN.search(text, position)) is not None:
        start = found.start()
        if start > position:
            yield html.unescape(text[position:start])
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4)
            # `<!-->` is a whole comment.
            end = start + 2 if text.startswith("<!-->", start) else end
            position = end + 3
        elif text[start + 1] in "!?" or not _NAME.match(text, start + 2 - (text[start + 1] != "/")):
            end = text.find(">", start)
            position = end + 1
        else:
            tag, position = _tag(text, start)
            end = position - 1
            if tag is not None:
                yield tag
                if tag.name in RAW and not tag.closes:
                    content, position = _raw(text, tag.name, position)
                    yield content
        if end < 0:
            if text[start + 1] not in "!?":
                yield html.unescape(text[start:])
            return
    if position < len(text):
        yield html.unescape(text[position:])


def _tag(text: str, start: int) -> tuple[Tag | None, int]:
    """The tag that begins at `start` and where it ends; 0 when it never does."""
    closes = text[start + 1] == "/"
    name = _NAME.match(text, start + 1 + closes)
    if name is None:
        return None, 0
    inside = _INSIDE.match(text, name.end())
    end = inside.end() if inside else name.end()
    if end >= len(text):
        return None, 0
    attributes: dict[str, str] = {}
    if not closes:
        for found in _ATTRIBUTE.finditer(text, name.end(), end):
            value = found[2] or found[3] or found[4] or ""
            attributes.setdefault(found[1].lower(), html.unescape(value))
    return Tag(name[0].lower(), closes, attributes), end + 1


def _raw(text: str, name: str, position: int) -> tuple[str, int]:
    """The content of an element without markup, and where its end tag begins."""
    end = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(text, position)
    stop = end.start() if end else len(text)
    content = text[position:stop]
    return html.unescape(content) if name in ("textarea", "title") else content, stop
