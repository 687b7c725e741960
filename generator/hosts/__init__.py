"""What a host is told in files of its own: moved addresses, headers. One module for each host.

Chosen by `host:` in `site.yaml`. A further one is a module here, a line in the table and a name in
`generator.model.Host`. All addresses are written as browsers ask for them, below the path of
`base_url`, so a file of this kind goes to where the host looks for it: its root.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote, unquote, urlsplit

from generator.headers import NAMED_FEEDS
from generator.hosts import cloudflare, edgeone, netlify, nginx
from generator.hosts.records import Told
from generator.model import Host, Settings
from generator.page import Page

HostFile = tuple[str, Callable[[Told], bytes]]
"""Address of the file, and what writes it."""

HOSTS: Mapping[Host, Sequence[HostFile]] = {
    "netlify": netlify.FILES,
    "cloudflare": cloudflare.FILES,
    "edgeone": edgeone.FILES,
    "nginx": nginx.FILES,
}

_SAFE = "/:?#[]@!&'()*+,;=%~"
"""No `$`, which begins a variable for nginx."""


def host_pages(
    pages: Sequence[Page],
    moved: Sequence[tuple[str, str]],
    gone: Sequence[str],
    settings: Settings,
) -> Iterator[Page]:
    """The files for the host of a site with these pages; none when no host is chosen.

    `moved` has old and new addresses, `gone` those that nothing is at; all from the root of the
    site.
    """
    if settings.host is None:
        return
    base = unquote(urlsplit(settings.base_url).path).rstrip("/")
    told = Told(
        base=base,
        moved=tuple((base + old, _printed(new, base)) for old, new in moved),
        gone=tuple(base + url for url in gone),
        not_found=tuple(
            (f"{base}{variant.prefix}/", f"{base}{variant.prefix}/404.html")
            for variant in settings.variants
        ),
        feeds=tuple(sorted({_pattern(page.url, base) for page in pages if _is_feed(page.url)})),
        no_transform=settings.no_transform,
    )
    for url, render in HOSTS[settings.host]:
        yield Page(url, render, told, settings.variants[0], "content/site.yaml")


def _printed(new: str, base: str) -> str:
    return quote(base + new, safe=_SAFE) if new.startswith("/") else new


def _is_feed(url: str) -> bool:
    return url.rsplit("/", 1)[1] in NAMED_FEEDS


def _pattern(url: str, base: str) -> str:
    """`/topics/water/atom.xml` as `/:a/:b/atom.xml`: few rules for any number of feeds."""
    *folders, name = url[1:].split("/")
    places = [f":{chr(ord('a') + number)}" for number in range(len(folders))]
    return base + "/" + "/".join([*places, name])
