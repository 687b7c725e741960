"""Whether everything that was ever published is still there, or says where it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Site
from generator.page import Page
from generator.problems import Phrase, Problem, Severity
from generator.redirects import Redirect, follow, has_stub, is_stub


def check_addresses(site: Site, pages: Sequence[Page]) -> tuple[Problem, ...]:
    """Aliases that cannot be, moves to nowhere, and addresses of the ledger that are no more."""
    urls = (page.url for page in pages if not is_stub(page))
    addresses = follow(site, urls, site.published)
    if site.settings.host:
        return addresses.problems
    return (*addresses.problems, *_without_stub(addresses.redirects))


def _without_stub(redirects: Sequence[Redirect]) -> Iterator[Problem]:
    """Those that only a host can redirect."""
    for redirect in redirects:
        if not has_stub(redirect.old):
            yield Problem(
                "no-redirect",
                redirect.place,
                Phrase(
                    f"“{redirect.old}”不是网页的网址，跳转页在那里不起作用",
                    f"“{redirect.old}” is not the address of a page, and no page there redirects",
                ),
                Phrase(
                    "在 site.yaml 里用 host 写明放网站的服务，如 host: nginx",
                    "name what serves the site in site.yaml, as in host: nginx",
                ),
                Severity.WARNING,
            )
