"""The files `_redirects` and `_headers`, which Netlify invented and others read as well.

https://docs.netlify.com/manage/routing/redirects/overview/,
https://developers.cloudflare.com/pages/configuration/redirects/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from generator.headers import ASK_AGAIN, FOR_EVER, NO_TRANSFORM, SECURITY, content_type
from generator.hosts.records import Told

_SAFE = "/!$&'(),;=@~"
"""No `*` and no `:`, which stand for any part of an address."""


def lines(rules: Iterable[tuple[str, str, str]]) -> bytes:
    """A `_redirects` of old address, new address, status."""
    return "".join(f"{quote(old, safe=_SAFE)} {new} {how}\n" for old, new, how in rules).encode()


def header_list(told: Told, *, detach: bool) -> bytes:
    """A `_headers`. Where the host joins the values of two rules, `detach` drops the first one.

    What is not said of caching is what these hosts say unasked: to ask again every time.
    """
    return "".join(_rules(told, detach)).encode()


def _rules(told: Told, detach: bool) -> Iterator[str]:
    caching = [("Cache-Control", ASK_AGAIN + NO_TRANSFORM)] if told.no_transform else []
    yield _rule(f"{told.base}/*", [*SECURITY, *caching])
    dropped = ["  ! Cache-Control\n"] if detach and told.no_transform else []
    yield _rule(f"{told.base}/assets/*", [("Cache-Control", FOR_EVER)], dropped)
    for pattern in told.feeds:
        yield _rule(pattern, [("Content-Type", content_type(pattern))])


def _rule(pattern: str, headers: Iterable[tuple[str, str]], before: Iterable[str] = ()) -> str:
    said = "".join(f"  {name}: {value}\n" for name, value in headers)
    return f"{quote(pattern, safe='/:*')}\n{''.join(before)}{said}"
