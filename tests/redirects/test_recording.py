"""The ledger is written by what was published, and only grows."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import snapshot, wenzhai, write

from generator.build import build
from redirects.sites import moved_site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = moved_site(tmp_path, "", "publish: {production: {to: file:out}}\nfeeds: [atom]\n")
    build(project, tmp_path / "site")
    return tmp_path


def ledger(folder: Path) -> list[str]:
    return (folder / "content/published.txt").read_text(encoding="utf-8").splitlines()


def test_publishing_records_pages_and_feeds_in_the_source_form(folder: Path) -> None:
    assert 0 == wenzhai(folder, "publish").returncode
    listed = ledger(folder)
    assert sorted(listed) == listed
    for url in ("/", "/issues/a/", "/issues/a/01.html", "/atom.xml", "/about.html", "/old.html"):
        assert url in listed
    for url in ("/404.html", "/robots.txt", "/rss.xml", "/zh-hant-tw/issues/a/01.html"):
        assert url not in listed
    assert [] == [url for url in listed if url.startswith(("/assets/", "/search/", "/_"))]
    assert 0 == wenzhai(folder, "check").returncode


def test_the_ledger_keeps_what_it_has_and_is_not_written_in_vain(folder: Path) -> None:
    write(folder / "content/published.txt", "/gone.html\n")
    wenzhai(folder, "publish")
    assert "/gone.html" in ledger(folder)
    before = (folder / "content/published.txt").stat().st_mtime_ns
    assert 0 == wenzhai(folder, "publish").returncode
    assert before == (folder / "content/published.txt").stat().st_mtime_ns


def test_a_dry_run_and_a_way_back_record_nothing(folder: Path) -> None:
    before = snapshot(folder / "content")
    wenzhai(folder, "publish", "--dry-run")
    dry = wenzhai(folder, "publish", "--record", "--dry-run")
    assert "+ /issues/a/01.html" in dry.stdout.splitlines()
    assert before == snapshot(folder / "content")


def test_recording_alone_publishes_nothing(folder: Path) -> None:
    done = wenzhai(folder, "publish", "--record", WENZHAI_LANG="en")
    assert 0 == done.returncode
    assert f"{len(ledger(folder))} addresses, {len(ledger(folder))} of them new" in done.stdout
    assert not (folder / "out").exists()
    assert "0 of them new" in wenzhai(folder, "publish", "--record", WENZHAI_LANG="en").stdout


def test_without_a_built_site_there_is_nothing_to_record(tmp_path: Path) -> None:
    project = moved_site(tmp_path, "")
    done = wenzhai(project, "publish", "--record")
    assert 1 == done.returncode
    assert "[not-built]" in done.stderr


def test_where_the_ledger_cannot_be_written_the_site_is_published_all_the_same(
    folder: Path,
) -> None:
    (folder / "content/.published.txt.part").mkdir()  # Not even root writes a file there.
    done = wenzhai(folder, "publish")
    assert 0 == done.returncode
    assert "[not-recorded]" in done.stderr
    assert (folder / "out/current/index.html").is_file()
    assert 1 == wenzhai(folder, "publish", "--record").returncode
