"""Whom the preview answers: raw requests, and sockets as pages of other sites would open them."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from previewed import PATIENCE, Preview, apart, previewed, save
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect
from world import article, digest

from generator.preview.guards import Guard, is_loopback

ISSUE = "issues/2019-11"
FIRST = f"content/{ISSUE}/01-水利.md"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "secret.txt").write_text("秘密", encoding="utf-8")
    project = digest(folder / "digest", {f"{ISSUE}/01-水利.md": article()})
    theme = project.folder / "themes" / "mine"
    for name in ("assets", "templates"):
        (theme / name).mkdir(parents=True)
    save(project, "themes/mine/theme.yaml", "name: mine\nextends: broadsheet\n")
    (theme / "assets" / "out.txt").symlink_to(folder / "secret.txt")
    (theme / "assets" / "in.txt").symlink_to(theme / "theme.yaml")
    save(project, "content/site.yaml", "title: 江城文摘\ntheme: mine\n")
    with previewed(project) as running:
        running.hear("毫秒")
        yield running


def raw(preview: Preview, request: str) -> bytes:
    """The answer to a request as it is written; `\\n` stands for the end of a line."""
    with socket.create_connection(("127.0.0.1", preview.port), timeout=PATIENCE) as connection:
        connection.sendall(request.replace("\n", "\r\n").encode())
        found = b""
        while b"\r\n\r\n" not in found:
            part = connection.recv(65536)
            if not part:
                break
            found += part
        return found


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example:{port}",
        "localhost.evil.example:{port}",
        "notlocalhost:{port}",
        "evil.example@127.0.0.1:{port}",
        "10.0.0.1:{port}",
        "127.0.0.1:{port}:x",
        "[::ffff:10.0.0.1]:{port}",
        "",
    ],
)
def test_another_name_is_refused(preview: Preview, host: str) -> None:
    asked = host.format(port=preview.port)
    answer = raw(preview, f"GET / HTTP/1.1\nHost: {asked}\nConnection: close\n\n")
    assert answer.split(b" ")[1] in (b"403", b"400")
    assert "江城文摘".encode() not in answer


def test_a_request_without_a_name_is_refused(preview: Preview) -> None:
    answer = raw(preview, "GET / HTTP/1.0\n\n")
    assert answer.split(b" ")[1] in (b"403", b"400")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "wenzhai.localhost", "[::1]"])
def test_every_name_of_this_machine_is_answered(preview: Preview, host: str) -> None:
    answer = raw(preview, f"GET / HTTP/1.1\nHost: {host}:{preview.port}\nConnection: close\n\n")
    assert b"200" == answer.split(b" ")[1]


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://evil.example:{port}",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://127.0.0.1:{port}",
        "null",
        "",
    ],
)
def test_a_page_of_another_site_gets_nothing(preview: Preview, origin: str) -> None:
    asked = origin.format(port=preview.port)
    assert 403 == preview.get("/", Origin=asked).status
    assert 403 == preview.get("/livereload.js", Origin=asked).status


@pytest.mark.parametrize(
    ("site", "mode", "kind", "status"),
    [
        ("none", "navigate", "document", 200),
        ("same-origin", "no-cors", "script", 200),
        ("cross-site", "navigate", "document", 200),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "no-cors", "script", 403),
        ("same-site", "no-cors", "image", 403),
        ("cross-site", "cors", "empty", 403),
    ],
)
def test_a_link_may_lead_here_and_nothing_else_of_another_site(
    preview: Preview, site: str, mode: str, kind: str, status: int
) -> None:
    sent = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": kind}
    assert status == preview.get("/", **sent).status


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/assets/../../secret.txt",
        "/issues/..%2f..%2f..%2fsecret.txt",
        "//secret.txt",
        "/content/site.yaml",
        "/.wenzhai/../../../pyproject.toml",
        "/.wenzhai/preview.py",
        "/%00",
        "/%ff",
        "/etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_pages(preview: Preview, path: str) -> None:
    answer = raw(
        preview, f"GET {path} HTTP/1.1\nHost: 127.0.0.1:{preview.port}\nConnection: close\n\n"
    )
    assert b"404" == answer.split(b" ")[1]


def test_a_link_that_leads_out_of_the_theme_is_not_followed(preview: Preview) -> None:
    assert "秘密" not in preview.get("/assets/out.txt").text
    assert 404 == preview.get("/assets/out.txt").status
    assert "name: mine" in preview.get("/assets/in.txt").text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed_by_a_request(preview: Preview, method: str) -> None:
    for path in ("/", "/livereload", "/livereload.js", "/forcereload"):
        assert preview.get(path, method).status in (404, 405)


def test_the_library_is_not_asked_to_reload_by_anyone(preview: Preview) -> None:
    assert 404 == preview.get("/forcereload").status


def talk(preview: Preview, work: Callable[[WebSocketClientConnection], Any], **headers: str) -> Any:
    """What `work` gives of a socket that said how it is, as the library's script does."""

    async def run() -> Any:
        url = f"ws://127.0.0.1:{preview.port}/livereload"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = HTTPRequest(url, headers=named)
        connection = await asyncio.wait_for(websocket_connect(request), PATIENCE)
        try:
            return await work(connection)
        finally:
            connection.close()
            # The other side has to answer before the connection is gone.
            while await connection.read_message() is not None:
                pass

    return apart(run())


async def said(connection: WebSocketClientConnection) -> Any:
    message = await asyncio.wait_for(connection.read_message(), PATIENCE)
    return None if message is None else json.loads(message)


async def hello(connection: WebSocketClientConnection, shown: str) -> Any:
    protocols = ["http://livereload.com/protocols/official-7"]
    await connection.write_message(json.dumps({"command": "hello", "protocols": protocols}))
    greeting = await said(connection)
    info = {"command": "info", "url": "http://127.0.0.1/", "plugins": {"wenzhai": {"shown": shown}}}
    await connection.write_message(json.dumps(info))
    return greeting


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Host": "evil.example"},
    ],
)
def test_a_socket_of_another_site_is_refused(preview: Preview, headers: dict[str, str]) -> None:
    with pytest.raises(HTTPClientError, match="403"):
        talk(preview, said, **headers)


def test_a_browser_that_joins_with_an_older_page_is_told_at_once(preview: Preview) -> None:
    async def join(connection: WebSocketClientConnection) -> Any:
        return await hello(connection, "0"), await said(connection)

    greeting, told = talk(preview, join, Origin=f"http://127.0.0.1:{preview.port}")
    assert "hello" == greeting["command"]
    assert ("reload", "*") == (told["command"], told["path"])


@pytest.mark.parametrize("message", ["", "{", "[]", "null", '{"a": 1}', '{"command": "info"}'])
def test_what_no_browser_says_ends_the_socket_and_nothing_else(
    preview: Preview, message: str
) -> None:
    async def babble(connection: WebSocketClientConnection) -> None:
        await connection.write_message(message)

    talk(preview, babble)
    assert 200 == preview.get("/").status
    assert preview.hears_nothing(0.1)


def test_an_address_of_the_machine_is_a_name_only_where_others_may_ask() -> None:
    asked = {"Host": "192.168.1.2:8000"}
    assert "Host" == Guard().refusal(asked)
    assert "" == Guard(any_address=True).refusal(asked)
    assert "Host" == Guard(any_address=True).refusal({"Host": "rebound.example"})


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.2", False),
        ("desk.example", False),
    ],
)
def test_which_hosts_are_this_machine_alone(host: str, expected: bool) -> None:
    assert expected == is_loopback(host)


def test_a_digest_that_links_out_of_itself_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(article("秘密"), encoding="utf-8")
    project = digest(tmp_path / "digest", {f"{ISSUE}/01-水利.md": article()})
    (project.content / ISSUE / "02-外.md").symlink_to(tmp_path / "secret.md")
    with previewed(project) as running:
        running.hear("link-outside")
        assert "秘密" not in running.get("/").text
