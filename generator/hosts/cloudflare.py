"""Cloudflare Pages and Workers: `_redirects` without a status for what is gone, and `_headers`.

A redirect is followed before any file is looked for. Of more than 2,000 the rest are left to the
stubs.
"""

from __future__ import annotations

from generator.hosts.lists import header_list, lines
from generator.hosts.records import Told

MOST = 2000
"""Redirects that a file may have."""


def redirects(told: Told) -> bytes:
    """The moved addresses; what is gone is not found, as Cloudflare knows no 410 here."""
    return lines([(old, new, "301") for old, new in told.moved[:MOST]])


def headers(told: Told) -> bytes:
    """The headers of all files."""
    return header_list(told, detach=True)


FILES = (("/_redirects", redirects), ("/_headers", headers))
