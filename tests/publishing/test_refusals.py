"""What is not published, and the command line that says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from world import article, wenzhai, write

from generator.build import build
from generator.headers import cache_control
from generator.model import Target
from generator.problems import ProblemsFound
from generator.publish import find_target, new_addresses_file, read
from generator.publishing.records import FileState, Release, read_release, write_release
from generator.publishing.running import scrubbed
from generator.publishing.site_folder import Hashes, read_site_folder
from publishing.places import Folder
from publishing.sites import ADDRESS, Newsroom, expected, pages, project_in


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(f"file://{tmp_path / 'www'}", tmp_path / "www")


@pytest.fixture
def newsroom(tmp_path: Path, folder: Folder) -> Newsroom:
    return Newsroom(tmp_path, folder)


def refused(newsroom: Newsroom) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        newsroom.publish()
    assert not newsroom.place.root.exists()  # type: ignore[attr-defined]
    return [problem.rule for problem in found.value.problems]


def test_a_folder_without_a_built_site(newsroom: Newsroom) -> None:
    assert ["not-built"] == refused(newsroom)
    write(newsroom.folder / "index.html", "<p>by hand")
    assert ["not-built"] == refused(newsroom)


def test_a_site_without_pages(newsroom: Newsroom) -> None:
    newsroom.build({})
    assert ["no-pages"] == refused(newsroom)
    newsroom.build({"a.png": b"x"})
    assert ["no-pages"] == refused(newsroom)


def test_a_site_that_lost_a_file(newsroom: Newsroom) -> None:
    newsroom.build(pages("one"))
    (newsroom.folder / "issues/a/01.html").unlink()
    assert ["site-incomplete"] == refused(newsroom)


@pytest.mark.parametrize("draft", ["true", "是"])
def test_a_draft_in_the_site(newsroom: Newsroom, draft: str) -> None:
    newsroom.build(pages("one"))
    write(newsroom.project.content / "issues/a/02-b.md", article(draft=draft))
    assert ["draft-in-site"] == refused(newsroom)


def test_a_draft_of_another_form_in_the_site(tmp_path: Path, folder: Folder) -> None:
    newsroom = Newsroom(tmp_path, folder)
    project_in(newsroom.project.folder, "variants: [zh-Hant-TW]\n")
    newsroom.build(pages("one", 1) | {"zh-hant-tw/issues/a/02.html": b"<p>"})
    write(newsroom.project.content / "issues/a/02-b.md", article(draft="true"))
    assert ["draft-in-site"] == refused(newsroom)


@pytest.mark.parametrize(
    "address",
    ["", "http://localhost:8000", "http://127.0.0.1", "https://x.localhost"],
)
def test_no_address_that_others_can_reach(newsroom: Newsroom, address: str) -> None:
    newsroom.build(pages("one"))
    line = f"base_url: {address}\n" if address else ""
    write(newsroom.project.content / "site.yaml", f"title: 江城文摘\n{line}")
    assert "no-address" in refused(newsroom)


def test_a_site_that_was_built_for_another_address(newsroom: Newsroom) -> None:
    newsroom.build(pages("one") | {"sitemap.xml": b"<loc>http://localhost:8000/</loc>"})
    assert ["other-address"] == refused(newsroom)


def test_content_that_fails_its_check(newsroom: Newsroom) -> None:
    newsroom.build(pages("one"))
    write(newsroom.project.content / "issues/a/02-b.md", article(body="[去](nowhere.md)\n"))
    assert ["dead-link"] == refused(newsroom)
    write(
        newsroom.project.content / "issues/a/02-b.md", "---\ntitle: a\nno_field: x\n---\n正文。\n"
    )
    assert ["unknown-field"] == refused(newsroom)


def test_a_scheme_that_nobody_knows(newsroom: Newsroom) -> None:
    from dataclasses import replace

    newsroom.build(pages("one"))
    newsroom.target = replace(newsroom.target, url="ftp://host/site")
    with pytest.raises(ProblemsFound, match="no place to publish to"):
        newsroom.publish()


# -- targets in site.yaml --------------------------------------------------------------------------


def test_targets_are_named_in_site_yaml(tmp_path: Path) -> None:
    text = (
        "publish:\n  production: {to: ssh://host/srv, keep: 9, announce: [indexnow, baidu]}\n"
        "  preview:\n    to: file:///srv/preview\n"
    )
    site = read(project_in(tmp_path, text))
    production = Target("production", "ssh://host/srv", 9, ("indexnow", "baidu"))
    assert (production, Target("preview", "file:///srv/preview")) == site.settings.publish
    assert production == find_target(site, "") == find_target(site, "ssh://host/srv")
    assert Target("file:///x", "file:///x") == find_target(site, "file:///x")
    with pytest.raises(ProblemsFound, match="did you mean “preview”"):
        find_target(site, "previw")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("publish: ssh://host/srv\n", "not-a-mapping"),
        ("publish:\n  production: {keep: 3}\n", "missing-field"),
        ("publish:\n  production: {to: a, kep: 3}\n", "unknown-field"),
        ("publish:\n  production: {to: a, announce: [google]}\n", "wrong-value"),
    ],
)
def test_what_is_wrong_with_a_target_is_said(tmp_path: Path, text: str, rule: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read(project_in(tmp_path, text))
    assert [rule] == [problem.rule for problem in found.value.problems]
    assert all(p.place.line > 5 for p in found.value.problems)


# -- the command line ------------------------------------------------------------------------------


def test_the_command_publishes_says_so_and_goes_back(tmp_path: Path, folder: Folder) -> None:
    project = project_in(tmp_path / "digest", f"publish: {{www: {{to: '{folder.url}'}}}}\n")
    build(project, project.folder / "site")
    dry = wenzhai(project, "publish", "--dry-run", WENZHAI_LANG="en")
    assert "+ issues/a/01.html" in dry.stdout.splitlines()
    assert not folder.root.exists()
    first = wenzhai(project, "publish", WENZHAI_LANG="zh")
    assert 0 == first.returncode, first.stderr
    assert "1 篇新增, 0 篇更正, 0 删除" in first.stdout
    assert "没有变化" in wenzhai(project, "publish", WENZHAI_LANG="zh").stdout
    one = folder.seen()
    correction = {"date": "2026-11-20", "text": "数字有误"}
    write(project.content / "issues/a/01-a.md", article("改了", corrections=[correction]))
    write(project.content / "issues/a/02-b.md", article("又一篇"))
    build(project, project.folder / "site")
    second = wenzhai(project, "publish", WENZHAI_LANG="zh")
    assert "1 篇新增, 1 篇更正, 0 删除" in second.stdout
    addresses = new_addresses_file(project, Target("www", "")).read_text().split()
    assert {f"{ADDRESS}/issues/a/01.html", f"{ADDRESS}/issues/a/02.html", f"{ADDRESS}/"} <= set(
        addresses
    )
    assert f"{ADDRESS}/404.html" not in addresses
    listed = json.loads(wenzhai(project, "publish", "www", "--list", "--json").stdout)
    assert [len(folder.seen()), len(one)] == [row["files"] for row in listed]
    back = wenzhai(project, "publish", "--rollback", "--json")
    assert json.loads(back.stdout)["removed"]
    assert one == folder.seen()
    assert 1 == wenzhai(project, "publish", "--rollback").returncode
    assert "www" in wenzhai(project, "publish", "--list").stdout


def test_a_busy_target_has_an_exit_code_of_its_own(tmp_path: Path, folder: Folder) -> None:
    import fcntl

    newsroom = Newsroom(tmp_path, folder)
    newsroom.put(pages("one"))
    newsroom.build(pages("two"))
    with (folder.root / "releases/.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = wenzhai(newsroom.project, "publish", folder.url)
    assert 3 == done.returncode
    assert "Traceback" not in done.stderr


def test_two_clean_builds_in_different_places_publish_nothing_the_second_time(
    tmp_path: Path, folder: Folder
) -> None:
    sent = []
    for name in ("here", "elsewhere/deep/down"):
        project = project_in(tmp_path / name, "variants: [zh-Hant-TW]\n")
        build(project, project.folder / "site")
        done = wenzhai(project, "publish", folder.url, "--json")
        sent.append(json.loads(done.stdout)["sent"])
    assert [True, False] == sent


# -- small parts -----------------------------------------------------------------------------------


def test_hashes_are_remembered_and_a_damaged_memory_is_no_harm(newsroom: Newsroom) -> None:
    wanted = newsroom.build(pages("one"))
    memory = newsroom.project.folder / "hashes.json"
    for damage in ("", "{", '{"checksum": "x", "hashes": {"a": 3}}', "[]"):
        hashes = Hashes(memory)
        found = read_site_folder(newsroom.folder, hashes)
        assert wanted == {path: state.sha256 for path, state in found.items()}
        memory.write_text(damage or memory.read_text().replace('"', "'"))


def test_a_release_is_read_as_it_was_written_or_not_at_all() -> None:
    files = {"图.png": FileState("a" * 64, 3, '"etag"'), "index.html": FileState("b" * 64, 0)}
    release = Release("000002-aaaaaaaaaaaa", files, "000001-bbbbbbbbbbbb", {"x": files["图.png"]})
    data = write_release(release, more="x")
    back, more = read_release(data)
    assert release == back
    assert '"etag"' == back.files["图.png"].tag
    assert "x" == more["more"]
    for place in range(0, len(data), 7):
        with pytest.raises(ValueError, match="damaged"):
            read_release(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


def test_secrets_do_not_come_out() -> None:
    environ = {
        "WENZHAI_GIT_TOKEN": "tok-en-12345",
        "AWS_SECRET_ACCESS_KEY": "se/cret+key",
        "HOME": "/home-of-me",
        "SSH_AUTH_SOCK": "/run/agent",
    }
    said = "tok-en-12345 se/cret+key /home-of-me /run/agent https://u:p@host/x"
    assert "*** *** /home-of-me /run/agent https://***@host/x" == scrubbed(said, environ)


@pytest.mark.parametrize("path", ["assets/a.css", "index.html", "cards/0123456789ab.png", "a.js"])
def test_only_names_made_from_content_are_kept_for_ever(path: str) -> None:
    assert "must-revalidate" in cache_control(path)


def test_a_publication_does_not_read_what_is_not_ours(newsroom: Newsroom) -> None:
    wanted = newsroom.build(pages("one"))
    (newsroom.folder / "link.html").symlink_to("/etc/passwd")
    newsroom.publish()
    assert wanted == newsroom.place.seen() == expected(pages("one"))
