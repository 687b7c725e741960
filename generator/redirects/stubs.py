"""A page at an old address that sends its readers on, for hosts that know no redirects.

Without a script: a refresh after no seconds, which search engines take for a move
(https://developers.google.com/search/docs/crawling-indexing/301-redirects), and a link for whoever
has that switched off.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Prose
from generator.xml_text import escaped


@dataclass(frozen=True, slots=True)
class StubView:
    """What such a page may show."""

    lang: str
    text: Prose
    """The theme's own words for it."""
    href: str
    """The new address as the page prints it."""
    shown: str
    """The new address as people read it."""
    canonical: str
    """The new address with scheme and host; empty when the site has no address."""


def stub(view: StubView) -> bytes:
    """The page. It asks not to be indexed, in case an engine takes it for a page of its own."""
    href = escaped(view.href)
    canonical = f'<link rel="canonical" href="{escaped(view.canonical)}">\n'
    return (
        f'<!doctype html>\n<html lang="{escaped(view.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escaped(view.text)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={href}">\n'
        f"{canonical if view.canonical else ''}</head>\n<body>\n<main>\n"
        f'<h1>{escaped(view.text)}</h1>\n<p><a href="{href}">{escaped(view.shown)}</a></p>\n'
        "</main>\n</body>\n</html>\n"
    ).encode()
