"""Who is answered: only a browser on this machine that shows a page of ours.

Any page of the web can ask a server on the loopback for something, and by a name of its own that
it lets point to 127.0.0.1 ("DNS rebinding") even read the answer; so it was with Vite
(CVE-2025-24010), and with livereload it still is. Hence the name that was asked by must be one of
ours, a socket must come from a page of ours, and no answer is for a page of another site.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Guard:
    """Names by which the server may be asked, beside those of the loopback."""

    names: frozenset[str] = frozenset()
    """In lower case, without a port."""
    any_address: bool = False
    """Whether it may be asked by an address of this machine: a rebound name is no number."""

    def refusal(self, headers: Mapping[str, str]) -> str:
        """Why a request is not answered, for who looks at the answer; empty when it is."""
        asked = headers.get("Host", "")
        if not self._is_ours(asked):
            return "Host"
        origin = headers.get("Origin")
        if origin is not None and not _is_same(origin, asked):
            return "Origin"
        # A link on another site may lead here; its scripts, pictures and frames may not.
        site, mode = headers.get("Sec-Fetch-Site", ""), headers.get("Sec-Fetch-Mode", "")
        if site in ("cross-site", "same-site") and (
            mode != "navigate" or headers.get("Sec-Fetch-Dest") != "document"
        ):
            return "Sec-Fetch-Site"
        return ""

    def _is_ours(self, asked: str) -> bool:
        name = _name(asked)
        if name == "localhost" or name.endswith(".localhost") or name in self.names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or self.any_address


def is_loopback(host: str) -> bool:
    """Whether a host that is listened at can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """The host in a header `Host`, without its port; empty when there is none.

    >>> _name("LOCALHOST:8000"), _name("[::1]:8000"), _name("a@127.0.0.1"), _name("127.0.0.1:x")
    ('localhost', '::1', '', '')
    """
    try:
        split = urlsplit(f"//{host}")
        split.port  # noqa: B018  raises ValueError when it is no number
    except ValueError:
        return ""
    return (split.hostname or "") if split.netloc == host and "@" not in host else ""


def _is_same(origin: str, asked: str) -> bool:
    return origin.lower() == f"http://{asked.lower()}"
