"""Search engines are told of new and changed addresses: IndexNow, and Baidu's own push.

Only where `site.yaml` asks for it (`announce`), and only with the token in the environment; else
what would be sent is shown. That it fails is a warning: the site is published all the same.
Protocols: https://www.indexnow.org/documentation, https://ziyuan.baidu.com/linksubmit/index.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote, urlsplit

from generator.problems import Phrase
from generator.publishing.records import CannotPublish
from generator.publishing.running import Stumbled, retried, scrubbed

_TIMEOUT = 30
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Service:
    """Somebody to tell of addresses."""

    name: str
    token: str
    """The variable of the environment that holds it."""
    endpoint: str
    most: int
    """Addresses in one request."""
    request: Callable[[str, str, str, Sequence[str]], urllib.request.Request]
    """Endpoint, token, base URL and addresses to a request."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one service was told, or would be."""

    service: str
    addresses: int
    answer: str
    """Of the service; empty when nothing was sent."""
    missing: str = ""
    """The variable that holds no token, when that is why nothing was sent."""


def _index_now(
    endpoint: str, token: str, base_url: str, urls: Sequence[str]
) -> urllib.request.Request:
    told = {
        "host": urlsplit(base_url).netloc,
        "key": token,
        "keyLocation": f"{base_url}/{token}.txt",
        "urlList": list(urls),
    }
    headers = {"Content-Type": "application/json; charset=utf-8"}
    return urllib.request.Request(endpoint, json.dumps(told).encode(), headers, method="POST")


def _baidu(endpoint: str, token: str, base_url: str, urls: Sequence[str]) -> urllib.request.Request:
    parts = urlsplit(base_url)
    site = quote(f"{parts.scheme}://{parts.netloc}", safe=":/")
    url = f"{endpoint}?site={site}&token={quote(token, safe='')}"
    data = "\n".join(urls).encode()
    return urllib.request.Request(url, data, {"Content-Type": "text/plain"}, method="POST")


SERVICES = {
    "indexnow": Service(
        "indexnow", "INDEXNOW_KEY", "https://api.indexnow.org/indexnow", 10_000, _index_now
    ),
    "baidu": Service("baidu", "BAIDU_PUSH_TOKEN", "http://data.zz.baidu.com/urls", 2_000, _baidu),
}
"""By the names that `announce` in `site.yaml` has for them."""


def announce(
    service: Service,
    urls: Sequence[str],
    base_url: str,
    environ: Mapping[str, str],
    *,
    dry_run: bool = False,
) -> Announcement:
    """Tell a service of addresses. Raises CannotPublish when it will not hear."""
    token = environ.get(service.token, "")
    if dry_run or not token or not urls:
        return Announcement(service.name, len(urls), "", "" if token else service.token)
    answers = []
    for start in range(0, len(urls), service.most):
        told = urls[start : start + service.most]
        request = service.request(service.endpoint, token, base_url, told)
        answers.append(retried(lambda request=request: _send(service, request, environ)))  # type: ignore[misc]
    return Announcement(service.name, len(urls), "; ".join(dict.fromkeys(answers)))


def _send(service: Service, request: urllib.request.Request, environ: Mapping[str, str]) -> str:
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:
            return scrubbed(f"{response.status} {_read(response)}".strip(), environ)
    except urllib.error.HTTPError as error:
        with error:
            said = scrubbed(f"{error.code} {_read(error)}".strip(), environ)
        passes = error.code == 429 or error.code >= 500
        raise (Stumbled if passes else CannotPublish)(_failed(service, said)) from None
    except OSError as error:
        said = scrubbed(str(error), environ)
        raise Stumbled(_failed(service, said)) from None


def _read(response: IO[bytes]) -> str:
    return response.read(600).decode("utf-8", "replace")


def _failed(service: Service, said: str) -> Phrase:
    return Phrase(f"{service.name} 不收：{said}", f"{service.name} would not hear: {said}")
