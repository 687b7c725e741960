"""What no site is published with: a failed check, no page, a draft, no address of its own."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from generator.addresses import file_path, source_url
from generator.model import Settings, Site
from generator.problems import Phrase, Place, Problem
from generator.publishing.records import Files

_SITEMAP = "sitemap.xml"


def refusals(site: Site, folder: Path, files: Files) -> Iterator[Problem]:
    """All that speaks against publishing `files`, the files of the site built in `folder`."""
    if "index.html" not in files:
        yield Problem(
            "no-pages",
            Place(str(folder)),
            Phrase("网站里没有首页", "there is no front page in the site"),
            Phrase("先运行 wenzhai build", "run `wenzhai build` first"),
        )
    address = _address_refusal(site.settings)
    yield from [address] if address else _other_address(site.settings, folder, files)
    yield from _drafts(site, files)


def _address_refusal(settings: Settings) -> Problem | None:
    host = urlsplit(settings.base_url).hostname or ""
    if host and not is_this_machine(host):
        return None
    what = Phrase("没有 base_url", "there is no base_url")
    if host:
        what = Phrase(f"base_url 是这台机器自己（{host}）", f"base_url is this machine ({host})")
    mend = Phrase("写上网站的网址，再 build", "write the address of the site, and build again")
    return Problem("no-address", Place("content/site.yaml"), what, mend)


def is_this_machine(host: str) -> bool:
    """Whether nobody but this machine itself can reach the host.

    >>> [is_this_machine(h) for h in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "example.com")]
    [True, True, True, True, False]
    """
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified


def _other_address(settings: Settings, folder: Path, files: Files) -> Iterator[Problem]:
    """A site that was built before `base_url` was changed sends its readers elsewhere."""
    said = f"<loc>{settings.base_url}/".encode()
    if _SITEMAP in files and said not in (folder / _SITEMAP).read_bytes():
        yield Problem(
            "other-address",
            Place(str(folder)),
            Phrase(
                f"网站不是为 {settings.base_url} 建的",
                f"the site was not built for {settings.base_url}",
            ),
            Phrase("再运行一次 wenzhai build", "run `wenzhai build` again"),
        )


def _drafts(site: Site, files: Files) -> Iterator[Problem]:
    for article in (article for issue in site.issues for article in issue.articles):
        url = source_url(article.source_file)
        paths = [file_path(variant.prefix + url) for variant in site.settings.variants]
        there = [path for path in paths if article.draft and path in files]
        if there:
            yield Problem(
                "draft-in-site",
                Place(f"content/{article.source_file}"),
                Phrase(f"草稿在网站里：{there[0]}", f"a draft is in the site: {there[0]}"),
                Phrase("再运行一次 wenzhai build", "run `wenzhai build` again"),
            )
