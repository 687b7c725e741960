"""Addresses that leave the site with a file: valid to the letter, or not at all.

A browser mends an address as it reads; a reading system and a mail program refuse it.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

_WEB = re.compile(r"(https?)://([^/?#]+)([^#]*)(?:#(.*))?\Z", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"(?=.{1,253}(?::|\Z))(?!-)[a-z0-9._-]+(?::[0-9]{1,5})?\Z", re.IGNORECASE)
_OTHER = re.compile(r"(mailto|tel):([^\s#]+)\Z", re.IGNORECASE)
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

_SAFE = "/?:@!$&'()*+,;=~%"


def outward_url(address: str) -> str:
    """An absolute address as a file may print it, empty when nothing valid can be made of it.

    >>> outward_url("https://例子.com/水?a=[1]#二"), outward_url("https://")
    ('https://xn--fsqu00a.com/%E6%B0%B4?a=%5B1%5D#%E4%BA%8C', '')
    """
    other = _OTHER.match(address)
    if other:
        return f"{other[1].lower()}:{_quoted(other[2])}"
    web = _WEB.match(address)
    host = _host(web[2]) if web else ""
    if not web or not host:
        return ""
    fragment = f"#{_quoted(web[4])}" if web[4] else ""
    return f"{web[1].lower()}://{host}{_quoted(web[3])}{fragment}"


def _host(name: str) -> str:
    """A host, its Chinese in Punycode; empty when it is none."""
    name = unquote(name)
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return name if _HOST.match(name) else ""


def _quoted(part: str) -> str:
    return quote(_NO_ESCAPE.sub("%25", part), safe=_SAFE)
