"""What only a store needs: headers, the order of uploads, conditions, few requests."""

from __future__ import annotations

import http.server
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.problems import ProblemsFound
from generator.publishers import bucket as bucket_module
from publishing.conftest import new_place
from publishing.places import Bucket, sha
from publishing.sites import Newsroom, pages


class Proxy(http.server.ThreadingHTTPServer):
    """Stands before a store: writes down what is asked, and fails as told."""

    def __init__(self, behind: str) -> None:
        self.behind = behind
        self.asked: list[str] = []
        self.failing: dict[str, int] = {}
        """Method to how many requests of it get 503."""
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Proxy
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def _pass_on(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.server.lock:
            self.server.asked.append(f"{self.command} {self.path}")
            fails = self.server.failing.get(self.command, 0)
            self.server.failing[self.command] = fails - 1
        if fails > 0:
            self._answer(503, {}, b"<Error><Code>SlowDown</Code></Error>")
            return
        request = urllib.request.Request(
            self.server.behind + self.path, data or None, dict(self.headers), method=self.command
        )
        try:
            with urllib.request.urlopen(request) as answer:
                self._answer(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                self._answer(error.code, dict(error.headers), error.read())

    def _answer(self, status: int, headers: dict[str, str], data: bytes) -> None:
        self.send_response_only(status)
        dropped = {"connection", "transfer-encoding", "content-length"}
        for name, value in headers.items():
            if name.lower() not in dropped:
                self.send_header(name, value)
        length = headers.get("Content-Length", "0") if self.command == "HEAD" else len(data)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _pass_on  # noqa: N815


@pytest.fixture
def watched(
    moto_server: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[Newsroom, Bucket, Proxy]]:
    place = new_place("moto", tmp_path, request)
    assert isinstance(place, Bucket)
    proxy = Proxy(moto_server)
    thread = threading.Thread(target=proxy.serve_forever)
    thread.start()
    place.url = place.url.replace(moto_server, f"http://127.0.0.1:{proxy.server_port}")
    try:
        yield Newsroom(tmp_path, place), place, proxy
    finally:
        proxy.shutdown()
        thread.join()
        proxy.server_close()


def uploads(proxy: Proxy) -> list[str]:
    """What visitors see of the writing, in its order."""
    rows = [row.partition("/news/") for row in proxy.asked if "/news/" in row]
    return [
        f"{verb.split()[0]} {path}"
        for verb, _, path in rows
        if verb.startswith(("PUT", "DELETE")) and ".wenzhai" not in verb
    ]


LOCATION = b"<loc>https://news.example.org/</loc>"

Watched = tuple[Newsroom, Bucket, Proxy]


def test_a_second_run_asks_once(watched: Watched) -> None:
    newsroom, _, proxy = watched
    newsroom.put(pages("one"))
    proxy.asked.clear()
    newsroom.publish()
    assert 1 == len(proxy.asked)


def test_the_order_is_assets_pages_feeds_removals(watched: Watched) -> None:
    newsroom, _, proxy = watched
    newsroom.put(pages("one", 6) | {"old.png": b"old"})
    proxy.asked.clear()
    newsroom.put(pages("two", 4) | {"issues/a/new.html": b"<p>"})
    rows = uploads(proxy)
    kinds = []
    for row in rows:
        verb, path = row.split()
        if verb == "DELETE":
            kind = "removal"
        elif path.endswith("index.html"):
            kind = "list"
        elif path.endswith(".html"):
            kind = "new page" if path.endswith("new.html") else "page"
        else:
            kind = "feed" if path.endswith("xml") else "asset"
        kinds.append(kind)
    wanted = ["asset", "new page", "page", "list", "feed", "removal"]
    assert wanted == list(dict.fromkeys(kinds))
    assert sorted(kinds, key=wanted.index) == kinds
    removed = [row.split()[1] for row in rows if row.startswith("DELETE")]
    assert ["issues/a/06.html", "issues/a/05.html", "old.png"] == removed


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_store_that_is_busy_is_asked_again(watched: Watched, method: str) -> None:
    newsroom, place, proxy = watched
    proxy.failing[method] = 2
    wanted = newsroom.put(pages("one"))
    assert proxy.failing[method] <= 0
    assert wanted == place.seen()


def test_types_and_times_to_keep(watched: Watched) -> None:
    newsroom, place, _ = watched
    files = pages("one") | {"rss.xml": b"<rss/>", "feed.json": b"{}", "sitemap.xml": LOCATION}
    newsroom.put(files)
    asset = next(path for path in files if path.startswith("assets/"))
    told = {p: (place.get(p)["ContentType"], place.get(p)["CacheControl"]) for p in files}
    again = "public, max-age=0, must-revalidate"
    assert ("text/html; charset=utf-8", again) == told["index.html"]
    assert ("application/atom+xml; charset=utf-8", again) == told["atom.xml"]
    assert ("application/rss+xml; charset=utf-8", again) == told["rss.xml"]
    assert ("application/feed+json; charset=utf-8", again) == told["feed.json"]
    assert ("application/xml; charset=utf-8", again) == told["sitemap.xml"]
    assert ("text/plain; charset=utf-8", again) == told["robots.txt"]
    assert ("image/png", again) == told["图.png"]
    assert ("text/css; charset=utf-8", "public, max-age=31536000, immutable") == told[asset]
    newsroom.put(pages("two"))
    newsroom.roll_back()
    assert ("text/html; charset=utf-8", again) == (
        place.get("index.html")["ContentType"],
        place.get("index.html")["CacheControl"],
    )


def test_what_lies_in_the_way_is_not_overwritten(watched: Watched) -> None:
    newsroom, place, _ = watched
    place.put("index.html", b"theirs")
    wanted = newsroom.build(pages("one"))
    with pytest.raises(ProblemsFound, match=r"1 files there are not ours, such as index\.html"):
        newsroom.publish()
    assert {"index.html": sha(b"theirs")} == place.seen()
    newsroom.publish(forced=True)
    assert wanted == place.seen()


def test_the_second_of_two_publishers_gives_way(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second publisher claims the place while the first one is uploading."""
    newsroom, place, _ = watched
    newsroom.put(pages("one"))
    newsroom.build(pages("two"))
    real = bucket_module.BucketPublisher._keep
    key = ".wenzhai/news/published.json"
    claims: list[bytes] = []
    only_one = threading.Lock()

    def somebody_else_claims(self: object, path: str, state: object) -> None:
        real(self, path, state)  # type: ignore[arg-type]
        with only_one:
            if claims:
                return
            there = place.client.get_object(Bucket=place.bucket, Key=key)["Body"].read()
            claims.append(there)
            place.client.put_object(Bucket=place.bucket, Key=key, Body=b" " + there)

    monkeypatch.setattr(bucket_module.BucketPublisher, "_keep", somebody_else_claims)
    with pytest.raises(ProblemsFound) as found:
        newsroom.publish()
    assert ["busy"] == [problem.rule for problem in found.value.problems]
    there = place.client.get_object(Bucket=place.bucket, Key=key)["Body"].read()
    assert b" " + claims[0] == there


def test_a_damaged_record_is_named_and_nothing_is_touched(watched: Watched) -> None:
    newsroom, place, _ = watched
    newsroom.put(pages("one"))
    place.client.put_object(Bucket=place.bucket, Key=".wenzhai/news/published.json", Body=b"{}")
    before = place.everything()
    newsroom.build(pages("two"))
    with pytest.raises(ProblemsFound, match="is damaged"):
        newsroom.publish()
    assert before == place.everything()


def test_contents_that_no_release_needs_are_forgotten(
    moto_server: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = new_place("moto", tmp_path, request)
    assert isinstance(place, Bucket)
    newsroom = Newsroom(tmp_path, place, keep=2)
    for number in range(5):
        newsroom.put(pages(f"version {number}"))
    kept = [entry["Key"] for entry in place.objects(".wenzhai/news/contents/")]
    # Of the one release before: its pages and its feed. Its style sheet still lies at its place.
    assert len([name for name in pages("x") if name.endswith(("html", "atom.xml"))]) == len(kept)
    assert 2 == len(place.objects(".wenzhai/news/releases/"))


def test_wrong_keys_are_refused_and_not_printed(
    rclone_server: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = new_place("rclone", tmp_path, request)
    newsroom = Newsroom(tmp_path, place)
    newsroom.build(pages("one"))
    newsroom.environ["AWS_SECRET_ACCESS_KEY"] = "quite-another-secret"
    with pytest.raises(ProblemsFound) as found:
        newsroom.publish()
    said = str(found.value)
    assert "the store says" in said
    assert "quite-another-secret" not in said
    assert newsroom.environ["AWS_ACCESS_KEY_ID"] not in said
    assert {} == place.seen()
