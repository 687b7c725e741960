"""What the preview answers, how it rebuilds, and what it says in the terminal."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from previewed import Preview, previewed, save
from world import article, digest, photograph, snapshot, wenzhai

from generator.project import STARTER, Project

ISSUE = "issues/2019-11"
FIRST = f"content/{ISSUE}/01-水利.md"
FIRST_PAGE = f"/{ISSUE}/01.html"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return digest(
        tmp_path / "digest",
        {f"{ISSUE}/01-水利.md": article(), f"{ISSUE}/02-教育.md": article("新校开学")},
    )


@pytest.fixture
def preview(project: Project) -> Iterator[Preview]:
    with previewed(project) as running:
        running.hear("毫秒")
        yield running


def test_a_page_is_that_of_a_build_and_nothing_is_written(preview: Preview) -> None:
    before = snapshot(preview.project.folder)
    shown = preview.get(FIRST_PAGE)
    assert (200, "text/html; charset=utf-8") == (shown.status, shown.headers["Content-Type"])
    assert "no-store" == shown.headers["Cache-Control"]
    assert "noindex" == shown.headers["X-Robots-Tag"]
    assert before == snapshot(preview.project.folder)
    assert 0 == wenzhai(preview.project, "build").returncode
    built = (preview.project.folder / "site" / FIRST_PAGE[1:]).read_text(encoding="utf-8")
    start = built.index("<main")
    assert built[start : built.index("</body>")] in shown.text


def test_a_save_is_shown_by_the_time_that_it_is_told(preview: Preview) -> None:
    for number in range(12):
        save(preview.project, FIRST, article(body=f"第 {number} 次改。\n"))
        preview.hear("01-水利.md：.* 毫秒")
        assert f"第 {number} 次改。" in preview.get(FIRST_PAGE).text


def test_every_way_of_saving_is_seen(preview: Preview, tmp_path: Path) -> None:
    path, beside = preview.project.folder / FIRST, tmp_path / "draft.md"
    old = path.stat()

    def put(text: str) -> None:
        beside.write_text(article(body=text + "\n"), encoding="utf-8")

    put("改名而来。")
    beside.rename(path)
    preview.hear("毫秒")
    assert "改名而来。" in preview.get(FIRST_PAGE).text
    put("时间倒退。")
    os.utime(beside, ns=(old.st_atime_ns, old.st_mtime_ns))
    shutil.copy2(beside, path)
    preview.hear("毫秒")
    assert "时间倒退。" in preview.get(FIRST_PAGE).text
    path.unlink()
    preview.hear("毫秒")
    assert 404 == preview.get(FIRST_PAGE).status
    put("又回来了。")
    beside.rename(path)
    preview.hear("毫秒")
    assert "又回来了。" in preview.get(FIRST_PAGE).text


def test_two_saves_of_one_length_in_one_tick_are_both_seen(preview: Preview) -> None:
    path = preview.project.folder / FIRST
    for number in range(10, 30):
        for part in ("甲", "乙"):
            path.write_text(article(body=f"{part}{number}\n"), encoding="utf-8")
        preview.hear("毫秒")
        assert f"乙{number}" in preview.get(FIRST_PAGE).text
        preview.hears_nothing(0.05)


def test_two_hundred_files_at_once_are_one_rebuild(preview: Preview) -> None:
    staged = [
        save(preview.project, f"staged/{number}-长.md", article(f"第 {number} 篇"))
        for number in range(100, 300)
    ]
    # In a few milliseconds, lest a busy machine make a pause between them.
    for path in staged:
        os.rename(path, preview.project.content / ISSUE / path.name)  # noqa: PTH104
    assert "200 个文件" in preview.hear("毫秒")
    assert preview.hears_nothing(1)
    assert 200 == preview.get(f"/{ISSUE}/299.html").status


def test_half_of_a_file_is_no_mistake(preview: Preview) -> None:
    path = preview.project.folder / FIRST
    whole = article(body="前半后半。\n" * 400).encode()
    for _ in range(5):
        with path.open("wb", buffering=0) as file:
            # Amid a character; then the program waits for longer than the watcher does.
            file.write(whole[:4097])
            time.sleep(0.03)
            file.write(whole[4097:])
        while "01-水利.md：" not in preview.hear("."):
            assert "错误" not in preview.said[-1]


def test_a_whole_folder_that_comes_is_seen_with_all_in_it(preview: Preview) -> None:
    folder = preview.project.folder
    shutil.copytree(folder / "content" / ISSUE, folder / "2020-01")
    (folder / "2020-01").rename(folder / "content" / "issues" / "2020-01")
    preview.hear("毫秒")
    assert 200 == preview.get("/issues/2020-01/02.html").status
    save(preview.project, "content/issues/2020-01/03-新.md", article("后来的"))
    preview.hear("毫秒")
    assert "后来的" in preview.get("/issues/2020-01/03.html").text


def test_content_that_is_exchanged_as_a_whole_is_watched_on(preview: Preview) -> None:
    folder = preview.project.folder
    shutil.copytree(folder / "content", folder / "other")
    save(preview.project, f"other/{ISSUE}/01-水利.md", article(body="换了一份。\n"))
    (folder / "content").rename(folder / "before")
    (folder / "other").rename(folder / "content")
    until = time.monotonic() + 30
    while "换了一份。" not in preview.get(FIRST_PAGE).text:
        assert time.monotonic() < until
        time.sleep(0.1)
    save(preview.project, FIRST, article(body="再改一次。\n"))
    preview.hear("01-水利.md：.* 毫秒")
    assert "再改一次。" in preview.get(FIRST_PAGE).text


def test_a_mistake_is_shown_over_the_page_as_it_was_until_it_is_mended(preview: Preview) -> None:
    assert "水渠昨天通水。" in preview.get(FIRST_PAGE).text
    save(preview.project, FIRST, "---\ntitle: 新渠通水\ncountis: [瑞安市]\n---\n\n改坏了。\n")
    assert "content/issues/2019-11/01-水利.md:3:1" in preview.hear("错误")
    shown = preview.get(FIRST_PAGE).text
    assert "水渠昨天通水。" in shown
    assert "改坏了。" not in shown
    assert '<details class="wenzhai-panel" data-kind="stopped" open' in shown
    assert "<code>content/issues/2019-11/01-水利.md:3:1</code>" in shown
    assert "是不是“counties”？" in shown
    save(preview.project, FIRST, article(body="改好了。\n"))
    preview.hear("毫秒")
    shown = preview.get(FIRST_PAGE).text
    assert "改好了。" in shown
    assert "wenzhai-panel" not in shown


def test_a_digest_that_cannot_be_read_says_so_in_the_browser(project: Project) -> None:
    save(project, "content/site.yaml", "title: [\n")
    with previewed(project) as preview:
        preview.hear("错误")
        shown = preview.get("/")
        assert (500, True) == (shown.status, "<code>content/site.yaml:" in shown.text)
        assert "<script src=" in shown.text
        save(project, "content/site.yaml", "title: 江城文摘\n")
        preview.hear("毫秒")
        assert 200 == preview.get("/").status


def test_a_dead_link_is_shown_on_its_own_page_only(preview: Preview) -> None:
    save(preview.project, FIRST, article(body="见[这里](09-没有.md)和[第二篇](02-教育.md)。\n"))
    preview.hear("毫秒")
    shown = preview.get(FIRST_PAGE).text
    assert 'data-kind="wrong" open' in shown
    assert 1 == shown.count("<code>content/issues/2019-11/01-水利.md:")
    assert "wenzhai-panel" not in preview.get(f"/{ISSUE}/02.html").text


def test_a_template_that_fails_is_named_with_its_line(project: Project) -> None:
    theme = project.folder / "themes" / "mine"
    shutil.copytree(STARTER / "themes" / "broadsheet", theme)
    description = (theme / "theme.yaml").read_text(encoding="utf-8")
    (theme / "theme.yaml").write_text(
        description.replace("name: broadsheet", "name: mine"), encoding="utf-8"
    )
    (theme / "assets" / "broadsheet.css").rename(theme / "assets" / "mine.css")
    save(project, "content/site.yaml", "title: 江城文摘\ntheme: mine\n")
    with previewed(project) as preview:
        preview.hear("毫秒")
        whole = preview.get(FIRST_PAGE).text
        template = theme / "templates" / "article.html"
        good = template.read_text(encoding="utf-8")
        template.write_text(good + "{% if %}\n", encoding="utf-8")
        preview.hear("毫秒")
        shown = preview.get(FIRST_PAGE)
        line = good.count("\n") + 1
        assert 500 == shown.status
        assert f"<code>themes/mine/templates/article.html:{line}</code>" in shown.text
        assert "水渠昨天通水。" in shown.text
        template.write_text(good, encoding="utf-8")
        preview.hear("毫秒")
        assert whole.split("<script")[0] == preview.get(FIRST_PAGE).text.split("<script")[0]


def test_drafts_and_articles_of_days_to_come_have_a_ribbon(preview: Preview) -> None:
    save(preview.project, f"content/{ISSUE}/03-稿.md", article("未写完", draft=True))
    preview.hear("毫秒")
    save(preview.project, f"content/{ISSUE}/04-后.md", article("还没到", date="2099-01-01"))
    preview.hear("毫秒")
    ribbon = '<p class="wenzhai-ribbon">{}</p>'
    assert ribbon.format("草稿") in preview.get(f"/{ISSUE}/03.html").text
    assert ribbon.format("日期未到") in preview.get(f"/{ISSUE}/04.html").text
    assert "wenzhai-ribbon" not in preview.get(FIRST_PAGE).text
    assert "未写完" in preview.get(f"/{ISSUE}/").text


def test_the_preview_stands_at_the_path_of_the_site(project: Project) -> None:
    save(project, "content/site.yaml", "title: 江城文摘\nbase_url: https://example.com/news\n")
    with previewed(project) as preview:
        assert preview.url.endswith("/news/")
        for path in ("/", "/news"):
            moved = preview.get(path)
            assert (302, "/news/") == (moved.status, moved.headers["Location"])
        assert 200 == preview.get("/news" + FIRST_PAGE).status
        assert 404 == preview.get(FIRST_PAGE).status
        lost = preview.get("/news/a/b/c/nothing.html")
        assert 404 == lost.status
        assert 'href="/news/assets/broadsheet.css"' in lost.text


def test_a_page_that_is_not_there_is_our_own_and_live_too(preview: Preview) -> None:
    lost = preview.get("/nothing.html")
    assert 404 == lost.status
    assert "江城文摘" in lost.text
    assert "/livereload.js" in lost.text


def test_addresses_lead_where_a_host_leads_them(preview: Preview) -> None:
    assert preview.get(f"/{ISSUE}/").data == preview.get(f"/{ISSUE}/index.html").data
    moved = preview.get(f"/{ISSUE}")
    assert (302, f"/{ISSUE}/") == (moved.status, moved.headers["Location"])
    head = preview.get(FIRST_PAGE, "HEAD")
    assert (200, b"") == (head.status, head.data)


def test_photographs_and_all_other_files_are_served(preview: Preview) -> None:
    path = preview.project.folder / "content" / ISSUE / "水渠.jpg"
    path.write_bytes(photograph())
    preview.hear("毫秒")
    shown = preview.get(f"/{ISSUE}/%E6%B0%B4%E6%B8%A0.jpg")
    assert (200, "image/jpeg") == (shown.status, shown.headers["Content-Type"])
    assert b"\xff\xd8" == shown.data[:2]
    assert 200 == preview.get("/search/index.json").status


def test_a_style_sheet_keeps_its_address(project: Project) -> None:
    shutil.copytree(STARTER / "themes" / "broadsheet", project.folder / "themes" / "broadsheet")
    with previewed(project) as preview:
        preview.hear("毫秒")
        before = preview.get("/").text
        assert 'href="assets/broadsheet.css"' in before
        save(project, "themes/broadsheet/assets/broadsheet.css", "body { color: red }\n")
        preview.hear("broadsheet.css：.* 毫秒")
        assert "color:red" in preview.get("/assets/broadsheet.css").text
        # Only the name of the state that it shows is another.
        assert before.split("<script")[0] == preview.get("/").text.split("<script")[0]


def test_a_port_that_is_taken_is_one_line_with_the_next_that_is_free(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = wenzhai(project, "preview", "--port", str(port))
    assert 3 == done.returncode
    assert "" == done.stdout
    said = done.stderr.splitlines()
    assert 1 == len(said)
    assert said[0].startswith(f"127.0.0.1:{port}: 错误：端口已被别的程序占用。用 --port ")
    free = int(said[0].split("--port ")[1].split("。")[0])
    assert free != port
    socket.create_server(("127.0.0.1", free)).close()


def test_a_preview_for_the_whole_network_warns(project: Project) -> None:
    with previewed(project, "--host", "0.0.0.0", "--allow-host", "desk.example") as preview:
        preview.hear("警告：同一网络里的人都能看到这个预览")
        assert 200 == preview.get("/", Host=f"desk.example:{preview.port}").status
        assert 403 == preview.get("/", Host=f"other.example:{preview.port}").status


def test_it_opens_the_browser_that_people_have_chosen(project: Project, tmp_path: Path) -> None:
    chosen, asked = tmp_path / "browser", tmp_path / "asked"
    chosen.write_text(f'#!/bin/sh\nprintf %s "$1" > "{asked}"\n', encoding="utf-8")
    chosen.chmod(0o755)
    with previewed(project, "--open", BROWSER=f"{chosen} %s") as preview:
        preview.hear("毫秒")
    assert preview.url == asked.read_text(encoding="utf-8")


def test_a_system_that_tells_nothing_is_asked_again_and_again(project: Project) -> None:
    with previewed(project, "--poll") as preview:
        preview.hear("毫秒")
        for number in range(3):
            save(project, FIRST, article(body=f"第 {number} 次。\n"))
            preview.hear("毫秒")
            assert f"第 {number} 次。" in preview.get(FIRST_PAGE).text


def test_it_speaks_english_where_the_locale_asks_for_it(project: Project) -> None:
    save(project, FIRST, article(countis=["瑞安市"]))
    with previewed(project, LANG="en_US.UTF-8") as preview:
        preview.hear("error")
        assert "did you mean" in preview.get("/").text


def test_it_ends_with_a_key_and_says_nothing_of_it(project: Project) -> None:
    with previewed(project) as preview:
        preview.hear("毫秒")
    assert 0 == preview.process.returncode
    assert not [line for line in preview.said if "Traceback" in line]
