"""A real nginx, told by the files of the site: redirects, what is gone, headers, at any path."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.build import build
from generator.headers import headers_of
from generator.output import read_manifest
from redirects.nginx import nginx
from redirects.sites import FORMS, GONE, MOVED, moved_site

Ask = Callable[[str], tuple[int, dict[str, str], bytes]]

BASES = ("", "/a/b", "/水")


@pytest.fixture(scope="module", params=BASES, ids=["root", "below", "Chinese"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Ask, Path, str]]:
    """What nginx answers, the site, and the path at which it stands."""
    base = request.param
    folder = tmp_path_factory.mktemp("nginx")
    project = moved_site(folder / "digest", base, "host: nginx\n")
    site = build(project, folder / "digest/site").site
    with nginx(folder, site, base) as port, ExitStack() as open_connections:

        def ask(path: str) -> tuple[int, dict[str, str], bytes]:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            open_connections.callback(connection.close)
            connection.request("GET", quote(path))
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

        yield ask, site, base


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("old", MOVED)
def test_an_old_address_leads_to_the_page_in_its_form(
    served: tuple[Ask, Path, str], old: str, form: str
) -> None:
    ask, site, base = served
    status, headers, _ = ask(base + form + old)
    assert (301, quote(base) + form + MOVED[old]) == (status, headers["Location"])
    path = form + MOVED[old].partition("#")[0]
    status, _, page = ask(base + path)
    file = site / (path[1:] + ("index.html" if path.endswith("/") else ""))
    assert (200, file.read_bytes()) == (status, page)


def test_an_old_address_may_be_of_one_form_or_lead_to_another_site(
    served: tuple[Ask, Path, str],
) -> None:
    ask, _, base = served
    status, headers, _ = ask(f"{base}/zh-hant-tw/own.html")
    assert (301, f"{quote(base)}/zh-hant-tw/issues/a/02.html") == (status, headers["Location"])
    assert 404 == ask(f"{base}/own.html")[0]
    status, headers, _ = ask(f"{base}/elsewhere.html")
    assert (301, "https://xn--fsqu00a.com/%E6%B0%B4") == (status, headers["Location"])


@pytest.mark.parametrize("form", FORMS)
def test_what_is_gone_is_said_to_be_gone_and_what_never_was_is_not_found(
    served: tuple[Ask, Path, str], form: str
) -> None:
    ask, site, base = served
    lost = (site / f"{form[1:]}/404.html".lstrip("/")).read_bytes()
    for url in GONE:
        status, _, page = ask(base + form + url)
        assert (410, lost) == (status, page)
    status, headers, page = ask(f"{base}{form}/never.html")
    assert (404, lost) == (status, page)
    assert "Cache-Control" not in headers


def test_every_file_comes_with_the_headers_of_the_one_model(
    served: tuple[Ask, Path, str],
) -> None:
    ask, site, base = served
    moved = {form + old for form in FORMS for old in (*MOVED, "/elsewhere.html", "/own.html")}
    files = [path for path in read_manifest(site) or {} if not path.startswith(("_nginx/", "."))]
    assert 60 < len(files)
    for path in files:
        url = f"/{path}".removesuffix("index.html") if path.endswith("index.html") else f"/{path}"
        if url in moved or url.rstrip("/") in moved:
            continue
        status, headers, data = ask(base + url)
        assert (200, (site / path).read_bytes()) == (status, data), url
        told = headers_of(path)
        assert told == {name: headers.get(name) for name in told}, url


def test_what_is_for_nginx_is_not_for_visitors(served: tuple[Ask, Path, str]) -> None:
    ask, site, base = served
    assert (site / "_nginx/http.conf").is_file()
    assert 404 == ask(f"{base}/_nginx/http.conf")[0]


def test_thousands_of_long_addresses_have_room(tmp_path: Path) -> None:
    """Without being told, nginx does not even start with one of 70 bytes, or many of any length."""
    long = "长" * 80
    moves = "".join(f"  /旧/{long}{n}.html: /issues/a/01.html\n" for n in range(3000))
    changed = {"addresses.yaml": f"moved:\n{moves}"}
    project = moved_site(tmp_path / "digest", "", "host: nginx\n", **changed)
    site = build(project, tmp_path / "digest/site").site
    with nginx(tmp_path, site, "") as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", quote(f"/旧/{long}2999.html"))
        answer = connection.getresponse()
        assert (301, "/issues/a/01.html") == (answer.status, answer.headers["Location"])
        connection.close()
    assert "" == (tmp_path / "log").read_text()
