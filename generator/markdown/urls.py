"""Addresses in text: where a bare one begins and ends, and which targets are safe to link to."""

from __future__ import annotations

import re

_REST = re.compile(r"[A-Za-z0-9][!#-;=?-Z_a-z~]*")
"""What may follow `://`: printable ASCII but for white space and `" < > [ ] \\ ^ { | }`."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_IGNORED = re.compile(r"[\x00-\x20\x7f]+")
_FILE = re.compile(r"(?:[./#]|[^\s:]*(?:/|\.[A-Za-z][A-Za-z0-9]{0,7})(?:[?#]\S*)?\Z)")

_WIDE_SPACE = re.compile(r"[^\S ]")
_LONGEST = 2000
"""Longest target that a definition may have; keeps one definition from filling many pages."""

SCHEMES = frozenset({"http:", "https:", "mailto:", "tel:"})
"""Schemes that may be linked to; everything else stays text (an allow-list, never a deny-list)."""


def bare_url(text: str, colon: int, end: int) -> tuple[int, int] | None:
    """Start and stop of the http(s) address whose scheme ends with the colon at `colon`.

    The address is ASCII: `见https://e.com/news/，欢迎` gives `https://e.com/news/`. Punctuation
    that closes the sentence, and a bracket that was opened before the address, are not part of it.
    """
    if not text.startswith("://", colon):
        return None
    if text[max(0, colon - 5) : colon].lower() == "https":
        start = colon - 5
    elif text[max(0, colon - 4) : colon].lower() == "http":
        start = colon - 4
    else:
        return None
    if start and (
        text[start - 1] == "\\" or (text[start - 1].isascii() and text[start - 1].isalnum())
    ):
        return None
    rest = _REST.match(text, colon + 3, end)
    if rest is None:
        return None
    return start, _trimmed(text, colon + 3, rest.end())


def _trimmed(text: str, start: int, stop: int) -> int:
    surplus = text.count(")", start, stop) - text.count("(", start, stop)
    while stop > start + 1:
        last = text[stop - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in ".,;:!?'*_~&":
            break
        stop -= 1
    return stop


def is_safe(target: str) -> bool:
    """Whether a target is relative, a fragment, or of a scheme in `SCHEMES`.

    Browsers drop tabs and line ends inside an address, so they are dropped before looking.
    """
    scheme = _SCHEME.match(_IGNORED.sub("", target))
    return scheme is None or scheme[0].lower() in SCHEMES


def is_external(address: str) -> bool:
    """Whether an address leads to another host."""
    return address[:8].lower().startswith(("http://", "https://", "//"))


def looks_like_target(target: str) -> bool:
    """Whether a word can be meant as an address or a file: `a.md`, `/x`, `#y`, `https://…`.

    Tells `[1]: https://e.com` from `[记者]: 今天的会议`.
    """
    if len(target) > _LONGEST or _WIDE_SPACE.search(target):
        return False
    scheme = _SCHEME.match(target)
    if scheme:
        return scheme[0].lower() in SCHEMES
    return _FILE.match(target) is not None
