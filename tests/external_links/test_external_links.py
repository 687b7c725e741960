"""Links that leave the site, asked of a server on this machine."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from world import SITE, article, digest, shown, wenzhai, write

from generator.cache import Cache
from generator.checking import check
from generator.content import read_site
from generator.external_links import External, check_external, uses
from generator.external_links.asking import ask
from generator.problems import Problem
from generator.project import Project

NOW = datetime.fromisoformat("2019-11-21T08:00+08:00")

PATIENCE = 20.0
"""Seconds that a slow server takes to answer."""


class Host(BaseHTTPRequestHandler):
    """Answers by the path: `/404` with 404, `/moved` with an address for good."""

    asked: list[tuple[str, str, float]]
    closing: threading.Event

    def do_HEAD(self) -> None:
        self.answer(head=True)

    def do_GET(self) -> None:
        self.answer(head=False)

    def answer(self, head: bool) -> None:
        self.asked.append((self.command, self.path, time.monotonic()))
        path = self.path.partition("?")[0].strip("/")
        if path == "slow":
            self.closing.wait(PATIENCE)
        if path == "cut":
            self.close_connection = True
            return
        if path == "no-head":
            status = 405 if head else 200
        else:
            status = int(path) if path.isdigit() else 200
        places = {"moved": (301, "/there"), "for-now": (302, "/there"), "twice": (308, "/moved")}
        places |= {"moved-away": (301, "/404"), "round": (301, "/round")}
        if path in places:
            status, place = places[path]
            self.send_response(status)
            self.send_header("Location", place)
        else:
            self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    """The address of a server that notes what it was asked."""
    Host.asked, Host.closing = [], threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Host.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/there", "there", 200),
        ("/404", "gone", 404),
        ("/410", "gone", 410),
        ("/403", "refused", 403),
        ("/429", "refused", 429),
        ("/500", "failing", 500),
        ("/503", "failing", 503),
        ("/no-head", "there", 200),
        ("/moved", "moved", 200),
        ("/twice", "moved", 200),
        ("/for-now", "there", 200),
        ("/moved-away", "gone", 404),
        ("/cut", "unreachable", 0),
        ("/水渠?a=水#二", "there", 200),
    ],
)
def test_an_address_has_one_answer(host: str, path: str, kind: str, status: int) -> None:
    answer = ask(host + path)
    assert (kind, status) == (answer.kind, answer.status)
    assert (f"{host}/there" if kind == "moved" else "") == answer.moved_to


def test_an_address_that_leads_round_is_not_there(host: str) -> None:
    assert "there" != ask(f"{host}/round").kind


def test_what_is_slow_is_not_waited_for(host: str) -> None:
    begun = time.monotonic()
    assert "unreachable" == ask(f"{host}/slow", timeout=0.1).kind
    assert time.monotonic() - begun < PATIENCE / 2


def test_only_what_head_does_not_answer_is_fetched(host: str) -> None:
    for path in ("/there", "/no-head"):
        ask(host + path)
    assert [("HEAD", "/there"), ("HEAD", "/no-head"), ("GET", "/no-head")] == [
        one[:2] for one in Host.asked
    ]


def asked(project: Project, now: datetime = NOW, delay: float = 0) -> tuple[Problem, ...]:
    site, problems = read_site(project.content)
    assert () == problems
    cache = Cache(project.folder / ".wenzhai-cache")
    return check_external(site, External(cache, now, delay, timeout=2))


def test_each_bad_link_is_named_at_its_place(tmp_path: Path, host: str) -> None:
    body = (
        f"见[水渠]({host}/404)和 {host}/there，还有\n[旧址]({host}/moved#二)、[门]({host}/403)。\n"
    )
    project = digest(
        tmp_path,
        {
            "issues/a/01-a.md": article(body=body, source_url=f"{host}/500"),
            "pages/about.md": f"---\ntitle: 关于\n---\n[渠]({host}/404)\n",
        },
    )
    found = asked(project)
    assert [
        "content/issues/a/01-a.md dead-external-link",
        "content/issues/a/01-a.md:6:2 dead-external-link",
        "content/issues/a/01-a.md:7:1 moved-external-link",
        "content/pages/about.md:4:1 dead-external-link",
    ] == [shown(problem) for problem in found]
    assert {"warning"} == {problem.severity for problem in found}
    assert f"{host}/there" in found[2].what.zh
    assert f"“{host}/404”打不开（404）" == found[1].what.zh


def test_links_inside_the_site_and_in_code_are_not_asked_for(tmp_path: Path, host: str) -> None:
    body = f"[页](02-b.md) `{host}/404` [信](mailto:a@b.cn)\n"
    project = digest(tmp_path, {"issues/a/01-a.md": article(body=body)})
    site, _ = read_site(project.content)
    assert [] == list(uses(site))


def test_an_address_is_asked_for_once_however_often_it_stands(tmp_path: Path, host: str) -> None:
    body = f"{host}/there 和 {host}/there#二\n"
    project = digest(tmp_path, {f"issues/a/0{n}-a.md": article(body=body) for n in (1, 2)})
    assert () == asked(project)
    assert 1 == len(Host.asked)


def test_a_host_is_asked_one_thing_at_a_time(tmp_path: Path, host: str) -> None:
    body = " ".join(f"{host}/there?{n}" for n in range(3))
    asked(digest(tmp_path, {"issues/a/01-a.md": article(body=body)}), delay=0.1)
    times = [when for _, _, when in Host.asked]
    assert 3 == len(times)
    assert all(later - earlier >= 0.1 for earlier, later in itertools.pairwise(times))


def test_an_answer_is_kept_the_good_ones_longer(tmp_path: Path, host: str) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(body=f"{host}/there {host}/404\n")})
    first = asked(project)
    Host.asked.clear()
    assert first == asked(project, NOW + timedelta(minutes=59))
    assert [] == Host.asked
    assert first == asked(project, NOW + timedelta(hours=1))
    assert {"/404"} == {path for _, path, _ in Host.asked}
    Host.asked.clear()
    asked(project, NOW + timedelta(days=7))
    assert {"/404", "/there"} == {path for _, path, _ in Host.asked}


def test_a_clock_that_was_set_back_keeps_nothing(tmp_path: Path, host: str) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(body=f"{host}/there\n")})
    asked(project)
    asked(project, NOW - timedelta(hours=1))
    assert 2 == len(Host.asked)


def test_without_a_network_there_is_one_warning(tmp_path: Path) -> None:
    body = "http://127.0.0.1:1/a http://127.0.0.1:1/b http://nowhere.invalid/\n"
    project = digest(tmp_path, {"issues/a/01-a.md": article(body=body)})
    (problem,) = asked(project)
    assert ("no-network", "warning") == (problem.rule, problem.severity)


def test_one_host_that_does_not_answer_is_named(tmp_path: Path, host: str) -> None:
    body = f"http://127.0.0.1:1/a {host}/there\n"
    (problem,) = asked(digest(tmp_path, {"issues/a/01-a.md": article(body=body)}))
    assert "dead-external-link" == problem.rule


def test_nobody_is_asked_unless_it_is_wanted(tmp_path: Path, host: str) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(body=f"{host}/404\n")})
    assert () == check(project).problems
    assert 0 == wenzhai(project, "build").returncode
    assert [] == Host.asked


def test_the_command_asks_when_told(tmp_path: Path, host: str) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(body=f"[渠]({host}/404)。\n")})
    done = wenzhai(project, "check", "--external")
    assert 0 == done.returncode
    assert "[dead-external-link]" in done.stderr
    assert 1 == wenzhai(project, "check", "--external", "--strict").returncode
    assert 2 == len(Host.asked)
    write(project.content / "site.yaml", SITE + "checks: {dead-external-link: off}\n")
    assert "" == wenzhai(project, "check", "--external").stderr
