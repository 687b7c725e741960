"""What must be true of the pages before they become the site. One file for each kind of check.

Each is imported when it is asked for: a build has no use for the rules of the copy, which take long
to load.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.checks.addresses import check_addresses
    from generator.checks.copy import check_copy
    from generator.checks.early_links import check_early_links
    from generator.checks.links import check_links, dead_links
    from generator.checks.lossless import check_lossless
    from generator.checks.names import check_names
    from generator.checks.pages import check_pages

__all__ = [
    "check_addresses",
    "check_copy",
    "check_early_links",
    "check_links",
    "check_lossless",
    "check_names",
    "check_pages",
    "dead_links",
]

_HOMES = {
    "check_addresses": "addresses",
    "check_copy": "copy",
    "check_early_links": "early_links",
    "check_links": "links",
    "check_lossless": "lossless",
    "check_names": "names",
    "check_pages": "pages",
    "dead_links": "links",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
