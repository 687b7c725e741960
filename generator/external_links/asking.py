"""Asks a host whether an address is there: HEAD first, and GET where that is not understood."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Literal

from generator import __version__
from generator.outward import outward_url

AGENT = f"wenzhai/{__version__} (link check)"
TIMEOUT = 15.0
"""Seconds for a connection, and for an answer."""

Kind = Literal["there", "moved", "gone", "refused", "failing", "unreachable"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said of an address."""

    kind: Kind
    """`refused` is for a door that is shut to programs (401, 403, 429): nobody knows."""
    status: int = 0
    moved_to: str = ""
    """Where it has moved to for good; empty if it has not."""
    why: str = ""
    """Why there is no answer, in the words of the system."""


_REFUSED = {401, 403, 407, 418, 429, 451, 999}
_FOR_GOOD = {301, 308}


def ask(url: str, timeout: float = TIMEOUT) -> Answer:
    """What there is at `url`; never raises for what a host or a network does."""
    address = outward_url(url.partition("#")[0])
    if not address:
        return Answer("gone", why="not an address")
    answer = _ask(address, "HEAD", timeout)
    # Many servers answer HEAD with an error, or not at all, and GET with the page.
    if answer.status >= 300 or answer.kind == "unreachable":
        again = _ask(address, "GET", timeout)
        answer = again if again.kind != "unreachable" or not answer.status else answer
    return answer


def _ask(url: str, method: str, timeout: float) -> Answer:
    steps = _Steps()
    opener = urllib.request.build_opener(steps)
    request = urllib.request.Request(url, method=method, headers={"User-Agent": AGENT})
    try:
        with opener.open(request, timeout=timeout) as response:
            return _answer(response.status, response.url if steps.for_good else "")
    except urllib.error.HTTPError as error:
        with error:
            return _answer(error.code, "")
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        return Answer("unreachable", why=str(getattr(reason, "strerror", "") or reason))


def _answer(status: int, moved_to: str) -> Answer:
    if status in _REFUSED:
        return Answer("refused", status)
    if status >= 500:
        return Answer("failing", status)
    if status >= 300:
        # Of those below 400 only what leads round and round comes this far.
        return Answer("gone", status)
    return Answer("moved" if moved_to else "there", status, moved_to)


class _Steps(urllib.request.HTTPRedirectHandler):
    """Follows an address, and notes whether every step was for good."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    @property
    def for_good(self) -> bool:
        return bool(self.codes) and all(code in _FOR_GOOD for code in self.codes)

    def redirect_request(  # type: ignore[no-untyped-def]
        self, req, fp, code, msg, headers, newurl
    ) -> urllib.request.Request | None:
        self.codes.append(code)
        asked = super().redirect_request(req, fp, code, msg, headers, newurl)
        if asked is not None:
            asked.method = req.get_method()
        return asked
