"""Netlify: `_redirects`, in which a stub does not stand in the way, and `_headers`."""

from __future__ import annotations

from urllib.parse import quote

from generator.hosts.lists import header_list, lines
from generator.hosts.records import Told


def redirects(told: Told) -> bytes:
    """Every moved address, then those that are gone, with the page for lost readers."""
    moved = [(old, new, "301!") for old, new in told.moved]
    gone = [(url, quote(_not_found(url, told)), "410!") for url in told.gone]
    return lines([*moved, *gone])


def headers(told: Told) -> bytes:
    """The headers of all files."""
    return header_list(told, detach=False)


def _not_found(url: str, told: Told) -> str:
    return next(page for begins, page in reversed(told.not_found) if url.startswith(begins))


FILES = (("/_redirects", redirects), ("/_headers", headers))
