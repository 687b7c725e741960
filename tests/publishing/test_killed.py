"""kill -9 at every step and at chance moments: the site stays whole, and the next run completes."""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import sys
import time
import warnings
from pathlib import Path

import pytest

from publishing.conftest import KINDS, new_place
from publishing.places import Place, sha
from publishing.sites import Newsroom, pages

STEPS = {
    "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "shutil.rmtree",
    "subprocess.Popen", "http.client.send",
}  # fmt: skip
"""Before any of these the process may die: whatever changes something, here or at the target."""

RUNS = 8
"""Kills for each target and each kind of kill."""


def in_a_child(newsroom: Newsroom, steps: int = 0, seconds: float = 0.0) -> bool:
    """Publish in a process of its own, killed before the step of that number or after a time,
    with all that it started. Whether it came to its end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.setsid()
        _publish_and_die(newsroom, steps)
    if seconds:
        time.sleep(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return status == 0


def _publish_and_die(newsroom: Newsroom, steps: int) -> None:
    passed = 0

    def count(event: str, arguments: object) -> None:
        nonlocal passed
        writes = event == "open" and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))  # type: ignore[index]
        if event in STEPS or writes:
            passed += 1
            if passed == steps:
                os.killpg(0, signal.SIGKILL)

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.addaudithook(count)
        newsroom.publish()
        os._exit(0)
    except BaseException:
        os._exit(3)


def count_steps(newsroom: Newsroom) -> int:
    """How many steps a publication has, by bisection over whether it lives."""
    taken = 0
    read, write = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        counted = 0

        def count(event: str, arguments: object) -> None:
            nonlocal counted
            writes = event == "open" and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))  # type: ignore[index]
            counted += event in STEPS or writes

        sys.addaudithook(count)
        newsroom.publish()
        os.write(write, str(counted).encode())
        os._exit(0)
    os.close(write)
    taken = int(os.read(read, 20) or b"0")
    os.close(read)
    os.waitpid(child, 0)
    return taken


def check_whole(place: Place, old: dict[str, str], new: dict[str, str]) -> None:
    """Old or new, or, in a store, every file one of the two and every page with what it shows."""
    seen = place.seen()
    ours = {path: state for path, state in seen.items() if not path.startswith("assets/")}
    plain = [{p: s for p, s in site.items() if not p.startswith("assets/")} for site in (old, new)]
    if place.swaps:
        assert ours in plain
        whole = (old, new)[plain.index(ours)]
        assert whole.items() <= seen.items()
        return
    for path, state in ours.items():
        assert state in (old.get(path), new.get(path)), path
    for path in set(old) & set(new):
        assert path in seen
    for path in seen:
        if path.endswith(".html"):
            page = place.get(path)["Body"].read().decode()  # type: ignore[attr-defined]
            for asset in re.findall(r'href="/(assets/[^"]+)"', page):
                assert asset in seen, (path, asset)


@pytest.fixture(params=KINDS)
def started(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Newsroom, Place]:
    place = new_place(request.param, tmp_path, request)
    newsroom = Newsroom(tmp_path, place)
    newsroom.put(versions(0))
    return newsroom, place


def versions(number: int) -> dict[str, bytes]:
    """Sites of which each has pages that the one before has not, and lacks others."""
    files = pages(f"version {number}")
    return files | {f"issues/b/{number:02}.html": files["index.html"]}


def expected(number: int) -> dict[str, str]:
    return {path: sha(data) for path, data in versions(number).items()}


def test_killed_before_any_step(started: tuple[Newsroom, Place]) -> None:
    newsroom, place = started
    newsroom.build(versions(1))
    total = count_steps(newsroom)
    assert total > 5
    number, killed = 1, 0
    chosen = sorted({1 + round(i * (total - 1) / (RUNS - 1)) for i in range(RUNS)})
    for steps in chosen:
        number += 1
        newsroom.build(versions(number))
        finished = in_a_child(newsroom, steps)
        killed += not finished
        check_whole(place, expected(number - 1), expected(number))
        newsroom.publish()
        check_whole(place, expected(number), expected(number))
    assert killed >= len(chosen) - 2


def test_killed_at_a_chance_moment(started: tuple[Newsroom, Place]) -> None:
    newsroom, place = started
    newsroom.build(versions(1))
    begun = time.monotonic()
    newsroom.publish()
    lasts = time.monotonic() - begun
    chance = random.Random(7)
    done = 1  # What visitors are known to see.
    for number in range(2, 2 + RUNS // 2):
        newsroom.build(versions(number))
        in_a_child(newsroom, seconds=chance.uniform(0.1, 1.0) * lasts)
        if place.swaps:
            check_whole(place, expected(done), expected(number))
        # A killed run may be followed by another killed one, of the same site.
        in_a_child(newsroom, seconds=chance.uniform(0.1, 1.0) * lasts)
        check_whole(place, expected(done), expected(number))
        newsroom.publish()
        check_whole(place, expected(number), expected(number))
        done = number


def test_a_killed_run_of_another_site_leaves_nothing_behind(
    started: tuple[Newsroom, Place],
) -> None:
    newsroom, place = started
    for seconds in (0.2, 0.5, 0.9):
        newsroom.build(versions(1) | {"half.html": b"never finished", "index.html": b"half"})
        in_a_child(newsroom, seconds=seconds)
    for number in (0, 2, 3):
        wanted = newsroom.put(versions(number))
        seen = place.seen()
        assert wanted == {p: s for p, s in seen.items() if p in wanted or "assets/" not in p}


def test_nothing_piles_up_after_many_kills(started: tuple[Newsroom, Place]) -> None:
    newsroom, place = started
    total = 30
    for number in range(1, 5):
        newsroom.build(versions(number))
        in_a_child(newsroom, steps=total // number)
    newsroom.put(versions(9))
    newsroom.put(versions(10))
    if hasattr(place, "root"):
        left = sorted(path.name for path in (place.root / "releases").iterdir())
        assert [] == [name for name in left if name.endswith((".part", ".temp"))]
        assert len([name for name in left if name.endswith(".json")]) <= 5
