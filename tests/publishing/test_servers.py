"""Release folders, here and behind ssh: visitors under load, what is shared, what is refused."""

from __future__ import annotations

import re
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from generator.problems import ProblemsFound
from generator.publishers import server as server_module
from publishing.conftest import new_place
from publishing.places import Folder, fetch, free_port, server
from publishing.sites import Newsroom, pages

PUBLISHES = 50
LOAD = 4
"""Readers at once."""


@pytest.fixture(params=["file", "ssh"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    place = new_place(request.param, tmp_path, request)
    assert isinstance(place, Folder)
    return place


@pytest.fixture
def newsroom(folder: Folder, tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path, folder)


def test_unchanged_files_are_the_same_files(newsroom: Newsroom, folder: Folder) -> None:
    newsroom.put(pages("one"))
    old = (folder.root / "current").resolve()
    newsroom.put(pages("one") | {"index.html": b"<p>new"})
    new = (folder.root / "current").resolve()
    assert old != new
    assert (old / "issues/a/01.html").samefile(new / "issues/a/01.html")
    assert not (old / "index.html").samefile(new / "index.html")


def test_a_file_that_was_spoilt_at_the_target_is_sent_again(
    newsroom: Newsroom, folder: Folder
) -> None:
    newsroom.put(pages("one"))
    spoilt = folder.root / "current/issues/a/01.html"
    spoilt.write_bytes(b"x" * spoilt.stat().st_size)
    wanted = newsroom.put(pages("one") | {"index.html": b"<p>new"})
    assert wanted == folder.seen()


def test_so_many_releases_are_kept(folder: Folder, tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, folder, keep=3)
    for number in range(6):
        newsroom.put(pages(f"version {number}"))
    names = sorted(path.name for path in (folder.root / "releases").glob("0*"))
    assert ["000004", "000005", "000006"] == sorted({name[:6] for name in names})
    assert 6 == len(names)


def test_what_others_put_into_an_old_release_is_not_removed(folder: Folder, tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, folder, keep=2)
    newsroom.put(pages("one"))
    first = (folder.root / "current").resolve()
    folder.put("issues/theirs.txt", b"theirs")
    for version in ("two", "three", "four"):
        newsroom.put(pages(version))
    assert ["issues", "issues/theirs.txt"] == sorted(
        path.relative_to(first).as_posix() for path in first.rglob("*")
    )


def test_a_folder_in_place_of_the_link_is_refused(newsroom: Newsroom, folder: Folder) -> None:
    (folder.root / "current").mkdir(parents=True)
    (folder.root / "current/theirs.html").write_bytes(b"theirs")
    newsroom.build(pages("one"))
    with pytest.raises(ProblemsFound, match="not a link"):
        newsroom.publish()
    assert ["theirs.html"] == [path.name for path in (folder.root / "current").iterdir()]


def test_a_second_publisher_is_refused_and_the_first_goes_on(
    newsroom: Newsroom, folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.put(pages("one"))
    mine = newsroom.build(pages("two"))
    other = Newsroom(tmp_path / "elsewhere", folder)
    theirs = other.build(pages("three"))
    from generator.publishing.site_folder import Source

    real, came = Source.check_unchanged, []

    def somebody_publishes(self: Source) -> None:
        if not came:
            came.append(1)
            try:
                other.publish()
            except ProblemsFound as found:
                came.append(found)  # type: ignore[arg-type]
        real(self)

    monkeypatch.setattr(Source, "check_unchanged", somebody_publishes)
    if "file" in folder.url:
        newsroom.publish()  # It holds the lock.
        refused = came[1]
        assert mine.items() <= folder.seen().items()
    else:
        with pytest.raises(ProblemsFound) as found:
            newsroom.publish()
        refused = found.value  # type: ignore[assignment]
        assert theirs.items() <= folder.seen().items()
    assert ["busy"] == [problem.rule for problem in refused.problems]  # type: ignore[attr-defined]


def test_a_connection_that_breaks_is_made_again(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = new_place("ssh", tmp_path, request)
    newsroom = Newsroom(tmp_path, place)
    flaky = tmp_path / "flaky"
    flaky.write_text(
        '#!/bin/sh\nn=$(cat "$0.count" 2>/dev/null || echo 0)\necho $((n + 1)) > "$0.count"\n'
        f'if [ $((n % 2)) = 0 ]; then exit 255; fi\nexec {newsroom.environ["RSYNC_RSH"]} "$@"\n'
    )
    flaky.chmod(0o755)
    newsroom.environ["RSYNC_RSH"] = str(flaky)
    monkeypatch.setattr("generator.publishing.running.FIRST_PAUSE", 0.01)
    wanted = newsroom.put(pages("one"))
    assert wanted == place.seen()
    assert int((tmp_path / "flaky.count").read_text()) > 6


@pytest.mark.parametrize(
    "url",
    [
        "ssh://-oProxyCommand=touch%20x/srv/www",
        "ssh://-oProxyCommand=touch/srv/www",
        "ssh://host;touch/srv/www",
        "ssh://$(touch)/srv/www",
        "ssh://me:password@host/srv/www",
        "ssh://-me@host/srv/www",
        "ssh://host/srv/../etc",
        "ssh://host",
        "ssh://host:port/srv",
        "ssh://host/srv%0awww",
        "ssh://host/srv?x=y",
    ],
)
def test_an_address_cannot_bring_options_or_commands(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[object] = []
    monkeypatch.setattr(server_module, "run", lambda *a, **_: ran.append(a) or b"")
    newsroom = Newsroom(tmp_path, Folder(url, tmp_path / "www"))
    newsroom.build(pages("one"))
    with pytest.raises(ProblemsFound, match="no folder on a server"):
        newsroom.publish()
    assert [] == ran


@pytest.mark.parametrize("name", ["with space", "报纸", "quo'te", "$(touch x)", "-rf", "a;b"])
def test_any_folder_name_will_do(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    from urllib.parse import quote

    place = new_place("ssh", tmp_path, request)
    assert isinstance(place, Folder)
    place.url = place.url.removesuffix("/www") + quote(f"/{name}/www")
    place.root = tmp_path / name / "www"
    newsroom = Newsroom(tmp_path, place)
    assert newsroom.put(pages("one")) == place.seen()


def test_readers_under_load_meet_no_failure_and_no_mixture(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A page, then the style sheet that it names, then one more page, over and over."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
    if nginx is None:
        pytest.skip("nginx is missing: apt-get install nginx-light")
    place = new_place("ssh", tmp_path, request)
    newsroom = Newsroom(tmp_path, place, keep=3)
    newsroom.put(pages("version 0"))
    port, conf = free_port(), tmp_path / "nginx.conf"
    import os

    user = "user root;" if os.getuid() == 0 else ""
    conf.write_text(
        f"{user} daemon off; pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log;\n"
        "worker_processes 1; events { worker_connections 64; }\n"
        f"http {{ access_log off; client_body_temp_path {tmp_path}/body; "
        f"proxy_temp_path {tmp_path}/proxy; fastcgi_temp_path {tmp_path}/fastcgi; "
        f"uwsgi_temp_path {tmp_path}/uwsgi; scgi_temp_path {tmp_path}/scgi;\n"
        f"server {{ listen 127.0.0.1:{port}; root {tmp_path}/www/current; }} }}\n"
    )
    failed: list[str] = []
    visits, ended = [0] * LOAD, threading.Event()

    def read(number: int) -> None:
        while not ended.is_set() and visits[number] < 20_000:
            ended.wait(0.005)
            try:
                page = fetch(f"http://127.0.0.1:{port}/issues/a/0{number + 1}.html")[1].decode()
                version = re.search(r"<p>(version \d+)</p>", page)
                style = re.search(r'href="(/[^"]+)"', page)
                assert version, page
                assert style, page
                sheet = fetch(f"http://127.0.0.1:{port}{style[1]}")[1].decode()
                if f"/* {version[1]} */\n" != sheet:
                    failed.append(f"{version[1]} with {sheet}")
                visits[number] += 1
            except Exception as error:
                failed.append(repr(error))

    with server([nginx, "-p", str(tmp_path), "-c", str(conf)], port, tmp_path / "nginx.log"):
        readers = [threading.Thread(target=read, args=(number,)) for number in range(LOAD)]
        for reader in readers:
            reader.start()
        try:
            for number in range(1, PUBLISHES + 1):
                newsroom.put(pages(f"version {number}"))
        finally:
            ended.set()
            for reader in readers:
                reader.join()
    assert [] == failed
    assert sum(visits) > 10 * PUBLISHES
    assert f"version {PUBLISHES}".encode() in (place.root / "current/index.html").read_bytes()


def test_a_folder_that_is_the_site_itself_is_refused(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path, Folder("file:site/www", tmp_path / "digest/site/www"))
    newsroom.build(pages("one"))
    for url in ("file:site", "file:site/www", "file:content", "file:themes/x", "file:///"):
        newsroom.target = replace(newsroom.target, url=url)
        with pytest.raises(ProblemsFound):
            newsroom.publish()
