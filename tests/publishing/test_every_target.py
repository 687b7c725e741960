"""What holds of every target: a folder, ssh, a branch, two stores."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import publish as publish_module
from generator.problems import ProblemsFound
from generator.publishing import plans
from publishing.conftest import new_place
from publishing.places import Place, files_below, sha
from publishing.sites import Newsroom, pages


def without_old_assets(seen: dict[str, str], wanted: dict[str, str]) -> dict[str, str]:
    """What is seen, but for style sheets of the release before, which stay for open pages."""
    return {p: s for p, s in seen.items() if p in wanted or not p.startswith("assets/style.")}


def test_what_is_published_is_what_was_built(newsroom: Newsroom, place: Place) -> None:
    wanted = newsroom.build(pages("one"))
    done = newsroom.publish()
    assert wanted == place.seen()
    assert done.sent
    assert sorted(wanted) == sorted(done.plan.new)


def test_a_second_run_sends_nothing(newsroom: Newsroom, place: Place) -> None:
    newsroom.put(pages("one"))
    before = place.everything()
    assert not newsroom.publish().sent
    assert before == place.everything()


def test_only_what_changed_is_sent(newsroom: Newsroom, place: Place) -> None:
    newsroom.put(pages("one"))
    files = pages("one") | {"issues/a/02.html": b"<p>mended</p>", "issues/a/05.html": b"<p>new</p>"}
    del files["issues/a/04.html"]
    wanted = newsroom.build(files)
    plan = newsroom.publish().plan
    assert ("issues/a/05.html",) == plan.new
    assert ("issues/a/02.html",) == plan.changed
    assert ("issues/a/04.html",) == plan.gone
    assert wanted == place.seen()


def test_a_file_of_the_same_size_and_time_that_changed_is_sent(
    newsroom: Newsroom, place: Place
) -> None:

    newsroom.put(pages("one"))
    file = newsroom.folder / "issues/a/01.html"
    status = file.stat()
    wanted = newsroom.build(pages("one") | {"issues/a/01.html": b"x" * status.st_size})
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    newsroom.publish()
    assert wanted == place.seen()


def test_new_times_alone_send_nothing(newsroom: Newsroom, place: Place) -> None:
    newsroom.put(pages("one"))
    for file in newsroom.folder.rglob("*.html"):
        file.touch()
    assert newsroom.publish().plan.is_empty


def test_rolling_back_restores_the_hashes(newsroom: Newsroom, place: Place) -> None:
    one = newsroom.put(pages("one"))
    two = newsroom.put({**pages("two", 3), "new.html": b"<p>"})
    assert two == without_old_assets(place.seen(), two)
    newsroom.roll_back()
    assert one == without_old_assets(place.seen(), one)
    three = newsroom.put(pages("three"))
    assert three == without_old_assets(place.seen(), three)
    newsroom.roll_back()
    assert one == without_old_assets(place.seen(), one)
    with pytest.raises(ProblemsFound, match="no release before"):
        newsroom.roll_back()
    assert two == without_old_assets(newsroom.put({**pages("two", 3), "new.html": b"<p>"}), two)


def test_one_can_go_back_several_releases(newsroom: Newsroom, place: Place) -> None:
    wanted = [newsroom.put(pages(version)) for version in ("one", "two", "three", "four")]
    for files in reversed(wanted[:-1]):
        newsroom.roll_back()
        assert files == without_old_assets(place.seen(), files)


def test_a_dry_run_writes_nothing_anywhere(newsroom: Newsroom, place: Place) -> None:
    newsroom.build(pages("one"))
    for _ in range(2):
        there, here = place.everything(), files_below(newsroom.project.folder)
        done = newsroom.publish(dry_run=True)
        assert done.plan.new or done.plan.changed
        assert not done.sent
        assert (there, here) == (place.everything(), files_below(newsroom.project.folder))
        newsroom.publish()
        newsroom.build(pages("two"))


def test_a_rollback_can_be_tried_dry(newsroom: Newsroom, place: Place) -> None:
    newsroom.put(pages("one"))
    newsroom.put(pages("two"))
    there = place.everything()
    assert newsroom.roll_back(dry_run=True).plan.changed
    assert there == place.everything()


def test_assets_of_an_open_page_stay_for_one_release(newsroom: Newsroom, place: Place) -> None:
    names = []
    for version in ("one", "two", "three"):
        files = pages(version)
        names.append(next(path for path in files if path.startswith("assets/")))
        newsroom.put(files)
    seen = place.seen()
    assert [False, True, True] == [name in seen for name in names]


@pytest.mark.parametrize("kind", ["git", "moto", "rclone"])
def test_what_others_put_there_stays(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A release folder is of its own; nobody else writes there."""
    place = new_place(kind, tmp_path, request)
    newsroom = Newsroom(tmp_path, place)
    newsroom.put(pages("one"))
    for name in ("CNAME", ".nojekyll", "issues/a/theirs.html"):
        place.put(name, b"theirs")
    newsroom.put(pages("two", 2))
    newsroom.roll_back()
    seen = place.seen()
    for name in ("CNAME", ".nojekyll", "issues/a/theirs.html"):
        assert sha(b"theirs") == seen[name]


def test_many_removals_want_a_yes(newsroom: Newsroom, place: Place) -> None:
    newsroom.put(pages("one", 30))
    before = place.everything()
    wanted = newsroom.build(pages("one", 9))
    with pytest.raises(ProblemsFound, match="21 of 37 files would be removed"):
        newsroom.publish()
    assert before == place.everything()
    assert ["many-removals"] == [p.rule for p in newsroom.publish(dry_run=True).warnings]
    newsroom.publish(forced=True)
    assert wanted == place.seen()


def test_twenty_removals_do_not(newsroom: Newsroom, place: Place) -> None:
    newsroom.put(pages("one", 30))
    wanted = newsroom.put(pages("one", 10))
    assert wanted == place.seen()


def test_no_state_is_published(newsroom: Newsroom, place: Place) -> None:
    wanted = newsroom.build(pages("one"))
    (newsroom.folder / ".DS_Store").write_bytes(b"x")
    (newsroom.folder / "theirs.html").write_bytes(b"x")
    newsroom.publish()
    assert wanted == place.seen()


def test_a_site_that_changes_on_the_way_is_not_published(
    newsroom: Newsroom, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second reading finds another file: as when a build ends in the middle."""
    one = newsroom.put(pages("one"))
    newsroom.build(pages("two"))
    page = newsroom.folder / "index.html"

    def plan_then_change(*arguments: object) -> object:
        plan = plans.make_plan(*arguments)  # type: ignore[arg-type]
        page.unlink()
        page.write_bytes(b"another build")
        return plan

    monkeypatch.setattr(publish_module, "make_plan", plan_then_change)
    with pytest.raises(ProblemsFound, match="changed while it was being published"):
        newsroom.publish()
    seen = place.seen()
    assert sha(b"another build") not in seen.values()
    if place.swaps:
        assert one == seen
    monkeypatch.undo()
    newsroom.build(pages("one") | {"index.html": b"x"})
    wanted = newsroom.put(pages("two"))
    assert wanted == without_old_assets(place.seen(), wanted)
