"""Search engines are told: exchanges with a server on this machine that answers as they do."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.problems import Severity
from generator.publishing import announcing
from generator.publishing.announcing import SERVICES, announce
from generator.publishing.records import CannotPublish
from publishing.places import Folder
from publishing.sites import ADDRESS, Newsroom, pages

TOKENS = {"INDEXNOW_KEY": "0123456789abcdef", "BAIDU_PUSH_TOKEN": "baidu-token-123"}


class Engine(http.server.ThreadingHTTPServer):
    """Writes down what it is told, and answers what it was given to say."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, bytes]] = []
        self.answers: list[tuple[int, bytes]] = []
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Engine

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, self.headers["Content-Type"], data))
        status, said = self.server.answers.pop(0) if self.server.answers else (200, b"")
        self.send_response(status)
        self.end_headers()
        self.wfile.write(said)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    server = Engine()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    here = f"http://127.0.0.1:{server.server_port}"
    for name, service in SERVICES.items():
        monkeypatch.setitem(announcing.SERVICES, name, replace(service, endpoint=f"{here}/{name}"))
    monkeypatch.setattr("generator.publishing.running.FIRST_PAUSE", 0.01)
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


URLS = (f"{ADDRESS}/issues/a/01.html", f"{ADDRESS}/")


def test_index_now_is_told_as_its_protocol_says(engine: Engine) -> None:
    engine.answers = [(202, b"")]
    told = announce(SERVICES["indexnow"], URLS, ADDRESS, TOKENS)
    path, kind, data = engine.heard[0]
    assert ("/indexnow", "application/json; charset=utf-8") == (path, kind)
    assert {
        "host": "news.example.org",
        "key": "0123456789abcdef",
        "keyLocation": f"{ADDRESS}/0123456789abcdef.txt",
        "urlList": list(URLS),
    } == json.loads(data)
    assert (2, "202") == (told.addresses, told.answer)


def test_baidu_is_told_as_its_protocol_says(engine: Engine) -> None:
    engine.answers = [(200, b'{"remain":4998,"success":2}')]
    told = announce(SERVICES["baidu"], URLS, ADDRESS, TOKENS)
    path, kind, data = engine.heard[0]
    assert f"/baidu?site={ADDRESS}&token=baidu-token-123" == path
    assert "text/plain" == kind
    assert "\n".join(URLS).encode() == data
    assert '200 {"remain":4998,"success":2}' == told.answer


@pytest.mark.parametrize("name", SERVICES)
def test_no_more_at_once_than_a_service_takes(engine: Engine, name: str) -> None:
    service = replace(SERVICES[name], most=3)
    urls = tuple(f"{ADDRESS}/{number}" for number in range(7))
    assert 7 == announce(service, urls, ADDRESS, TOKENS).addresses
    assert 3 == len(engine.heard)
    assert all(engine.heard[number][2].count(ADDRESS.encode()) <= 4 for number in range(3))


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_is_sent_without_a_token_or_on_a_dry_run(engine: Engine, name: str) -> None:
    service = SERVICES[name]
    assert service.token == announce(service, URLS, ADDRESS, {}).missing
    assert "" == announce(service, URLS, ADDRESS, TOKENS, dry_run=True).answer
    assert "" == announce(service, (), ADDRESS, TOKENS).answer
    assert [] == engine.heard


def test_a_service_that_stumbles_is_asked_again(engine: Engine) -> None:
    engine.answers = [(503, b""), (429, b""), (200, b"ok")]
    assert "200 ok" == announce(SERVICES["baidu"], URLS, ADDRESS, TOKENS).answer


def test_a_refusal_is_told_without_the_token(engine: Engine) -> None:
    engine.answers = [(401, b'{"error":401,"message":"token baidu-token-123 is not valid"}')]
    with pytest.raises(CannotPublish) as refused:
        announce(SERVICES["baidu"], URLS, ADDRESS, TOKENS)
    assert "token *** is not valid" in refused.value.what.en
    assert 1 == len(engine.heard)


def test_an_engine_that_is_not_there_is_told_without_the_token(engine: Engine) -> None:
    service = replace(SERVICES["baidu"], endpoint="http://127.0.0.1:1/urls")
    with pytest.raises(CannotPublish) as refused:
        announce(service, URLS, ADDRESS, TOKENS)
    assert "baidu-token-123" not in refused.value.what.en


def test_only_new_and_changed_addresses_after_a_publication(engine: Engine, tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, Folder(f"file://{tmp_path / 'www'}", tmp_path / "www"))
    newsroom.put(pages("one"))
    assert [] == engine.heard  # Nobody asked for it.
    newsroom.target = replace(newsroom.target, announce=("baidu", "indexnow"))
    newsroom.environ |= TOKENS
    newsroom.build(pages("one") | {"issues/a/01.html": b"<p>mended", "issues/b/01.html": b"<p>"})
    newsroom.publish(dry_run=True)
    assert [] == engine.heard
    done = newsroom.publish()
    addresses = (f"{ADDRESS}/issues/b/01.html", f"{ADDRESS}/issues/a/01.html")
    assert addresses == done.addresses
    assert "\n".join(addresses).encode() == engine.heard[0][2]
    assert list(addresses) == json.loads(engine.heard[1][2])["urlList"]
    newsroom.publish()
    assert 2 == len(engine.heard)


def test_a_refusal_is_a_warning_and_the_site_is_published(engine: Engine, tmp_path: Path) -> None:
    place = Folder(f"file://{tmp_path / 'www'}", tmp_path / "www")
    newsroom = Newsroom(tmp_path, place)
    newsroom.target = replace(newsroom.target, announce=("baidu",))
    newsroom.environ |= TOKENS
    engine.answers = [(400, b"no")]
    wanted = newsroom.build(pages("one"))
    done = newsroom.publish()
    assert [Severity.WARNING] == [problem.severity for problem in done.warnings]
    assert wanted == place.seen()
